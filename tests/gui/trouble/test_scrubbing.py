"""What is told of an error holds no word of the user's, wherever in the error it stood."""

from __future__ import annotations

from pathlib import Path

import pytest

from core.errors import Unreadable
from gui.trouble.scrubbing import lines_of, mark_of, place_of, scrubbed

SECRETS = ("Secret", "somebody", "a3f0", "My sessions")
PATH = Path("/home/somebody/My sessions/a3f0.json")


def fail(title: str, kind: type[Exception]) -> None:
    raise kind(title)


def caught(text: str, kind: type[Exception] = ValueError) -> Exception:
    """An error raised with `text` as its message, among the locals, and in a note."""
    try:
        fail(text, kind)
    except kind as error:
        error.add_note(text)
        return error
    raise AssertionError


def chained() -> Exception:
    error = Unreadable(f"Secret in {PATH}", path=PATH, reason="Secret")
    error.__cause__ = caught("Secret")
    return error


def file_error() -> OSError:
    try:
        PATH.read_bytes()
    except OSError as error:
        return error
    raise AssertionError


def syntax_error() -> Exception:
    try:
        compile("Secret title", str(PATH), "exec")
    except SyntaxError as error:
        return error
    raise AssertionError


ERRORS = [
    caught("Secret title"),
    caught(f"'Secret' in {PATH}", KeyError),
    chained(),
    file_error(),
    syntax_error(),
    ExceptionGroup("Secret", [caught("Secret")]),
    UnicodeDecodeError("utf-8", b"Secret", 0, 1, "Secret"),
]


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_no_word_of_the_user_is_told(error: Exception) -> None:
    told = "\n".join(lines_of(error))
    assert [secret for secret in SECRETS if secret in told] == []


@pytest.mark.parametrize("error", ERRORS, ids=lambda error: type(error).__name__)
def test_the_kind_is_told(error: Exception) -> None:
    assert type(error).__qualname__ in "\n".join(lines_of(error))


def test_the_place_is_told() -> None:
    line = fail.__code__.co_firstlineno + 1
    assert lines_of(caught("x"))[-1] == f"  tests/gui/trouble/test_scrubbing.py:{line} in fail"


def test_what_it_was_raised_from_comes_first() -> None:
    kinds = [line for line in lines_of(chained()) if not line.startswith(" ")]
    assert kinds == ["ValueError", "core.errors.Unreadable"]


def test_which_error_of_the_system_it_was_is_told() -> None:
    assert lines_of(file_error())[0] == "FileNotFoundError (ENOENT)"


def test_a_circle_of_causes_comes_to_an_end() -> None:
    one, other = caught("x"), caught("y", KeyError)
    one.__cause__, other.__cause__ = other, one
    assert len([line for line in lines_of(one) if not line.startswith(" ")]) == 2


def test_of_deep_calls_the_last_are_told() -> None:
    def fall(depth: int) -> None:
        if depth:
            fall(depth - 1)
        raise RecursionError

    try:
        fall(100)
    except RecursionError as error:
        told = lines_of(error)
    assert (len(told), told[1]) == (32, "  72 calls before these")


def test_the_same_fault_is_the_same_whatever_it_says() -> None:
    assert mark_of(caught("x")) == mark_of(caught("y"))


def test_another_fault_is_another() -> None:
    assert mark_of(caught("x")) != mark_of(caught("x", KeyError))


@pytest.mark.parametrize(
    ("file", "told"),
    [
        (__file__, "tests/gui/trouble/test_scrubbing.py:7"),
        ("/home/somebody/Session Browser/gui/sessions/cells.py", "gui/sessions/cells.py:7"),
        ("/home/core/somebody/core/store/child.py", "core/store/child.py:7"),
        ("/usr/lib/python3.11/threading.py", "threading.py:7"),
        ("C:\\Users\\somebody\\secret.py", "secret.py:7"),
        ("<string>", "<string>:7"),
    ],
)
def test_a_place_outside_of_the_program_is_told_by_its_name_alone(file: str, told: str) -> None:
    assert place_of(file, 7) == told


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("default: Cannot open /home/somebody/My sessions", "default: Cannot open […]"),
        ("Cannot open '/home/somebody/My sessions': no", "Cannot open […]: no"),
        ("file:///home/somebody/My sessions failed", "[…]"),
        ("no icon for ~/My sessions", "no icon for […]"),
        ("C:\\Users\\somebody is bad", "[…]"),
        ("title “Secret” is bad", "title […] is bad"),
        ('path="/home/somebody"', "path=[…]"),
        ("QWidget: it doesn't fit, 3/4 of it", "QWidget: it doesn't fit, 3/4 of it"),
        ("/home/somebody\nand more", "[…]\nand more"),
    ],
)
def test_a_message_loses_quotes_and_paths(text: str, told: str) -> None:
    assert scrubbed(text) == told
