"""Which of several stores to open: each with its path, its count and its last use."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance, Slot
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import (
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.store.requests import StoreCounted
from gui.actions import short_path
from gui.first_start.promise import promise
from gui.look import GAP, dim, grown, plain_label, plain_tip, set_larger, with_room_for_lines
from gui.sessions.texts import age_text, number_text, one_line, spoken_time

_WIDTH = 680
_HEADLINE = 1.35
_MUCH = 100  # of the room, up to that width
_MOST_ROWS, _FEWEST_ROWS = 8, 3
_FOLDER, _COUNT, _USED = range(3)
_PATH = Qt.ItemDataRole.UserRole


class StoreChoice(QWidget):
    """A short list of folders. Until the user moves, the one that was used last is current."""

    chosen = Signal(Path)
    choose_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self.stores = _StoreList()
        self.stores.itemActivated.connect(self._on_open_wanted)
        self._newest = 0.0
        self._proposed: QTreeWidgetItem | None = None
        self._headline = plain_label(self.tr("Several session stores were found"))
        self.setAccessibleName(self._headline.text())
        self._buttons = QHBoxLayout()
        self.open_button = self._button(self.tr("&Open"), None)
        self.open_button.clicked.connect(self._on_open_wanted)
        self._button(self.tr("&Choose a folder…"), self.choose_wanted)
        self._button(self.tr("Open the sa&mple"), self.sample_wanted)
        self._lay_out()

    def show_folders(self, folders: Sequence[Path]) -> None:
        """List `folders`; what is in them is not known yet."""
        self.stores.clear()
        self._newest = 0.0
        for folder in folders:
            self.stores.add(folder)
        self._propose(self.stores.topLevelItem(0))
        self.stores.updateGeometry()

    @Slot(object)
    def on_counted(self, counted: StoreCounted) -> None:
        """Show what is in one of the folders."""
        item = self.stores.item_of(counted.folder)
        if item is None:
            return
        self.stores.fill(item, counted)
        if counted.last_used > self._newest and counted.sessions:
            self._newest = counted.last_used
            if self.stores.currentItem() is self._proposed:
                self._propose(item)

    def _propose(self, item: QTreeWidgetItem | None) -> None:
        self._proposed = item
        if item is not None:
            self.stores.setCurrentItem(item)

    @Slot()
    def _on_open_wanted(self) -> None:
        item = self.stores.currentItem()
        if item is not None:
            self.chosen.emit(Path(item.data(_FOLDER, _PATH)))

    def _button(self, text: str, wish: SignalInstance | None) -> QPushButton:
        button = QPushButton(text)
        button.setAutoDefault(True)  # Enter presses the one that has the focus
        if wish is not None:
            button.clicked.connect(wish)
        self._buttons.addWidget(button)
        return button

    def _lay_out(self) -> None:
        words = plain_label(self.tr("Which one do you want to see? The next start opens it again."))
        never = plain_label(promise())
        never.setWordWrap(True)
        for label in (words, never):
            dim(label)
        self._buttons.setSpacing(GAP)
        self._buttons.addStretch(1)
        self._middle = QWidget()
        column = QVBoxLayout(self._middle)
        column.setSpacing(GAP)
        column.addStretch(2)
        column.addWidget(self._headline)
        column.addWidget(words)
        column.addWidget(self.stores)
        column.addLayout(self._buttons)
        column.addSpacing(GAP)
        column.addWidget(never)
        column.addStretch(3)
        # Side by side with air: a label that is aligned gets no room for its wrapped lines.
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(self._middle, _MUCH)
        row.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        set_larger(self._headline, self.font(), _HEADLINE)
        least = self._middle.minimumSizeHint().width()
        self._middle.setMaximumWidth(max(grown(self, _WIDTH), least))
        self.stores.fit_rows()

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return with_room_for_lines(self, super().minimumSizeHint())


class _StoreList(QTreeWidget):
    """The folders, as high as there are; a row is read aloud as one sentence."""

    def __init__(self) -> None:
        super().__init__()
        self.setAccessibleName(self.tr("Session stores"))
        self.setHeaderLabels([self.tr("Folder"), self.tr("Sessions"), self.tr("Last used")])
        self.setRootIsDecorated(False)
        self.setAllColumnsShowFocus(True)
        self.setUniformRowHeights(True)
        self.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        self.setTabKeyNavigation(False)
        header = self.header()
        header.setSectionsMovable(False)
        header.setStretchLastSection(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(_FOLDER, QHeaderView.ResizeMode.Stretch)
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        self.headerItem().setTextAlignment(_COUNT, right)

    def add(self, folder: Path) -> None:
        """Add a row for `folder`."""
        path = one_line(short_path(folder))
        item = QTreeWidgetItem(self, [path, "…", "…"])
        item.setData(_FOLDER, _PATH, str(folder))
        item.setToolTip(_FOLDER, plain_tip(str(folder)))
        right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
        item.setTextAlignment(_COUNT, right)
        item.setSizeHint(_FOLDER, self._row_size())
        _name(item, path)

    def fit_rows(self) -> None:
        """Make rows and columns as large as the text needs now."""
        self.header().setMinimumSectionSize(grown(self, 12 * GAP))
        for row in range(self.topLevelItemCount()):
            if (item := self.topLevelItem(row)) is not None:
                item.setSizeHint(_FOLDER, self._row_size())
        self.updateGeometry()

    def _height(self, count: int) -> int:
        rows = count * self._row_size().height()
        return self.header().sizeHint().height() + rows + 2 * self.frameWidth()

    def _row_size(self) -> QSize:
        """As high as the rows of the sessions are."""
        return QSize(0, self.fontMetrics().height() + GAP + GAP // 4)

    def item_of(self, folder: Path) -> QTreeWidgetItem | None:
        """Return the row of `folder`."""
        items = (self.topLevelItem(row) for row in range(self.topLevelItemCount()))
        return next((i for i in items if i and i.data(_FOLDER, _PATH) == str(folder)), None)

    def fill(self, item: QTreeWidgetItem, counted: StoreCounted) -> None:
        """Show in the row `item` what was counted."""
        path = item.text(_FOLDER)
        if counted.sessions is None:
            item.setText(_COUNT, "–")
            item.setText(_USED, self.tr("cannot be read"))
            _name(item, self.tr("{path}, cannot be read").format(path=path))
            return
        used = age_text(counted.last_used, time.time())
        item.setText(_COUNT, number_text(counted.sessions))
        item.setText(_USED, used or "–")
        words = self.tr("{path}, {count} sessions, last used {time}")
        spoken = spoken_time(counted.last_used) or "–"
        _name(item, words.format(path=path, count=counted.sessions, time=spoken))

    # Qt overrides

    def sizeHint(self) -> QSize:
        count = min(max(self.topLevelItemCount(), _FEWEST_ROWS), _MOST_ROWS)
        return QSize(_WIDTH, self._height(count))

    def minimumSizeHint(self) -> QSize:
        return QSize(super().minimumSizeHint().width(), self._height(_FEWEST_ROWS))


def _name(item: QTreeWidgetItem, words: str) -> None:
    item.setData(_FOLDER, Qt.ItemDataRole.AccessibleTextRole, words)
