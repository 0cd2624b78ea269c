"""What changed up to v0.52.262 in how the server remembers and writes, from STORE_FORMAT 2 to 7."""

from __future__ import annotations

import json
import os
import re
import signal
import threading
import time
from pathlib import Path
from typing import Any

from tests.builders import INDEX, Fields
from tests.server.old_memory import PIECES, Answered, OldMemory

LIST_KEPT_S = 2.5
UNWANTED = ("untitled", "new chat")
MORE_FIELDS: Fields = {
    "pre_compression_snapshot": False,
    "parent_session_id": None,
    "llm_title_generated": False,
    "manual_title": False,
    "read_only": False,
    "source_tag": None,
}


class NewMemory(OldMemory):
    """The sessions of one folder, as the newer server has them in mind."""

    IDS = re.compile(r"[0-9a-zA-Z_-]+")

    def __init__(self, folder: Path, profile: str = "default") -> None:
        super().__init__(folder, profile)
        self._kept_list: list[Fields] = []
        self._kept_key: object = None
        self._kept_until = 0.0

    def defaults(self) -> Fields:
        plain = super().defaults()
        behind = {key: plain.pop(key) for key in ("messages", "tool_calls")}
        return plain | MORE_FIELDS | {"message_count": 0} | behind

    def get(self, session_id: str, profile: str | None = None) -> Fields:
        """As before, but loaded again if there are more messages on the disk."""
        with self._lock:
            known = self.cached.get(session_id)
            if known is not None and self._count_on_disk(session_id) > len(known["messages"]):
                del self.cached[session_id]
            return super().get(session_id, profile)

    def _count_on_disk(self, session_id: str) -> int:
        path = self.folder / f"{session_id}.json"
        found = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
        return int(found.get("message_count") or 0)

    def _check_profile(self, session: Fields, profile: str | None) -> None:
        if profile is not None and (session["profile"] or "default") != profile:
            raise Answered(404, "Session not found")

    def rename(self, session_id: str, title: Any, profile: str | None = None) -> Fields:
        with self._lock:
            if session_id and title:
                session = self.get(session_id, profile)
                if session["read_only"]:
                    raise Answered(403, "Session is read-only")
                name = str(title).strip()[:80] or "Untitled"
                session["manual_title"] = name.casefold() not in UNWANTED
                session["llm_title_generated"] = False
            return super().rename(session_id, title, profile)

    def write(self, path: Path, session: Fields) -> None:
        """Write a temporary file and put it in the place of the old one."""
        session["message_count"] = len(session["messages"])
        temp = path.with_suffix(f".tmp.{os.getpid()}.{threading.get_ident()}")
        with temp.open("w", encoding="utf-8") as file:
            file.write(json.dumps(session, ensure_ascii=False, indent=2))
            file.flush()
            os.fsync(file.fileno())
        if self.fate == "die":
            os.kill(os.getpid(), signal.SIGKILL)
        for _ in range(PIECES):
            threading.Event().wait(self.saving_s / PIECES)
        temp.replace(path)

    def row(self, session: Fields) -> Fields:
        count = sum(message["role"] == "user" for message in session["messages"])
        more = {name: session[name] for name in MORE_FIELDS}
        times = {"last_message_at": session["updated_at"], "user_message_count": count}
        return super().row(session) | more | times | {"is_streaming": False}

    def write_index(self, rows: list[Fields], temp: Path) -> None:
        own = temp.with_name(f"_index.tmp.{os.getpid()}.{threading.get_ident()}")
        super().write_index(rows, own)

    def listed(self) -> list[Fields]:
        """The finished list, kept for a while and, when too old, given once more all the same."""
        with self._lock:
            status = (self.folder / INDEX).stat()
            key, now = (status.st_size, status.st_mtime_ns), time.monotonic()
            if key != self._kept_key:
                self._kept_list = super().listed()
            given = self._kept_list
            if now > self._kept_until:
                self._kept_list = super().listed()
                self._kept_until = now + LIST_KEPT_S
            self._kept_key = key
            return given
