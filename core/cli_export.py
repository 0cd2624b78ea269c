"""`session-store export`: one conversation as a file, which never replaces another silently."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path

from core.disk.atomic import Expected, replace
from core.errors import Refused
from core.store import SessionStore
from core.store.export_target import FileIsThere, check_folder, expected_at
from core.store.json_text import json_text, one_line
from core.transcript.file_names import ENDINGS, Format

_STDOUT = "-"


def add_export_options(parser: argparse.ArgumentParser) -> None:
    """Give the verb `export` its arguments."""
    parser.add_argument("id")
    parser.add_argument("--format", choices=ENDINGS, help="default: what FILE ends with, markdown")
    parser.add_argument("--mask-secrets", action="store_true", help="mask keys, tokens, passwords")
    parser.add_argument("--output", metavar="FILE", help="file or folder; - prints it")
    parser.add_argument("--overwrite", action="store_true", help="replace FILE if it is there")


def export(store: SessionStore, options: argparse.Namespace) -> int:
    """Write the conversation, and print where to; what is wrong with its file goes to stderr."""
    from core.transcript.export import export_name, exported  # late: a list need not wait for it

    transcript = store.transcript(options.id)
    for note in transcript.notes:
        print(f"session-store: {one_line(f'{transcript.path.name}: {note}')}", file=sys.stderr)
    form = _format(options)
    pieces = exported(transcript, form, mask=options.mask_secrets)
    if options.output == _STDOUT:
        sys.stdout.flush()
        for piece in pieces:
            sys.stdout.buffer.write(piece)
        return 0
    target = _target(options.output, export_name(transcript, form, mask=options.mask_secrets))
    check_folder(target, store.folder)
    replace(target, list(pieces), _expected(target, overwrite=options.overwrite))
    if options.json:
        sys.stdout.write(json_text({"path": str(target), "notes": transcript.notes}) + "\n")
    else:
        print(one_line(str(target)))
    return 0


def _format(options: argparse.Namespace) -> Format:
    if options.format:
        chosen: Format = options.format
        return chosen
    ending = Path(options.output or "").suffix.lower()
    return next((form for form, known in ENDINGS.items() if known == ending), "markdown")


def _target(output: str | None, name: str) -> Path:
    given = Path(output or os.curdir)
    return given / name if given.is_dir() else given


def _expected(target: Path, *, overwrite: bool) -> Expected:
    try:
        return expected_at(target, overwrite=overwrite)
    except FileIsThere:
        raise Refused(
            f"{target.name} is already there and was left alone; --overwrite replaces it. "
            f"({target})",
            path=target,
        ) from None
