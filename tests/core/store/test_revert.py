"""An edit taken back, byte for byte (DESIGN 3, `rename`)."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Conflict, NotFound
from core.store import SessionStore
from core.store.requests import Rename, Renamed, Revert
from core.store.title_edits import TitleEdit
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    contents,
    row_in,
    rows_in,
    session_in,
    text_of,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def place(tmp_path: Path) -> Path:
    return tmp_path / "place"


def renamed(store: SessionStore, session_id: str, title: str) -> TitleEdit:
    """Rename a session and return what takes that back."""
    (answer,) = store.edit_titles([Rename(session_id, title)])
    assert isinstance(answer, Renamed)
    assert answer.edit is not None
    return answer.edit


def reverted(store: SessionStore, edit: TitleEdit) -> TitleEdit:
    """Take an edit back and return what does it again."""
    (answer,) = store.edit_titles([Revert(edit)])
    if not isinstance(answer, Renamed):
        raise answer
    assert answer.edit is not None
    return answer.edit


def test_file_and_index_are_what_they_were(store: SessionStore, folder: Path) -> None:
    before = contents(folder)
    reverted(store, renamed(store, "s0001", "New"))
    assert contents(folder) == before


def test_an_edit_names_the_old_title_and_the_new(store: SessionStore) -> None:
    edit = renamed(store, "s0001", "New")
    assert (edit.session_id, edit.old_title, edit.new_title) == ("s0001", "Title of s0001", "New")


def test_the_answer_is_the_row_with_its_old_title(store: SessionStore) -> None:
    (answer,) = store.edit_titles([Revert(renamed(store, "s0001", "New"))])
    assert isinstance(answer, Renamed)
    assert answer.row.title == "Title of s0001"


def test_redo_and_undo_can_be_repeated(store: SessionStore, folder: Path) -> None:
    before = contents(folder)
    edit = renamed(store, "s0001", "New")
    after = contents(folder)
    for _ in range(3):
        edit = reverted(store, edit)
        assert contents(folder) == before
        edit = reverted(store, edit)
        assert contents(folder) == after


def test_nothing_written_leaves_nothing_to_take_back(store: SessionStore) -> None:
    answers = store.edit_titles([Rename("s0001", " "), Rename("s0002", "Title of s0002")])
    assert [answer.edit for answer in answers if isinstance(answer, Renamed)] == [None, None]


@pytest.mark.parametrize(
    "title",
    [b"null", b"42", b"[1,  2]", rb'"a\ud800"', rb'"\u0041\/B"', b'""', b'"  blank  "', b'"x"'],
)
def test_a_title_of_any_kind_and_spelling_comes_back(place: Path, title: bytes) -> None:
    data = text_of(a_session("aa11", title="TTT")).replace(b'"TTT"', title)
    folder = a_folder(place, index=None)
    (folder / "aa11.json").write_bytes(data)
    store = SessionStore(folder)
    store.rebuild_index()
    before = contents(folder)
    reverted(store, renamed(store, "aa11", "New"))
    assert contents(folder) == before


def test_a_title_that_was_added_goes_again(place: Path) -> None:
    fields = a_session("aa11")
    del fields["title"]
    folder = a_folder(place, fields, index=None)
    store = SessionStore(folder)
    store.rebuild_index()
    before = contents(folder)
    edit = renamed(store, "aa11", "New")
    after = contents(folder)
    again = reverted(store, edit)
    assert contents(folder) == before
    reverted(store, again)
    assert contents(folder) == after


@pytest.mark.parametrize("place_of_title", [0, 1, -1])
def test_a_title_that_was_added_goes_again_wherever_a_server_has_moved_it(
    place: Path, place_of_title: int
) -> None:
    fields = a_session("aa11")
    del fields["title"]
    folder = a_folder(place, fields, index=None)
    store = SessionStore(folder)
    edit = renamed(store, "aa11", "New")
    members = list(fields.items())
    members.insert(place_of_title % (len(members) + 1), ("title", "New"))
    (folder / "aa11.json").write_bytes(text_of(dict(members)))
    reverted(store, edit)
    assert session_in(folder, "aa11") == fields


def test_the_marks_of_the_new_server_come_back(sample_new: Path) -> None:
    store = SessionStore(sample_new)
    before = contents(sample_new)
    reverted(store, renamed(store, "2b90ce64a7f3", "Mine"))
    assert contents(sample_new) == before


def test_every_row_of_several_comes_back(place: Path) -> None:
    session = a_session("aa11")
    rows = [a_row(session, title=title) for title in ("One", "Two", "Three")]
    folder = a_folder(place, session, index=text_of(rows))
    store = SessionStore(folder)
    before = contents(folder)
    reverted(store, renamed(store, "aa11", "New"))
    assert contents(folder) == before


def test_a_stale_row_comes_back_stale(place: Path) -> None:
    session = a_session("aa11")
    folder = a_folder(place, session, index=text_of([a_row(session, title="Stale")]))
    store = SessionStore(folder)
    before = contents(folder)
    reverted(store, renamed(store, "aa11", "Title of aa11"))
    assert contents(folder) == before


def test_what_others_changed_meanwhile_stays(store: SessionStore, folder: Path) -> None:
    edit = renamed(store, "s0001", "New")
    path = folder / "s0001.json"
    path.write_bytes(path.read_bytes().replace(b'"opus"', b'"haiku"'))
    (folder / INDEX).write_bytes((folder / INDEX).read_bytes().replace(b'"opus"', b'"sonnet"'))
    reverted(store, edit)
    assert session_in(folder, "s0001")["model"] == "haiku"
    assert row_in(folder, "s0001")["model"] == "sonnet"
    assert row_in(folder, "s0001")["title"] == "Title of s0001"


def test_a_title_that_moved_on_is_a_conflict(store: SessionStore, folder: Path) -> None:
    edit = renamed(store, "s0001", "New")
    store.rename("s0001", "Newer")
    before = contents(folder)
    with pytest.raises(Conflict, match=r"The title in s0001\.json was changed since"):
        reverted(store, edit)
    assert contents(folder) == before


def test_a_session_that_is_gone_is_not_found(store: SessionStore, folder: Path) -> None:
    edit = renamed(store, "s0001", "New")
    (folder / "s0001.json").unlink()
    with pytest.raises(NotFound):
        reverted(store, edit)
    assert not (folder / "s0001.json").exists()


def test_a_row_whose_title_moved_on_is_left_alone(store: SessionStore, folder: Path) -> None:
    edit = renamed(store, "s0001", "New")
    (folder / INDEX).write_bytes((folder / INDEX).read_bytes().replace(b'"New"', b'"Theirs"'))
    reverted(store, edit)
    assert row_in(folder, "s0001")["title"] == "Theirs"
    assert session_in(folder, "s0001")["title"] == "Title of s0001"


@pytest.mark.parametrize("index", [None, b"{}", b"[]"])
def test_rows_that_an_edit_built_come_back_too(place: Path, index: bytes | None) -> None:
    folder = a_folder(place, a_session("aa11"), index=index)
    store = SessionStore(folder)
    edit = renamed(store, "aa11", "New")
    store.rebuild_index()
    reverted(store, edit)
    assert [row["title"] for row in rows_in(folder)] == ["Title of aa11"]
    assert store.check().findings == []


def test_rows_that_a_server_wrote_anew_come_back_too(store: SessionStore, folder: Path) -> None:
    edit = renamed(store, "s0001", "重新")
    text = (folder / INDEX).read_bytes().decode()
    (folder / INDEX).write_bytes(text.replace("重新", r"\u91cd\u65b0").encode())
    reverted(store, edit)
    assert row_in(folder, "s0001")["title"] == "Title of s0001"


def test_an_index_lost_meanwhile_is_built(store: SessionStore, folder: Path) -> None:
    edit = renamed(store, "s0001", "New")
    (folder / INDEX).unlink()
    reverted(store, edit)
    assert row_in(folder, "s0001")["title"] == "Title of s0001"


def test_an_edit_and_its_undo_in_one_batch_change_nothing(
    store: SessionStore, folder: Path
) -> None:
    before = contents(folder)
    edit = renamed(store, "s0001", "New")
    store.edit_titles([Revert(edit), Rename("s0001", "Other"), Rename("s0001", "Title of s0001")])
    assert contents(folder) == before


def test_two_edits_of_a_batch_can_be_taken_back_in_turn(store: SessionStore, folder: Path) -> None:
    before = contents(folder)
    answers = store.edit_titles([Rename("s0001", "One"), Rename("s0001", "Two")])
    edits = [answer.edit for answer in answers if isinstance(answer, Renamed) and answer.edit]
    for edit in reversed(edits):
        reverted(store, edit)
    assert contents(folder) == before


def test_another_store_can_take_an_edit_back(store: SessionStore, folder: Path) -> None:
    before = contents(folder)
    edit = renamed(store, "s0001", "New")
    reverted(SessionStore(folder), edit)
    assert contents(folder) == before


def test_a_session_without_a_row_is_reverted_all_the_same(
    store: SessionStore, folder: Path
) -> None:
    write_session(folder, a_session("lost"))
    before = contents(folder)
    reverted(store, renamed(store, "lost", "New"))
    assert contents(folder) == before
