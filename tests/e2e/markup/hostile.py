"""A store in which every text is markup that names a file, and files that tell who opens them."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

from tests.builders import Fields, a_row, a_session, text_of, write_index, write_session

FOLDER_NAME = "<b>name<b> R&D [*] <img src=name.png>"
"""What a folder is called, and a file."""

SECRETS = (".signing_key", ".sessions.json", "settings.json")
"""Files of the server above the sessions folder that are nobody else's business."""

GHOSTS = 14
"""So many that a repair asks whether the folder is mounted."""


class Traps:
    """Fifos: whoever opens one to read is seen from the other end."""

    def __init__(self, folder: Path) -> None:
        folder.mkdir()
        self._folder = folder
        self._paths: dict[str, Path] = {}

    def markup(self, place: str) -> str:
        """A text for `place` that would open its trap, were it taken for HTML or Markdown."""
        path = self._folder / f"{place}.png"
        self._set(place, path)
        picture = f'<img src="file://{path}">'
        return f'{mark(place)}{picture} <a href="mailto:a@b.c">&lt;i&gt;</a> ![x](file://{path})'

    def set_in(self, folder: Path) -> None:
        """Set the trap that a picture without a path leads to, seen from `folder`."""
        self._set("name", folder / "name.png")

    def sprung(self) -> list[str]:
        """The places whose trap somebody has open, or waits to read from."""
        return [place for place, path in self._paths.items() if _has_reader(path)]

    def _set(self, place: str, path: Path) -> None:
        if place not in self._paths:
            os.mkfifo(path)
            self._paths[place] = path


def mark(place: str) -> str:
    """How the text of `place` begins, in a few characters."""
    return f"<b>{place}</b> R&D [*] "


def _has_reader(fifo: Path) -> bool:
    try:
        os.close(os.open(fifo, os.O_WRONLY | os.O_NONBLOCK))
    except OSError as error:
        if error.errno == errno.ENXIO:  # nobody has it open for reading
            return False
        raise
    return True


def a_hostile_folder(state: Path, traps: Traps) -> Path:
    """Make a sessions folder below `state`; its own name is markup, too."""
    folder = state / FOLDER_NAME / "sessions"
    folder.mkdir(parents=True)
    traps.set_in(folder)
    sessions = [_hostile(f"aa{number:02d}", traps) for number in range(20)]
    for session in sessions:
        write_session(folder, session)
    stale = {name: traps.markup("stale") for name in ("title", "model", "workspace")}
    ghosts = [a_row(sessions[0], session_id=f"gone{n}", title=traps.markup("ghost"))
              for n in range(GHOSTS)]  # fmt: skip
    write_index(folder, [a_row(sessions[0], **stale), *map(a_row, sessions[1:-2]), *ghosts])
    inner = a_session() | {"session_id": traps.markup("inner"), "title": traps.markup("inner")}
    (folder / "inner01.json").write_bytes(text_of(inner))
    (folder / "broken01.json").write_text('{"title": "<b>damage</b>', encoding="utf-8")
    (folder / f"{FOLDER_NAME}.tmp.7.7").write_text("{}", encoding="utf-8")
    for name in SECRETS:
        (folder.parent / name).write_text("{}", encoding="utf-8")
    projects = [{"project_id": "p1", "name": traps.markup("project"), "color": None}]
    (folder.parent / "projects.json").write_text(json.dumps(projects), encoding="utf-8")
    return folder


def _hostile(session_id: str, traps: Traps) -> Fields:
    """A session every text of which is markup."""
    texts = {field: traps.markup(field) for field in ("title", "model", "workspace", "profile")}
    prompt = {"role": "user", "content": traps.markup("prompt"), "timestamp": 1}
    return a_session(
        session_id, **texts, project_id="p1", messages=[prompt], personality=traps.markup("extra")
    )
