"""`session-store`: the store without a window (DESIGN 7.8)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from core.cli import main
from core.server import addresses
from tests.builders import (
    INDEX,
    a_folder,
    a_row,
    a_session,
    contents,
    row_in,
    rows_in,
    session_in,
    some_sessions,
    text_of,
    write_index,
    write_session,
)

pytestmark = pytest.mark.usefixtures("aged")

KINDS = [
    *("index_broken", "ghost", "unlisted", "stale", "duplicate", "id_mismatch", "unreadable"),
    "temp",
]
CLOSED_PORT = 1


@pytest.fixture(autouse=True)
def _no_server_of_this_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(addresses, "DEFAULT_PORT", CLOSED_PORT)


class Ran:
    """What a command line said, and how it ended."""

    def __init__(self, code: int, out: str, err: str) -> None:
        self.code, self.out, self.err = code, out, err

    @property
    def json(self) -> Any:
        return json.loads(self.out, parse_constant=lambda name: pytest.fail(f"{name} is no JSON"))


class Run:
    """Runs `session-store` in this process."""

    def __init__(self, capsys: pytest.CaptureFixture[str]) -> None:
        self._capsys = capsys

    def __call__(self, *arguments: object) -> Ran:
        try:
            code = main([str(argument) for argument in arguments])
        except SystemExit as end:
            code = int(str(end.code))
        said = self._capsys.readouterr()
        return Ran(code, said.out, said.err)


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]) -> Run:
    return Run(capsys)


@pytest.fixture
def spoilt(folder: Path) -> Path:
    """A folder with a ghost, a stale row and an unreadable file."""
    rows = [row | {"title": "Stale"} if n == 1 else row for n, row in enumerate(rows_in(folder))]
    write_index(folder, [*rows, a_row(a_session("gone"))])
    (folder / "s0000.json").write_bytes(b"{")
    return folder


@pytest.fixture
def unmounted(tmp_path: Path) -> Path:
    """A folder whose index has far more rows than there are files."""
    rows = [a_row(a_session(f"gone{number}")) for number in range(30)]
    return a_folder(tmp_path / "un", *some_sessions(2), index=text_of(rows))


class TestList:
    """All sessions, a line each."""

    def test_each_session_is_a_line(self, run: Run, folder: Path) -> None:
        ran = run("list", folder)
        assert [line.split()[0] for line in ran.out.splitlines()] == ["s0002", "s0001", "s0000"]
        assert "Title of s0001" in ran.out
        assert (ran.code, ran.err) == (0, "")

    def test_the_state_folder_and_the_index_mean_the_same(self, run: Run, folder: Path) -> None:
        direct = run("list", folder).out
        assert run("list", folder.parent).out == direct
        assert run("list", folder / INDEX).out == direct

    def test_pinned_and_unreadable_are_marked(self, run: Run, spoilt: Path) -> None:
        write_session(spoilt, a_session("pin1", pinned=True))
        (spoilt / "bad1.json").write_bytes(b"{")
        lines = {line[2:].split()[0]: line for line in run("list", spoilt).out.splitlines()}
        assert lines["pin1"].startswith("* ")
        assert lines["bad1"].startswith(" !")
        assert "(it is cut off at byte 1)" in lines["bad1"]

    def test_as_json_every_field_is_there(self, run: Run, folder: Path) -> None:
        rows = run("list", folder, "--json").json
        assert rows[0]["session_id"] == "s0002"
        named = {
            *("session_id", "title", "updated_at", "created_at", "message_count", "pinned"),
            *("archived", "model", "workspace", "project_id", "profile", "problem"),
        }
        assert named <= set(rows[0])

    @pytest.mark.parametrize("when", [1e300, -1e300, 1e12, -1e12, 10**40, 0])
    def test_a_time_that_no_calendar_has_stops_nothing(
        self, run: Run, tmp_path: Path, when: float
    ) -> None:
        folder = a_folder(tmp_path / "s", a_session("aa11", updated_at=when))
        ran = run("list", folder)
        assert (ran.code, "Title of aa11" in ran.out) == (0, True)
        assert run("list", folder, "--json").json[0]["session_id"] == "aa11"

    def test_an_empty_folder_is_an_empty_list(self, run: Run, tmp_path: Path) -> None:
        assert run("list", tmp_path).out == ""
        assert run("list", tmp_path, "--json").json == []


class TestShow:
    """One session."""

    def test_title_path_and_fields_are_told(self, run: Run, folder: Path) -> None:
        out = run("show", folder, "s0001").out
        assert out.startswith(f"Title of s0001\n{folder / 's0001.json'}\n")
        assert "  model: opus\n" in out
        assert out.endswith("\nwords 0\n")

    def test_as_json(self, run: Run, folder: Path) -> None:
        shown = run("show", folder, "s0001", "--json").json
        assert shown["row"]["title"] == "Title of s0001"
        assert shown["path"] == str(folder / "s0001.json")
        assert (shown["fields"]["model"], shown["first_prompt"]) == ("opus", "words 0")

    def test_an_unreadable_session_says_why(self, run: Run, spoilt: Path) -> None:
        ran = run("show", spoilt, "s0000")
        assert (ran.code, "Title of s0000" in ran.out) == (0, True)

    def test_odd_values_are_json_all_the_same(self, run: Run, tmp_path: Path) -> None:
        data = text_of(a_session("aa11", big=10**400, nan=float("nan"), odd="O"))
        folder = a_folder(tmp_path / "s", index=b"[]")
        (folder / "aa11.json").write_bytes(data.replace(b'"O"', rb'"\ud800\u0085"'))
        fields = run("show", folder, "aa11", "--json").json["fields"]
        assert (fields["big"], fields["nan"]) == (10**400, None)
        assert run("show", folder, "aa11").code == 0

    def test_a_secret_is_not_shown(self, run: Run, folder: Path) -> None:
        write_session(folder, a_session("s0001", share_token="tok-1", note="n", api_key="key-1"))
        out = run("show", folder, "s0001").out + run("show", folder, "s0001", "--json").out
        assert "note" in out
        assert "tok-1" not in out
        assert "key-1" not in out

    @pytest.mark.parametrize("bad", ["nobody", "../x", ""])
    def test_one_that_is_not_there_is_told(self, run: Run, folder: Path, bad: str) -> None:
        ran = run("show", folder, bad)
        assert (ran.code, ran.out) == (2, "")
        assert ran.err.startswith("session-store: ")


class TestRename:
    """A new title."""

    def test_file_and_index_get_it(self, run: Run, folder: Path) -> None:
        ran = run("rename", folder, "s0001", "A new title")
        assert (ran.code, ran.out, ran.err) == (0, "s0001: A new title\n", "")
        assert session_in(folder, "s0001")["title"] == "A new title"
        assert row_in(folder, "s0001")["title"] == "A new title"

    def test_as_json_it_is_the_row(self, run: Run, folder: Path) -> None:
        row = run("rename", folder, "s0001", "A new title", "--json").json
        assert (row["session_id"], row["title"]) == ("s0001", "A new title")

    def test_a_title_that_begins_with_a_dash(self, run: Run, folder: Path) -> None:
        assert run("rename", folder, "s0001", "--", "-x").out == "s0001: -x\n"


class TestCheck:
    """Nothing is changed; the exit code says whether there is something to repair."""

    def test_a_good_store(self, run: Run, folder: Path) -> None:
        ran = run("check", folder)
        assert (ran.code, ran.err) == (0, "")
        assert ran.out.endswith("all is well.\n")

    def test_a_spoilt_one(self, run: Run, spoilt: Path) -> None:
        before = contents(spoilt)
        ran = run("check", spoilt)
        assert ran.code == 1
        assert "ghost        gone  its file is not there" in ran.out
        assert "stale        s0001  title: 'Stale' -> 'Title of s0001'" in ran.out
        assert "1 ghost row, 1 stale value, 1 unreadable file." in ran.out
        assert contents(spoilt) == before

    def test_notes_alone_are_nothing_to_repair(self, run: Run, folder: Path) -> None:
        (folder / "s0001.json").write_bytes(b"")
        assert run("check", folder).code == 0

    def test_as_json(self, run: Run, spoilt: Path) -> None:
        ran = run("check", spoilt, "--json")
        assert (ran.code, ran.json["folder"]) == (1, str(spoilt))
        assert list(ran.json["counts"]) == KINDS
        assert {finding["kind"] for finding in ran.json["findings"]} == {
            "ghost",
            "stale",
            "unreadable",
        }
        keys = ["kind", "session_id", "path", "field", "old", "new", "reason"]
        assert [list(finding) for finding in ran.json["findings"]] == [keys] * 3

    def test_reading_everything_again_finds_the_same(self, run: Run, spoilt: Path) -> None:
        first = run("check", spoilt, "--json").json["findings"]
        assert run("check", spoilt, "--json", "--all").json["findings"] == first


class TestRepair:
    """The same engine as the window's."""

    def test_nothing_is_left(self, run: Run, spoilt: Path) -> None:
        ran = run("repair", spoilt)
        assert (ran.code, ran.err) == (0, "")
        assert "Done: 1 ghost row, 1 stale value." in ran.out
        assert run("check", spoilt).code == 0

    def test_a_dry_run_changes_nothing(self, run: Run, spoilt: Path) -> None:
        before = contents(spoilt)
        ran = run("repair", spoilt, "--dry-run")
        assert (ran.code, "ghost        gone" in ran.out) == (1, True)
        assert run("repair", spoilt, "--dry-run", "--json").json["counts"]["ghost"] == 1
        assert contents(spoilt) == before

    def test_nothing_to_do(self, run: Run, folder: Path) -> None:
        before = contents(folder)
        ran = run("repair", folder)
        assert (ran.code, "all is well" in ran.out) == (0, True)
        assert contents(folder) == before

    def test_as_json_with_its_receipt(self, run: Run, spoilt: Path) -> None:
        ran = run("repair", spoilt, "--json")
        assert ran.code == 0
        assert ran.json["receipt"]["counts"] == {"ghost": 1, "stale": 1}
        assert [finding["kind"] for finding in ran.json["findings"]] == ["unreadable"]

    def test_it_can_be_taken_back_as_it_says(self, run: Run, spoilt: Path) -> None:
        before = contents(spoilt)
        *_, last = run("repair", spoilt).out.splitlines()
        verb, _, repair_id = last.rpartition("session-store ")[2].split()
        assert run(verb, spoilt, repair_id).code == 0
        assert contents(spoilt) == before

    def test_where_it_smells_wrong_nobody_can_be_asked_so_it_is_refused(
        self, run: Run, unmounted: Path
    ) -> None:
        before = contents(unmounted)
        for extra in ((), ("--json",)):
            ran = run("repair", unmounted, *extra)
            assert ran.code == 2
            assert "30 of 30 rows have no file. Is the folder mounted?" in ran.err
            assert "--yes" in ran.err
        assert contents(unmounted) == before

    def test_with_yes_it_is_done(self, run: Run, unmounted: Path) -> None:
        assert run("repair", unmounted, "--yes").code == 0
        assert {row["session_id"] for row in rows_in(unmounted)} == {"s0000", "s0001"}


class TestRebuild:
    """From every file."""

    def test_the_index_is_built(self, run: Run, folder: Path) -> None:
        before = rows_in(folder)
        (folder / INDEX).unlink()
        ran = run("rebuild", folder)
        assert (ran.code, ran.err) == (0, "")
        assert rows_in(folder) == before

    def test_as_json_it_is_the_receipt(self, run: Run, spoilt: Path) -> None:
        assert run("rebuild", spoilt, "--json").json["state"] == "done"

    def test_where_it_smells_wrong_it_is_refused(self, run: Run, unmounted: Path) -> None:
        before = contents(unmounted)
        assert run("rebuild", unmounted).code == 2
        assert contents(unmounted) == before
        assert run("rebuild", unmounted, "--yes").code == 0
