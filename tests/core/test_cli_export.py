"""`session-store export`: one conversation as a file."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.cli import main
from tests.builders import a_session, contents, write_session

pytestmark = pytest.mark.usefixtures("aged")


@pytest.fixture
def there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty folder to work in."""
    place = tmp_path / "there"
    place.mkdir()
    monkeypatch.chdir(place)
    return place


def export(folder: Path, *options: object) -> int:
    return main(["export", str(folder), "s0001", *map(str, options)])


def test_without_more_words_it_is_markdown_named_by_the_title(
    folder: Path, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)
    assert export(folder) == 0
    assert capsys.readouterr().out == "Title of s0001.md\n"
    assert "words 0" in (there / "Title of s0001.md").read_text()
    assert contents(folder) == before


@pytest.mark.parametrize(
    ("name", "begin"), [("a.html", "<!DOCTYPE"), ("a.JSON", "{"), ("a.md", "# "), ("a.txt", "# ")]
)
def test_the_ending_says_which_format(folder: Path, there: Path, name: str, begin: str) -> None:
    assert export(folder, "--output", name) == 0
    assert (there / name).read_text().startswith(begin)


def test_json_is_the_session_file(folder: Path, there: Path) -> None:
    assert export(folder, "--format", "json", "--output", there) == 0
    written = (there / "Title of s0001.json").read_bytes()
    assert written == (folder / "s0001.json").read_bytes()


def test_a_dash_prints_it(
    folder: Path, there: Path, capfdbinary: pytest.CaptureFixture[bytes]
) -> None:
    assert export(folder, "--format", "json", "--output", "-") == 0
    assert capfdbinary.readouterr().out == (folder / "s0001.json").read_bytes()
    assert list(there.iterdir()) == []


def test_a_file_that_is_there_is_left_alone(
    folder: Path, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (there / "a.md").write_text("mine")
    assert export(folder, "--output", "a.md") == 2
    assert "a.md is already there and was left alone" in capsys.readouterr().err
    assert (there / "a.md").read_text() == "mine"
    assert export(folder, "--output", "a.md", "--overwrite") == 0
    assert (there / "a.md").read_text().startswith("# Title of s0001")
    assert [path.name for path in there.iterdir()] == ["a.md"]


def test_a_link_is_not_written_through(folder: Path, there: Path) -> None:
    (there / "a.md").symlink_to(there / "other.md")
    assert export(folder, "--output", "a.md", "--overwrite") == 2
    assert not (there / "other.md").exists()


def test_nothing_is_written_into_the_sessions_folder(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    before = contents(folder)
    assert export(folder, "--format", "json", "--output", folder) == 2
    assert "the sessions folder itself" in capsys.readouterr().err
    assert contents(folder) == before


def test_a_folder_that_is_not_there_is_told(
    folder: Path, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert export(folder, "--output", there / "no" / "a.md") == 2
    assert capsys.readouterr().err.startswith("session-store: There is no folder ")


def test_secrets_are_masked_when_asked(folder: Path, there: Path) -> None:
    secret = "gh" + "p_" + "a1" * 18
    said = [{"role": "user", "content": f"it is {secret}"}]
    write_session(folder, a_session("s0001", messages=said))
    assert export(folder, "--output", "plain.md") == 0
    assert export(folder, "--mask-secrets", "--output", "safe.md") == 0
    assert secret in (there / "plain.md").read_text()
    assert "it is [masked]" in (there / "safe.md").read_text()


def test_what_is_whole_of_a_broken_file_is_exported_with_a_word(
    folder: Path, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = folder / "s0001.json"
    data = path.read_bytes()
    path.write_bytes(data[: data.index(b"words 1")])
    assert export(folder, "--output", "a.md") == 0
    assert "s0001.json: Not everything can be read: it is cut off" in capsys.readouterr().err
    assert "words 0" in (there / "a.md").read_text()


def test_one_that_cannot_be_read_is_told(
    folder: Path, there: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (folder / "s0001.json").write_bytes(b"")
    assert export(folder) == 2
    assert "it is empty" in capsys.readouterr().err
    assert list(there.iterdir()) == []
