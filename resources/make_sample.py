"""Writes the sample stores from `sample.toml`; run by hand: `python resources/make_sample.py`.

`resources/sample` is a store as the old server (0.50.148) leaves it after some hard weeks: 30
session files, of which three are in the newer layout and three are broken (cut off, empty, with
another session's id inside), and an index with 3 ghosts, a stale title, a stale count and a
duplicate row, but no row for 2 good files. `tests/data/new` holds some of the same talks as the
newer server (0.52) writes them, undamaged. The same input gives the same bytes.
"""

from __future__ import annotations

import hashlib
import json
import re
import sys
import tomllib
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent
NEWEST = 1_795_000_000  # when the store was last edited, in seconds since 1970
Record = dict[str, Any]

_NEW_ONLY = ("7ea1309cd4f6", "0c5f2b97d318", "b81e4d20c6aa", "f2a96c03b7d1", "9d0b4e6172cf")
_TEMP_OF = "0c5f2b97d318"
_TEMP_NAME = f"{_TEMP_OF}.tmp.18231.139872610432"


# --- the talk ----------------------------------------------------------------------------------

_BLOCK = re.compile(r"[-|>] ?|```|\d+\. ")


def _unwrapped(text: str) -> str:
    """The text with each paragraph on one line, as people and models write; code stays as it is."""
    lines: list[str] = []
    in_code = False
    for line in text.split("\n"):
        fence = line.startswith("```")
        starts = fence or not line or _BLOCK.match(line) is not None
        goes_on = bool(lines and lines[-1]) and not lines[-1].startswith(("```", "|"))
        if in_code or starts or not goes_on:
            lines.append(line)
        else:
            lines[-1] += " " + line.strip()
        in_code ^= fence
    return "\n".join(lines)


def _call_id(talk: str, number: int) -> str:
    return "call_" + hashlib.sha256(f"{number}{talk}".encode()).hexdigest()[:6]


def _message(kind: str, rest: str, text: str, call: str) -> Record:
    if kind == "call":
        name, arguments = rest.split(" ", 1)
        function = {"name": name, "arguments": arguments}
        return {
            "role": "assistant",
            "content": "",
            "tool_calls": [{"id": call, "type": "function", "function": function}],
        }
    if kind == "result":
        said = json.dumps({"output": text, "exit_code": 0}, ensure_ascii=False)
        return {"role": "tool", "tool_call_id": call, "name": "terminal", "content": said}
    return {"role": kind, "content": _unwrapped(text)}


def _messages(talk: str, start: float, end: float) -> list[Record]:
    """The messages of a talk, with times spread evenly from its start to its end."""
    parts = [part for part in ("\n" + talk).split("\n@") if part.strip()]
    step = (end - start) / max(len(parts), 1)
    messages: list[Record] = []
    call = ""
    for number, part in enumerate(parts):
        head, _, text = part.partition("\n")
        kind, _, rest = head.partition(" ")
        call = _call_id(talk, number) if kind == "call" else call
        message = _message(kind, rest, text.strip("\n"), call)
        messages.append({**message, "timestamp": int(start + step * (number + 1))})
    return messages


def _tool_summaries(messages: list[Record]) -> list[Record]:
    """What the server keeps beside the messages to show each use of a tool."""
    return [
        {
            "name": call["function"]["name"],
            "snippet": json.loads(messages[place + 1]["content"])["output"][:200],
            "tid": call["id"],
            "assistant_msg_idx": place,
            "args": json.loads(call["function"]["arguments"]),
        }
        for place, message in enumerate(messages)
        for call in message.get("tool_calls", ())
    ]


# --- a session, in the two layouts -------------------------------------------------------------


def _time(name: str, hours_ago: float) -> float:
    """A time with the odd fraction that a real clock gives, the same at every run."""
    odd = int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 1_000_000
    return round(NEWEST - hours_ago * 3600 - odd / 1_000_000, 6)


def _cost(source: Record) -> float | None:
    if source["model"].startswith("local/"):
        return None
    put_in, got_out = source["tokens"]
    return round(float(put_in) * 3e-6 + float(got_out) * 1.5e-5, 6)


