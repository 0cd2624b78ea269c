"""A checkout in a folder of its own, on a system whose programs only write down what they do.

`dev` is run for real; what it starts (Python, apt) is replaced, so that no test needs the network.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

from tests.house.tree import ROOT

_PYTHON = """#!/bin/sh
say() { printf '%s\\n' "$*" >>"$LOG"; }
case $1 in
    -c)
        case $2 in
            *INSTSONAME*) printf '%s' "${SHARED_PYTHON:-}" ;;
            *print*) echo python3.11-venv ;;
            *ensurepip*) exit "${ENSUREPIP_ENDS:-0}" ;;
        esac ;;
    -m)
        say "$*"
        case $2 in
            venv) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
            pip) exit "${PIP_ENDS:-0}" ;;
            pytest) say "config=$XDG_CONFIG_HOME"; exit "${PYTEST_ENDS:-0}" ;;
        esac ;;
    *) say "$*"; say "in=$PWD"; say "path=${PYTHONPATH-none}" ;;
esac
"""

_PROGRAMS = {
    "python3": _PYTHON,
    "id": '#!/bin/sh\necho "${FAKE_ID:-1000}"\n',
    "sudo": "#!/bin/sh\nexit 1\n",
    "apt-get": '#!/bin/sh\nprintf "apt-get %s\\n" "$*" >>"$LOG"\nexit "${APT_ENDS:-0}"\n',
    "ldconfig": '#!/bin/sh\nprintf "\\t%s (libc6) => somewhere\\n" $LIBRARIES\n',
    "objdump": "#!/bin/sh\n",
    "strip": "#!/bin/sh\n",
    "dpkg-query": '#!/bin/sh\nfor name in "$@"; do printf "<%s installed>" "$name"; done\n',
}

LOCKS = ("requirements.lock", "packaging/requirements.lock")

LIBRARIES = (
    "libGL.so.1 libEGL.so.1 libxkbcommon.so.0 libglib-2.0.so.0 libfontconfig.so.1 libdbus-1.so.3 "
    "libxkbcommon-x11.so.0 libxcb-cursor.so.0 libxcb-icccm.so.4 libxcb-keysyms.so.1 "
    "libxcb-shape.so.0"
)


class FakeSystem:
    """A checkout with a space in its path, and what was started there."""

    def __init__(self, folder: Path) -> None:
        self.checkout = folder / "a checkout"
        self.checkout.mkdir()
        (self.checkout / "packaging").mkdir()
        for name in ("dev", *LOCKS, "pyproject.toml"):
            shutil.copy(ROOT / name, self.checkout / name)
        self.elsewhere = folder / "elsewhere"
        self.elsewhere.mkdir()
        self._programs = folder / "bin"
        self._programs.mkdir()
        for name, text in _PROGRAMS.items():
            (self._programs / name).write_text(text, encoding="utf-8")
            (self._programs / name).chmod(0o755)
        self._log = folder / "log"

    def dev(self, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
        """Run `dev` with a display, from another folder, and return how it ended."""
        environment = {
            "PATH": f"{self._programs}{os.pathsep}/usr/bin{os.pathsep}/bin",
            "LOG": str(self._log),
            "LIBRARIES": LIBRARIES,
            "DISPLAY": ":7",
            "TMPDIR": str(self.elsewhere),
        }
        return subprocess.run(
            [self.checkout / "dev", *arguments],
            env={**environment, **variables},
            cwd=self.elsewhere,
            capture_output=True,
            text=True,
            check=False,
        )

    def done(self) -> list[str]:
        """What was started so far, oldest first; forgotten with this call."""
        lines = self._log.read_text(encoding="utf-8").splitlines() if self._log.exists() else []
        self._log.unlink(missing_ok=True)
        return lines
