"""The bundle as an archive, with the scripts that install it for one user and remove it again."""

from __future__ import annotations

import lzma
import platform
import shutil
import tarfile
from io import BytesIO
from pathlib import Path

from project import ENTRY, HERE, LICENCE, NAME

SCRIPTS = ("install.sh", "uninstall.sh")

WORDS = """\
./install.sh                        puts Session Browser into your menu; needs no root
./session-browser/session-browser   starts it right here

uninstall.sh is copied along; after installing it is ~/.local/lib/session-browser/uninstall.sh
"""


def build(bundle: Path, version: str, target: Path, level: int) -> Path:
    """Make the archive in the folder `target` and return its path."""
    name = f"{NAME}-{version}-linux-{platform.machine()}"
    path = target / f"{name}.tar.xz"
    with lzma.open(path, "wb", preset=level) as packed, _tar(packed) as archive:
        for script in SCRIPTS:
            archive.add(HERE / script, f"{name}/{script}", filter=_of_nobody)
        archive.add(ENTRY, f"{name}/{ENTRY.name}", filter=_of_nobody)
        archive.add(LICENCE, f"{name}/LICENSE", filter=_of_nobody)
        archive.add(bundle, f"{name}/session-browser", filter=_of_nobody)
        _add_words(archive, f"{name}/README.txt")
    return path


def _tar(packed: lzma.LZMAFile) -> tarfile.TarFile:
    return tarfile.TarFile(fileobj=packed, mode="w")


def _add_words(archive: tarfile.TarFile, name: str) -> None:
    member = tarfile.TarInfo(name)
    member.size, member.mode = len(WORDS.encode()), 0o644
    archive.addfile(member, BytesIO(WORDS.encode()))


def _of_nobody(member: tarfile.TarInfo) -> tarfile.TarInfo:
    """Take the builder's name and umask out of a member."""
    member.uid = member.gid = 0
    member.uname = member.gname = "root"
    member.mode = 0o755 if member.isdir() or member.mode & 0o100 else 0o644
    return member


def unpack(path: Path, folder: Path) -> Path:
    """Unpack the archive at `path` into `folder`; return the one folder that is in it."""
    shutil.unpack_archive(path, folder)
    return folder / path.name.removesuffix(".tar.xz")
