"""The lock pins everything by hash, and says nothing of where it was made."""

from __future__ import annotations

import re
import tomllib

import pytest

from tests.house.tree import ROOT

LOCK = (ROOT / "requirements.lock").read_text(encoding="utf-8")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PINS = dict(re.findall(r"^([\w.-]+)==([^\s;]+)", LOCK, re.MULTILINE))


def normal(name: str) -> str:
    """A package's name as package tools compare it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[<>=!~ \[;]", name)[0]).lower()


def test_the_lock_names_no_host_and_no_folder() -> None:
    assert re.findall(r"https?://|file:|--(?:extra-)?index|--find-links|^/", LOCK, re.M) == []


@pytest.mark.parametrize(
    "wanted", PROJECT["project"]["dependencies"] + PROJECT["dependency-groups"]["dev"]
)
def test_every_dependency_is_pinned(wanted: str) -> None:
    assert normal(wanted) in PINS


@pytest.mark.parametrize("name", sorted(PINS))
def test_every_pin_has_its_hashes(name: str) -> None:
    entry = re.search(
        rf"^{re.escape(name)}==.*(?:\n    --hash=sha256:[0-9a-f]{{64}}.*)+", LOCK, re.M
    )
    assert entry is not None


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
