"""What the search has done in a process of its own: the catalogue, or a walk through all files."""

from __future__ import annotations

from PySide6.QtCore import Signal

from core.store.requests import CatalogueBuilt, FilesSearched, NoCatalogue
from gui.long_work import LongWork, Outcome


class SearchRunner(LongWork):
    """Long work that ends by one of the signals here, or by `cancelled` or `failed`."""

    built = Signal(object)  # core.search.built.Built
    not_kept = Signal(str)  # why there can be no catalogue: a sentence
    searched = Signal(object)  # FilesSearched

    def _tell(self, outcome: Outcome) -> None:
        match outcome:
            case CatalogueBuilt(built):
                self.built.emit(built)
            case NoCatalogue(sentence):
                self.not_kept.emit(sentence)
            case FilesSearched():
                self.searched.emit(outcome)
            case _:
                super()._tell(outcome)
