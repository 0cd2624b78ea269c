"""`session-store search`: what is found, in a terminal and for programs."""

from __future__ import annotations

import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from core.cli import main
from core.locations import OwnPlaces
from core.search.builder import path_in
from tests.builders import a_folder, contents, write_session
from tests.core.search.conftest import said

pytestmark = pytest.mark.usefixtures("aged")

Captured = pytest.CaptureFixture[str]


@pytest.fixture
def there(tmp_path: Path) -> Path:
    """A folder with three sessions."""
    return a_folder(
        tmp_path / "sessions",
        said("aa11", "hello", "nginx has a timeout", title="First"),
        said("bb22", "other", title="Nginx"),
        said("cc33", "nothing\x1b[31m to see"),
    )


def search(folder: Path, *words: str) -> int:
    return main(["search", str(folder), *words])


def test_title_hits_first_with_the_message_and_the_passage(there: Path, capsys: Captured) -> None:
    before = contents(there)
    assert search(there, "nginx") == 0
    lines = [line.split() for line in capsys.readouterr().out.splitlines()]
    assert lines == [
        ["bb22", "Nginx"],
        ["aa11", "#1", "First"],
        ["nginx", "has", "a", "timeout"],
        ["2", "found,", "searched", "3", "sessions."],
    ]
    assert contents(there) == before


def test_words_may_be_given_one_by_one(there: Path, capsys: Captured) -> None:
    search(there, "nginx", "timeout")
    assert capsys.readouterr().out.endswith("1 found, searched 3 sessions.\n")


def test_options_may_look_like_words(there: Path, capsys: Captured) -> None:
    assert search(there, "--", "-nginx") == 0
    assert capsys.readouterr().out.startswith("cc33")


def test_a_limit(there: Path, capsys: Captured) -> None:
    search(there, "nginx", "--limit", "1")
    assert capsys.readouterr().out.endswith("1 of 2 found, searched 3 sessions.\n")


def test_json(there: Path, capsys: Captured) -> None:
    assert search(there, "timeout", "--json") == 0
    assert json.loads(capsys.readouterr().out) == {
        "found": 1,
        "searched": 3,
        "total": 3,
        "is_limited": False,
        "hints": [],
        "results": [
            {
                "session_id": "aa11",
                "title": "First",
                "hits": 1,
                "in_title": False,
                "message": 1,
                "passage": "nginx has a timeout",
                "marks": [[12, 19]],
            }
        ],
    }


def test_a_mistake_is_a_hint_beside_the_results(there: Path, capsys: Captured) -> None:
    assert search(there, 'nginx "', "--json") == 0
    out, complaint = capsys.readouterr()
    assert json.loads(out)["found"] == 2
    assert complaint == "session-store: This quotation mark has no other one.\n"


def test_what_changed_is_found_the_next_time(there: Path, capsys: Captured) -> None:
    search(there, "nginx")
    write_session(there, said("cc33", "nginx, too"))
    search(there, "too")
    assert "cc33" in capsys.readouterr().out


def test_nothing_found_is_no_failure(there: Path, capsys: Captured) -> None:
    assert search(there, "unheard") == 0
    assert capsys.readouterr().out == "0 found, searched 3 sessions.\n"


def test_no_control_character_gets_through(there: Path, capsys: Captured) -> None:
    search(there, "see")
    assert "\x1b" not in capsys.readouterr().out


def test_a_damaged_catalogue_is_told(there: Path, capsys: Captured) -> None:
    search(there, "nginx")
    with closing(sqlite3.connect(path_in(OwnPlaces.of(there)))) as database:
        database.execute("pragma user_version = 99")
    capsys.readouterr()
    assert search(there, "nginx") == 0
    out, complaint = capsys.readouterr()
    assert out.endswith("2 found, searched 3 sessions.\n")
    assert "built anew" in complaint


def test_without_a_cache_folder_every_file_is_read_and_that_is_said(
    there: Path, capsys: Captured
) -> None:
    cache = OwnPlaces.of(there).cache
    cache.parent.mkdir(parents=True)
    cache.write_bytes(b"")
    assert search(there, "nginx", "timeout") == 0
    out, complaint = capsys.readouterr()
    assert out.endswith("1 found, searched 3 sessions.\n")
    assert "Each search reads every file." in complaint


@pytest.mark.parametrize("limit", ["-1", "x"])
def test_a_wrong_limit_is_wrong_usage(there: Path, capsys: Captured, limit: str) -> None:
    with pytest.raises(SystemExit, match="2"):
        search(there, "nginx", f"--limit={limit}")
    assert "limit" in capsys.readouterr().err


@pytest.mark.parametrize("query", ["", '"', "-", "(" * 10_000, "a" * 10_000, "\u202exyz", "NEAR(a"])
def test_any_query_has_an_answer(there: Path, capsys: Captured, query: str) -> None:
    assert search(there, "--", query) == 0
    assert "found, searched 3 sessions" in capsys.readouterr().out
