"""Names of exported files: every system can have them."""

from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.system import WINDOWS_DEVICES
from core.transcript.file_names import LONGEST, safe_file_name


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("Fix the build", "Fix the build.md"),
        ("a/b\\c:d", "a b c d.md"),
        ("../../etc/passwd", "etc passwd.md"),
        ("what?* <x> |", "what x.md"),
        ("CON", "_CON.md"),
        ("nul.txt", "_nul.txt.md"),
        ("com1", "_com1.md"),
        ("ends. . .", "ends.md"),
        (".hidden", "hidden.md"),
        ("--option", "option.md"),
        ("a\x00b\nc\x1b[31m", "ab c[31m.md"),
        ("abc\u202egpj.exe", "abcgpj.exe.md"),
        ("a\u200b\u2066b", "ab.md"),
        ("重构会话索引", "重构会话索引.md"),
        ("👩\u200d💻 day", "👩\u200d💻 day.md"),
        ("lone \ud800", "lone \ufffd.md"),
        ("", "aa11.md"),
        ("...", "aa11.md"),
    ],
)
def test_a_title_becomes_a_name(title: str, name: str) -> None:
    assert safe_file_name(title, "aa11", ".md") == name


def test_a_long_title_is_cut_between_letters() -> None:
    name = safe_file_name("界" * 200, "aa11", ".html")
    assert name == "界" * (LONGEST // 3) + ".html"


@given(st.text(st.characters(exclude_categories=())))
def test_any_title_is_a_name_of_a_file(title: str) -> None:
    name = safe_file_name(title, "aa11", ".md")
    stem = name.removesuffix(".md")
    assert Path(name).name == name
    assert len(name.encode()) <= LONGEST + len("_.md")
    assert stem == stem.strip(". ")
    assert not set('<>:"/\\|?*') & set(name)
    assert all(unicodedata.category(c) not in ("Cc", "Cs") for c in name)
    assert stem.partition(".")[0].lower() not in WINDOWS_DEVICES
