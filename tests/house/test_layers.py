"""The core is a library without Qt, not only by its import lines but when it runs."""

from __future__ import annotations

import subprocess
import sys

from tests.house.tree import ROOT, python_files

IMPORT_ALL = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(*sorted({name.partition(".")[0] for name in sys.modules} & {"PySide6", "shiboken6", "gui"}))
"""


def core_modules() -> list[str]:
    """Every module of core, as it is imported."""
    parts = (path.relative_to(ROOT).with_suffix("").parts for path in python_files("core"))
    return [".".join(part).removesuffix(".__init__") for part in parts if part[-1] != "__main__"]


def test_no_module_of_core_brings_qt_or_the_window_with_it() -> None:
    command = [sys.executable, "-c", IMPORT_ALL, *core_modules()]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.stdout.strip(), done.stderr) == ("", "")
