"""The lock pins everything by hash, and says nothing of where it was made."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.house.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
BUILD_LOCK = (ROOT / "packaging" / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PIN = re.compile(r"^([\w.-]+)==([^\s;]+)", re.MULTILINE)
PINS, BUILD_PINS = dict(PIN.findall(LOCK)), dict(PIN.findall(BUILD_LOCK))


def normal(name: str) -> str:
    """A package's name as package tools compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ \[;]", name)[0]).lower()


@pytest.mark.parametrize("lock", [LOCK, BUILD_LOCK], ids=["use", "build"])
def test_the_lock_names_no_host_and_no_folder(lock: str) -> None:
    assert re.findall(r"https?://|file:|--(?:extra-)?index|--find-links|^/", lock, re.M) == []


@pytest.mark.parametrize(
    "wanted", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
)
def test_every_dependency_is_pinned(wanted: str) -> None:
    assert normal(wanted) in PINS


@pytest.mark.parametrize("wanted", PROJECT["dependency-groups"]["package"])
def test_what_builds_packages_is_pinned_apart(wanted: str) -> None:
    assert (normal(wanted) in BUILD_PINS, normal(wanted) in PINS) == (True, False)


def test_both_locks_agree_on_what_they_share() -> None:
    shared = PINS.keys() & BUILD_PINS.keys()
    assert {n: PINS[n] for n in shared} == {n: BUILD_PINS[n] for n in shared}


@pytest.mark.parametrize("name", sorted(PINS | BUILD_PINS))
def test_every_pin_has_its_hashes(name: str) -> None:
    entry = rf"^{re.escape(name)}==.*(?:\n    --hash=sha256:[0-9a-f]{{64}}.*)+"
    found = [re.search(entry, lock, re.M) for lock in (LOCK, BUILD_LOCK) if f"{name}==" in lock]
    assert None not in found


def test_the_binding_that_loses_references_is_kept_out() -> None:
    assert PINS["pyside6-essentials"].startswith("6.11.")


def test_every_runtime_dependency_has_its_reason() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    block = text.partition("\ndependencies = [\n")[2].partition("\n]")[0].splitlines()
    unexplained = [
        line
        for above, line in zip(["", *block], block, strict=False)
        if line.strip().startswith('"') and not above.strip().startswith("#")
    ]
    assert unexplained == []
