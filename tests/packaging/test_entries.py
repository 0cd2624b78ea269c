"""What the bundle starts with, and the one place that its version comes from."""

from __future__ import annotations

from importlib.metadata import version

import pytest

import project
import window_entry


@pytest.mark.parametrize("name", window_entry.PATHS)
def test_programs_that_we_start_get_their_own_libraries(name: str) -> None:
    environment = {name: "/bundle", f"{name}_ORIG": "/theirs"}
    window_entry.give_back(environment)
    assert environment == {name: "/theirs"}


def test_a_path_that_was_not_set_is_not_set_again() -> None:
    environment = {"LD_LIBRARY_PATH": "/bundle", "PATH": "/bin"}
    window_entry.give_back(environment)
    assert environment == {"PATH": "/bin"}


def test_a_child_of_ours_looks_for_its_libraries_itself() -> None:
    environment = {"_PYI_ARCHIVE_FILE": "/bundle/session-browser", "PATH": "/bin"}
    window_entry.give_back(environment)
    assert environment == {"PATH": "/bin"}


def test_the_program_tells_the_version_that_the_packages_have() -> None:
    assert version("session-browser") == project.version()


def test_the_version_stands_in_one_file() -> None:
    told = f'"{project.version()}"'
    sources = [path for folder in project.SOURCES for path in folder.rglob("*.py")]
    sources += [*project.HERE.glob("*.*"), project.HERE / "control", project.ROOT / "dev"]
    texts = [path for path in sources if told in path.read_text(encoding="utf-8", errors="ignore")]
    assert texts == []
