"""What `session-store` does to a terminal, a pipe, and with a wrong command line."""

from __future__ import annotations

import os
import pty
import subprocess
import sys
from pathlib import Path

import pytest

from core.cli import main
from tests.builders import INDEX, a_folder, a_row, a_session, contents, some_sessions, text_of

ROOT = Path(__file__).resolve().parents[2]
EVIL = "\x1b[31mred\x07\x1b]0;owned\x07\x9b31m\u202edrowssap\r\n"


def run(*arguments: object) -> subprocess.CompletedProcess[str]:
    """Run `session-store` as a process of its own."""
    return subprocess.run(
        [sys.executable, "-m", "core.cli", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        cwd=ROOT,
    )


@pytest.fixture
def evil(tmp_path: Path) -> Path:
    """A folder in which everything tries to take over the terminal."""
    folder = a_folder(
        tmp_path / "evil\x1b[31m",
        a_session("aa11", title=EVIL, model=EVIL, messages=[{"role": "user", "content": EVIL}]),
        a_session("bb22", title="x"),
    )
    (folder / f"{EVIL.strip()}.json").write_bytes(b"{}")
    (folder / "cc33.json").write_bytes(text_of(a_session(EVIL)))
    (folder / f"dd44{EVIL.strip()}.tmp.1").write_bytes(b"")
    rows = [a_row(a_session("aa11"), model=EVIL), a_row(a_session("bb22"), title=EVIL)]
    (folder / INDEX).write_bytes(text_of([*rows, a_row(a_session("gone"))]))
    return folder


@pytest.mark.parametrize(
    "arguments",
    [
        *(["list"], ["list", "--json"], ["check"], ["check", "--json"], ["repair", "--dry-run"]),
        *(["show", "aa11"], ["show", "aa11", "--json"], ["show", "cc33"], ["show", "\x1b[31m"]),
        *(["rename", "cc33", "x"], ["rename", "bb22", EVIL], ["rename", "bb22", EVIL, "--json"]),
        *(["repair"], ["rebuild"], ["undo-repair", EVIL]),
    ],
    ids=" ".join,
)
def test_nothing_gets_through_to_the_terminal(
    evil: Path, arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    verb, *rest = arguments
    main([verb, str(evil), *rest])
    said = capsys.readouterr()
    assert [c for c in said.out + said.err if not c.isprintable() and c != "\n"] == []


@pytest.mark.parametrize(
    "arguments",
    [
        *(
            [],
            ["nonsense"],
            ["list"],
            ["show", "."],
            ["rename", ".", "x"],
            ["check", ".", "--what"],
        ),
        *(["undo-repair", "."], ["list", "nowhere"], ["list", "~nobody-of-that-name"]),
        *(["list", "x" * 5000], ["check", "a\0b"]),
    ],
    ids=lambda arguments: " ".join(arguments)[:20],
)
def test_wrong_usage_is_told_in_words(
    arguments: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    try:
        code = main(arguments)
    except SystemExit as end:
        code = int(str(end.code))
    said = capsys.readouterr()
    assert (code, said.out) == (2, "")
    assert "session-store" in said.err
    assert "Traceback" not in said.err


def test_help_names_every_verb(capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as end:
        main(["--help"])
    said = capsys.readouterr().out
    assert end.value.code == 0
    for verb in ("list", "show", "rename", "check", "repair", "rebuild", "undo-repair"):
        assert verb in said


@pytest.fixture
def long_list(tmp_path: Path) -> Path:
    """More than a pipe takes at once."""
    sessions = [session | {"title": "x" * 500} for session in some_sessions(200)]
    return a_folder(tmp_path / "long", *sessions)


@pytest.mark.parametrize(
    ("which", "lines", "verb"),
    [
        ("folder", 0, ["list"]),
        ("folder", 0, ["check", "--json"]),
        ("long_list", 1, ["list"]),
        ("long_list", 0, ["list", "--json"]),
    ],
)
def test_a_reader_that_leaves_is_no_error(
    request: pytest.FixtureRequest, which: str, verb: list[str], lines: int
) -> None:
    folder = request.getfixturevalue(which)
    process = subprocess.Popen(
        [sys.executable, "-m", "core.cli", verb[0], str(folder), *verb[1:]],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        cwd=ROOT,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    for _ in range(lines):
        process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert (process.wait() in (0, 2), said) == (True, b"")


@pytest.mark.parametrize("coding", ["ascii", "latin-1", "utf-8"])
def test_a_terminal_that_lacks_letters_gets_the_rest(tmp_path: Path, coding: str) -> None:
    folder = a_folder(tmp_path / "s", a_session("aa11", title="重构 é"))
    ended = subprocess.run(
        [sys.executable, "-m", "core.cli", "list", str(folder)],
        capture_output=True,
        check=False,
        cwd=ROOT,
        env=os.environ | {"PYTHONIOENCODING": coding},
    )
    assert (ended.returncode, ended.stderr) == (0, b"")
    assert b"aa11" in ended.stdout


def test_no_colour_and_no_progress_goes_into_a_pipe(folder: Path) -> None:
    ended = run("check", folder)
    assert "\x1b" not in ended.stdout + ended.stderr
    assert "\r" not in ended.stdout + ended.stderr


def test_a_file_name_that_is_not_utf8_can_be_listed(folder: Path) -> None:
    (folder / os.fsdecode(b"\xff\xfe.json")).write_bytes(b"{}")
    ended = run("list", folder)
    assert (ended.returncode, ended.stderr) == (0, "")
    assert len(ended.stdout.splitlines()) == 4
    assert run("list", folder, "--json").returncode == 0


class TestAsked:
    """At a terminal, a repair that smells wrong is asked for; the default is no."""

    @pytest.fixture
    def unmounted(self, tmp_path: Path) -> Path:
        rows = [a_row(a_session(f"gone{number}")) for number in range(30)]
        return a_folder(tmp_path / "un", *some_sessions(2), index=text_of(rows))

    @pytest.mark.parametrize(("answer", "code"), [("YES\n", 0), ("\n", 2), ("yeah\n", 2)])
    def test_only_a_yes_is_a_yes(self, unmounted: Path, answer: str, code: int) -> None:
        before = contents(unmounted)
        ours, theirs = pty.openpty()
        process = subprocess.Popen(
            [sys.executable, "-m", "core.cli", "repair", str(unmounted)],
            stdin=theirs,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            cwd=ROOT,
        )
        os.write(ours, answer.encode())
        _, said = process.communicate()
        os.close(ours)
        os.close(theirs)
        assert process.returncode == code
        assert b"Go on? [y/N]" in said
        assert (contents(unmounted) == before) == (code == 2)


def test_a_refusal_is_a_line_of_its_own(folder: Path) -> None:
    ended = run("undo-repair", folder, "nobody")
    assert (ended.returncode, ended.stdout) == (2, "")
    assert ended.stderr == (
        "session-store: This repair can no longer be undone: it is not the last one.\n"
    )
