"""A screen for all end-to-end tests, and programs on it that never outlive their test."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.e2e.program import Program
from tests.e2e.screen import Screen

TOOLS = ("Xvfb", "openbox", "xdotool", "xprop", "import")

Start = Callable[..., Program]


@pytest.fixture(scope="session")
def screen() -> Iterator[Screen]:
    missing = [tool for tool in TOOLS if shutil.which(tool) is None]
    if missing:
        pytest.skip(f"not installed: {', '.join(missing)} (./dev test installs them)")
    screen = Screen()
    yield screen
    screen.close()


@pytest.fixture
def start(screen: Screen) -> Iterator[Start]:
    """Starts the program with some arguments; what still runs at the end is killed."""
    programs: list[Program] = []

    def _start(*arguments: str | Path, **how: Any) -> Program:
        programs.append(Program(screen, *arguments, **how))
        return programs[-1]

    yield _start
    for program in programs:
        program.kill()
