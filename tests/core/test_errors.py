"""What can go wrong, told so that a user can act on it."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from core.errors import (
    Cancelled,
    Conflict,
    DiskTrouble,
    InvalidId,
    Locked,
    NotFound,
    Refused,
    StoreError,
    Unreadable,
    disk_trouble,
    reason_of,
)

PATH = Path("sessions/aa11.json")


@pytest.mark.parametrize(
    "kind", [Conflict, DiskTrouble, InvalidId, Locked, NotFound, Refused, Unreadable]
)
def test_every_kind_is_a_store_error(kind: type[Exception]) -> None:
    assert issubclass(kind, StoreError)


def test_a_cancel_is_no_error_of_the_store() -> None:
    assert not issubclass(Cancelled, StoreError)


@pytest.mark.parametrize(
    "number", [errno.ENOSPC, errno.EACCES, errno.EIO, errno.EROFS, errno.EDQUOT]
)
def test_a_refusal_of_the_system_is_a_sentence_that_names_the_file(number: int) -> None:
    error = disk_trouble("write", PATH, OSError(number, "x"))
    assert isinstance(error, DiskTrouble)
    assert str(error).startswith("Could not write aa11.json: ")
    assert str(PATH) in str(error)


@pytest.mark.parametrize("kind", [FileNotFoundError, NotADirectoryError])
def test_a_file_that_is_gone_is_not_found(kind: type[OSError]) -> None:
    assert isinstance(disk_trouble("read", PATH, kind(errno.ENOENT, "x")), NotFound)


def test_an_error_knows_its_file() -> None:
    assert disk_trouble("read", PATH, OSError(errno.EIO, "x")).path == PATH


def test_a_full_disk_is_called_so() -> None:
    assert reason_of(OSError(errno.ENOSPC, "x")) == "the disk is full"


def test_a_number_nobody_thought_of_has_the_systems_words() -> None:
    assert reason_of(OSError(errno.ENOTCONN, "x")) == "transport endpoint is not connected"


def test_an_error_without_a_number_has_its_own_words() -> None:
    assert reason_of(OSError("odd")) == "odd"
