"""The rules of the reader reach what Qt shows, in both looks; and Qt loads nothing."""

from __future__ import annotations

import re
from typing import Any

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from core.transcript.values import Media, Reasoning, ToolCall, ToolResult
from gui.appearance.colours import DARK, LIGHT, Colours
from gui.reader.style import style_sheet
from tests.gui.reader.builders import EVERY, PIXEL, fragment, show

EVERYTHING = f"""# One
## Two
text `inline` [link](https://a.b) ![away](http://a.b/c.png) ![here]({PIXEL})

> quote

|a|b|
|-|-|
|c|d|

- item

```python
def f(): return "a" + 1  # comment
```

---
"""
BLOCKS = (
    EVERYTHING,
    Reasoning("why"),
    ToolCall("1", "t", "{}", ToolResult("1", "t", "no", is_error=True)),
    Media("p", "image/png", 70, PIXEL, True),
)
both = pytest.mark.parametrize("colours", [LIGHT, DARK], ids=["light", "dark"])


class Browser(QTextBrowser):
    """Tells what Qt wanted to load."""

    def __init__(self, colours: Colours) -> None:
        super().__init__()
        self.wanted: list[str] = []
        self.document().setDefaultStyleSheet(style_sheet(colours, 10.0, "monospace"))
        for section in show(*BLOCKS, unfolded=EVERY, is_error=True, is_partial=True).sections:
            self.append(section)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        self.wanted.append(QUrl(name).toString())

    def format_of(self, text: str) -> QTextCharFormat:
        """How the first `text` is written."""
        found = self.document().find(text)
        assert not found.isNull()
        return found.charFormat()

    def cursor_at(self, text: str) -> QTextCursor:
        """Where the first `text` stands."""
        return self.document().find(text)


@pytest.fixture(params=[LIGHT, DARK], ids=["light", "dark"])
def colours(request: pytest.FixtureRequest) -> Colours:
    return request.param


@pytest.fixture
def browser(qtbot: QtBot, colours: Colours) -> Browser:
    made = Browser(colours)
    qtbot.addWidget(made)
    return made


@pytest.mark.parametrize(
    ("text", "role"),
    [
        *[("def", "keyword"), ('"a"', "string"), ("# comment", "quiet"), ("link", "link")],
        *[("error", "bad"), ("Copy", "quiet"), ("Tool: t", "bad"), ("Reasoning", "text")],
    ],
)
def test_words_have_their_colours(browser: Browser, colours: Colours, text: str, role: str) -> None:
    assert browser.format_of(text).foreground().color() == QColor(getattr(colours, role))


def test_headings_are_hardly_larger_than_text(browser: Browser) -> None:
    sizes = [browser.format_of(word).fontPointSize() for word in ("One", "Two")]
    assert sizes == pytest.approx([13.0, 11.5])


def test_code_lies_on_its_ground(browser: Browser, colours: Colours) -> None:
    table = browser.cursor_at("def").currentTable()
    assert table.cellAt(0, 0).format().background().color() == QColor(colours.code)
    assert browser.format_of("inline").background().color() == QColor(colours.code)


def test_code_wraps(browser: Browser) -> None:
    assert not browser.cursor_at("def").blockFormat().nonBreakableLines()


LINES = "\n".join("" if n % 40 in (0, 1, 39) else f"  line {n}" for n in range(200))


@pytest.mark.parametrize("text", [f"```\nx\n{LINES}\n```", f"x\n{LINES}\n{'y' * 200_000}"])
def test_no_empty_line_is_lost(browser: Browser, text: str) -> None:
    browser.clear()
    for section in show(text).sections:
        browser.append(section)
    seen = browser.toPlainText().replace("\xa0", "").partition("x\n")[2]
    assert seen[: len(LINES)] == LINES


def test_nothing_but_our_own_images_is_asked_for(browser: Browser) -> None:
    browser.document().setTextWidth(500)
    assert set(browser.wanted) == {"image:0", "image:1"}


@both
def test_every_class_has_a_rule(colours: Colours) -> None:
    sheet = style_sheet(colours, 10.0, "monospace")
    made = show(*BLOCKS, unfolded=EVERY, is_error=True, is_partial=True)
    used = fragment(*BLOCKS, unfolded=EVERY, is_error=True, is_partial=True).classes
    assert made.folds == 2
    assert {name for name in used if not re.search(rf"\.{name}\b", sheet)} == set()


@both
def test_the_style_sheet_loads_nothing(colours: Colours) -> None:
    sheet = style_sheet(colours, 10.0, "a 'font'; x { y: url(http://a.b) }")
    assert "url(" not in sheet
    assert "font-family: 'a font x  y urlhttpa.b '" in sheet
