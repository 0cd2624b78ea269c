"""The page for an end without findings or receipt: all is well, cancelled, failed."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from gui.repair.page import Page, Role, wrapped_label


class NoticePage(Page):
    """A headline and a sentence. Wishes go out as signals; the dialog does them."""

    check_wanted = Signal()
    read_all_wanted = Signal()
    close_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._text = wrapped_label(selectable=True)
        self.body.addWidget(self._text)
        self.body.addStretch(1)
        self.add_button(
            self.tr("Read &every file again"), Role.ActionRole, self.read_all_wanted.emit
        )
        self.add_button(self.tr("Check &again"), Role.ActionRole, self.check_wanted.emit)
        self._close = self.add_button(self.tr("Close"), Role.RejectRole, self.close_wanted.emit)

    def show_notice(self, headline: str, text: str) -> None:
        """Say `headline`, and below it `text`."""
        self.set_headline(headline)
        self._text.setText(text)

    def show_default(self) -> None:
        """Give Close the focus."""
        self._close.setDefault(True)
        self._close.setFocus()
        self.announce("\n".join((self.headline, self._text.text())))
