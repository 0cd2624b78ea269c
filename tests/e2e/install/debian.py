"""A fresh Debian in a folder, to install on: made once, kept in the temporary folder."""

from __future__ import annotations

import faulthandler
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

import pytest

SUITES = ("bookworm", "trixie")
"""Debian 12 and 13; the second calls some libraries otherwise."""

HOME = "/home/user"
TOOLS = ("pcmanfm", "adwaita-icon-theme", "dbus", "libglib2.0-bin")
KEPT = Path(tempfile.gettempdir()) / f"session-browser-tests-{os.getuid()}"
"""Where each is kept, without the program. Delete it to have them made anew."""

# In a namespace of its own nothing stays mounted, whatever becomes of the test.
_ENTER = """
mkdir -p "$1/tmp/.X11-unix"
mount --bind /tmp/.X11-unix "$1/tmp/.X11-unix"
mount -t proc proc "$1/proc"
exec chroot "$@"
"""
_VARIABLES = {
    "PATH": "/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin",
    "HOME": HOME,
    "LC_ALL": "C.UTF-8",
    "DEBIAN_FRONTEND": "noninteractive",
}


class Debian:
    """The system in the folder `root`."""

    def __init__(self, root: Path) -> None:
        self.root = root

    def command(self, *words: str) -> list[str]:
        """Return the command that runs `words` inside, for whoever has to start it."""
        variables = [f"{name}={value}" for name, value in _VARIABLES.items()]
        unset = [f"-u{name}" for name in os.environ if name.startswith("XDG_")]
        enter = ["unshare", "--mount", "--pid", "--fork", "--kill-child", "sh", "-ec", _ENTER, "sh"]
        return [*enter, str(self.root), "env", *unset, *variables, *words]

    def run(self, *words: str) -> str:
        """Run a command inside and return what it says; it must succeed."""
        done = subprocess.run(self.command(*words), capture_output=True, text=True, check=False)
        assert done.returncode == 0, f"{words}: {done.stdout[-2000:]}{done.stderr[-2000:]}"
        return done.stdout

    def install(self, *packages: str) -> None:
        """Install packages, or files with packages, and what they depend on."""
        self.run("apt-get", "install", "-q", "-y", "--no-install-recommends", *packages)

    def put(self, source: Path, place: str) -> None:
        """Copy a file or folder to the absolute path `place` inside."""
        target = self.root / place.lstrip("/")
        target.parent.mkdir(parents=True, exist_ok=True)
        if source.is_dir():
            shutil.copytree(source, target)
        else:
            shutil.copy(source, target)


def fresh(folder: Path, suite: str) -> Debian:
    """Return a fresh `suite` in `folder`; skips the test where none can be made."""
    if reason := _hindrance():
        pytest.skip(reason)
    kept = KEPT / suite
    if not kept.is_dir():
        _make(kept)
    subprocess.run(["cp", "-a", "--reflink=auto", kept, folder], check=True)
    (folder / HOME.lstrip("/")).mkdir()
    return Debian(folder)


def _hindrance() -> str:
    """Why no system can be made here; nothing if one can."""
    if os.getuid() != 0:
        return "only root can make a Debian in a folder"
    missing = [tool for tool in ("debootstrap", "unshare", "chroot") if shutil.which(tool) is None]
    if missing:
        return f"not installed: {', '.join(missing)} (./dev test --long installs them)"
    probe = ["unshare", "--mount", "--pid", "--fork", "mount", "-t", "tmpfs", "none", "/mnt"]
    if subprocess.run(probe, capture_output=True, check=False).returncode != 0:
        return "nothing can be mounted here, not even in a namespace of its own"
    return ""


def _make(kept: Path) -> None:
    faulthandler.cancel_dump_traceback_later()  # this takes longer than a test may
    making = kept.with_name(f"{kept.name}.new")
    shutil.rmtree(making, ignore_errors=True)
    making.parent.mkdir(mode=0o700, exist_ok=True)
    done = subprocess.run(
        ["debootstrap", "--variant=minbase", kept.name, making],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode != 0:
        pytest.skip(f"debootstrap failed: {done.stdout[-500:]}")
    system = Debian(making)
    system.run("apt-get", "update", "-q")
    system.install(*TOOLS)
    making.rename(kept)