def _known(source: Record) -> Record:
    """The values of a session that both layouts share, messages included."""
    updated = _time(source["id"], source["hours_ago"])
    created = round(updated - source["minutes"] * 60, 6)
    title = None if source.get("title_is_null") else source["title"]
    messages = _messages(source["talk"], created, updated)
    return {
        "session_id": source.get("inner_id", source["id"]),
        "title": title,
        "workspace": source["workspace"],
        "created_workspace": source["workspace"],
        "model": source["model"],
        "messages": messages,
        "tool_calls": _tool_summaries(messages),
        "created_at": created,
        "updated_at": updated,
        "pinned": source.get("pinned", False),
        "archived": source.get("archived", False),
        "project_id": source.get("project"),
        "input_tokens": source["tokens"][0],
        "output_tokens": source["tokens"][1],
        "estimated_cost": _cost(source),
        "message_count": len(messages),
        "last_message_at": float(messages[-1]["timestamp"]) if messages else updated,
        "user_message_count": sum(message["role"] == "user" for message in messages),
        "pre_compression_snapshot": source.get("snapshot", False),
        "parent_session_id": source.get("parent"),
        "manual_title": source.get("manual_title", False),
    }


# Keys in the order in which the servers write them; the letter after the colon is the value where
# nothing else is known: null, false, zero, an empty list or object, the word "default".
_OLD_FILE = """session_id: title: workspace: model: messages: tool_calls: created_at: updated_at:
pinned: archived: project_id: profile:n input_tokens: output_tokens: estimated_cost: personality:n
active_stream_id:n pending_user_message:n pending_attachments:l pending_started_at:n
compression_anchor_visible_idx:n compression_anchor_message_key:n"""

_OLD_ROW = """session_id: title: workspace: model: message_count: created_at: updated_at: pinned:
archived: project_id: profile:n input_tokens: output_tokens: estimated_cost: personality:n
compression_anchor_visible_idx:n compression_anchor_message_key:n"""

_NEW_FILE = """session_id: title: workspace: created_workspace: model: model_provider:n
model_explicit_pick_signature:n created_at: updated_at: pinned: archived: project_id: profile:d
input_tokens: output_tokens: estimated_cost: cache_read_tokens:z cache_write_tokens:z personality:n
active_stream_id:n pending_user_message:n pending_attachments:l pending_started_at:n
pending_user_source:n compression_anchor_visible_idx:n compression_anchor_message_key:n
compression_anchor_summary:n pre_compression_snapshot: context_engine:n compression_anchor_engine:n
compression_anchor_mode:n compression_anchor_details:o context_engine_state:o context_length:n
threshold_tokens:n last_prompt_tokens:n post_compression_context_tokens_estimate:n
compression_recovery:o recommended_recovery_action:n compression_recovery_source_session_id:n
compression_recovery_action:n truncation_watermark:n truncation_boundary:n clear_generation:n
intentional_shrink_generation:n gateway_routing:n gateway_routing_history:l llm_title_generated:f
manual_title: parent_session_id: worktree_path:n worktree_branch:n worktree_repo_root:n
worktree_created_at:n is_cli_session:f source_tag:n raw_source:n session_source:n source_label:n
read_only:f enabled_toolsets:n composer_draft:o process_wakeup_pause:o share_token:n
share_created_at:n message_count: anchor_scene_index:o messages: tool_calls:
anchor_activity_scenes:o context_messages:l"""

_NEW_ROW = """session_id: title: workspace: model: model_provider:n message_count: created_at:
updated_at: last_message_at: pinned: archived: project_id: profile:d input_tokens: output_tokens:
estimated_cost: cache_read_tokens:z cache_write_tokens:z cache_hit_percent:n personality:n
compression_anchor_visible_idx:n compression_anchor_message_key:n compression_anchor_summary:n
pre_compression_snapshot: context_engine:n compression_anchor_engine:n compression_anchor_mode:n
compression_anchor_details:o context_engine_state:o context_length:n threshold_tokens:n
last_prompt_tokens:n post_compression_context_tokens_estimate:n compression_recovery:o
recommended_recovery_action:n gateway_routing:n gateway_routing_history:l manual_title:
created_workspace: user_message_count: active_stream_id:n pending_user_message:n
has_pending_user_message:f is_cli_session:f source_tag:n raw_source:n session_source:n
source_label:n read_only:f enabled_toolsets:n composer_draft:o process_wakeup_pause:o share_token:n
share_created_at:n is_streaming:f"""


