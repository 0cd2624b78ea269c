"""What is said in generated sessions: messages as they stand in a file, put together to a size."""

from __future__ import annotations

import json
from random import Random
from typing import Any, NamedTuple

from core.disk.members import literal_of

_ASKED = (
    "When should I prefer TaskGroup over gather?",
    "Our migration job deadlocks about once a day. Where do I start?",
    "请帮我把会话索引的增量更新改成原子写入。",
    "nginx answers 502 after each deploy, and only for the first minute. Why?",
    "Summarise the log below and tell me what to change first – the short version, please.",
)
_ANSWERED = (
    """It cancels its siblings on the first failure:

```python
async with asyncio.TaskGroup() as tg:
    tg.create_task(a())
```

`gather(return_exceptions=True)` keeps going.""",
    """Look at `pg_locks` while it hangs, take the advisory lock first, set
`lock_timeout = '5s'`, and retry the whole migration – the difference is “all or nothing”.""",
    "可以先写入临时文件，再用 `os.replace` 替换，注意在替换之前调用 `fsync`。",
    """1. Raise `proxy_next_upstream`.
2. Drain before the restart.
3. Keep the old workers until the new ones answer their health check.

That is what "graceful" means here.""",
)
_TOOL_LINE = '{"path": "/home/user/work/app.py", "line": 12, "error": "invalid literal: \'NaN\'"}\n'
_FIRST_TIME = 1_775_000_000


class Message(NamedTuple):
    """One message of the pool: its literal, indented as in a file, and what a row needs of it."""

    literal: bytes
    role: str
    time: int


class Talk(NamedTuple):
    """The messages of one session, and what an index row says of them."""

    literal: bytes
    messages: int
    asked: int
    last_time: float


def pool_of(random: Random, longest: int) -> list[Message]:
    """Make 240 messages, of which those of tools have up to `longest` characters."""
    return [_message(random, number, longest) for number in range(240)]


def _message(random: Random, number: int, longest: int) -> Message:
    time = _FIRST_TIME + 60 * number
    message: dict[str, Any]
    match number % 3:
        case 0:
            message = {"role": "user", "content": random.choice(_ASKED)}
        case 1:
            message = {"role": "assistant", "content": random.choice(_ANSWERED)}
        case _:
            said = (_TOOL_LINE * (longest // len(_TOOL_LINE) + 1))[: random.randint(40, longest)]
            content = json.dumps({"output": said, "exit_code": 0})
            message = {"role": "tool", "tool_call_id": f"call_{number:06x}", "content": content}
    return Message(
        literal_of(message | {"timestamp": time}, indent=2, level=2), str(message["role"]), time
    )


def talk_of(random: Random, pool: list[Message], size: int) -> Talk:
    """Put messages of `pool` together to about `size` bytes, the last one being no tool's."""
    chosen: list[Message] = []
    length = 0
    while length < size:
        chosen.append(random.choice(pool))
        length += len(chosen[-1].literal) + 6
    while not chosen or chosen[-1].role == "tool":
        chosen[-1:] = [random.choice(pool)]
    return Talk(
        literal=b"[\n    " + b",\n    ".join([one.literal for one in chosen]) + b"\n  ]",
        messages=len(chosen),
        asked=sum(one.role == "user" for one in chosen),
        last_time=float(chosen[-1].time),
    )
