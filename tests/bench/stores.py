"""The stores that are measured, made in a scratch folder when they are first asked for."""

from __future__ import annotations

import json
import os
import shutil
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from random import Random
from threading import Event

from core.locations import INDEX_NAME, OwnPlaces
from core.store import SessionStore
from tests.bench.layouts import NEW, OLD, Generation, index_of
from tests.bench.speech import speech_pool
from tests.bench.tales import tale_of
from tests.bench.talks import Talk, pool_of, talk_of

REST_SECONDS = 2.2
"""After so long without a change, stamps prove something (DESIGN 4)."""

_TALKS = 256
_NEWEST = 1_795_000_000.0
_YEARS = 2 * 365 * 86_400
_MODELS = ("anthropic/claude-opus-4.6", "openai/gpt-5.4", "local/qwen3-32b", "glm-4.7", "gemini-3")
_WORDS = (
    *("fix", "flaky", "Postgres", "migration", "deploy", "nginx", "review", "session", "index"),
    *("rename", "asyncio", "task", "groups", "docker", "compose", "memory", "leak", "tests", "CI"),
    *("parser", "refactor", "export", "CSV", "auth", "token", "refresh", "café", "naïve", "scroll"),
)
_CJK = ("重构会话索引", "修复登录错误", "数据库迁移脚本", "日本語の要約", "한국어 메모")


@dataclass(frozen=True)
class Shape:
    """What a store is to look like: each session file has about one of `sizes` bytes."""

    name: str
    generation: Generation
    sizes: tuple[int, ...]
    longest_message: int
    is_speech: bool = False
    """True if its words are as rare and as common as those of a language (`speech`)."""
    tales: tuple[str, ...] = ()
    """What kind of conversation each session is, where that matters."""

    @property
    def sessions(self) -> int:
        """How many sessions it has."""
        return len(self.sizes)


