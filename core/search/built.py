"""What became of a build of the catalogue."""

from __future__ import annotations

import msgspec


class Built(msgspec.Struct, frozen=True, kw_only=True):
    """How many files were read, of how many in the folder, and how many have gone since.

    `note` is a sentence for the message list, or empty. `is_elsewhere` tells that nothing was done
    because another program of ours is building the same catalogue: it can be searched meanwhile.
    """

    read: int = 0
    total: int = 0
    gone: int = 0
    note: str = ""
    seconds: float = 0.0
    is_elsewhere: bool = False
