"""`session-store`: the store without a window, for terminals and scripts (DESIGN 7.8).

Exit codes: 0 nothing (left) to repair, 1 repairable findings, 2 failed, refused or wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Callable, Sequence
from datetime import datetime
from io import TextIOWrapper
from typing import Any

import msgspec

from core.cli_export import add_export_options, export
from core.cli_meter import Meter
from core.cli_search import add_search_options, search
from core.errors import Cancelled, StoreError
from core.locations import resolve_folder
from core.repair.reports import CheckReport, Receipt
from core.store import SessionStore
from core.store.json_text import json_text, one_line
from core.values import KINDS, Finding

CLEAN, FINDINGS, FAILED = 0, 1, 2

_NAMES = {
    "index_broken": ("index that cannot be used", "indexes that cannot be used"),
    "ghost": ("ghost row", "ghost rows"),
    "unlisted": ("session without a row", "sessions without a row"),
    "stale": ("stale value", "stale values"),
    "duplicate": ("session with several rows", "sessions with several rows"),
    "id_mismatch": ("file with another id inside", "files with another id inside"),
    "unreadable": ("unreadable file", "unreadable files"),
    "temp": ("temporary file of another program", "temporary files of other programs"),
}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run `session-store` with the command line `arguments`; return its exit code."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal may lack letters that a title has
            stream.reconfigure(errors="backslashreplace")
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(SessionStore(resolve_folder(options.folder)), options)
        sys.stdout.flush()
    except StoreError as error:
        _complain(str(error))
    except (Cancelled, KeyboardInterrupt):
        _complain("stopped. No file is left half written; check again to see what was done.")
    except BrokenPipeError:  # `session-store list … | head`
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    else:
        return code
    return FAILED


def _complain(sentence: str) -> None:
    print(f"session-store: {one_line(sentence)}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="session-store",
        description="List, rename and check the sessions of a Hermes WebUI, and repair the index.",
    )
    verbs = parser.add_subparsers(required=True, metavar="VERB")
    _verb(verbs, "list", _list, "list all sessions")
    show = _verb(verbs, "show", _show, "show one session")
    show.add_argument("id")
    add_export_options(_verb(verbs, "export", export, "save one conversation as a file"))
    add_search_options(_verb(verbs, "search", search, "find words in every message"))
    rename = _verb(verbs, "rename", _rename, "give a session a new title")
    rename.add_argument("id")
    rename.add_argument("title")
    check = _verb(verbs, "check", _check, "hold the index against the files")
    repair = _verb(verbs, "repair", _repair, "put the index right")
    repair.add_argument("--dry-run", action="store_true", help="show the plan, change nothing")
    undo = _verb(verbs, "undo-repair", _undo, "take the last repair back")
    undo.add_argument("repair_id", metavar="ID", help="the id that the repair printed")
    rebuild = _verb(verbs, "rebuild", _rebuild, "build the index from every file")
    for verb in (check, repair):
        verb.add_argument("--all", action="store_true", help="read every file again")
    for verb in (repair, rebuild):
        verb.add_argument("--yes", action="store_true", help="do it even where it looks wrong")
    return parser


def _verb(verbs: Any, name: str, run: Callable[..., int], words: str) -> argparse.ArgumentParser:
    verb: argparse.ArgumentParser = verbs.add_parser(name, help=words, description=words)
    verb.add_argument("folder", metavar="FOLDER", help="sessions folder, or the one above it")
    verb.set_defaults(run=run)
    verb.add_argument("--json", action="store_true", help="print JSON")
    return verb


def _list(store: SessionStore, options: argparse.Namespace) -> int:
    rows = store.list_sessions()
    if options.json:
        _print_json([_plain(row) for row in rows])
        return CLEAN
    for row in rows:
        marks = ("*" if row.pinned else " ") + ("!" if row.problem else " ")
        title = row.title if row.problem is None else f"{row.title} ({row.problem})"
        when = _when(row.updated_at)
        print(one_line(f"{marks} {row.session_id:<24} {when:16} {row.message_count:>6}  {title}"))
    return CLEAN


def _when(seconds: float) -> str:
    try:
        return datetime.fromtimestamp(seconds).astimezone().strftime("%Y-%m-%d %H:%M")
    except (OverflowError, ValueError, OSError):  # no calendar has that year
        return "?"


def _show(store: SessionStore, options: argparse.Namespace) -> int:
    details = store.details(options.id)
    if options.json:
        _print_json(
            {
                "row": _plain(details.row),
                "path": str(details.path),
                "fields": details.fields,
                "first_prompt": details.first_prompt,
            }
        )
        return CLEAN
    print(one_line(details.row.title))
    print(one_line(str(details.path)))
    if details.row.problem:
        print(one_line(details.row.problem))
    for key, value in details.fields.items():
        print(f"  {one_line(key)}: {one_line(str(value))}")
    if details.first_prompt:
        print(f"\n{one_line(details.first_prompt)}")
    return CLEAN


def _rename(store: SessionStore, options: argparse.Namespace) -> int:
    row = store.rename(options.id, options.title)
    if options.json:
        _print_json(_plain(row))
    else:
        print(one_line(f"{row.session_id}: {row.title}"))
    return CLEAN


def _check(store: SessionStore, options: argparse.Namespace) -> int:
    with Meter("Reading") as meter:
        report = store.check(meter.told, read_all=options.all)
    if options.json:
        _print_json(_as_json(report))
    else:
        _print_findings(report)
    return FINDINGS if report.repairable else CLEAN


def _repair(store: SessionStore, options: argparse.Namespace) -> int:
    with Meter("Checking") as meter:
        report = store.plan(meter.told, read_all=options.all)
    if not options.json:
        _print_findings(report)
    if options.dry_run or not report.repairable:
        if options.json:
            _print_json(_as_json(report))
        return FINDINGS if report.repairable else CLEAN
    if not _may_go_on(report.warnings, options):
        return FAILED
    with Meter("Repairing") as meter:
        receipt = store.repair(progress=meter.told)
    left = store.check()
    if options.json:
        _print_json(_as_json(left) | {"receipt": msgspec.to_builtins(receipt)})
    else:
        _print_receipt(receipt)
    return FINDINGS if left.repairable else CLEAN


def _rebuild(store: SessionStore, options: argparse.Namespace) -> int:
    with Meter("Checking") as meter:
        report = store.plan(meter.told)
    if not _may_go_on(report.warnings, options):
        return FAILED
    with Meter("Reading") as meter:
        receipt = store.rebuild_index(meter.told)
    if options.json:
        _print_json(msgspec.to_builtins(receipt))
    else:
        _print_receipt(receipt)
    return CLEAN


def _undo(store: SessionStore, options: argparse.Namespace) -> int:
    receipt = store.undo_repair(options.repair_id)
    if options.json:
        _print_json(msgspec.to_builtins(receipt))
    else:
        print("The index is as it was before the repair, with later edits applied again.")
    return CLEAN


def _may_go_on(warnings: Sequence[str], options: argparse.Namespace) -> bool:
    """Ask where something smells wrong; no is the answer where nobody can be asked."""
    if not warnings or options.yes:
        return True
    for warning in warnings:
        _complain(warning)
    if options.json or not sys.stdin.isatty():
        _complain("nothing was changed; --yes does it all the same.")
        return False
    print("Go on? [y/N] ", end="", file=sys.stderr, flush=True)
    return sys.stdin.readline().strip().lower() in ("y", "yes")


def _print_findings(report: CheckReport) -> None:
    for finding in report.findings:
        print(one_line(_in_words(finding)))
    counts = {kind: count for kind, count in report.counts.items() if count}
    found = ", ".join(f"{count:,} {_NAMES[kind][count > 1]}" for kind, count in counts.items())
    print(f"{report.sessions:,} sessions in {report.seconds:.2f} s: {found or 'all is well'}.")


def _in_words(finding: Finding) -> str:
    what = f"{finding.kind:<12} {finding.session_id}"
    if finding.kind == "stale":
        return f"{what}  {finding.field}: {finding.old!r} -> {finding.new!r}"
    return f"{what}  {finding.reason or ''}"


def _print_receipt(receipt: Receipt) -> None:
    counts = [(kind, receipt.counts.get(kind, 0)) for kind in KINDS]
    done = ", ".join(f"{count:,} {_NAMES[kind][count > 1]}" for kind, count in counts if count)
    print(f"{receipt.state.capitalize()}{': ' + done if done else ''}.")
    rate = f"{receipt.sessions_per_second:,.0f} sessions a second"
    print(f"{receipt.sessions:,} sessions in {receipt.seconds:.2f} s, {rate}.")
    if receipt.backup:
        print(one_line(f"The index as it was: {receipt.backup}"))
    if receipt.repair_id:
        print(f"To take this back: session-store undo-repair FOLDER {receipt.repair_id}")


def _plain(value: Any) -> dict[str, Any]:
    """Return a value struct as a dictionary with the names we use for its fields."""
    return msgspec.structs.asdict(value)


def _as_json(report: CheckReport) -> dict[str, Any]:
    keys = ("kind", "session_id", "path", "field", "old", "new", "reason")
    return {
        "folder": report.folder,
        "counts": report.counts,
        "findings": [{key: getattr(f, key) for key in keys} for f in report.findings],
        "warnings": report.warnings,
    }


def _print_json(value: Any) -> None:
    sys.stdout.write(json_text(value) + "\n")


if __name__ == "__main__":
    raise SystemExit(main())
