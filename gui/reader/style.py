"""How the reader looks: the rules for the classes that `gui.reader.markup` writes."""

from __future__ import annotations

import re

from gui.appearance.colours import Colours

INDENT = 26
"""So far in stand lists, in pixels: for `QTextDocument.setIndentWidth`."""


def style_sheet(colours: Colours, base_point_size: float, monospace_family: str) -> str:
    """Return the style sheet of a document in these colours, sizes and letters."""
    return "\n".join(
        [
            *_texts(colours, base_point_size),
            *_code(colours, base_point_size, monospace_family),
            *_tables(colours),
        ]
    )


def _texts(colours: Colours, size: float) -> list[str]:
    small = f"font-size: {size * 0.88:.2f}pt"
    return [
        f"body {{ color: {colours.text}; font-size: {size:.2f}pt }}",
        "p { margin-top: 0px; margin-bottom: 8px; line-height: 125% }",
        "p.plain { margin-bottom: 0px; white-space: pre-wrap }",
        f"p.h1 {{ font-size: {size * 1.3:.2f}pt; font-weight: bold; margin-top: 10px }}",
        f"p.h2 {{ font-size: {size * 1.15:.2f}pt; font-weight: bold; margin-top: 8px }}",
        f"p.h3 {{ font-size: {size * 1.05:.2f}pt; font-weight: bold; margin-top: 6px }}",
        *(f"p.h{n} {{ font-weight: bold; margin-top: 6px }}" for n in (4, 5, 6)),
        "p.heading { margin-bottom: 6px }",
        f"p.fold {{ margin-bottom: 4px; {small} }}",
        f"p.media {{ margin-bottom: 4px; {small} }}",
        "p.picture { line-height: 100% }",  # else it leaves a quarter of its height below
        f"p.caption {{ margin-bottom: 2px; color: {colours.quiet}; {small} }}",
        "span.who { font-weight: bold }",
        f"span.quiet {{ color: {colours.quiet}; {small} }}",
        f"span.badge {{ color: {colours.text}; {small}; font-style: italic }}",
        f"span.bad {{ color: {colours.bad}; font-weight: bold; {small} }}",
        f"a {{ color: {colours.link} }}",
        f"a.quiet {{ color: {colours.quiet}; text-decoration: none }}",
        f"a.fold {{ color: {colours.text}; text-decoration: none }}",
        f"a.foldbad {{ color: {colours.bad}; text-decoration: none }}",
        "ul { margin-top: 0px; margin-bottom: 8px }",
        "ol { margin-top: 0px; margin-bottom: 8px }",
        "li { margin-bottom: 2px; line-height: 125% }",
    ]


def _code(colours: Colours, size: float, family: str) -> list[str]:
    name = re.sub(r"[^\w .-]", "", family)  # a style sheet has no way to quote a quote
    letters = f"font-family: '{name}'; font-size: {size * 0.95:.2f}pt"
    return [
        f"p.code {{ white-space: pre-wrap; margin-bottom: 0px; line-height: 112%; {letters} }}",
        f"span.code {{ background-color: {colours.code}; {letters} }}",
        f"td.ground {{ background-color: {colours.code}; padding: 8px }}",
        f"span.keyword {{ color: {colours.keyword} }}",
        f"span.string {{ color: {colours.string} }}",
        f"span.number {{ color: {colours.number} }}",
        f"span.name {{ color: {colours.name} }}",
        f"span.comment {{ color: {colours.quiet} }}",
    ]


def _tables(colours: Colours) -> list[str]:
    around = "margin-top: 4px; margin-bottom: 10px"
    border = f"border: 1px solid {colours.line}"
    return [
        f"table.ground {{ {around} }}",
        f"table.quote {{ {around} }}",
        f"table.grid {{ {around}; border-collapse: collapse; {border} }}",
        f"table.line {{ {around} }}",
        f"td.line {{ border-top: 1px solid {colours.line} }}",
        f"td.cell {{ {border}; padding: 4px 8px }}",
        f"th.head {{ {border}; padding: 4px 8px }}",
        f"td.quotertl {{ border-right: 3px solid {colours.line}; padding-right: 10px }}",
        f"td.quote {{ border-left: 3px solid {colours.line}; padding-left: 10px }}",
    ]
