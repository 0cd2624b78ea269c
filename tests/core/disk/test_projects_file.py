"""The names of the projects that sessions belong to."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from core.disk.projects_file import read_projects
from core.values import Project


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "projects.json"


def test_projects_are_read(sample_old: Path) -> None:
    found = read_projects(sample_old.parent / "projects.json")
    assert found
    assert all(project.project_id and project.name for project in found)


def test_a_project_has_id_name_and_colour(path: Path) -> None:
    path.write_text('[{"project_id": "ab", "name": "Blog", "color": "#ff0000", "created_at": 1}]')
    assert read_projects(path) == (Project(project_id="ab", name="Blog", color="#ff0000"),)


def test_a_missing_file_means_no_projects(path: Path) -> None:
    assert read_projects(path) == ()


@pytest.mark.parametrize(
    "data", [b"", b"{}", b"null", b"[", b"\xff", b"[" * 200_000, b"[1, null, {}]", b'[{"name": 1}]']
)
def test_a_damaged_file_means_no_projects(path: Path, data: bytes) -> None:
    path.write_bytes(data)
    assert read_projects(path) == ()


def test_one_bad_project_hides_no_other(path: Path) -> None:
    path.write_text(
        '[{"project_id": 3, "name": "x"}, {"project_id": "b", "name": "B", "color": 7}]'
    )
    assert read_projects(path) == (Project(project_id="b", name="B"),)


def test_a_lone_surrogate_in_a_name_can_be_shown(path: Path) -> None:
    path.write_bytes(rb'[{"project_id": "b", "name": "a\ud800"}]')
    assert read_projects(path)[0].name == "a\ufffd"


def test_a_fifo_is_not_waited_for(path: Path) -> None:
    os.mkfifo(path)
    assert read_projects(path) == ()
