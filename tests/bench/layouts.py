"""The two generations of session files and index rows, as templates that only need values.

Written out here and not taken from `core`: a store made by the program that is measured could
not tell when that program is wrong.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

# The keys in the order in which the servers write them. A letter after the colon is the value of
# nearly every session: null, false, zero, an empty list or object, the word "default". Without
# one it is a value of the session's own.
_OLD_FILE = """session_id: title: workspace: model: messages: tool_calls:l created_at: updated_at:
pinned: archived: project_id: profile:n input_tokens: output_tokens: estimated_cost:n personality:n
active_stream_id:n pending_user_message:n pending_attachments:l pending_started_at:n
compression_anchor_visible_idx:n compression_anchor_message_key:n"""

_OLD_ROW = """session_id: title: workspace: model: message_count: created_at: updated_at: pinned:
archived: project_id: profile:n input_tokens: output_tokens: estimated_cost:n personality:n
compression_anchor_visible_idx:n compression_anchor_message_key:n"""

_NEW_FILE = """session_id: title: workspace: created_workspace: model: model_provider:n
model_explicit_pick_signature:n created_at: updated_at: pinned: archived: project_id: profile:d
input_tokens: output_tokens: estimated_cost:n cache_read_tokens:z cache_write_tokens:z
personality:n active_stream_id:n pending_user_message:n pending_attachments:l pending_started_at:n
pending_user_source:n compression_anchor_visible_idx:n compression_anchor_message_key:n
compression_anchor_summary:n pre_compression_snapshot:f context_engine:n
compression_anchor_engine:n compression_anchor_mode:n compression_anchor_details:o
context_engine_state:o context_length:n threshold_tokens:n last_prompt_tokens:n
post_compression_context_tokens_estimate:n compression_recovery:o recommended_recovery_action:n
compression_recovery_source_session_id:n compression_recovery_action:n truncation_watermark:n
truncation_boundary:n clear_generation:n intentional_shrink_generation:n gateway_routing:n
gateway_routing_history:l llm_title_generated:f manual_title:f parent_session_id:n worktree_path:n
worktree_branch:n worktree_repo_root:n worktree_created_at:n is_cli_session:f source_tag:n
raw_source:n session_source:n source_label:n read_only:f enabled_toolsets:n composer_draft:o
process_wakeup_pause:o share_token:n share_created_at:n message_count: anchor_scene_index:o
messages: tool_calls:l anchor_activity_scenes:o context_messages:l"""

_NEW_ROW = """session_id: title: workspace: model: model_provider:n message_count: created_at:
updated_at: last_message_at: pinned: archived: project_id: profile:d input_tokens: output_tokens:
estimated_cost:n cache_read_tokens:z cache_write_tokens:z cache_hit_percent:n personality:n
compression_anchor_visible_idx:n compression_anchor_message_key:n compression_anchor_summary:n
pre_compression_snapshot:f context_engine:n compression_anchor_engine:n compression_anchor_mode:n
compression_anchor_details:o context_engine_state:o context_length:n threshold_tokens:n
last_prompt_tokens:n post_compression_context_tokens_estimate:n compression_recovery:o
recommended_recovery_action:n gateway_routing:n gateway_routing_history:l manual_title:f
created_workspace: user_message_count: active_stream_id:n pending_user_message:n
has_pending_user_message:f is_cli_session:f source_tag:n raw_source:n session_source:n
source_label:n read_only:f enabled_toolsets:n composer_draft:o process_wakeup_pause:o share_token:n
share_created_at:n is_streaming:f"""

_USUAL = {"n": "null", "f": "false", "z": "0", "l": "[]", "o": "{}", "d": '"default"'}


class Member(NamedTuple):
    """A key of a file or row; `usual` is the literal nearly every session has, or nothing."""

    key: str
    usual: str


def _members(layout: str) -> tuple[Member, ...]:
    pairs = (word.split(":") for word in layout.split())
    return tuple(Member(key, _USUAL.get(letter, "")) for key, letter in pairs)


def _template(members: tuple[Member, ...], indent: int) -> bytes:
    """Return the `%`-template of an object that stands `indent` spaces deep."""
    inner, outer = " " * (indent + 2), " " * indent
    lines = (f'{inner}"{m.key}": {m.usual or f"%({m.key})b"}' for m in members)
    # The formatting of bytes looks its names up as bytes.
    return ("{\n" + ",\n".join(lines) + f"\n{outer}}}").encode()


class Generation(NamedTuple):
    """How a server of one generation lays out files and rows."""

    name: str
    file: tuple[Member, ...]
    row: tuple[Member, ...]
    file_template: bytes
    row_template: bytes

    def file_of(self, values: Mapping[bytes, bytes]) -> bytes:
        """Return the bytes of a session file with the literals `values`."""
        return self.file_template % values

    def row_of(self, values: Mapping[bytes, bytes]) -> bytes:
        """Return the bytes of an index row with the literals `values`."""
        return self.row_template % values


def _generation(name: str, file: str, row: str) -> Generation:
    inside, listed = _members(file), _members(row)
    return Generation(name, inside, listed, _template(inside, 0), _template(listed, 2))


OLD = _generation("old", _OLD_FILE, _OLD_ROW)
NEW = _generation("new", _NEW_FILE, _NEW_ROW)


def index_of(rows: list[bytes]) -> bytes:
    """Return the bytes of an index with `rows`, which must be in order."""
    return b"[\n  " + b",\n  ".join(rows) + b"\n]"
