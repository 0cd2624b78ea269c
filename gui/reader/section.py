"""A piece of a message on the screen: text that can be selected, copied and read aloud."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import Any

from PySide6.QtCore import (
    QByteArray,
    QMimeData,
    QPoint,
    QSignalBlocker,
    QSize,
    Qt,
    QUrl,
    Signal,
    Slot,
)
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QTextBrowser, QTextEdit, QWidget

from gui.look import draw_ring, grown, plain_tip
from gui.reader.pictures import no_picture, picture
from gui.reader.style import INDENT

_LINK_SCHEMES = ("http", "https")
_OWN_LINKS = ("fold:", "all:", "copy:")
_HEADING = '<p class="heading"'
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason)
_OWN_KEYS = (QKeySequence.StandardKey.Copy, QKeySequence.StandardKey.SelectAll)
_MOST_PLACES = 3_000
_HIGHEST_PICTURE = 400


class Section(QTextBrowser):
    """Shows one section of a message in just the height it needs, and opens nothing by itself."""

    link_wanted = Signal(str)  # a web address that was clicked
    fold_wanted = Signal(int)  # the foldable part of the message that was clicked
    code_wanted = Signal(int)  # the code block of the message that is to be copied
    came_into_focus = Signal(int, int)  # by keys: what has it now lies from y to y

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._images: Sequence[str] = ()
        self._has_heading = False
        self._room = QSize()
        self.marked = ""
        """The text that is marked wherever it is found; whoever marks it keeps it here."""
        self.is_stale = True
        """True if letters or colours are others now than when it was laid out."""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setUndoRedoEnabled(False)
        self.setTabChangesFocus(True)
        self.setAcceptDrops(False)
        for set_policy in (self.setHorizontalScrollBarPolicy, self.setVerticalScrollBarPolicy):
            set_policy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByMouse
            | Qt.TextInteractionFlag.LinksAccessibleByKeyboard
        )
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)  # the view has one
        self.viewport().setAutoFillBackground(False)
        self.document().setDocumentMargin(0)
        self.document().setIndentWidth(INDENT)
        self.anchorClicked.connect(self._on_anchor_clicked)
        self.highlighted.connect(self._on_highlighted)

    def show_markup(self, html: str, images: Sequence[str], style_sheet: str, width: int) -> int:
        """Show `html`, laid out `width` pixels wide, and return how high it is."""
        self._images, self._room = images, QSize(width, grown(self, _HIGHEST_PICTURE))
        self._has_heading = html.startswith(_HEADING)
        document = self.document()
        if document.defaultStyleSheet() != style_sheet:
            document.setDefaultStyleSheet(style_sheet)
        document.setTextWidth(width)
        self.setHtml(html)
        self.mark((), ())
        self.is_stale = False
        return self._fit(width)

    def widen(self, width: int) -> int | None:
        """Lay the same text out in another width, and return how high it is.

        None if it has to be shown anew: images are made for one width.
        """
        return None if self.is_stale or self._images else self._fit(width)

    def _fit(self, width: int) -> int:
        document = self.document()
        # The base class hears of a new size and goes back to the width of its viewport, which
        # follows ours only once it is seen.
        with QSignalBlocker(document.documentLayout()):
            document.setTextWidth(-1)
            document.setTextWidth(width)
            height = max(1, ceil(document.size().height()))
        self.resize(width, height)
        self.viewport().update()
        return height

    def is_laid_out(self, width: int) -> bool:
        """Tell whether what is shown looks as it has to, `width` pixels wide."""
        return not self.is_stale and self.width() == width

    def letter_at(self, y: int) -> tuple[int, int]:
        """Return the first letter of the line at `y`, and how far below its top that is."""
        cursor = self.cursorForPosition(QPoint(0, y))
        return cursor.position(), y - self.cursorRect(cursor).top()

    def y_of(self, letter: int, below: int) -> int:
        """Return where a letter is now; at most `below` pixels below the top of its line."""
        cursor = self.textCursor()
        cursor.setPosition(min(letter, self.document().characterCount() - 1))
        spot = self.cursorRect(cursor)
        return spot.top() + min(below, spot.height())

    def places_of(self, text: str, most: int = _MOST_PLACES) -> list[QTextCursor]:
        """Return where `text` is in what was said, in whatever case: the first `most` places."""
        places = list[QTextCursor]()
        cursor = self.document().find(text) if text else QTextCursor()
        while not cursor.isNull() and len(places) < min(most, _MOST_PLACES):
            if not self._is_own(cursor):
                places.append(cursor)
            cursor = self.document().find(text, cursor)
        return places

    def _is_own(self, cursor: QTextCursor) -> bool:
        """Tell whether the program says it: who speaks, and what a link does."""
        is_heading = self._has_heading and cursor.blockNumber() == 0
        return is_heading or cursor.charFormat().anchorHref().startswith(_OWN_LINKS)

    def mark(self, places: Sequence[QTextCursor], styles: Sequence[QTextCharFormat]) -> None:
        """Mark what was found, each in its style, instead of what was marked before."""
        marks = []
        for cursor, style in zip(places, styles, strict=True):
            mark = QTextEdit.ExtraSelection()
            mark.cursor, mark.format = cursor, style
            marks.append(mark)
        self.setExtraSelections(marks)
        self.marked = ""

    @property
    def selected_text(self) -> str:
        """What is selected, as text."""
        return self.textCursor().selection().toPlainText()

    @Slot(QUrl)
    def _on_anchor_clicked(self, url: QUrl) -> None:
        scheme, rest = url.scheme(), url.path()
        if scheme in _LINK_SCHEMES:
            self.link_wanted.emit(url.toString(QUrl.ComponentFormattingOption.FullyEncoded))
        elif scheme in ("fold", "all") and rest.isdecimal():
            self.fold_wanted.emit(int(rest))
        elif scheme == "copy" and rest.isdecimal():
            self.code_wanted.emit(int(rest))

    @Slot(QUrl)
    def _on_highlighted(self, url: QUrl) -> None:
        is_link = url.scheme() in _LINK_SCHEMES
        self.setToolTip(plain_tip(url.toDisplayString()) if is_link else "")

    # Qt overrides

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        """Return the image that the message brings along, and never anything from elsewhere."""
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return QByteArray()
        url = QUrl(name)
        place = url.path() if url.scheme() == "image" else ""
        number = int(place) if place.isdecimal() else len(self._images)
        source = self._images[number] if number < len(self._images) else ""
        image = picture(source, self._room)
        # Qt would look on the disk for what has no image here.
        return no_picture(self.palette()) if image.isNull() else image

    def createMimeDataFromSelection(self) -> QMimeData:
        """Give away text only: markup of a file has no business in another program."""
        data = QMimeData()
        data.setText(self.selected_text)
        return data

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.ignore()  # the conversation scrolls, never a part of it

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab, Qt.Key.Key_Backtab)
        if event.key() in keys or any(map(event.matches, _OWN_KEYS)):
            super().keyPressEvent(event)
        else:
            event.ignore()  # to the view, which scrolls

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()
        if event.reason() in _BY_KEYS:
            self.came_into_focus.emit(0, self.height())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - its name in Qt
        has_moved = super().focusNextPrevChild(next)
        if has_moved and self.hasFocus():  # to a link
            spot = self.cursorRect()
            self.came_into_focus.emit(spot.top(), spot.bottom())
        return has_moved

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()
        if event.reason() in (*_BY_KEYS, Qt.FocusReason.MouseFocusReason):
            cursor = self.textCursor()  # one selection at a time
            cursor.clearSelection()
            self.setTextCursor(cursor)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus() and not self.textCursor().hasSelection():
            draw_ring(self.viewport())
