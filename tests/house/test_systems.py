"""What only some systems have is used in one module, and behind a look at what there is."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.house.tree import ROOT, place, python_files, syntax

# What Python's documentation marks "Unix", "POSIX" or "Linux", and the flags of open beside it.
_MODULES = "crypt curses fcntl grp nis posix pty pwd readline resource spwd syslog termios tty"
_OS = """
O_CLOEXEC O_DIRECTORY O_DSYNC O_NOATIME O_NOCTTY O_NOFOLLOW O_NONBLOCK O_PATH O_SYNC O_TMPFILE
MFD_CLOEXEC chown chroot confstr copy_file_range ctermid eventfd fchdir fchmod fchown fdatasync fork
forkpty fpathconf fstatvfs getegid geteuid getgid getgroups getloadavg getpgid getpgrp getpriority
getresuid getsid getuid getxattr initgroups kill killpg lchown listxattr lockf major makedev
memfd_create minor mkfifo mknod nice openpty pathconf pidfd_open posix_fadvise posix_fallocate
posix_spawn pread preadv pwrite pwritev readv register_at_fork removexattr sched_getaffinity
sched_setaffinity sched_yield sendfile setegid seteuid setgid setpgid setpriority setsid setuid
setxattr splice statvfs sync sysconf ttyname uname wait wait3 wait4 waitpid writev
"""
_SIGNAL = """
SIGALRM SIGBUS SIGCHLD SIGCONT SIGHUP SIGIO SIGKILL SIGPIPE SIGQUIT SIGSTOP SIGTSTP SIGTTIN SIGTTOU
SIGUSR1 SIGUSR2 SIGWINCH alarm pause pthread_kill pthread_sigmask setitimer siginterrupt
sigtimedwait sigwait
"""
ONLY_POSIX_MODULES = frozenset(_MODULES.split())
ONLY_POSIX = {
    "os": frozenset(_OS.split()),
    "signal": frozenset(_SIGNAL.split()),
    "select": frozenset({"epoll", "kqueue", "poll", "select"}),  # on Windows for sockets only
    "socket": frozenset({"AF_UNIX", "SO_PEERCRED"}),
}

ROOMS = {
    "core/system.py",  # the one place for it
    "core/stamps/fork.py",  # a second process that reads, on Linux alone; nobody misses it
    "gui/instance/call.py",  # one window, met by a socket in a folder: none without such sockets
    "gui/instance/door.py",
}


def named(node: ast.AST) -> Iterator[tuple[str, str]]:
    """The module and the name in it that a piece of code asks for."""
    if isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name):
        yield node.value.id, node.attr
    elif isinstance(node, ast.ImportFrom):
        yield from ((node.module or "", alias.name) for alias in node.names)
        yield (node.module or "").partition(".")[0], ""
    elif isinstance(node, ast.Import):
        yield from ((alias.name.partition(".")[0], "") for alias in node.names)


def is_of_some_systems(module: str, name: str) -> bool:
    return module in ONLY_POSIX_MODULES or name in ONLY_POSIX.get(module, ())


def uses(path: Path) -> list[str]:
    """Where a file uses what only some systems have."""
    return [
        place(path, getattr(node, "lineno", 0))
        for node in ast.walk(syntax(path))
        if any(is_of_some_systems(*one) for one in named(node))
    ]


def test_what_only_some_systems_have_is_used_in_its_rooms_alone() -> None:
    files = python_files("core", "gui", "resources")
    outside = [path for path in files if path.relative_to(ROOT).as_posix() not in ROOMS]
    assert [one for path in outside for one in uses(path)] == []


@pytest.mark.parametrize("room", sorted(ROOMS))
def test_each_room_is_still_needed(room: str) -> None:
    assert uses(ROOT / room) != []


@pytest.mark.parametrize(
    "text",
    [
        "import fcntl",
        "from fcntl import flock",
        "import os\nos.fork()",
        "from os import getuid",
        "import os\nos.open('x', os.O_CLOEXEC)",
        "import signal\nsignal.SIGKILL",
        "def f():\n    import pwd",
    ],
)
def test_each_way_to_use_it_is_seen(tmp_path: Path, text: str) -> None:
    assert any(
        is_of_some_systems(*one) for node in ast.walk(ast.parse(text)) for one in named(node)
    )


def test_what_every_system_has_is_not_reported() -> None:
    text = "import os, signal, socket\nos.open('x', os.O_RDONLY)\nsignal.SIGTERM\nsocket.socket()"
    found = [one for node in ast.walk(ast.parse(text)) for one in named(node)]
    assert [one for one in found if is_of_some_systems(*one)] == []
