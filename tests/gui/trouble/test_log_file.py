"""The log file: private, of bounded size, shared by two programs, and without the user's words."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest

from gui.trouble.log_file import LogFile

LIMIT = 2_000


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "session-browser.log"


@pytest.fixture
def files(path: Path) -> Iterator[list[LogFile]]:
    """The log as two programs have it open."""
    files = [LogFile(path, LIMIT), LogFile(path, LIMIT)]
    yield files
    for one in files:
        one.close()


def record(text: str, error: BaseException | None = None) -> logging.LogRecord:
    info = (type(error), error, error.__traceback__) if error else None
    return logging.LogRecord("name", logging.INFO, "file", 1, text, (), info)


def all_lines(path: Path) -> list[str]:
    old = path.with_suffix(".old.log")
    return [line for one in (old, path) if one.exists() for line in one.read_text().splitlines()]


def test_only_the_user_can_read_it(files: list[LogFile], path: Path) -> None:
    assert path.stat().st_mode & 0o777 == 0o600


def test_one_that_others_could_read_is_made_private(path: Path) -> None:
    path.write_text("old\n")
    path.chmod(0o644)
    LogFile(path).close()
    assert (path.stat().st_mode & 0o777, path.read_text()) == (0o600, "old\n")


def test_it_never_takes_more_than_two_files_of_its_size(files: list[LogFile], path: Path) -> None:
    for number in range(500):
        files[0].emit(record(f"line {number}"))
    names = sorted(one.name for one in path.parent.iterdir())
    assert names == ["session-browser.log", "session-browser.old.log"]
    assert max(one.stat().st_size for one in path.parent.iterdir()) < LIMIT + 100


def test_the_newest_lines_are_kept(files: list[LogFile], path: Path) -> None:
    for number in range(500):
        files[0].emit(record(f"line {number}"))
    kept = [int(line.split()[-1]) for line in all_lines(path)]
    assert kept == list(range(kept[0], 500))
    assert len(kept) > LIMIT // 60


def test_two_programs_that_write_to_it_lose_nothing_new(files: list[LogFile], path: Path) -> None:
    for number in range(60):
        files[number % 2].emit(record(f"line {number}"))
    kept = sorted(int(line.split()[-1]) for line in all_lines(path))
    assert kept[-20:] == list(range(40, 60))


def test_each_line_tells_time_level_and_who_said_it(files: list[LogFile], path: Path) -> None:
    files[0].emit(record("hello"))
    assert path.read_text().endswith(" INFO name: hello\n")


def test_an_error_is_told_without_its_words(files: list[LogFile], path: Path) -> None:
    files[0].emit(record("failed", ValueError("Secret")))
    assert path.read_text().endswith("failed\nValueError\n")


def test_what_another_handler_made_of_an_error_is_not_taken_over(
    files: list[LogFile], path: Path
) -> None:
    told = record("failed", ValueError("Secret"))
    in_full = logging.Formatter().format(told)
    files[0].emit(told)
    assert "Secret" in in_full
    assert "Secret" not in path.read_text()
    assert logging.Formatter().format(told) == in_full
