"""The licences of everything in the bundle, collected from where it was taken."""

from __future__ import annotations

import shutil
import subprocess
import sysconfig
from collections.abc import Iterable
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

DISTRIBUTIONS = ("msgspec", "platformdirs", "filelock", "pyinstaller")
"""Whose files are in the bundle, beside Qt, Python and libraries of the system."""

COMMON = Path("/usr/share/common-licenses")
_TEXTS = ("Apache-2.0", "GPL-2", "GPL-3", "LGPL-2.1", "LGPL-3", "MPL-2.0")

QT = """\
Qt and PySide6, which are in this folder as libraries of their own, are used under the GNU Lesser
General Public License, version 3 (see LGPL-3 and GPL-3 in this folder). You may replace them by
versions of your own: put the libraries of another build of the same version in their place.
Copyright (C) The Qt Company Ltd. and other contributors.
"""


def collect(ours: Path, libraries: Iterable[str], folder: Path) -> None:
    """Write the licences into `folder`: `ours`, those of Qt and Python, and of the `libraries`.

    Libraries of the system are asked for by name where there is a dpkg that knows them.
    """
    folder.mkdir()
    shutil.copyfile(ours, folder / "session-browser.txt")
    (folder / "Qt and PySide6.txt").write_text(QT, encoding="utf-8")
    python = Path(sysconfig.get_path("stdlib")) / "LICENSE.txt"
    if python.is_file():
        shutil.copyfile(python, folder / "Python.txt")
    for name in DISTRIBUTIONS:
        _copy_of_distribution(name, folder)
    for name in _TEXTS:
        if (COMMON / name).is_file():
            shutil.copyfile(COMMON / name, folder / name)
    for package in _packages_of(libraries):
        copyright_file = Path("/usr/share/doc") / package / "copyright"
        if copyright_file.is_file():
            shutil.copyfile(copyright_file, folder / f"{package}.txt")


def _copy_of_distribution(name: str, folder: Path) -> None:
    try:
        files = distribution(name).files or []
    except PackageNotFoundError:
        return
    licences = [file for file in files if file.stem.upper() in ("LICENSE", "COPYING")]
    for file in licences[:1]:
        shutil.copyfile(Path(str(file.locate())), folder / f"{name}.txt")


def _packages_of(libraries: Iterable[str]) -> list[str]:
    """Return the packages of Debian that have these libraries."""
    if shutil.which("dpkg-query") is None:
        return []
    command = ["dpkg-query", "--search", *(f"*/{name}" for name in libraries)]
    said = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    return sorted({line.partition(":")[0] for line in said.splitlines() if "diversion" not in line})
