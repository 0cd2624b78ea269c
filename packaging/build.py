"""Builds what people install: `./dev package [bundle] [deb] [tar] [wheel]`, by default all."""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from time import monotonic

import archive
import deb
import licences
import project
import runtime_lock
from parts import LIMIT_MB

KINDS = ("bundle", "deb", "tar", "wheel")
OF_LINUX = ("deb", "tar")


def main(arguments: Sequence[str] | None = None) -> int:
    """Build what was asked for, tell sizes and times, and return 1 if the bundle is too large."""
    options = _parser().parse_args(arguments)
    kinds = options.kinds or [k for k in KINDS if sys.platform == "linux" or k not in OF_LINUX]
    builder = Builder(options.out.resolve(), options.work.resolve(), options.level)
    is_small = True
    if {"bundle", "deb", "tar"} & set(kinds):
        is_small = builder.bundle()
    for kind in ("deb", "tar", "wheel"):
        if kind in kinds:
            builder.pack(kind)
    if "bundle" in kinds and options.start_times:
        builder.measure()
    return 0 if is_small else 1


class Builder:
    """Builds into the folder `out`; `work` is for what is only needed on the way."""

    def __init__(self, out: Path, work: Path, level: int) -> None:
        self._out, self._work, self._level = out, work, level
        self._version = project.version()
        self._bundle = out / project.NAME
        out.mkdir(parents=True, exist_ok=True)
        work.mkdir(parents=True, exist_ok=True)

    def bundle(self) -> bool:
        """Build the folder that runs without Python; return whether it is within its limit."""
        started = monotonic()
        self._freeze("program", self._out)
        names = [path.name for path in self._bundle.rglob("*.so*")]
        licences.collect(project.LICENCE, names, self._bundle / "licenses")
        size = size_of(self._bundle)
        is_small = size <= LIMIT_MB * 1_000_000
        word = "at most" if is_small else "TOO LARGE, at most"
        tell(self._bundle, size, monotonic() - started, f" ({word} {LIMIT_MB} MB)")
        return is_small

    def pack(self, kind: str) -> None:
        """Build the package of that kind."""
        builders: dict[str, Callable[[], Path]] = {
            "deb": self._deb,
            "tar": lambda: archive.build(self._bundle, self._version, self._out, self._level),
            "wheel": self._wheel,
        }
        started = monotonic()
        path = builders[kind]()
        tell(path, path.stat().st_size, monotonic() - started)

    def measure(self) -> None:
        """Tell how long the bundle takes to start, beside an empty window bundled the same way."""
        import start_times

        for which in ("watched", "empty"):
            self._freeze(which, self._work / "measured")
        for line in start_times.lines(self._work / "measured", self._work):
            print(line)

    def _freeze(self, which: str, target: Path) -> None:
        command = [sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "ERROR"]
        command += ["--distpath", str(target), "--workpath", str(self._work / which)]
        command += [str(project.HERE / "session-browser.spec")]
        environment = os.environ | {"SESSION_BROWSER_BUNDLE": which}
        done = subprocess.run(
            command, env=environment, stdin=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
            check=False,
        )  # fmt: skip
        if done.returncode != 0:
            raise SystemExit(f"{done.stderr}\nPyInstaller could not build “{which}”.")

    def _deb(self) -> Path:
        root = self._work / "deb"
        return deb.build(self._bundle, self._version, root, self._out, self._level)

    def _wheel(self) -> Path:
        made = self._work / "wheel"
        shutil.rmtree(made, ignore_errors=True)
        command = [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(made)]
        subprocess.run(command, cwd=project.ROOT, check=True, capture_output=True)
        (path,) = made.glob("*.whl")
        # What pip may install beside it, by hash.
        lock = (project.ROOT / "requirements.lock").read_text(encoding="utf-8")
        part = runtime_lock.part_of(lock, project.dependencies())
        (self._out / "requirements.txt").write_text(part, encoding="utf-8")
        return Path(shutil.copy(path, self._out))


def size_of(folder: Path) -> int:
    """Return how many bytes the files in `folder` have."""
    return sum(p.stat().st_size for p in folder.rglob("*") if p.is_file() and not p.is_symlink())


def tell(path: Path, size: int, seconds: float, note: str = "") -> None:
    """Print what was built."""
    print(f"{path}: {size / 1e6:.1f} MB{note}, built in {seconds:.0f} s", flush=True)


def _kind(word: str) -> str:
    # Not `choices`: on Python 3.11 argparse holds "none at all" against them.
    if word not in KINDS:
        raise argparse.ArgumentTypeError(f"{word} is none of {', '.join(KINDS)}")
    return word


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="./dev package", description=__doc__)
    parser.add_argument("kinds", nargs="*", type=_kind, metavar="KIND", help=", ".join(KINDS))
    parser.add_argument("--out", type=Path, default=project.ROOT / "dist", metavar="FOLDER")
    parser.add_argument(
        "--work", type=Path, default=project.ROOT / "build" / "package", metavar="FOLDER"
    )
    parser.add_argument(
        "--level", type=int, default=6, metavar="0…9", help="how hard to compress (default: 6)"
    )
    parser.add_argument(
        "--no-start-times", dest="start_times", action="store_false", help="measure nothing"
    )
    return parser


if __name__ == "__main__":
    raise SystemExit(main())