def _laid_out(layout: str, known: Record) -> Record:
    """The known values and the defaults, in the order of a layout."""
    empty: Record = {"n": None, "f": False, "z": 0, "l": [], "o": {}, "d": "default"}
    pairs = (word.split(":") for word in layout.split())
    return {key: empty[letter] if letter else known[key] for key, letter in pairs}


def _new_row(known: Record) -> Record:
    row = _laid_out(_NEW_ROW, known)
    if known["parent_session_id"]:
        row["parent_session_id"] = known["parent_session_id"]
    return row


def _text(value: object) -> bytes:
    """JSON as both servers write it: two spaces, letters unescaped, no newline at the end."""
    return json.dumps(value, ensure_ascii=False, indent=2).encode()


# --- the stores --------------------------------------------------------------------------------


def _session_bytes(source: Record) -> bytes:
    """The file of a session, as broken as its source wants it."""
    layout = _NEW_FILE if source.get("layout") == "new" else _OLD_FILE
    whole = _text(_laid_out(layout, _known(source)))
    if source.get("empty_file"):
        return b""
    return whole[: int(len(whole) * source.get("cut_off", 1.0))]


def _old_rows(source: Record) -> list[Record]:
    """The rows of a session in the index of the old server: mostly one."""
    if source.get("unlisted"):
        return []
    row = _laid_out(_OLD_ROW, _known(source))
    row["title"] = source.get("row_title", row["title"])
    row["message_count"] = source.get("row_count", row["message_count"])
    if not source.get("duplicate"):
        return [row]
    older = {
        "message_count": row["message_count"] - 2,
        "updated_at": round(row["updated_at"] - 600, 6),
    }
    return [row, {**row, **older}]


def _ghost_row(ghost: Record) -> Record:
    known = _known({**ghost, "talk": "", "minutes": 30, "tokens": [0, 0]})
    return _laid_out(_OLD_ROW, {**known, "message_count": ghost["count"]})


def _temp_bytes(source: Record) -> bytes:
    """What a server that died while saving left behind: the talk with one turn more."""
    known = _known(source)
    last = {"role": "user", "content": "One more thing: does a reload keep open websockets?"}
    last_time = {"timestamp": int(known["updated_at"]) + 40}
    return _text(
        _laid_out(_OLD_FILE, {**known, "messages": [*known["messages"], {**last, **last_time}]})
    )


def _newest_first(rows: list[Record]) -> bytes:
    return _text(sorted(rows, key=lambda row: row["updated_at"], reverse=True))


def _projects(source: list[Record], **extra: str) -> bytes:
    return _text(
        [{**project, **extra, "created_at": _time(project["name"], 700)} for project in source]
    )


def sample_files() -> dict[str, bytes]:
    """Every file of both stores by its path in the checkout."""
    source = tomllib.loads((HERE / "sample.toml").read_text(encoding="utf-8"))
    sessions = source["session"]
    old, new = "resources/sample", "tests/data/new"
    rows = [row for session in sessions for row in _old_rows(session)]
    rows += [_ghost_row(ghost) for ghost in source["ghost"]]
    files = {f"{old}/sessions/{one['id']}.json": _session_bytes(one) for one in sessions}
    files[f"{old}/sessions/_index.json"] = _newest_first(rows)
    files[f"{old}/projects.json"] = _projects(source["project"])
    chosen = [one for one in sessions if one.get("layout") == "new" or one["id"] in _NEW_ONLY]
    for one in chosen:
        files[f"{new}/sessions/{one['id']}.json"] = _session_bytes({**one, "layout": "new"})
        if one["id"] == _TEMP_OF:
            files[f"{old}/sessions/{_TEMP_NAME}"] = _temp_bytes(one)
    files[f"{new}/sessions/_index.json"] = _newest_first([_new_row(_known(one)) for one in chosen])
    files[f"{new}/projects.json"] = _projects(source["project"], profile="default")
    return files


def main() -> int:
    """Write both stores into the checkout."""
    files = sample_files()
    for name, data in files.items():
        path = HERE.parent / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    print(f"{len(files)} files, {sum(map(len, files.values())):,} bytes")
    return 0


if __name__ == "__main__":
    sys.exit(main())
