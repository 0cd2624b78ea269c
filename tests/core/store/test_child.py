"""Long work in a process of its own (DESIGN 5)."""

from __future__ import annotations

import io
import os
import subprocess
from pathlib import Path

import msgspec
import pytest

from core.repair.reports import CheckReport
from core.store import SessionStore, child
from core.store.child import ChildWork, command, serve
from core.store.requests import (
    Check,
    Checked,
    ChildMessage,
    ChildRequest,
    Failed,
    FindingsFound,
    Progressed,
    Repair,
    Repaired,
    UndoRepair,
)
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    contents,
    rows_in,
    some_sessions,
    text_of,
    write_index,
)

ROOT = Path(__file__).resolve().parents[3]
MANY = 1_500


@pytest.fixture(autouse=True)
def _in_another_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Run from a folder that has a package called core of its own, which must not be taken."""
    (tmp_path / "cwd" / "core" / "store").mkdir(parents=True)
    for folder in ("core", "core/store"):
        (tmp_path / "cwd" / folder / "__init__.py").write_text("raise SystemExit('not ours')")
    monkeypatch.chdir(tmp_path / "cwd")


@pytest.fixture
def ghosts(folder: Path) -> Path:
    """A folder with a ghost and a stale row."""
    rows = [row | {"title": "Stale"} if n == 1 else row for n, row in enumerate(rows_in(folder))]
    write_index(folder, [*rows, a_row(a_session("gone"))])
    return folder


def messages_of(request: ChildRequest) -> list[ChildMessage]:
    return list(ChildWork(request).messages())


def last_of(request: ChildRequest) -> ChildMessage:
    return messages_of(request)[-1]


def report_of(folder: Path) -> CheckReport:
    last = last_of(Check(str(folder)))
    assert isinstance(last, Checked)
    return last.report


class TestMessages:
    """Progress as it goes, then one last word."""

    def test_a_check_finds_what_the_store_finds(self, ghosts: Path) -> None:
        found = report_of(ghosts)
        assert found.findings == SessionStore(ghosts).check().findings
        assert (found.counts["ghost"], found.counts["stale"]) == (1, 1)

    def test_before_the_last_word_there_is_nothing_but_progress(self, ghosts: Path) -> None:
        *before, last = messages_of(Check(str(ghosts)))
        assert before
        assert all(isinstance(message, Progressed) for message in before)
        assert isinstance(last, Checked)

    def test_progress_goes_from_step_to_step(self, ghosts: Path) -> None:
        steps = [m for m in messages_of(Check(str(ghosts))) if isinstance(m, Progressed)]
        assert [(m.step, m.steps) for m in steps] == sorted((m.step, m.steps) for m in steps)
        reading = [m for m in steps if m.name == "Reading the sessions"]
        assert reading[-1].done == reading[-1].total == 3

    def test_a_repair_ends_with_its_receipt(self, ghosts: Path) -> None:
        last = last_of(Repair(str(ghosts)))
        assert isinstance(last, Repaired)
        assert (last.receipt.state, last.receipt.counts) == ("done", {"ghost": 1, "stale": 1})

    def test_only_what_was_chosen_is_repaired(self, ghosts: Path) -> None:
        last_of(Repair(str(ghosts), chosen=[("ghost", "gone")]))
        assert "Stale" in [row["title"] for row in rows_in(ghosts)]
        assert "gone" not in [row["session_id"] for row in rows_in(ghosts)]

    def test_announced_sessions_are_no_ghosts(self, ghosts: Path) -> None:
        last = last_of(Check(str(ghosts), announced=["gone"]))
        assert isinstance(last, Checked)
        assert last.report.counts["ghost"] == 0

    def test_a_repair_can_be_undone_from_another_process(self, ghosts: Path) -> None:
        before = contents(ghosts)
        done = last_of(Repair(str(ghosts)))
        assert isinstance(done, Repaired)
        undone = last_of(UndoRepair(str(ghosts), done.receipt.repair_id or ""))
        assert isinstance(undone, Repaired)
        assert undone.receipt.state == "undone"
        assert contents(ghosts) == before

    def test_what_goes_wrong_is_a_sentence(self, tmp_path: Path) -> None:
        last = last_of(Check(str(tmp_path / "gone")))
        assert isinstance(last, Failed)
        assert "There is no folder" in last.sentence

    def test_a_refusal_is_a_sentence(self, folder: Path) -> None:
        last = last_of(UndoRepair(str(folder), "nobody"))
        assert last == Failed("This repair can no longer be undone: it is not the last one.")

    def test_values_that_are_hard_to_send_are_sent(self, tmp_path: Path) -> None:
        session = a_session("aa11")
        rows = text_of([a_row(session, input_tokens=10**40, model="M")])
        folder = a_folder(tmp_path / "s", session, index=rows.replace(b'"M"', rb'"\ud800"'))
        assert report_of(folder).counts["stale"] == 2

    def test_names_that_are_not_utf8_are_sent(self, tmp_path: Path) -> None:
        place = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
        folder = a_folder(place, a_session("aa11"))
        (folder / os.fsdecode(b"\xfe.tmp.1")).write_bytes(b"")
        report = report_of(folder)
        assert (report.sessions, report.counts["temp"]) == (1, 1)


def sent_by(request: ChildRequest) -> list[ChildMessage]:
    """What the child sends for `request`, served in this process."""
    data = msgspec.msgpack.encode(request)
    sink = io.BytesIO()
    serve(Silent(len(data).to_bytes(4, "little") + data), sink)
    sink.seek(0)
    decoder = msgspec.msgpack.Decoder(ChildMessage)
    found: list[ChildMessage] = []
    while head := sink.read(4):
        found.append(decoder.decode(sink.read(int.from_bytes(head, "little"))))
    return found


class Silent(io.BytesIO):
    """A request after which nothing comes, and no end either."""

    def __init__(self, data: bytes) -> None:
        super().__init__(data)
        self._ends = os.pipe()

    def fileno(self) -> int:
        return self._ends[0]

    def __del__(self) -> None:
        for end in self._ends:
            os.close(end)


class TestChunks:
    """Many findings come in pieces, each decoded in a moment."""

    @pytest.fixture
    def many(self, tmp_path: Path) -> Path:
        rows = [a_row(a_session(f"g{number:05d}")) for number in range(child.CHUNK * 2 + 5)]
        return a_folder(tmp_path / "many", *some_sessions(1), index=text_of(rows))

    def test_they_are_cut(self, many: Path) -> None:
        sizes = [len(m.findings) for m in sent_by(Check(str(many))) if isinstance(m, FindingsFound)]
        assert sizes == [child.CHUNK, child.CHUNK, 6]

    def test_they_come_together_in_order(self, many: Path) -> None:
        ids = [finding.session_id for finding in report_of(many)["ghost"]]
        assert len(ids) == child.CHUNK * 2 + 5
        assert ids == sorted(ids)


def test_a_request_that_is_cut_off_is_no_request(folder: Path) -> None:
    ended = subprocess.run(
        command(),
        input=b"\x10\0\0\0abc",
        capture_output=True,
        check=False,
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
    )
    assert ended.stdout == b""
    assert contents(folder)[INDEX]
