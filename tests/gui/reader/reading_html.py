"""Reads what the reader is shown, as strictly as a browser never would."""

from __future__ import annotations

import re
from html.parser import HTMLParser

EMPTY = {"br", "img"}
ELEMENTS = EMPTY | {
    *("p", "div", "span", "a", "b", "i", "s", "ul", "ol", "li"),
    *("table", "tr", "td", "th"),
}
ATTRIBUTES = {
    "class": re.compile(r"[a-z]+[1-6]?"),
    "dir": re.compile(r"ltr|rtl"),
    "href": re.compile(r"https?://\S+|mailto:\S+|(?:fold|copy|all):\d+", re.IGNORECASE),
    "src": re.compile(r"image:\d+"),
    "start": re.compile(r"\d{1,9}"),
    "align": re.compile(r"left|right|center"),
    "width": re.compile(r"100%"),
    "cellspacing": re.compile(r"0"),
    "cellpadding": re.compile(r"0"),
}


class Fragment(HTMLParser):
    """The text and the links of a section; `faults` is what is wrong with it."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.faults: list[str] = []
        self.text = ""
        self.links: list[str] = []
        self.classes: set[str] = set()
        self.elements: list[str] = []
        self._open: list[str] = []
        self.feed(html)
        self.close()
        self.faults += [f"<{tag}> is left open" for tag in self._open]

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append(tag)
        if tag not in ELEMENTS:
            self.faults.append(f"<{tag}> is not known")
        if tag == "a" and "a" in self._open:
            self.faults.append("a link in a link")
        for name, value in attrs:
            form = ATTRIBUTES.get(name)
            if form is None or not form.fullmatch(value or ""):
                self.faults.append(f"{name}={value!r}")
        found = dict(attrs)
        self.links += filter(None, [found.get("href")])
        self.classes |= set(filter(None, [found.get("class")]))
        if tag in ("br", "p", "td", "th", "li"):
            self.text += "\n"
        if tag not in EMPTY:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self._open or self._open.pop() != tag:
            self.faults.append(f"</{tag}> closes nothing")

    def handle_data(self, data: str) -> None:
        self.text += data

    def handle_comment(self, data: str) -> None:
        self.faults.append(f"a comment: {data!r}")

    def handle_decl(self, decl: str) -> None:
        self.faults.append(f"a declaration: {decl!r}")

    def handle_pi(self, data: str) -> None:
        self.faults.append(f"an instruction: {data!r}")

    def unknown_decl(self, data: str) -> None:
        self.faults.append(f"a declaration: {data!r}")
