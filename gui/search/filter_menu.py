"""The menu beside the field: common filters, saved searches, and whether files are read."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import partial

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QMenu, QWidget

from gui.search.terms import has_term, with_term, without_term

translate = QCoreApplication.translate


class FilterMenu(QMenu):
    """Made anew by `fill` each time it opens; whatever is chosen writes the text of the query."""

    query_wanted = Signal(str)
    save_wanted = Signal()
    rename_wanted = Signal(str)  # name of a saved search
    remove_wanted = Signal(str)
    pause_wanted = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Filters and saved searches"), parent)

    def fill(
        self,
        text: str,
        values: Mapping[str, Sequence[str]],
        saved: Mapping[str, str],
        *,
        is_paused: bool,
    ) -> None:
        """Offer what can be done with the query `text`."""
        self.clear()
        self._add_values(text, values)
        self._add_terms(text, self.tr("&Age"), _ages())
        self._add_terms(text, self.tr("&State"), _states())
        self._add_terms(text, self.tr("&Contains"), _things())
        self.addSeparator()
        self._add_saved(text, saved)
        self.addSeparator()
        pause = self.addAction(self.tr("&Pause reading for the search"))
        pause.setCheckable(True)
        pause.setChecked(is_paused)
        pause.triggered.connect(self.pause_wanted)

    def _add_values(self, text: str, values: Mapping[str, Sequence[str]]) -> None:
        # Late: a start has no time for what only a search needs.
        from core.search.completion import complete

        names = {
            "model": self.tr("&Model"),
            "project": self.tr("&Project"),
            "workspace": self.tr("&Workspace"),
            "profile": self.tr("P&rofile"),
        }
        for key, name in names.items():
            found = complete(f"{key}:", len(key) + 1, values).texts
            self._add_terms(text, name, [(f"{key}:{value}", value) for value in found])

    def _add_terms(self, text: str, name: str, terms: Iterable[tuple[str, str]]) -> None:
        menu = self.addMenu(name)
        for term, words in terms:
            action = menu.addAction(words.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(is_there := has_term(text, term))
            changed = without_term(text, term) if is_there else with_term(text, term)
            action.triggered.connect(partial(self._want, changed))
        menu.setEnabled(not menu.isEmpty())

    def _add_saved(self, text: str, saved: Mapping[str, str]) -> None:
        for name, query in saved.items():
            self.addAction(name.replace("&", "&&"), partial(self._want, query))
        save = self.addAction(self.tr("Sa&ve this search…"))
        save.setEnabled(bool(text.strip()))
        save.triggered.connect(self.save_wanted)
        for title, wanted in (
            (self.tr("Re&name"), self.rename_wanted),
            (self.tr("Rem&ove"), self.remove_wanted),
        ):
            menu = self.addMenu(title)
            menu.setEnabled(bool(saved))
            for name in saved:
                menu.addAction(name.replace("&", "&&"), partial(wanted.emit, name))

    def _want(self, query: str, _checked: bool = False) -> None:
        self.query_wanted.emit(query)


def _ages() -> list[tuple[str, str]]:
    return [
        ("on:today", translate("FilterMenu", "Today")),
        ("after:7d", translate("FilterMenu", "Last 7 days")),
        ("after:30d", translate("FilterMenu", "Last 30 days")),
        ("before:30d", translate("FilterMenu", "Older than 30 days")),
        ("before:1y", translate("FilterMenu", "Older than a year")),
    ]


def _states() -> list[tuple[str, str]]:
    return [
        ("is:pinned", translate("FilterMenu", "Pinned")),
        ("is:archived", translate("FilterMenu", "Archived")),
        ("is:untitled", translate("FilterMenu", "Untitled")),
        ("is:unlisted", translate("FilterMenu", "Without a row in the index")),
        ("is:unreadable", translate("FilterMenu", "Unreadable")),
    ]


def _things() -> list[tuple[str, str]]:
    return [
        ("has:tools", translate("FilterMenu", "Tools")),
        ("has:images", translate("FilterMenu", "Images")),
        ("has:error", translate("FilterMenu", "Errors")),
    ]
