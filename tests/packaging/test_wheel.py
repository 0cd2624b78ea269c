"""The wheel: both commands run from a plain virtual environment with the locked packages."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

import project
import runtime_lock
from tests.e2e.program import bytes_of

LOCK = (project.ROOT / "requirements.lock").read_text(encoding="utf-8")
PART = runtime_lock.part_of(LOCK, project.dependencies())


def names(lock: str) -> set[str]:
    return {line.partition("==")[0] for line in lock.splitlines() if "==" in line[:60]}


def test_what_the_program_requires_is_locked_for_its_users() -> None:
    wanted = {runtime_lock.normal(one) for one in project.dependencies()}
    assert names(PART) == wanted | {"shiboken6", "mdurl"}


def test_each_locked_package_keeps_its_hashes() -> None:
    entries = re.split(r"\n(?=\S)", PART.strip())
    assert [entry for entry in entries if entry not in LOCK or "--hash=sha256:" not in entry] == []


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the wheel and its requirements have been built."""
    out = tmp_path_factory.mktemp("wheel")
    command = [
        sys.executable,
        project.HERE / "build.py",
        "wheel",
        "--out",
        out,
        "--work",
        out / "work",
    ]
    subprocess.run(command, check=True, capture_output=True)
    return out


def wheel_in(out: Path) -> Path:
    (found,) = out.glob("*.whl")
    return found


def test_the_wheel_is_named_after_the_version(wheel: Path) -> None:
    assert wheel_in(wheel).name == f"session_browser-{project.version()}-py3-none-any.whl"


def test_the_wheel_has_the_icons_and_the_sample_but_not_their_making(wheel: Path) -> None:
    inside = set(zipfile.ZipFile(wheel_in(wheel)).namelist())
    assert {
        f"resources/icons/app/session-browser-{size}.png" for size in project.ICON_SIZES
    } < inside
    assert "resources/sample/sessions/_index.json" in inside
    assert [name for name in inside if "make_" in name or "tests/" in name] == []


@pytest.fixture(scope="module")
def bin_folder(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """Where the commands of a virtual environment are that has the wheel, and nothing else."""
    place = tmp_path_factory.mktemp("plain") / "venv"
    subprocess.run([sys.executable, "-m", "venv", place], check=True)
    pip = [place / "bin" / "python", "-m", "pip", "--disable-pip-version-check", "install", "-q"]
    subprocess.run([*pip, "--require-hashes", "-r", wheel / "requirements.txt"], check=True)
    subprocess.run([*pip, "--no-deps", wheel_in(wheel)], check=True)
    yield place / "bin"
    shutil.rmtree(place)  # a quarter of a gigabyte


def run(program: Path, *arguments: str | Path, cwd: Path) -> subprocess.CompletedProcess[str]:
    environment = {k: v for k, v in os.environ.items() if k not in ("PYTHONPATH", "VIRTUAL_ENV")}
    return subprocess.run(
        [program, *arguments], env=environment, cwd=cwd, capture_output=True, text=True, check=False
    )


@pytest.mark.long
@pytest.mark.timeout(600)  # a download of 80 MB
def test_a_store_is_checked_and_repaired_without_a_window(
    bin_folder: Path, sample_old: Path, tmp_path: Path
) -> None:
    sessions = {k: v for k, v in bytes_of(sample_old).items() if k != "_index.json"}
    store = bin_folder / "session-store"
    codes = [
        run(store, verb, sample_old, cwd=tmp_path).returncode
        for verb in ("check", "repair", "check")
    ]
    assert codes == [1, 0, 0]
    assert sessions == {k: v for k, v in bytes_of(sample_old).items() if k != "_index.json"}


@pytest.mark.long
@pytest.mark.timeout(600)
def test_the_window_tells_its_version(bin_folder: Path, tmp_path: Path) -> None:
    done = run(bin_folder / "session-browser", "--version", cwd=tmp_path)
    assert (done.stdout, done.stderr) == (f"session-browser {project.version()}\n", "")
