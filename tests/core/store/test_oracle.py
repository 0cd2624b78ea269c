"""The store against a plain dictionary: whatever is done in whatever order, they agree."""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    Bundle,
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)

from core.errors import NotFound, StoreError
from core.locations import OwnPlaces
from core.store import SessionStore
from core.store.requests import Rename, Renamed, Revert
from core.store.title_edits import TitleEdit
from core.titles import clean_title
from core.values import Session
from tests.builders import INDEX, MAY, Fields, a_row, a_session, some_messages, write_session

IDS = [f"id{number}" for number in range(6)]
ids = st.sampled_from(IDS)
titles = st.sampled_from(
    ["", " ", "One", "Two", "é 重", 'a "b" \\', "x" * 90, "a\ud800", "\x1b[0m"]
)
times = st.integers(0, 50).map(lambda minutes: MAY + 60.5 * minutes)


class Known:
    """What the plain dictionary knows of one session."""

    def __init__(self, title: str, updated_at: float, messages: int, pinned: bool) -> None:
        self.title, self.updated_at = title, updated_at
        self.messages, self.pinned = messages, pinned


class StoreAgainstDictionary(RuleBasedStateMachine):
    """Two stores of one folder, a server that writes beside them, and a dictionary."""

    edits: Bundle[TitleEdit] = Bundle("edits")

    @initialize()
    def start(self) -> None:
        self.place = Path(tempfile.mkdtemp(prefix="oracle-"))
        self.folder = self.place / "sessions"
        self.folder.mkdir()
        self.known: dict[str, Known] = {}
        self.stores = [self.opened(), self.opened()]

    def opened(self) -> SessionStore:
        places = OwnPlaces(self.place / "cache", self.place / "state")
        return SessionStore(self.folder, places=places)

    def teardown(self) -> None:
        shutil.rmtree(self.place)

    # --- what we do ------------------------------------------------------------------------

    @rule(which=st.integers(0, 1), i=ids, title=titles, when=times, pinned=st.booleans())
    def save_by_hand(self, which: int, i: str, title: str, when: float, pinned: bool) -> None:
        count = self.known[i].messages + 1 if i in self.known else 0
        session = Session(
            i,
            title=title,
            updated_at=when,
            created_at=when,
            pinned=pinned,
            messages=some_messages(count),
        )
        self.stores[which].save(session, touch=False)
        self.known[i] = Known(title.replace("\ud800", "\ufffd"), when, count, pinned)

    @rule(which=st.integers(0, 1), i=ids, when=times)
    def load_and_save(self, which: int, i: str, when: float) -> None:
        if i not in self.known:
            with pytest.raises(NotFound):
                self.stores[which].load(i)
            return
        session = self.stores[which].load(i)
        session.messages += some_messages(2)
        session.updated_at = when
        self.stores[which].save(session, touch=False)
        self.known[i].messages += 2
        self.known[i].updated_at = when

    @rule(target=edits, which=st.integers(0, 1), i=ids, title=titles)
    def rename(self, which: int, i: str, title: str) -> TitleEdit:
        (answer,) = self.stores[which].edit_titles([Rename(i, title)])
        if i not in self.known:
            assert isinstance(answer, NotFound)
            return TitleEdit(i, "", "", ())
        assert isinstance(answer, Renamed), answer
        self.known[i].title = clean_title(title) or self.known[i].title
        assert answer.row.title == self.known[i].title
        return answer.edit or TitleEdit(i, "", "", ())

    @rule(which=st.integers(0, 1), edit=edits)
    def revert(self, which: int, edit: TitleEdit) -> None:
        (answer,) = self.stores[which].edit_titles([Revert(edit)])
        if isinstance(answer, Renamed) and edit.in_file:
            assert self.known[edit.session_id].title == edit.new_title
            self.known[edit.session_id].title = edit.old_title

    @rule(which=st.integers(0, 1), i=ids)
    def announce_and_forget(self, which: int, i: str) -> None:
        self.stores[which].announce(Session(i, title="Announced"))
        self.stores[which].forget(i)

    @rule(which=st.integers(0, 1))
    def repair(self, which: int) -> None:
        self.stores[which].repair()
        assert self.stores[which].check().repairable == []

    @rule(which=st.integers(0, 1))
    def rebuild(self, which: int) -> None:
        self.stores[which].rebuild_index()

    @rule(which=st.integers(0, 1))
    def repair_and_undo(self, which: int) -> None:
        before = self.index_bytes()
        receipt = self.stores[which].repair()
        if receipt.repair_id is not None:
            self.stores[which].undo_repair(receipt.repair_id)
            assert self.index_bytes() == before

    @rule(which=st.integers(0, 1))
    def restart(self, which: int) -> None:
        self.stores[which] = self.opened()

    @rule(which=st.integers(0, 1))
    def rest(self, which: int) -> None:
        self.stores[which].rest()

    # --- what others do --------------------------------------------------------------------

    @rule(i=ids)
    def delete_the_file(self, i: str) -> None:
        (self.folder / f"{i}.json").unlink(missing_ok=True)
        self.known.pop(i, None)

    @rule(i=ids, title=titles, when=times, in_index=st.booleans())
    def server_saves(self, i: str, title: str, when: float, in_index: bool) -> None:
        title = clean_title(title) or "Untitled"
        session = a_session(i, title=title, updated_at=when, messages=some_messages(3))
        write_session(self.folder, session)
        self.known[i] = Known(title, when, 3, False)
        rows = [row for row in self.rows() if row["session_id"] != i]
        self.write_rows([*rows, a_row(session)] if in_index else rows)

    @rule(i=st.sampled_from(["gone1", "gone2"]))
    def add_a_ghost(self, i: str) -> None:
        self.write_rows([*self.rows(), a_row(a_session(i))])

    @rule(i=ids)
    def double_a_row(self, i: str) -> None:
        found = [row for row in self.rows() if row["session_id"] == i]
        self.write_rows([*self.rows(), *found])

    @rule()
    def lose_the_index(self) -> None:
        (self.folder / INDEX).unlink(missing_ok=True)

    @rule(share=st.floats(0, 1))
    def cut_the_index(self, share: float) -> None:
        data = self.index_bytes() or b""
        (self.folder / INDEX).write_bytes(data[: int(len(data) * share)])

    @rule(text=st.sampled_from([b"", b"{}", b"[1]", b"null", b"[{}]"]))
    def spoil_the_index(self, text: bytes) -> None:
        (self.folder / INDEX).write_bytes(text)

    @precondition(lambda self: self.known)
    @rule(data=st.data())
    def touch_a_file(self, data: st.DataObject) -> None:
        i = data.draw(st.sampled_from(sorted(self.known)))
        os.utime(self.folder / f"{i}.json")

    # --- what must hold after every step ---------------------------------------------------

    def index_bytes(self) -> bytes | None:
        with suppress(FileNotFoundError):
            return (self.folder / INDEX).read_bytes()
        return None

    def rows(self) -> list[Fields]:
        """The rows that a server would see."""
        with suppress(ValueError, FileNotFoundError):
            found = json.loads((self.folder / INDEX).read_bytes())
            if isinstance(found, list) and all(
                isinstance(r, dict) and r.get("session_id") for r in found
            ):
                return found
        return []

    def write_rows(self, rows: list[Fields]) -> None:
        temp = self.folder / "_index.tmp"
        temp.write_text(json.dumps(rows, indent=2, ensure_ascii=False))
        temp.replace(self.folder / INDEX)

    @invariant()
    def every_session_is_listed_once_and_no_other(self) -> None:
        for store in self.stores:
            listed = [row.session_id for row in store.list_sessions(now=0.0)]
            assert sorted(listed) == sorted(self.known)

    @invariant()
    def the_files_say_what_the_dictionary_says(self) -> None:
        for i, known in self.known.items():
            fields: Any = json.loads((self.folder / f"{i}.json").read_bytes())
            found = (fields["title"], fields["updated_at"], len(fields["messages"]))
            assert found == (known.title, known.updated_at, known.messages)

    @invariant()
    def a_list_after_a_repair_says_what_the_dictionary_says(self) -> None:
        copy = self.place / "copy"
        shutil.copytree(self.folder, copy)
        try:
            places = OwnPlaces(self.place / "c2", self.place / "s2")
            store = SessionStore(copy, places=places)
            store.repair()
            listed = {row.session_id: row for row in store.list_sessions(now=0.0)}
        finally:
            shutil.rmtree(copy)
        for i, known in self.known.items():
            row = listed[i]
            found = (row.title, row.updated_at, row.message_count, row.pinned)
            assert found == (known.title, known.updated_at, known.messages, known.pinned)

    @invariant()
    def nothing_of_ours_is_left_in_the_folder(self) -> None:
        names = {path.name for path in self.folder.iterdir()}
        assert names <= {INDEX, *(f"{i}.json" for i in self.known)}

    @invariant()
    def a_check_raises_nothing(self) -> None:
        with suppress(StoreError):
            self.stores[0].check()


def machine_settings() -> settings:
    """Longer walks in the long mode; see `tests/conftest.py`."""
    is_long = settings.default is not None and settings.default.max_examples > 1_000
    return settings(max_examples=300 if is_long else 25, stateful_step_count=30 if is_long else 15)


@pytest.mark.timeout(600)
def test_store_and_dictionary_agree_after_every_step(aged: None) -> None:
    run_state_machine_as_test(StoreAgainstDictionary, settings=machine_settings())
