"""What the server v0.50.148 keeps in memory and how it writes, from STORE_FORMAT 2 to 7.

Written for the tests from that text, and on purpose as careless as the text says: it saves in
place, trusts its memory more than the disk, and forgets every field it does not know.
"""

from __future__ import annotations

import json
import os
import random
import re
import signal
import time
from collections import OrderedDict, defaultdict
from pathlib import Path
from threading import Event, RLock
from typing import Any

from tests.builders import INDEX, OLD_ROW, Fields, a_session

MOST_IN_MEMORY = 100
PIECES = 8


class Answered(Exception):
    """The request ends with this status and these words."""

    def __init__(self, status: int, words: str) -> None:
        super().__init__(words)
        self.status = status


class OldMemory:
    """The sessions of one folder, as the older server has them in mind.

    `saving_s` is how long a save of one file takes. `fate` is what becomes of the process in the
    next save: `die` in the middle of it, `die-after` it but before the answer.
    """

    IDS = re.compile(r"[0-9a-z_]+")
    FIELDS = tuple(a_session())

    def __init__(self, folder: Path, profile: str = "default") -> None:
        self.folder = folder
        self.active_profile = profile
        self.cached: OrderedDict[str, Fields] = OrderedDict()
        self.appended: defaultdict[str, list[str]] = defaultdict(list)
        self.saving_s = 0.0
        self.fate = ""
        self._lock = RLock()
        self._random = random.Random("turns")

    def get(self, session_id: str, profile: str | None = None) -> Fields:
        """The session as it is in memory; loaded only if it is not there."""
        with self._lock:
            if session_id not in self.cached:
                self.cached[session_id] = self._load(session_id)
            self.cached.move_to_end(session_id)
            while len(self.cached) > MOST_IN_MEMORY:
                self.cached.popitem(last=False)
            self._check_profile(self.cached[session_id], profile)
            return self.cached[session_id]

    def _check_profile(self, session: Fields, profile: str | None) -> None:
        """The older server lets everybody edit everything."""

    def _load(self, session_id: str) -> Fields:
        path = self.folder / f"{session_id}.json"
        if not self.IDS.fullmatch(session_id) or not path.exists():
            raise Answered(404, "Session not found")
        found = json.loads(path.read_text(encoding="utf-8"))
        session = {name: found.get(name, plain) for name, plain in self.defaults().items()}
        for name in ("created_at", "updated_at"):
            session[name] = session[name] or time.time()
        return session

    def defaults(self) -> Fields:
        """Every field it knows, in the order in which it writes them; all others are lost."""
        return a_session("", title="Untitled", messages=[], created_at=0, updated_at=0)

    def rename(self, session_id: str, title: Any, profile: str | None = None) -> Fields:
        """Give a session a title; its row."""
        if not session_id or not title:
            raise Answered(400, "Missing required fields")
        with self._lock:
            session = self.get(session_id, profile)
            session["title"] = str(title).strip()[:80] or "Untitled"
            session["updated_at"] = time.time()
            self.save(session)
            return self.row(session)

    def status(self, session_id: str, profile: str | None = None) -> Fields:
        """What is told of a session without its messages."""
        session = self.get(session_id, profile)
        told = ("session_id", "title", "created_at", "updated_at")
        count = len(session["messages"])
        return {k: session[k] for k in told} | {"message_count": count, "agent_running": False}

    def turn(self, session_id: str) -> None:
        """Let the agent answer in a session: one more message, and a save."""
        with self._lock:
            session = self.get(session_id, None)
            text = f"turn {len(self.appended[session_id])}"
            session["messages"].append({"role": "assistant", "content": text})
            session["updated_at"] = time.time()
            self.appended[session_id].append(text)
            self.save(session)

    def turn_somewhere(self) -> None:
        """Let the agent answer in any session of the folder."""
        names = sorted(path.stem for path in self.folder.glob("*.json"))
        self.turn(self._random.choice([name for name in names if not name.startswith("_")]))

    def save(self, session: Fields) -> None:
        """Write a session and then its row, from memory, whatever stands in the files."""
        with self._lock:
            self.write(self.folder / f"{session['session_id']}.json", session)
            self.write_row(session)
            if self.fate == "die-after":
                os.kill(os.getpid(), signal.SIGKILL)

    def write(self, path: Path, session: Fields) -> None:
        """Empty the file and write it anew, in pieces: a reader sees what there is so far."""
        with path.open("w", encoding="utf-8") as file:
            text = json.dumps(session, ensure_ascii=False, indent=2)
            step = len(text) // PIECES + 1
            for start in range(0, len(text), step):
                file.write(text[start : start + step])
                file.flush()
                if self.fate == "die" and start > len(text) // 2:
                    os.kill(os.getpid(), signal.SIGKILL)
                if self.saving_s:
                    Event().wait(self.saving_s / PIECES)

    def row(self, session: Fields) -> Fields:
        """The row of a session in the index."""
        count = len(session["messages"])
        return {name: session.get(name) for name in OLD_ROW} | {"message_count": count}

    def write_row(self, session: Fields) -> None:
        """Put the row of a session into the index, by way of a temporary file of fixed name."""
        rows = [row for row in self._indexed() if row["session_id"] != session["session_id"]]
        kept = [row for row in rows if (self.folder / f"{row['session_id']}.json").exists()]
        self.write_index([*kept, self.row(session)], self.folder / "_index.tmp")

    def write_index(self, rows: list[Fields], temp: Path) -> None:
        """Replace the index by `rows`, newest first."""
        newest = sorted(rows, key=lambda row: row["updated_at"], reverse=True)
        temp.write_text(json.dumps(newest, ensure_ascii=False, indent=2), encoding="utf-8")
        temp.replace(self.folder / INDEX)

    def _indexed(self) -> list[Fields]:
        rows: list[Fields] = json.loads((self.folder / INDEX).read_text(encoding="utf-8"))
        return rows

    def listed(self) -> list[Fields]:
        """The list as the page gets it: rows of the index under what is in memory."""
        with self._lock:
            rows = {row["session_id"]: row for row in self._indexed()}
            rows |= {session["session_id"]: self.row(session) for session in self.cached.values()}
            return sorted(rows.values(), key=lambda row: row["updated_at"], reverse=True)
