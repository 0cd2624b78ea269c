"""What goes into the bundle: of all that PyInstaller finds, only what the program uses.

Qt brings plugins for devices without a window system, image formats that nobody shows here, and
the libraries behind them. So plugins are named one by one, and of the libraries those stay that
something which stays asks for.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Sequence
from pathlib import Path, PurePosixPath

import elf

Entry = tuple[str, str, str]
"""What PyInstaller calls an entry of a table of contents: target, source, kind."""

LIMIT_MB = 125
"""The bundle may take so much, unpacked."""

KEPT_PLUGINS = frozenset({
    # Where windows are opened. Without "offscreen" nobody could start the program on a server.
    "platforms/qxcb", "platforms/qoffscreen", "platforms/qwayland",
    "platforms/qwindows", "platforms/qcocoa",
    "wayland-decoration-client/bradient", "wayland-shell-integration/xdg-shell",
    # Input methods: Chinese, Japanese and Korean titles are typed with them.
    "platforminputcontexts/composeplatforminputcontextplugin",
    "platforminputcontexts/ibusplatforminputcontextplugin",
    # File dialogs and colours of the user's desktop.
    "platformthemes/qxdgdesktopportal",
    "styles/qmodernwindowsstyle", "styles/qmacstyle",
})  # fmt: skip

FOREIGN = (
    "PyInstaller", "_pytest", "_pydecimal", "asyncio", "curses", "distutils", "doctest",
    "hatchling", "lib2to3", "multiprocessing", "mypy", "pdb", "pip", "pkg_resources", "pydoc",
    "pytest", "readline", "setuptools", "tkinter", "turtle", "typing_extensions", "unittest",
    "xmlrpc",
)  # fmt: skip
"""Modules of Python, and of the tools around us, that some library mentions and none needs."""

OF_THE_SYSTEM = frozenset({"libstdc++.so.6", "libgcc_s.so.1", "libexpat.so.1"})
"""Libraries that every desktop has, and that its graphics drivers want as new as it has them.

Ours would also be the only ones to ask for a glibc newer than that of Ubuntu 22.04.
"""

_PLUGIN = re.compile(r"(?:^|/)PySide6/(?:Qt/)?plugins/([\w-]+)/(?:lib)?([\w-]+)\.(?:so|dll|dylib)$")
# Of Qt's translations those of the languages that the program speaks.
_NEVER = re.compile(
    r"(?:^|/)(?:PySide6/(?:Qt/)?translations/(?!qtbase_de\.qm)"
    r"|setuptools/|session_browser-[^/]*\.dist-info/)"
)


def is_kept(target: str) -> bool:
    """Tell whether the file that would stand at `target` is one the program uses."""
    place = PurePosixPath(target.replace("\\", "/")).as_posix()
    if found := _PLUGIN.search(place):
        return f"{found[1]}/{found[2]}" in KEPT_PLUGINS
    return not _NEVER.search(place) and place.rpartition("/")[2] not in OF_THE_SYSTEM


def used_parts_of_qt(sources: Sequence[Path]) -> frozenset[str]:
    """Return the modules of PySide6 that the Python files in the folders `sources` import."""
    found: set[str] = set()
    for path in (path for folder in sources for path in folder.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [node.module or ""] if isinstance(node, ast.ImportFrom) else []
            if isinstance(node, ast.Import):
                names = [alias.name for alias in node.names]
            found |= {name.split(".")[1] for name in names if name.startswith("PySide6.")}
    return frozenset(found)


def excluded(binding: Path, sources: Sequence[Path]) -> list[str]:
    """Return the modules that stay out: those of PySide6 that nobody here imports, and `FOREIGN`.

    `binding` is the folder of PySide6, `sources` are those of the program.
    """
    there = {path.name.partition(".")[0] for path in binding.glob("Qt*.*") if path.is_file()}
    unused = sorted(there - used_parts_of_qt(sources) - {"Qt"})
    return [*FOREIGN, *(f"PySide6.{name}" for name in unused)]


def needed(entries: Sequence[Entry]) -> list[Entry]:
    """Return those `entries`, on Linux, that are kept or asked for by one that is.

    A library is there because something asks for it; when that has gone, so may the library.
    """
    kept = [entry for entry in entries if is_kept(entry[0])]
    libraries = {
        Path(target).name: Path(source) for target, source, _ in kept if _is_library(target)
    }
    roots = [Path(source) for target, source, kind in kept if not _is_library(target)]
    wanted = elf.closure(roots, libraries) | {n for n in libraries if n.startswith("libpython")}
    return [entry for entry in kept if not _is_library(entry[0]) or Path(entry[0]).name in wanted]


def _is_library(target: str) -> bool:
    """Tell a library, which others ask for by name, from a module or plugin, which is loaded."""
    path = PurePosixPath(target)
    return ".so" in path.name and path.name.startswith("lib") and "plugins" not in path.parts


def without_dead_links(datas: Sequence[Entry], binaries: Sequence[Entry]) -> list[Entry]:
    """Return those `datas` that are no links to a file that is not among `binaries`."""
    there = {PurePosixPath(target).name for target, _, _ in binaries}
    return [
        (target, source, kind)
        for target, source, kind in datas
        if kind != "SYMLINK" or PurePosixPath(source).name in there
    ]
