"""Brings the translations up to date: reads the sources, keeps what is translated, compiles.

Run `python -m resources.make_translations` after any change of words. What has become new stands in
the .ts files as unfinished, to be translated there or with Qt Linguist; then run it again.
"""

from __future__ import annotations

import ast
import subprocess
import xml.etree.ElementTree as ET
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import PySide6

HERE = Path(__file__).resolve().parent / "translations"
SOURCES = Path(__file__).resolve().parents[1] / "gui"
LRELEASE = Path(str(PySide6.__file__)).with_name("lrelease")


@dataclass(frozen=True, order=True)
class Words:
    """One text of the program; `numerus` if it is another for another number."""

    context: str
    source: str
    numerus: bool = field(compare=False, default=False)


def words_of(tree: ast.AST, context: str = "") -> Iterator[Words]:
    """Yield what is marked as to be translated, by `self.tr(…)` and by `translate("…", "…")`."""
    if isinstance(tree, ast.ClassDef):
        context = tree.name
    if isinstance(tree, ast.Call):
        match called(tree), tree.args:
            case "_core", [ast.Constant(value=str(source))]:
                yield Words("Core", source)
            case "tr", [ast.Constant(value=str(source)), *rest]:
                yield Words(context, source, len(rest) > 1)
            case "translate", [ast.Constant(value=name), ast.Constant(value=str(source)), *rest]:
                yield Words(str(name), source, len(rest) > 1)
    for child in ast.iter_child_nodes(tree):
        yield from words_of(child, context)


def called(node: ast.Call) -> str:
    """Return the last word of what is called."""
    target = node.func
    if isinstance(target, ast.Attribute):
        return target.attr
    return target.id if isinstance(target, ast.Name) else ""


def all_words() -> list[Words]:
    """Return every text of the program, once, in a fixed order."""
    found: set[Words] = set()
    for path in sorted(SOURCES.rglob("*.py")):
        found.update(words_of(ast.parse(path.read_text(encoding="utf-8"))))
    return sorted(found)


def translations(path: Path) -> dict[Words, list[str]]:
    """Return what a .ts file holds: one text, or one for each number; none if it is unfinished."""
    found = {}
    for context in ET.parse(path).getroot().iter("context"):
        for message in context.iter("message"):
            numerus = message.get("numerus") == "yes"
            words = Words(_text(context, "name"), _text(message, "source"), numerus)
            translation = message.find("translation")
            assert translation is not None
            forms = [form.text or "" for form in translation.iter("numerusform")]
            found[words] = forms if numerus else [translation.text or ""]
    return found


def written(language: str, texts: dict[Words, list[str]]) -> str:
    """Return the .ts file of all words, with the translations that `texts` has for them."""
    root = ET.Element("TS", version="2.1", language=language, sourcelanguage="en")
    context, name = root, ""
    for words in all_words():
        if words.context != name or context is root:
            context, name = ET.SubElement(root, "context"), words.context
            ET.SubElement(context, "name").text = name
        message = ET.SubElement(context, "message", {"numerus": "yes"} if words.numerus else {})
        ET.SubElement(message, "source").text = words.source
        _add_translation(message, texts.get(words, []), numerus=words.numerus)
    ET.indent(root, "  ")
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    return head + ET.tostring(root, encoding="unicode") + "\n"


def compiled(source: Path, to: Path) -> None:
    """Compile a .ts file; the same source always gives the same bytes."""
    command = [str(LRELEASE), "-silent", "-nounfinished", str(source), "-qm", str(to)]
    subprocess.run(command, check=True)


def main() -> None:
    """Write every .ts file anew and compile it."""
    for path in sorted(HERE.glob("*.ts")):
        path.write_text(written(path.stem, translations(path)), encoding="utf-8")
        compiled(path, path.with_suffix(".qm"))


def _add_translation(message: ET.Element, forms: list[str], *, numerus: bool) -> None:
    is_finished = bool(forms) and all(forms)
    translation = ET.SubElement(
        message, "translation", {} if is_finished else {"type": "unfinished"}
    )
    if numerus:
        for form in forms or ["", ""]:
            ET.SubElement(translation, "numerusform").text = form
    elif forms:
        translation.text = forms[0]


def _text(element: ET.Element, name: str) -> str:
    return element.findtext(name) or ""


if __name__ == "__main__":
    main()