def shapes(small: bool) -> dict[str, Shape]:
    """Return the stores of DESIGN 8 by name, or small ones that only show that all works."""
    many, some, size = (2_000, 60, 13_300_000) if small else (100_000, 600, 800_000_000)
    largest, huge = (1_500_000, 3_000_000) if small else (36_000_000, 50_000_000)
    found = (
        Shape(f"{many:,} old", OLD, (4_700,) * many, 900),
        Shape(f"{many:,} new", NEW, (4_700,) * many, 900),
        Shape(f"real-shaped, {some}", NEW, _real_sizes(some, size, largest), 9_000),
        Shape("one huge", NEW, (huge, *(4_700,) * 9), 9_000),
        Shape(f"{many // 10:,} of speech", OLD, (10_000,) * (many // 10), 900, is_speech=True),
        Shape(f"{many:,} of speech", OLD, (4_700,) * many, 900, is_speech=True),
        _conversations(huge, small),
    )
    names = ("old", "new", "real", "huge", "speech", "much speech", "read")
    return dict(zip(names, found, strict=True))


def _conversations(huge: int, small: bool) -> Shape:
    """A store of conversations to be read: 200 messages, 20,000, three huge ones, a tiny one."""
    many = 1_300_000 if small else 13_020_000
    sizes = (130_000, many, huge, huge, huge, 2_000)
    tales = ("mixed", "mixed", "chat", "code", "tools", "mixed")
    return Shape("long conversations", NEW, sizes, 900, tales=tales)


def _real_sizes(count: int, total: int, largest: int) -> tuple[int, ...]:
    """Spread `total` bytes over `count` files as people's stores do: many small, few large."""
    random = Random(count)
    weights = [random.lognormvariate(0, 1.2) for _ in range(count - 1)]
    scale = (total - largest) / sum(weights)
    return (largest, *(max(4_000, min(largest, int(weight * scale))) for weight in weights))


class BenchStore:
    """A sessions folder that was generated, and what the rows need to know of it."""

    def __init__(self, name: str, shape: Shape, folder: Path) -> None:
        self.name = name
        self.shape = shape
        self.folder = folder
        self.index = folder / INDEX_NAME
        self.scratch = folder.parent / "scratch"
        self.scratch.mkdir(exist_ok=True)

    @cached_property
    def ids(self) -> list[str]:
        """The ids of all sessions, in the order in which they were made; the largest first."""
        return _ids(self.shape)

    def path_of(self, session_id: str) -> Path:
        """Return the file of a session."""
        return self.folder / f"{session_id}.json"

    def forget_stamps(self) -> None:
        """Let our program know nothing of the files: its stamps are cold."""
        shutil.rmtree(OwnPlaces.of(self.folder).cache, ignore_errors=True)

    def warm_stamps(self) -> None:
        """Let our program know every file: its stamps are warm, and prove something."""
        self.rest()
        SessionStore(self.folder).check()

    def rest(self) -> None:
        """Wait until the last change of index and folder lies back far enough."""
        os.sync()
        changed = max(self.index.stat().st_ctime, self.folder.stat().st_ctime)
        Event().wait(max(0.0, changed + REST_SECONDS - time.time()))

    def put_index(self, data: bytes) -> None:
        """Replace the index, as a server would, by `data`."""
        temp = self.index.with_suffix(".tmp")
        temp.write_bytes(data)
        temp.replace(self.index)


class Stores:
    """All stores below one scratch folder, each made when it is first asked for."""

    def __init__(self, folder: Path, small: bool, say: Callable[[str], None]) -> None:
        self.small = small
        self._folder = folder
        self._shapes = shapes(small)
        self._made: dict[str, BenchStore] = {}
        self._say = say

    def __getitem__(self, name: str) -> BenchStore:
        if name not in self._made:
            shape = self._shapes[name]
            started = time.monotonic()
            folder = self._folder / name / "sessions"
            make(shape, folder)
            os.sync()
            self._made[name] = BenchStore(name, shape, folder)
            self._say(f"made the store “{shape.name}” in {time.monotonic() - started:.1f} s")
        return self._made[name]

    def __iter__(self) -> Iterator[BenchStore]:
        return iter(self._made.values())


def make(shape: Shape, folder: Path) -> None:
    """Write a store of this shape into the new folder `folder`: sessions, index, projects."""
    folder.mkdir(parents=True)
    random = Random(shape.name)
    longest = shape.longest_message
    pool = speech_pool(random) if shape.is_speech else pool_of(random, longest)
    talks: list[Talk] = []
    if (
        len(set(shape.sizes)) == 1 and not shape.is_speech
    ):  # then all share a few talks, some shorter and some longer
        head = len(shape.generation.file_template)
        spread = (0.43 + 1.2 * number / _TALKS for number in range(_TALKS))
        sizes = (max(300, int(shape.sizes[0] * share) - head) for share in spread)
        talks = [talk_of(random, pool, size) for size in sizes]
    rows: list[tuple[float, bytes]] = []
    projects = [f"{number:012x}" for number in range(12)]
    for number, (session_id, size) in enumerate(zip(_ids(shape), shape.sizes, strict=True)):
        spread = 0.4 + 1.2 * random.random() if shape.is_speech else 1.0
        if shape.tales:
            talk = tale_of(random, shape.tales[number], size)
        else:
            talk = random.choice(talks) if talks else talk_of(random, pool, int(spread * size))
        updated = _NEWEST - random.uniform(0, _YEARS)
        values = _values(random, session_id, number, updated, talk, projects)
        if shape.tales:
            values[b"archived"] = b"false"  # what is to be read must be in the list
        _write(folder, session_id, shape.generation.file_of(values))
        rows.append((updated, shape.generation.row_of(values)))
    rows.sort(key=lambda pair: pair[0], reverse=True)
    (folder / INDEX_NAME).write_bytes(index_of([row for _, row in rows]))
    _write_projects(folder.parent / "projects.json", projects)


def _ids(shape: Shape) -> list[str]:
    random = Random(f"ids of {shape.name}")
    return [f"{random.getrandbits(48):012x}" for _ in shape.sizes]


def _write(folder: Path, session_id: str, data: bytes) -> None:
    (folder / f"{session_id}.json").write_bytes(data)


def _write_projects(path: Path, projects: list[str]) -> None:
    found = [
        {"project_id": one, "name": f"Project {number}", "color": None, "created_at": _NEWEST}
        for number, one in enumerate(projects, 1)
    ]
    path.write_text(json.dumps(found, indent=2), encoding="utf-8")


def _values(
    random: Random, session_id: str, number: int, updated: float, talk: Talk, projects: list[str]
) -> dict[bytes, bytes]:
    """Return the literal of each value that a session has of its own."""
    workspace = f"/home/user/work/{_WORDS[number % len(_WORDS)].lower()}-{number % 40}"
    project = random.choice(projects) if random.random() < 0.2 else None
    values: dict[str, object] = {
        "session_id": session_id,
        "title": _title(random, number),
        "workspace": workspace,
        "created_workspace": workspace,
        "model": random.choice(_MODELS),
        "created_at": updated - random.uniform(60, 90_000),
        "updated_at": updated,
        "pinned": random.random() < 0.001,
        "archived": random.random() < 0.05,
        "project_id": project,
        "input_tokens": random.randrange(200_000),
        "output_tokens": random.randrange(50_000),
        "message_count": talk.messages,
        "user_message_count": talk.asked,
        "last_message_at": talk.last_time,
    }
    literals = {
        key.encode(): json.dumps(value, ensure_ascii=False).encode()
        for key, value in values.items()
    }
    return literals | {b"messages": talk.literal}


def _title(random: Random, number: int) -> str:
    if random.random() < 0.06:
        return f"{random.choice(_CJK)} {number}"
    words = " ".join(random.choices(_WORDS, k=random.randint(3, 6)))
    return f"{words[:1].upper()}{words[1:]} {number}"
