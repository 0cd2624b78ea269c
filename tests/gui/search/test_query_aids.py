"""What helps with a query: hints, suggestions, the menu of filters, and saved searches."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QInputDialog, QLineEdit, QListWidget, QMenu

from core.locations import OwnPlaces
from core.search.builder import path_in
from gui.search.saved_searches import SavedSearches
from gui.search.terms import has_term, with_term, without_term
from tests.gui.search.conftest import Open, Searcher

Key = Qt.Key
HINT = "Hint about the search"


def suggestions(searcher: Searcher) -> QListWidget:
    found = searcher.window.findChild(QListWidget)
    assert found is not None
    return found


def offered(searcher: Searcher) -> list[str]:
    """What is offered under the field; nothing if nothing is."""
    listed = suggestions(searcher)
    return [listed.item(n).text() for n in range(listed.count())] if listed.isVisible() else []


def menu(searcher: Searcher) -> QMenu:
    """The menu beside the field, filled as if it opened."""
    found = next(
        one
        for one in searcher.window.findChildren(QMenu)
        if one.title() == "Filters and saved searches"
    )
    found.aboutToShow.emit()
    return found


def choose(top: QMenu, *words: str) -> None:
    """Choose an entry by its words, through the menus above it."""
    for word in words:
        action = next(one for one in top.actions() if one.text().replace("&", "") == word)
        if (below := action.menu()) is not None:
            assert isinstance(below, QMenu)
            top = below
        else:
            action.trigger()


def answer(searcher: Searcher, name: str) -> None:
    """Type a name into the dialog that asks for one, and confirm it."""
    dialog = next(one for one in searcher.window.findChildren(QInputDialog) if one.isVisible())
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    field.setText(name)
    QTest.keyClick(field, Key.Key_Return)
    searcher.wait(lambda: not dialog.isVisible())


# --- hints -------------------------------------------------------------------------------------


def test_a_mistake_is_a_hint_under_the_field(searcher: Searcher) -> None:
    searcher.type("modle:opus ")
    searcher.wait(lambda: "“model:” meant?" in searcher.label(HINT))
    assert searcher.window.messages.text == ""


def test_a_hint_goes_when_the_mistake_is_gone(searcher: Searcher) -> None:
    searcher.type('zebra "stripes')
    searcher.wait(lambda: searcher.label(HINT))
    searcher.key(Key.Key_QuoteDbl)
    searcher.find("zebra", "Zebra crossing", "Postgres")
    assert searcher.label(HINT) == ""


def test_a_hint_goes_with_the_focus(searcher: Searcher) -> None:
    searcher.type("modle:opus ")
    searcher.wait(lambda: searcher.label(HINT))
    searcher.window.list_area.focus_list()
    searcher.wait(lambda: searcher.label(HINT) == "")


def test_a_key_without_a_value_yet_hides_nothing(searcher: Searcher) -> None:
    searcher.type("zebra model:")
    searcher.wait(lambda: searcher.titles() == ["Zebra crossing", "Postgres"])


# --- suggestions -------------------------------------------------------------------------------


def test_keys_are_offered_and_then_their_values(searcher: Searcher) -> None:
    searcher.wait(lambda: searcher.titles())
    searcher.type("zebra mo")
    searcher.wait(lambda: offered(searcher) == ["model:"])
    searcher.key(Key.Key_Tab)
    assert searcher.field.text() == "zebra model:"
    searcher.wait(lambda: searcher.field.hasFocus())


def test_a_value_is_chosen_by_keys(searcher: Searcher) -> None:
    searcher.type("is:")
    assert offered(searcher)[:2] == ["pinned", "archived"]
    searcher.key(Key.Key_Down)
    searcher.key(Key.Key_Down)
    searcher.key(Key.Key_Return)
    assert (searcher.field.text(), offered(searcher)) == ("is:archived ", [])
    searcher.wait(lambda: searcher.titles() == ["Old things"])


def test_the_models_of_the_store_are_offered(searcher: Searcher) -> None:
    searcher.type("zeb")  # the first letter has the values listed
    searcher.wait(lambda: searcher.marked(1))
    for text in ("model:q", "model:"):
        searcher.type(text)
    searcher.wait(lambda: searcher.type("model:") or offered(searcher))
    assert sorted(offered(searcher)) == ["gpt-5", "opus", "qwen3"]


def test_escape_closes_the_suggestions_before_it_clears(searcher: Searcher) -> None:
    searcher.type("is:")
    assert offered(searcher)
    searcher.key(Key.Key_Escape)
    assert (searcher.field.text(), offered(searcher)) == ("is:", [])
    searcher.key(Key.Key_Escape)
    assert searcher.field.text() == ""


def test_enter_with_nothing_chosen_searches_for_what_was_typed(searcher: Searcher) -> None:
    searcher.type("ti")
    assert offered(searcher) == ["title:"]
    searcher.key(Key.Key_Return)
    assert (searcher.field.text(), offered(searcher)) == ("ti", [])


def test_down_without_suggestions_goes_on_to_the_list(searcher: Searcher) -> None:
    searcher.find("zebra", "Zebra crossing", "Postgres")
    searcher.key(Key.Key_Down)
    assert searcher.view.hasFocus()


# --- the menu ----------------------------------------------------------------------------------


def test_a_filter_of_the_menu_is_written_into_the_query(searcher: Searcher) -> None:
    searcher.type("zebra")
    choose(menu(searcher), "State", "Archived")
    assert searcher.field.text() == "zebra is:archived "
    searcher.wait(lambda: searcher.titles() == ["Old things"])
    choose(menu(searcher), "State", "Archived")
    assert searcher.field.text() == "zebra"


@pytest.mark.parametrize(
    ("text", "term", "expected"),
    [
        ("", "model:opus", "model:opus "),
        ("zebra model:gpt x", "model:opus", "zebra x model:opus "),
        ("after:7d", "before:1y", "before:1y "),
        ("-model:gpt", "model:opus", "-model:gpt model:opus "),
    ],
)
def test_a_term_takes_the_place_of_others_of_its_key(text: str, term: str, expected: str) -> None:
    written = with_term(text, term)
    assert (written, has_term(written, term)) == (expected, True)
    assert not has_term(without_term(written, term), term)


def test_a_search_is_saved_run_renamed_and_removed(searcher: Searcher) -> None:
    searcher.type("gateway")
    choose(menu(searcher), "Save this search…")
    answer(searcher, "Bad & broken")
    searcher.type("")
    choose(menu(searcher), "Bad & broken".replace("&", ""))
    searcher.wait(lambda: searcher.titles() == ["Nginx"])
    choose(menu(searcher), "Rename", "Bad & broken".replace("&", ""))
    answer(searcher, "Broken")
    choose(menu(searcher), "Remove", "Broken")
    assert "Broken" not in [action.text() for action in menu(searcher).actions()]


def test_saved_searches_outlive_the_window_and_spoilt_ones_are_left_out() -> None:
    kept = {"text": '{"a": "zebra", "b": 7}'}
    saved = SavedSearches(lambda: kept["text"], lambda text: kept.update(text=text))
    assert saved.all() == {"a": "zebra"}
    saved.put("c", "重构")
    saved.rename("a", "d")
    again = SavedSearches(lambda: kept["text"], lambda _: None)
    assert list(again.all().items()) == [("d", "zebra"), ("c", "重构")]
    assert SavedSearches(lambda: "[" * 100_000, lambda _: None).all() == {}


# --- the catalogue -----------------------------------------------------------------------------


def test_what_is_paused_is_not_read_until_it_goes_on(open_window: Open) -> None:
    searcher = open_window()
    searcher.type("gateway")  # the search is made with the first letter
    choose(menu(searcher), "Pause reading for the search")
    searcher.wait(lambda: "0 of 5 searched so far" in searcher.label("State of the search"))
    assert searcher.titles() == []
    choose(menu(searcher), "Pause reading for the search")
    searcher.wait(lambda: searcher.titles() == ["Nginx"])
    searcher.wait(lambda: searcher.label("State of the search") == "")


def test_a_damaged_catalogue_is_told_once_and_built_anew(searcher: Searcher) -> None:
    searcher.settle()
    path = path_in(OwnPlaces.of(searcher.folder))
    data = path.read_bytes()
    path.unlink()
    path.write_bytes(data[: len(data) // 2])
    searcher.type("gateway")
    searcher.wait(lambda: searcher.titles() == ["Nginx"])
    told = [one.text for one in searcher.window.messages.kept]
    assert [text for text in told if "catalogue was damaged" in text] == told[:1]


def test_without_a_catalogue_every_file_is_read_and_that_is_said(
    open_window: Open, monkeypatch: pytest.MonkeyPatch
) -> None:
    searcher = open_window()
    cache = OwnPlaces.of(searcher.folder).cache
    cache.parent.mkdir(parents=True, exist_ok=True)
    cache.write_text("a file where the folder would be")
    searcher.wait(lambda: "is not kept" in searcher.window.messages.text)
    searcher.type("gateway")
    searcher.wait(lambda: searcher.titles() == ["Nginx"])
    searcher.wait(lambda: searcher.marked() == ["gateway"])
