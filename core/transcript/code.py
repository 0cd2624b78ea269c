"""Code in colours."""

from __future__ import annotations

from functools import cache
from html import escape

from pygments import highlight
from pygments.formatters.html import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

LONGEST = 30_000
"""Longer code stays without colours."""

LANGUAGES = frozenset({
    "bash", "c", "c#", "c++", "cmake", "console", "cpp", "csharp", "css", "dart", "diff",
    "docker", "dockerfile", "go", "golang", "html", "ini", "java", "javascript", "js", "json",
    "jsx", "kotlin", "lua", "make", "makefile", "nginx", "php", "powershell", "ps1", "py",
    "python", "python3", "r", "rb", "rs", "ruby", "rust", "scala", "sh", "shell", "sql", "swift",
    "toml", "ts", "tsx", "typescript", "xml", "yaml", "yml", "zsh",
})  # fmt: skip
"""What is coloured; all others are shown plainly."""


def highlighted(code: str, language: str, _attributes: str = "") -> str:
    """Return `code` as HTML, its words in classes of `styles()`; just escaped if it is unknown."""
    name = language.strip().lower()
    if name not in LANGUAGES or len(code) > LONGEST:
        return escape(code)
    lexer = _lexer(name)
    return escape(code) if lexer is None else str(highlight(code, lexer, _formatter("default")))


@cache
def _lexer(name: str) -> Lexer | None:
    try:
        return get_lexer_by_name(name, stripnl=False, ensurenl=False)
    except (ClassNotFound, ImportError):  # a bundle may have been made without this language
        return None


@cache
def _formatter(style: str) -> HtmlFormatter[str]:
    return HtmlFormatter(nowrap=True, style=style)


def styles(style: str) -> str:
    """Return the rules of a style sheet for the classes, in a look that Pygments knows."""
    rules = str(_formatter(style).get_style_defs("code"))
    return "\n".join(line for line in rules.splitlines() if line.startswith("code ."))
