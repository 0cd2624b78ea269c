"""`projects.json`: the names of the projects that sessions belong to. Only ever read."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from core.disk.reading import read_regular
from core.errors import StoreError
from core.titles import without_surrogates
from core.values import Project

NAME = "projects.json"


def read_projects(path: Path) -> tuple[Project, ...]:
    """Return the projects in the file at `path`; none if it is missing or damaged.

    Names are a comfort: a session keeps its project's id whatever becomes of this file, which
    both servers write in place (STORE_FORMAT 1.3).
    """
    try:
        entries = json.loads(read_regular(path)[0].decode())
    except (OSError, ValueError, RecursionError, StoreError):
        return ()
    if not isinstance(entries, list):
        return ()
    return tuple(_project(entry) for entry in entries if _is_project(entry))


def _is_project(entry: Any) -> bool:
    named = isinstance(entry, dict) and isinstance(entry.get("name"), str)
    return named and isinstance(entry.get("project_id"), str)


def _project(entry: dict[str, Any]) -> Project:
    color = entry.get("color")
    return Project(
        project_id=entry["project_id"],
        name=without_surrogates(entry["name"]),
        color=color if isinstance(color, str) else None,
    )
