"""What the pages of the dialog have in common: a headline, a body, a row of buttons."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QDialogButtonBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from gui.appearance.icons import Sign
from gui.look import GAP, WarningStrip, dim, plain_label, set_larger

Role = QDialogButtonBox.ButtonRole

_HEADLINE = 1.2


def wrapped_label(text: str = "", *, selectable: bool = False) -> QLabel:
    """A label that wraps its text and never takes it for markup."""
    label = plain_label(text)
    label.setWordWrap(True)
    if selectable:
        label.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
    return label


class ElidedLabel(QLabel):
    """One line of plain text, cut in the middle where it does not fit."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._full = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)

    def set_full_text(self, text: str) -> None:
        """Show `text`, or as much of it as there is room for."""
        self._full = text
        self.setAccessibleName(text)
        self._cut()

    def _cut(self) -> None:
        middle = Qt.TextElideMode.ElideMiddle
        self.setText(self.fontMetrics().elidedText(self._full, middle, self.width()))

    # Qt overrides

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._cut()

    def sizeHint(self) -> QSize:
        # The same height with and without text: nothing around it may move.
        return QSize(0, self.fontMetrics().height())


class Facts(QWidget):
    """Names and values in two columns; the values can be selected and copied."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(2 * GAP)
        self._form.setVerticalSpacing(GAP // 2)

    def show_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        """Show `facts` in place of those before."""
        while self._form.rowCount():
            self._form.removeRow(0)
        for name, value in facts:
            label = wrapped_label(value, selectable=True)
            label.setAccessibleName(f"{name}: {value}")
            name_label = plain_label(name)
            dim(name_label)
            self._form.addRow(name_label, label)


class Banner(WarningStrip):
    """A warning sign with sentences beside it; not there while there is nothing to say."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        sign = Sign("warning")
        sign.setAccessibleName(self.tr("Warning"))
        self._text = wrapped_label(selectable=True)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(GAP + GAP // 2, GAP, GAP, GAP)
        layout.setSpacing(GAP)
        layout.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        layout.addWidget(self._text, 1)
        self.hide()

    def say(self, text: str) -> None:
        """Show `text`; nothing if it is empty."""
        self._text.setText(text)
        self._text.setAccessibleName(text)
        self.setVisible(bool(text))


class Page(QWidget):
    """One page of the dialog; `body` is for the widgets between headline and buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._headline = wrapped_label()
        self._fit()
        self.body = QVBoxLayout()
        self.body.setSpacing(GAP)
        self._asides = QHBoxLayout()
        self._asides.setSpacing(GAP)
        self._buttons = QDialogButtonBox()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * GAP, 2 * GAP, 2 * GAP, 2 * GAP)
        layout.setSpacing(GAP)
        layout.addWidget(self._headline)
        layout.addLayout(self.body, 1)
        layout.addSpacing(GAP)
        layout.addLayout(self._last_row())

    @property
    def headline(self) -> str:
        """What the page says in its first line."""
        return self._headline.text()

    def set_headline(self, text: str) -> None:
        """Say `text` in the first line."""
        self._headline.setText(text)

    def add_button(self, text: str, role: Role, pressed: Callable[[], object]) -> QPushButton:
        """Add a button to the last row; `pressed` is a slot or the emit of a signal."""
        if role == Role.ActionRole:  # at the other end of the row: these do not end the page
            button = QPushButton(text)
            self._asides.addWidget(button)
        else:
            button = self._buttons.addButton(text, role)
        button.clicked.connect(lambda: pressed())
        return button

    def show_default(self) -> None:
        """Give the focus to the button that Enter should press, and tell what the page says."""
        raise NotImplementedError

    def announce(self, text: str) -> None:
        """Have a screen reader say `text`, once, and keep it as the description of the page."""
        self.setAccessibleName(self.headline)
        self.setAccessibleDescription(text)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, text))

    def _fit(self) -> None:
        set_larger(self._headline, self.font(), _HEADLINE, bold=True)

    def _last_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(GAP)
        row.addLayout(self._asides)
        row.addStretch(1)
        row.addWidget(self._buttons)
        return row

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()
