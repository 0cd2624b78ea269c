"""The accessibility bus, as a screen reader uses it: the window seen from outside its process."""

from __future__ import annotations

import ast
import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

LAUNCHERS = [
    Path("/usr/libexec/at-spi-bus-launcher"),
    Path("/usr/lib/at-spi2-core/at-spi-bus-launcher"),
]
ROOT_PATH = "/org/a11y/atspi/accessible/root"
_PATIENCE_S = "10"
_TYPES = re.compile(r"(?<![\w'\"])(?:objectpath|u?int\d+|byte|double|@\S+) ")


def missing() -> list[str]:
    """What this machine lacks for it."""
    tools = [tool for tool in ("dbus-daemon", "gdbus") if shutil.which(tool) is None]
    return tools if any(path.exists() for path in LAUNCHERS) else [*tools, "at-spi2-core"]


class Bus:
    """A session bus of the test's own with the bus of accessibility beside it."""

    def __init__(self) -> None:
        command = ["dbus-daemon", "--session", "--nofork", "--print-address=1"]
        self._daemon = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)
        assert self._daemon.stdout is not None
        self.address = self._daemon.stdout.readline().strip()
        launcher = next(path for path in LAUNCHERS if path.exists())
        self._launcher = subprocess.Popen(
            [str(launcher), "--launch-immediately"],
            env={**os.environ, "DBUS_SESSION_BUS_ADDRESS": self.address},
            stderr=subprocess.DEVNULL,
        )
        answer = _call(self.address, "org.a11y.Bus", "/org/a11y/bus", "org.a11y.Bus.GetAddress")
        self._inner = str(answer)

    def applications(self) -> list[Thing]:
        """The programs that can be read."""
        return Thing(self._inner, "org.a11y.atspi.Registry", ROOT_PATH).children()

    def close(self) -> None:
        """End both buses."""
        for process in (self._launcher, self._daemon):
            process.terminate()
            process.wait()
        if self._daemon.stdout is not None:
            self._daemon.stdout.close()


@dataclass(frozen=True)
class Thing:
    """One widget, cell or entry of a program, as the bus tells of it."""

    address: str
    owner: str
    path: str

    @property
    def name(self) -> str:
        return str(self._get("Name"))

    @property
    def role(self) -> str:
        return str(self._ask("Accessible.GetRoleName"))

    @property
    def rows(self) -> int:
        """How many rows a table has."""
        return int(self._get("NRows", "Table"))

    @property
    def text(self) -> str:
        """What is written in it, as it is read aloud."""
        return str(self._ask("Text.GetText", "0", "-1"))

    def children(self) -> list[Thing]:
        found = self._ask("Accessible.GetChildren")
        return [Thing(self.address, *child) for child in found]

    def cell(self, row: int, column: int) -> Thing:
        """The cell of a table."""
        return Thing(self.address, *self._ask("Table.GetAccessibleAt", str(row), str(column)))

    def find(self, role: str, name: str) -> Thing | None:
        """The first thing below that has this role and a name that begins so."""
        of_role = (thing for thing, its_role in self.all() if its_role == role)
        return next((thing for thing in of_role if thing.name.startswith(name)), None)

    def all(self) -> Iterator[tuple[Thing, str]]:
        """Everything below with its role; of tables only themselves, for they may be long."""
        for child in self.children():
            role = child.role
            yield child, role
            if role != "table":
                yield from child.all()

    def press(self) -> None:
        """Do the first thing that can be done with it."""
        self._ask("Action.DoAction", "0")

    def _get(self, name: str, interface: str = "Accessible") -> Any:
        where = f"'org.a11y.atspi.{interface}'"
        return self._call("org.freedesktop.DBus.Properties.Get", where, f"'{name}'")

    def _ask(self, method: str, *arguments: str) -> Any:
        return self._call(f"org.a11y.atspi.{method}", *arguments)

    def _call(self, method: str, *arguments: str) -> Any:
        return _call(self.address, self.owner, self.path, method, *arguments)


def _call(address: str, owner: str, path: str, method: str, *arguments: str) -> Any:
    """Call a method and return what it answers, as values of Python."""
    command = ["gdbus", "call", "--address", address, "--timeout", _PATIENCE_S]
    where = ["--dest", owner, "--object-path", path, "--method", method]
    done = subprocess.run(
        [*command, *where, "--", *arguments], capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{method} of {path}: {done.stderr}"
    text = _TYPES.sub("", done.stdout.strip()).replace("<", "").replace(">", "")
    text = re.sub(r"\btrue\b", "True", re.sub(r"\bfalse\b", "False", text))
    return ast.literal_eval(text)[0]
