"""The bundle as a package of Debian and its relatives: menu entry, icons, commands, licences."""

from __future__ import annotations

import hashlib
import re
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path

import elf
from project import ENTRY, HERE, ICON_SIZES, ICONS, LICENCE, NAME

COMMANDS = ("session-browser", "session-store")
HOME = Path("usr/lib/session-browser")
MAINTAINER = "Session Browser contributors <session-browser@localhost>"

# Which package has a library; "|" where Debian 12 or Ubuntu 22.04 call it otherwise than Debian 13
# or Ubuntu 24.04, whose libraries count time in 64 bits. Only what is not in the bundle is asked
# for, so most of these come in when PyInstaller leaves a library out that it has taken so far.
PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libGLX.so.0": "libglx0",
    "libOpenGL.so.0": "libopengl0",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libX11.so.6": "libx11-6",
    "libXau.so.6": "libxau6",
    "libXdmcp.so.6": "libxdmcp6",
    "libXext.so.6": "libxext6",
    "libdbus-1.so.3": "libdbus-1-3",
    "libdrm.so.2": "libdrm2",
    "libexpat.so.1": "libexpat1",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libgcc_s.so.1": "libgcc-s1",
    "libglib-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0t64 | libglib2.0-0",
    "libssl.so.3": "libssl3t64 | libssl3",
    "libcrypto.so.3": "libssl3t64 | libssl3",
    "libstdc++.so.6": "libstdc++6",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libwayland-egl.so.1": "libwayland-egl1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libxcb.so.1": "libxcb1",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libz.so.1": "zlib1g",
}

# Files, not libraries: fonts and where they are, the keys of a keyboard and what they compose.
_FILES = ("fontconfig-config", "xkb-data", "libx11-data")
_OF_GLIBC = re.compile(r"(?:lib(?:c|m|dl|pthread|rt|util|resolv)|ld-linux[\w-]*)\.so\.\d+")


class UnknownLibrary(Exception):
    """The bundle asks the system for a library of which nobody has written down the package."""


def depends(wanted: Iterable[elf.Wants], inside: frozenset[str]) -> list[str]:
    """Return what the files that want this depend on; `inside` are the libraries of the bundle."""
    every = list(wanted)
    libraries = frozenset[str]().union(*(one.libraries for one in every)) - inside
    outside = {name for name in libraries if not _OF_GLIBC.fullmatch(name)}
    if unknown := sorted(outside - PACKAGES.keys()):
        raise UnknownLibrary(f"Which package has {', '.join(unknown)}? Write it into PACKAGES.")
    major, minor = max(one.glibc for one in every)
    packages = {PACKAGES[name] for name in outside} | set(_FILES)
    return [f"libc6 (>= {major}.{minor})", *sorted(packages)]


def depends_of(bundle: Path) -> list[str]:
    """Return what the files of `bundle` depend on."""
    files = [path for path in sorted(bundle.rglob("*")) if elf.is_elf(path)]
    inside = frozenset(path.name for path in bundle.rglob("*.so*"))
    return depends(map(elf.wants, files), inside)


def lay_out(bundle: Path, root: Path) -> None:
    """Put everything to where it stands on a system whose root is `root`."""
    shutil.copytree(bundle, root / HOME, symlinks=True)
    (root / "usr/bin").mkdir(parents=True)
    for command in COMMANDS:
        (root / "usr/bin" / command).symlink_to(Path("../lib/session-browser") / command)
    _copy(ENTRY, root / "usr/share/applications" / ENTRY.name)
    icons = root / "usr/share/icons/hicolor"
    _copy(ICONS / f"{NAME}.svg", icons / "scalable/apps" / f"{NAME}.svg")
    for size in ICON_SIZES:
        _copy(ICONS / f"{NAME}-{size}.png", icons / f"{size}x{size}/apps" / f"{NAME}.png")
    _copy(LICENCE, root / "usr/share/doc" / NAME / "copyright")
    for path in [root, *root.rglob("*")]:  # whatever the builder's umask is
        if not path.is_symlink():
            path.chmod(0o755 if path.is_dir() or path.stat().st_mode & 0o100 else 0o644)


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(source, target)


def control(version: str, architecture: str, depends_on: Iterable[str], kilobytes: int) -> str:
    """Return the text that tells the package manager what this is."""
    template = (HERE / "control").read_text(encoding="utf-8")
    return template.format(
        name=NAME, version=version, architecture=architecture, maintainer=MAINTAINER,
        size=kilobytes, depends=", ".join(depends_on),
    )  # fmt: skip


def build(bundle: Path, version: str, root: Path, target: Path, level: int) -> Path:
    """Make the package in the folder `target`, with `root` to lay it out in; return its path.

    No script runs when it is installed: the caches of menus and icons are renewed by the packages
    that own them, which watch those folders.
    """
    shutil.rmtree(root, ignore_errors=True)
    lay_out(bundle, root)
    files = [path for path in sorted(root.rglob("*")) if path.is_file() and not path.is_symlink()]
    size = sum(path.stat().st_size for path in files) // 1024
    sums = [f"{hashlib.md5(p.read_bytes()).hexdigest()}  {p.relative_to(root)}" for p in files]
    tell = ["dpkg", "--print-architecture"]
    architecture = subprocess.run(tell, capture_output=True, text=True, check=True).stdout.strip()
    debian = root / "DEBIAN"
    debian.mkdir(mode=0o755)
    wanted = control(version, architecture, depends_of(bundle), size)
    (debian / "control").write_text(wanted, encoding="utf-8")
    (debian / "md5sums").write_text("\n".join(sums) + "\n", encoding="utf-8")
    path = target / f"{NAME}_{version}_{architecture}.deb"
    command = ["dpkg-deb", "--root-owner-group", "-Zxz", f"-z{level}"]
    command += ["--build", str(root), str(path)]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    return path
