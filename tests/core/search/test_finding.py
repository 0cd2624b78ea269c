"""Which sessions are found, and in what order."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from core.search.said_values import LONGEST_RESULT
from core.search.search import Search
from core.store import SessionStore
from tests.builders import MAY, a_row, a_session, rows_in, write_index, write_session
from tests.core.search.conftest import Finder, message, said

Make = Callable[..., Finder]
DAY = 86_400.0


def test_every_word_has_to_be_somewhere_in_the_session(finder: Make) -> None:
    made = finder(
        said("aa11", "nginx answers", "the timeout is too short"),
        said("bb22", "nginx only"),
        said("cc33", "a timeout", title="nginx"),
    )
    assert sorted(made.ids("nginx timeout")) == ["aa11", "cc33"]
    assert made.ids("nginx -timeout") == ["bb22"]
    assert made.ids("-nginx") == []


def test_hits_in_the_title_come_first_however_old(finder: Make) -> None:
    made = finder(
        said("aa11", "deploy deploy", "deploy", updated_at=MAY + DAY),
        said("bb22", "nothing", title="Deploy it", updated_at=MAY - 900 * DAY),
    )
    assert made.ids("deploy") == ["bb22", "aa11"]
    assert [result.in_title for result in made.answer("deploy").results] == [True, False]


def test_more_hits_and_younger_ones_come_first(finder: Make) -> None:
    made = finder(
        said("once", "deploy", "x", "y", updated_at=MAY),
        said("thrice", "deploy", "deploy", "deploy", updated_at=MAY),
        said("old", "deploy", "deploy", "deploy", updated_at=MAY - 60 * DAY),
    )
    assert made.ids("deploy") == ["thrice", "old", "once"]
    assert [result.hits for result in made.answer("deploy").results] == [3, 3, 1]


def test_words_in_one_message_come_before_words_in_two(finder: Make) -> None:
    made = finder(
        said("two", "lock", "timeout", updated_at=MAY + 9),
        said("one", "the lock has a timeout", "x", updated_at=MAY),
    )
    assert made.ids("lock timeout") == ["one", "two"]


def test_an_edited_title_is_found_at_once_without_the_file(finder: Make) -> None:
    made = finder(said("aa11", "x", title="Old name"))
    SessionStore(made.folder).rename("aa11", "Brand new")
    made.take()
    assert (made.ids("brand"), made.ids("old")) == (["aa11"], [])


def test_an_empty_query_finds_all_in_the_order_of_the_list(finder: Make) -> None:
    made = finder(said("aa11", "x"), said("bb22", "x", updated_at=MAY + 99, pinned=False))
    assert made.ids("") == made.ids("()") == ["bb22", "aa11"]


FIELDS = [
    ("model:opus", "aa11"),
    ("model:gpt,opus", "aa11 bb22"),
    ("-model:gpt", "aa11 cc33 dd44"),
    ("workspace:home", "aa11 cc33 dd44"),
    ('workspace:"/srv/Große"', "bb22"),
    ("project:web", "bb22"),
    ("project:none", "aa11 cc33 dd44"),
    ("profile:work", "cc33"),
    ("profile:default", "aa11 bb22 dd44"),
    ("source:cli", "cc33"),
    ("source:webui", "aa11 bb22 dd44"),
    ("is:pinned", "aa11"),
    ("is:archived,pinned", "aa11 bb22"),
    ("-is:archived", "aa11 cc33 dd44"),
    ("is:untitled", "dd44"),
    ("is:unlisted", "dd44"),
    ("has:tools", "bb22"),
    ("has:error", "bb22"),
    ("has:images", "cc33"),
    ("has:images,tools", "bb22 cc33"),
    ("messages:>2", "bb22"),
    ("messages:1", "cc33 dd44"),
    ("size:>1gb", ""),
    ("size:<1mb", "aa11 bb22 cc33 dd44"),
    ("cost:>1", "cc33"),
    ("cost:<=1.5", "cc33"),
    ("on:2020", "cc33"),
    ("before:2021", "cc33"),
    ("after:2021", "aa11 bb22 dd44"),
    ("role:tool", "bb22"),
    ("role:user words", "aa11 cc33 dd44"),
    ("role:assistant words", "aa11"),
    ("role:tool denied", "bb22"),
    ("role:user denied", ""),
    ("-role:tool words", "aa11 cc33 dd44"),
    ("title:alpha", "aa11"),
    ("title:words", ""),
    ("model:opus title:alpha words -denied is:pinned", "aa11"),
]


@pytest.fixture
def fields(finder: Make) -> Finder:
    """Four sessions with other values in every field."""
    image = {"type": "image_url", "image_url": {"url": "data:image/png;base64,AAAA"}}
    call = {"id": "c1", "function": {"name": "run", "arguments": "{}"}}
    failed = message("tool", "denied", tool_call_id="c1", is_error=True)
    made = finder(
        a_session("aa11", title="Alpha", pinned=True, model="opus")
        | {"messages": [message("user", "words 0"), message("assistant", "words 1")]},
        a_session("bb22", archived=True, model="gpt", workspace="/srv/große", project_id="p1")
        | {
            "messages": [
                message("user", "do"),
                message("assistant", "", tool_calls=[call]),
                failed,
            ]
        },
        a_session("cc33", model="x", profile="work", updated_at=1_590_000_000.0)
        | {"messages": [message("user", [{"type": "text", "text": "words"}, image])]}
        | {"session_source": "cli", "estimated_cost": 1.5},
    )
    project = '[{"project_id": "p1", "name": "Web"}]'
    (made.folder.parent / "projects.json").write_text(project)
    lost = a_session("dd44", title="Untitled", model="y", messages=[message("user", "words")])
    write_session(made.folder, lost)
    made.build()
    return made


@pytest.mark.parametrize(("query", "ids"), FIELDS)
def test_fields(fields: Finder, query: str, ids: str) -> None:
    assert sorted(fields.ids(query)) == ids.split()


def test_an_unreadable_session_is_found_by_its_state(fields: Finder) -> None:
    (fields.folder / "ee55.json").write_bytes(b'{"session_id": "ee55", "messa')
    write_index(fields.folder, [*rows_in(fields.folder), a_row(a_session("ee55"))])
    SessionStore(fields.folder).check()
    fields.build()
    assert fields.ids("is:unreadable") == ["ee55"]


def test_a_result_is_found_once_with_its_call(fields: Finder) -> None:
    answer = fields.answer("denied")
    assert [(one.session_id, one.hits) for one in answer.results] == [("bb22", 1)]
    assert fields.search.messages(answer, "bb22") == (1,)
    (passage,) = fields.search.passages(answer, ["bb22"])
    assert (passage.message, passage.text) == (1, "run {} denied")


def test_of_a_long_result_only_the_beginning_counts(finder: Make) -> None:
    result = "x " * (LONGEST_RESULT // 2) + "behind"
    made = finder(a_session("aa11", messages=[message("tool", result)]))
    assert (made.ids("behind"), made.ids("x")) == ([], ["aa11"])


def test_the_server_s_wrappers_are_no_words(finder: Make) -> None:
    made = finder(said("aa11", "[Workspace: /secret]\nhello\n\n[Attached files: plan.pdf]"))
    assert (made.ids("secret"), made.ids("attached"), made.ids("plan")) == ([], [], ["aa11"])


def test_all_messages_with_a_word_are_told_in_order(finder: Make) -> None:
    made = finder(said("aa11", "lock", "x", "a timeout", "lock timeout"))
    answer = made.answer("lock timeout")
    assert made.search.messages(answer, "aa11") == (0, 2, 3)
    (passage,) = made.search.passages(answer, ["aa11"])
    assert passage.message == 3


def test_a_phrase_does_not_reach_from_one_message_into_the_next(finder: Make) -> None:
    assert finder(said("aa11", "a lock", "timeout here")).ids('"lock timeout"') == []


def test_a_passage_is_one_short_line_around_the_words(finder: Make) -> None:
    made = finder(
        said("aa11", "before\n\n" + "filler " * 300 + "the needle\nhere " + "more " * 300)
    )
    (passage,) = made.search.passages(made.answer("needle"), ["aa11"])
    assert len(passage.text) <= 200
    assert (passage.text[0], passage.text[-1]) == ("…", "…")
    assert "the needle here more" in passage.text
    (mark,) = passage.marks
    assert passage.text[mark.start : mark.stop] == "needle"


def test_a_session_that_is_not_listed_is_not_found(finder: Make) -> None:
    made = finder(said("aa11", "word"), said("bb22", "word"))
    store = SessionStore(made.folder)
    made.search.take([row for row in store.list_sessions() if row.session_id == "bb22"])
    assert made.ids("word") == ["bb22"]


def test_what_was_not_read_yet_is_told(finder: Make) -> None:
    made = finder(said("aa11", "word"))
    write_session(made.folder, said("bb22", "word"))
    made.take()
    answer = made.answer("word")
    assert (answer.searched, answer.total, answer.is_complete) == (1, 2, False)
    made.build()
    assert made.answer("word").is_complete


def test_what_can_never_be_read_is_not_waited_for(finder: Make) -> None:
    made = finder(said("aa11", "word"))
    (made.folder / "no id at all.json").write_bytes(b"{}")
    made.build()
    answer = made.answer("word")
    assert (answer.searched, answer.total, answer.is_complete) == (2, 2, True)


def test_without_a_catalogue_titles_are_found_and_nothing_was_searched(finder: Make) -> None:
    made = finder(said("aa11", "word", title="Title"))
    with_none = Search(made.folder / "..")
    with_none.take(SessionStore(made.folder).list_sessions())
    answer = with_none.search("title")
    assert (len(answer.results), answer.searched, answer.total) == (1, 0, 1)
