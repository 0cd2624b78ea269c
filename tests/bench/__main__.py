"""Measures and prints the table: `python -m tests.bench [--small] [--only NAME…] [--out FILE]`."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from time import monotonic

from core.store import SessionStore
from tests.bench.bench import Bench
from tests.bench.others import Others
from tests.bench.results import Result
from tests.bench.rows import ROWS
from tests.bench.stores import Stores
from tests.bench.table import page_of, words_of
from tests.bench.timing import show

LAST = Path(__file__).with_name("last.md")
ROUNDS, FEW_ROUNDS = 5, 3


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the rows that were asked for, print their table, and keep it."""
    options = _parser().parse_args(arguments)
    out = options.out or (None if options.small or options.only else LAST)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))  # the scratch folder goes with us
    with TemporaryDirectory(prefix="session-browser-bench-", ignore_cleanup_errors=True) as name:
        _use_scratch_folders(Path(name))
        others = Others()
        stores = Stores(Path(name), options.small, _say)
        results = _run(options.only or list(ROWS), stores, options.rounds)
        page = page_of(results, Path(name), others.share())
        print(page)
        if out is not None:
            out.write_text(page, encoding="utf-8")
        return _faults(stores)


def _run(names: Sequence[str], stores: Stores, rounds: int | None) -> list[Result]:
    bench = Bench(stores, rounds or (FEW_ROUNDS if stores.small else ROUNDS))
    results: list[Result] = []
    for name in names:
        started, others = monotonic(), Others()
        for result in ROWS[name](bench):
            results.append(result)
            _say(words_of([result]))
        took = f"{monotonic() - started:.0f} s, others had {others.share():.0%} of the processors"
        _say(f"“{name}” took {took}")
    return results


def _faults(stores: Stores) -> int:
    """Say which stores are no longer without fault after all that was done to them."""
    faulty = [s.shape.name for s in stores if SessionStore(s.folder).check(read_all=True).findings]
    for name in faulty:
        _say(f"the store “{name}” is damaged: what was measured did not work")
    return int(bool(faulty))


def _use_scratch_folders(folder: Path) -> None:
    """Keep what our program writes about the stores, here and in child processes, out of home."""
    os.environ["HOME"] = str(folder)
    for name in ("CONFIG_HOME", "CACHE_HOME", "STATE_HOME", "DATA_HOME", "RUNTIME_DIR"):
        own = folder / name.lower()
        own.mkdir(mode=0o700)
        os.environ[f"XDG_{name}"] = str(own)
    # Byte code is kept, as it is for a user, but not in the checkout.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(folder / "pycache")
    for name in ("HERMES_HOME", "HERMES_WEBUI_STATE_DIR"):
        os.environ.pop(name, None)
    os.environ["QT_QPA_PLATFORM"] = "offscreen"


def _say(text: str) -> None:
    show("")
    print(text, file=sys.stderr, flush=True)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="./dev bench",
        description="Measure the store and the window on generated stores, and print a table.",
    )
    parser.add_argument("--small", action="store_true", help="small stores: only to see it work")
    parser.add_argument(
        "--only", nargs="+", choices=tuple(ROWS), metavar="NAME", help=f"of {', '.join(ROWS)}"
    )
    parser.add_argument("--rounds", type=int, metavar="N", help="how often everything is measured")
    parser.add_argument(
        "--out", type=Path, metavar="FILE", help=f"where to keep the table (default: {LAST.name})"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
