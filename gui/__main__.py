"""Starts the window: `python -m gui [FOLDER]`, also known as `session-browser`.

Nothing of Qt is imported up here: a child process that reads for the window imports this module
again, and must not pay for a window it will never open.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from gui.wish import Wish

if TYPE_CHECKING:
    from gui.instance.door import Arrival

NO_DISPLAY = (
    "session-browser: there is no display to open a window on:"
    " neither DISPLAY nor WAYLAND_DISPLAY is set."
)
CHILD_FLAG = "--store-child"
"""How a frozen program starts itself for long work (core.store.child)."""

LANGUAGES = ("de", "en")
_EVERYWHERE = ("0.0.0.0", "::", "")


def main(arguments: Sequence[str] | None = None) -> int:
    """Open the window and return the exit code of the program: 2 if no window can be opened."""
    words = sys.argv[1:] if arguments is None else list(arguments)
    if words == [CHILD_FLAG]:
        return _be_child()
    options = _parser().parse_args(words)
    if options.version:
        return _tell_version()
    if not has_display(os.environ, sys.platform):
        sys.stderr.write(NO_DISPLAY + "\n")
        return 2
    server = server_url(os.environ)
    if options.demo:
        return _run_demo(options.wish, server, options.language)
    arrival = arrival_with(options.folder, options.wish, new_window=options.new_window)
    return 0 if arrival.is_handed_over else _run(options, server, arrival)


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Tell whether Qt has something to draw on; without, it aborts the process."""
    names = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    return platform != "linux" or any(environment.get(name) for name in names)


def server_url(environment: Mapping[str, str]) -> str:
    """Return where the web UI answers a browser on this machine (STORE_FORMAT 6.1)."""
    host = environment.get("HERMES_WEBUI_HOST", "")
    port = environment.get("HERMES_WEBUI_PORT", "")
    scheme = "https" if environment.get("HERMES_WEBUI_TLS_CERT") else "http"
    host = "127.0.0.1" if host in _EVERYWHERE else host
    return f"{scheme}://{host}:{port if port.isdecimal() else 8787}"


def _run(options: argparse.Namespace, server: str, arrival: Arrival) -> int:
    from gui import app  # only now: who hands over needs no window

    return app.run(
        options.folder, options.wish, server=server, language=options.language, arrival=arrival
    )


def arrival_with(folder: Path | None, wish: Wish, *, new_window: bool) -> Arrival:
    """Become the program that later starts find, or hand `folder` and `wish` over to it."""
    from core.locations import runtime_folders
    from gui.instance.call import Call
    from gui.instance.door import Arrival, arrive, meeting_place

    tokens = map(os.environ.get, ("XDG_ACTIVATION_TOKEN", "DESKTOP_STARTUP_ID"))
    try:
        call = Call.to(folder, wish, token=next(filter(None, tokens), ""))
    except OSError:  # started in a folder that is gone: what is below it, a window will tell
        return Arrival()
    place = meeting_place(runtime_folders(), os.environ)
    return arrive(place, call, new_window=new_window)


def _run_demo(wish: Wish, server: str, language: str) -> int:
    from tempfile import TemporaryDirectory

    from gui import app
    from resources.demo import make_demo

    with TemporaryDirectory(prefix="session-browser-demo-", ignore_cleanup_errors=True) as name:
        scratch = Path(name)
        # What is kept about the demo goes with it, here and in the child processes.
        os.environ["XDG_CACHE_HOME"] = str(scratch / "cache")
        os.environ["XDG_STATE_HOME"] = str(scratch / "state")
        demo = make_demo(scratch / "demo")
        return app.run(demo, wish, server=server, remember_folder=False, language=language)


def _be_child() -> int:
    from core.store import child

    child.main()
    return 0


def _tell_version() -> int:
    from importlib.metadata import version

    sys.stdout.write(f"session-browser {version('session-browser')}\n")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="session-browser",
        description="List, rename and repair the sessions of Hermes WebUI and its forks.",
    )
    parser.add_argument(
        "folder",
        nargs="?",
        type=Path,
        metavar="FOLDER",
        help="a sessions folder, the state folder above it, or its _index.json"
        " (default: the folder used last, else the first one found)",
    )
    parser.add_argument(
        "--demo", action="store_true", help="open a writable copy of a sample store"
    )
    wishes = parser.add_mutually_exclusive_group()
    wishes.set_defaults(wish=Wish.LIST)
    wishes.add_argument(
        "--repair",
        dest="wish",
        action="store_const",
        const=Wish.REPAIR,
        help="check the index at once and show what a repair would do",
    )
    wishes.add_argument(
        "--choose-folder",
        dest="wish",
        action="store_const",
        const=Wish.CHOOSE_FOLDER,
        help="ask at once which folder to open",
    )
    parser.add_argument(
        "--new-window",
        action="store_true",
        help="open a window beside the one there is, which else is given FOLDER",
    )
    parser.add_argument(
        "--language", choices=LANGUAGES, default="", help="what to speak (default: as the system)"
    )
    parser.add_argument("--version", action="store_true", help="tell the version and end")
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
