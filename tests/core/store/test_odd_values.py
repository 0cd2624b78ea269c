"""Files and rows with values of any type, spelt in any way: listed, edited, repaired, and JSON."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.errors import Unreadable
from core.locations import OwnPlaces
from core.store import SessionStore
from core.store.json_text import json_text
from core.store.requests import Rename, Renamed, Revert
from tests.builders import INDEX, a_new_session, a_row, a_session, text_of
from tests.core.disk.odd_json import odd_sessions, spelt, values

pytestmark = pytest.mark.usefixtures("aged")

odd_rows = st.dictionaries(
    st.sampled_from([*a_row(a_session()), "manual_title", "last_message_at", "note"]),
    values,
    max_size=5,
)
makers = st.sampled_from([a_session, a_new_session])


@contextmanager
def a_store(odd: bytes, row: dict[str, Any], make: Any) -> Iterator[SessionStore]:
    """A store with one odd file `aa11` that has an odd row, and one good session."""
    place = Path(tempfile.mkdtemp(prefix="odd-"))
    try:
        folder = place / "sessions"
        folder.mkdir()
        (folder / "aa11.json").write_bytes(odd)
        (folder / "good.json").write_bytes(text_of(make("good")))
        rows = [a_row(a_session("good")), a_row(a_session("aa11")) | row | {"session_id": "aa11"}]
        text = json.dumps(rows, indent=2, ensure_ascii=False)
        (folder / INDEX).write_bytes(text.encode("utf-8", "backslashreplace"))
        yield SessionStore(folder, places=OwnPlaces(place / "cache", place / "state"))
    finally:
        shutil.rmtree(place)


def is_number(value: Any) -> bool:
    is_plain = isinstance(value, int | float) and not isinstance(value, bool)
    return is_plain and math.isfinite(value)


odd_stores = given(spelt(odd_sessions()), odd_rows, makers)


@odd_stores
def test_both_sessions_are_listed_with_texts_and_numbers(
    odd: bytes, row: dict[str, Any], make: Any
) -> None:
    with a_store(odd, row, make) as store:
        rows = {found.session_id: found for found in store.list_sessions(now=0.0)}
        assert set(rows) == {"aa11", "good"}
        for found in rows.values():
            f"{found.title}{found.model}{found.workspace}{found.profile}".encode()
            assert is_number(found.updated_at)
            assert is_number(found.created_at)
            json_text([found])


@odd_stores
def test_a_check_can_be_told_and_a_repair_leaves_nothing(
    odd: bytes, row: dict[str, Any], make: Any
) -> None:
    with a_store(odd, row, make) as store:
        json_text(store.check().findings)
        before = store.index_path.read_bytes()
        receipt = store.repair()
        assert store.check(read_all=True).repairable == []
        after = store.index_path.read_bytes()
        assert store.repair().state == "nothing to do"
        assert store.index_path.read_bytes() == after
        if receipt.repair_id is not None:
            store.undo_repair(receipt.repair_id)
            assert store.index_path.read_bytes() == before


@odd_stores
def test_a_rebuilt_index_has_numbers_for_times_and_texts_that_utf8_can_carry(
    odd: bytes, row: dict[str, Any], make: Any
) -> None:
    with a_store(odd, row, make) as store:
        store.index_path.unlink()
        store.rebuild_index()
        rows = json.loads(store.index_path.read_bytes())
        assert {found["session_id"] for found in rows} <= {"aa11", "good"}
        for found in rows:
            assert is_number(found["updated_at"])
            assert is_number(found["created_at"])
            assert isinstance(found["title"], str)
        json.dumps(rows, ensure_ascii=False).encode()
        assert store.check().findings == [] or len(rows) == 1


@odd_stores
def test_a_rename_and_its_undo_change_the_title_and_give_it_back(
    odd: bytes, row: dict[str, Any], make: Any
) -> None:
    with a_store(odd, row, make) as store:
        path = store.folder / "aa11.json"
        before = path.read_bytes(), store.index_path.read_bytes()
        (answer,) = store.edit_titles([Rename("aa11", "A new title")])
        if isinstance(answer, Unreadable):
            assert (path.read_bytes(), store.index_path.read_bytes()) == before
            return
        assert isinstance(answer, Renamed)
        assert json.loads(path.read_bytes())["title"] == "A new title"
        if answer.edit is not None:
            store.edit_titles([Revert(answer.edit)])
            assert (path.read_bytes(), store.index_path.read_bytes()) == before


@odd_stores
def test_a_loaded_session_is_saved_without_a_change_of_what_was_not_touched(
    odd: bytes, row: dict[str, Any], make: Any
) -> None:
    with a_store(odd, row, make) as store:
        path = store.folder / "aa11.json"
        try:
            session = store.load("aa11")
        except Unreadable:
            return
        store.save(session, touch=False)
        assert path.read_bytes() == odd
        session.archived = not session.archived
        store.save(session, touch=False)
        before, after = json.loads(odd), json.loads(path.read_bytes())
        assert after.pop("archived") == session.archived
        before.pop("archived", None)
        assert json.dumps(after) == json.dumps(before)


@odd_stores
def test_details_can_be_told(odd: bytes, row: dict[str, Any], make: Any) -> None:
    with a_store(odd, row, make) as store:
        details = store.details("aa11")
        json_text([details.fields, details.first_prompt])
