"""Loaded by every Python process that has this folder on its path: notes what it opens.

Each path is appended, as a line of JSON, to the file that SESSION_BROWSER_AUDIT names.
"""

import json
import os
import sys

_NOTES = os.open(os.environ["SESSION_BROWSER_AUDIT"], os.O_WRONLY | os.O_APPEND | os.O_CREAT)


def _note(event: str, arguments: tuple[object, ...]) -> None:
    """Note a file that is opened by its path; a number is one that is open already."""
    if event == "open" and isinstance(arguments[0], str | bytes):
        path = os.path.join(os.getcwd(), os.fsdecode(arguments[0]))  # noqa: PTH109, PTH118 - os only
        os.write(_NOTES, json.dumps(path).encode() + b"\n")


sys.addaudithook(_note)
