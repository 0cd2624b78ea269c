"""The field that filters the sessions, and the switch for archived ones."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Qt, Signal, Slot
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QToolButton, QWidget

from gui.appearance.icons import icon
from gui.look import GAP
from gui.sessions.query_field import QueryField
from gui.sessions.texts import number_text

_WIDTH, _LEAST_WIDTH = 32, 10  # average characters


class FilterBar(QWidget):
    """Tells at each key stroke what to filter by; what is still being composed is not told."""

    filter_changed = Signal(str)
    show_archived_changed = Signal(bool)
    list_wanted = Signal()  # Down or Enter: on to what was found
    entered = Signal()  # Enter, once the list has been told

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = self._field = QueryField(self)
        self._field.setAccessibleName(self.tr("Search sessions"))
        self._field.setPlaceholderText(self.tr("Search sessions"))
        self._field.setToolTip(
            self.tr("Words of titles and messages, in any order, or filters: model:opus (Ctrl+F)")
        )
        self._field.setClearButtonEnabled(True)
        for button in self._field.findChildren(QToolButton):  # Qt's own has no name
            button.setAccessibleName(self.tr("Clear the filter"))
        self._field.textChanged.connect(self.filter_changed)
        self._field.returnPressed.connect(self.list_wanted)
        self._field.returnPressed.connect(self.entered)
        self._menu_button = QToolButton(self)
        self._menu_button.setAutoRaise(True)
        self._menu_button.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu_button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        for tell in (self._menu_button.setToolTip, self._menu_button.setAccessibleName):
            tell(self.tr("Filters and saved searches"))
        self._archived = QCheckBox(self)
        self._archived.toggled.connect(self.show_archived_changed)
        self.set_archived_count(0)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(GAP // 2)
        row.addWidget(self._archived)
        row.addSpacing(GAP // 2)
        row.addWidget(self._field, 1)
        row.addWidget(self._menu_button)
        self.setFocusProxy(self._field)
        self._fit()

    def text(self) -> str:
        """Return what is filtered by."""
        return self._field.text()

    def set_menu(self, menu: QMenu) -> None:
        """Offer `menu` beside the field."""
        self._menu_button.setMenu(menu)

    @Slot()
    def focus_filter(self) -> None:
        """Give the focus to the field, with all that is in it selected."""
        self._field.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._field.selectAll()

    @Slot()
    def clear(self) -> None:
        """Filter by nothing."""
        self._field.clear()

    @Slot(bool)
    def set_show_archived(self, shown: bool) -> None:
        """Turn the switch for archived sessions."""
        self._archived.setChecked(shown)

    @Slot(int)
    def set_archived_count(self, count: int) -> None:
        """Tell at the switch how many sessions are archived."""
        self._archived.setText(self.tr("Show archived ({0})").format(number_text(count)))
        self._archived.setEnabled(count > 0)

    def _fit(self) -> None:
        self._field.setMinimumWidth(_LEAST_WIDTH * self.fontMetrics().averageCharWidth())
        size = self.fontMetrics().height()
        drawn = icon("funnel", self.palette(), size, self.devicePixelRatioF())
        self._menu_button.setIcon(drawn)
        self._menu_button.setIconSize(QSize(size, size))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.PaletteChange):
            self._fit()

    def sizeHint(self) -> QSize:
        hint, least = super().sizeHint(), self._field.minimumWidth()
        wide = _WIDTH * self._field.fontMetrics().averageCharWidth()
        return QSize(self.minimumSizeHint().width() - least + wide, hint.height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Down:  # the field has no use for it and passes it on
            self.list_wanted.emit()
        else:
            super().keyPressEvent(event)
