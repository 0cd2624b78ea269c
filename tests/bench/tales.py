"""Long conversations of the shapes that people have: chat in Markdown, code, tools, all of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from random import Random
from typing import Any, NamedTuple

from core.disk.members import literal_of
from tests.bench.talks import Message, Talk

RARE = "quokkaberry"
"""Stands in few messages of a conversation, and nowhere else."""

COMMON = "retry"
"""Stands in most turns, and often more than once."""

_RARE_AT = (0.5, 0.95)
_TURNS = 150
_FIRST_TIME = 1_775_000_000
_CALL = b"call_of_this_turn"
_ASKED = (
    "Why does the **retry** loop hang after the deploy? The log says `ECONNRESET` twice.",
    "请把 `retry` 的间隔改成指数退避，并解释一下原因。",
    "Can you compare both ways, with a table? We retry 5 times now, see https://example.org/retry.",
    "لماذا يفشل الاتصال بعد التحديث؟",
)
_SENTENCES = (
    "The worker takes the *advisory lock* first, and only then opens the transaction.",
    "With `lock_timeout = '5s'` a **retry** is cheap: nothing was written yet.",
    "See [the notes](https://example.org/notes) for what happens when two of them race.",
    "每次 retry 之前都要先释放锁，否则会互相等待。",
    "Nothing else changes – the queue keeps its order, and the “all or nothing” rule holds.",
)
_PYTHON = """async def fetch_{0}(session: Session, tries: int = {0}) -> bytes:
    \"\"\"Return the page, after as many tries as it takes.\"\"\"
    for number in range(tries):
        try:
            return await session.get(f"/page/{{number}}")
        except ConnectionError as error:  # retry
            await asyncio.sleep(2 ** number / 10)
    raise TimeoutError("gave up")

"""
_SCRIPT = """export function retry{0}<T>(work: () => Promise<T>, times = {0}): Promise<T> {{
  // one after the other
  return work().catch((error) => (times > 0 ? retry{0}(work, times - 1) : Promise.reject(error)));
}}

"""
_LOG = "2026-03-0{0} 12:00:0{0} worker-{0} retry {0} of 5: connection reset by peer (errno 104)\n"


class Turn(NamedTuple):
    """What is said between two questions, the question included."""

    messages: tuple[Message, ...]

    def numbered(self, number: int) -> Iterator[Message]:
        """Give the messages with ids of calls that no other turn has."""
        call_id = b"call_%012d" % number
        return (one._replace(literal=one.literal.replace(_CALL, call_id)) for one in self.messages)


def tale_of(random: Random, kind: str, size: int) -> Talk:
    """Tell a conversation of a kind in `TALES`, of about `size` bytes."""
    turns = [TALES[kind](random) for _ in range(_TURNS)]
    marked = _messages({"role": "user", "content": f"And where is the {RARE}?"})
    due = [size * share for share in _RARE_AT]
    told: list[Message] = []
    length = number = 0
    while length < size:
        if due and length >= due[0]:
            turn, due = marked, due[1:]
        else:
            turn = random.choice(turns)
        for message in turn.numbered(number):
            told.append(message)
            length += len(message.literal) + 6
        number += 1
    return Talk(
        literal=b"[\n    " + b",\n    ".join([one.literal for one in told]) + b"\n  ]",
        messages=len(told),
        asked=sum(one.role == "user" for one in told),
        last_time=float(told[-1].time),
    )


def _messages(*values: dict[str, Any]) -> Turn:
    found = (
        Message(
            literal_of(value | {"timestamp": _FIRST_TIME + at}, indent=2, level=2),
            str(value["role"]),
            _FIRST_TIME + at,
        )
        for at, value in enumerate(values)
    )
    return Turn(tuple(found))


def _asked(random: Random) -> dict[str, Any]:
    return {"role": "user", "content": random.choice(_ASKED)}


def _answered(random: Random, text: str) -> dict[str, Any]:
    return {"role": "assistant", "content": text, "reasoning": random.choice(_SENTENCES) * 3}


def _paragraph(random: Random) -> str:
    return " ".join(random.choices(_SENTENCES, k=random.randint(2, 6)))


def _list(random: Random) -> str:
    return "\n".join(f"{n}. {random.choice(_SENTENCES)}" for n in range(1, random.randint(4, 8)))


def _table(random: Random) -> str:
    rows = (f"| {n} | `retry({n})` | {n * 7} ms | {random.choice(_SENTENCES)} |" for n in range(6))
    return "\n".join(["| # | call | time | what it does |", "|---|---|--:|---|", *rows])


def _code(random: Random, times: int) -> str:
    language, text = random.choice((("python", _PYTHON), ("ts", _SCRIPT), ("", _LOG)))
    lines = "".join(text.format(number % 10) for number in range(times))
    return f"```{language}\n{lines}```"


def _chat(random: Random) -> Turn:
    makers = (_paragraph, _paragraph, _list, _table)
    parts = [random.choice(makers)(random) for _ in range(random.randint(1, 5))]
    if random.random() < 0.3:
        parts.append(_code(random, 2))
    return _messages(_asked(random), _answered(random, "## In short\n\n" + "\n\n".join(parts)))


def _coding(random: Random) -> Turn:
    parts = [_paragraph(random), _code(random, random.randint(5, 40)), _paragraph(random)]
    return _messages(_asked(random), _answered(random, "\n\n".join(parts)))


def _tooling(random: Random) -> Turn:
    call_id = _CALL.decode()
    arguments = json.dumps(
        {"command": f"grep -rn retry src/{random.randint(1, 99)}", "timeout": 30}
    )
    call = {"id": call_id, "type": "function"}
    call["function"] = {"name": "terminal", "arguments": arguments}  # type: ignore[assignment]
    output = "".join(_LOG.format(n % 10) for n in range(random.randint(2, 150)))
    answer = json.dumps({"output": output, "exit_code": 0})
    return _messages(
        _asked(random),
        {"role": "assistant", "content": "", "tool_calls": [call]},
        {"role": "tool", "name": "terminal", "tool_call_id": call_id, "content": answer},
        _answered(random, _paragraph(random)),
    )


def _short(random: Random) -> Turn:
    """Most turns of real conversations are short, and some have everything."""
    if random.random() < 0.15:
        return random.choice((_chat, _coding, _tooling))(random)
    return _messages(_asked(random), _answered(random, random.choice(_SENTENCES)))


TALES: dict[str, Callable[[Random], Turn]] = {
    "mixed": _short,
    "chat": _chat,
    "code": _coding,
    "tools": _tooling,
}
