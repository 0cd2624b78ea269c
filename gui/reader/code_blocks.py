"""Code on a ground of its own, in colours, with a link that copies it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from core.transcript.code import highlighted
from gui.reader import words
from gui.reader.sections import MARKS, PIECE, Sections, escaped, kept_lines

CLASSES = {
    **dict.fromkeys(("k", "kc", "kd", "kn", "kp", "kr", "kt", "ow", "nt"), "keyword"),
    **dict.fromkeys(
        ("s", "sa", "sb", "sc", "sd", "dl", "s1", "s2", "se", "sh", "si", "sx"), "string"
    ),
    **dict.fromkeys(("sr", "ss", "gi"), "string"),
    **dict.fromkeys(("m", "mb", "mf", "mh", "mi", "mo", "il", "no"), "number"),
    **dict.fromkeys(("c", "ch", "cm", "cp", "cpf", "c1", "cs", "gh", "gu"), "comment"),
    **dict.fromkeys(("nf", "fm", "nc", "nd", "na", "nb", "ne", "nn"), "name"),
    **dict.fromkeys(("gd", "gr", "gt"), "bad"),
}
"""Few classes for the many that Pygments knows; what it has no colour for stays plain."""

_SPAN = re.compile(r'<span class="(\w+)">([^<]*)</span>')
_TAG = re.compile(r"<[^>]*>")
LONGEST_LANGUAGE = 30


class Codes:
    """The blocks of code of a message, in order: what can be copied."""

    def __init__(self, sections: Sections) -> None:
        self.texts: list[str] = []
        self._sections = sections

    def add(self, code: str, language: str = "", *, name: str = "", most: int = 0) -> None:
        """Show `code`: all of it, or the first `most` characters.

        Above it stand `name`, or else its language, and the link that copies it whole.
        """
        told = escaped(name or words.shortened(language, LONGEST_LANGUAGE))
        link = f'<a class="quiet" href="copy:{len(self.texts)}">{escaped(words.copy())}</a>'
        self.texts.append(code)
        self._sections.open(
            '<table class="ground" width="100%" cellspacing="0" cellpadding="0">'
            '<tr><td class="ground">',
            "</td></tr></table>",
        )
        line = f"{told} · {link}" if told else link
        self._sections.add(f'<p class="caption" dir="ltr">{line}</p>')
        for piece, lines in _pieces(code[:most] if most else code, language):
            self._sections.add(f'<p class="code" dir="ltr">{piece}</p>', lines)
        self._sections.close()


def _pieces(code: str, language: str) -> Iterator[tuple[str, int]]:
    """Yield HTML of a few lines at a time, and how many they are."""
    code = _COLOURS.sub("", code) if "\x1b" in code else code
    code = code.rstrip("\n").replace("\r\n", "\n").replace("\r", "\n").translate(MARKS)
    lines = code.split("\n")
    if any(len(line) > PIECE for line in lines):
        lines = list(_cut(lines))
    elif language:
        lines = _coloured_lines(code, language)
    else:
        lines = escaped(code).split("\n")
    held: list[str] = []
    size = 0
    for line in lines:
        if held and (size + len(line) > PIECE or len(held) >= _LINES):
            yield kept_lines("\n".join(held)), len(held)
            held, size = [], 0
        held.append(line)
        size += len(line)
    yield kept_lines("\n".join(held)), len(held)


_COLOURS = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
"""What a terminal takes for a change of colours."""

_LINES = 40
"""Qt lays out so many lines of one paragraph quickly."""


def _cut(lines: list[str]) -> Iterator[str]:
    for line in lines:
        for start in range(0, len(line) or 1, PIECE):
            yield escaped(line[start : start + PIECE])


def _coloured_lines(code: str, language: str) -> list[str]:
    html = coloured(f"{code}\n", language).rstrip("\n").split("\n")
    plain = code.split("\n")
    if len(html) != len(plain):
        return html
    # A line in which every sign has a colour would be long to lay out.
    return [
        escaped(text) if len(line) > _LONGEST_LINE else line
        for line, text in zip(html, plain, strict=True)
    ]


_LONGEST_LINE = 4 * PIECE


def coloured(code: str, language: str) -> str:
    """Return `code` as HTML with our classes, if its language is one that is coloured."""
    html = highlighted(code, language) if language else escaped(code)
    return _SPAN.sub(_span, html) if "<span" in html else html


def _span(found: re.Match[str]) -> str:
    known = CLASSES.get(found[1])
    return f'<span class="{known}">{found[2]}</span>' if known else found[2]
