"""What a user reads on widgets, and which of it Qt would take for markup."""

from __future__ import annotations

from collections.abc import Iterator

from PySide6.QtCore import QAbstractItemModel, QEvent, QPoint
from PySide6.QtGui import QAction, QHelpEvent, Qt, QTextDocument
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QLabel,
    QMessageBox,
    QTextEdit,
    QToolTip,
    QWidget,
)

_OF_QT = ("qt_msgboxex_icon_label", "qt_msgbox_informativelabel")
"""Labels that Qt makes inside a message box; the second has only words of ours."""


def live_widgets() -> list[str]:
    """Every widget there is that would take a text of a file for markup."""
    found = []
    for widget in QApplication.allWidgets():
        if isinstance(widget, QLabel) and _is_ours(widget):
            found += [] if widget.textFormat() == Qt.TextFormat.PlainText else [_name(widget)]
        elif isinstance(widget, QMessageBox):
            texts = widget.informativeText() + widget.detailedText()
            is_plain = widget.textFormat() == Qt.TextFormat.PlainText and "<" not in texts
            found += [] if is_plain else [_name(widget)]
        elif isinstance(widget, QTextEdit):
            found += [] if is_dead(widget.document()) else [_name(widget)]
        tips = (widget.toolTip(), widget.statusTip(), widget.whatsThis())
        found += [f"tip of {_name(widget)}: {tip}" for tip in tips if not is_dead(document(tip))]
    return found


def _is_ours(label: QLabel) -> bool:
    return label.objectName() not in _OF_QT and label.metaObject().className() != "QTipLabel"


def _name(widget: QWidget) -> str:
    parents = []
    parent: QWidget | None = widget
    while parent is not None:
        parents.append(parent.accessibleName() or type(parent).__name__)
        parent = parent.parentWidget()
    return " in ".join(parents)


def document(tip: str) -> QTextDocument:
    """What Qt makes of a text that it may take for markup."""
    made = QTextDocument()
    if Qt.mightBeRichText(tip):
        made.setHtml(tip)
    else:
        made.setPlainText(tip)
    return made


def is_dead(made: QTextDocument) -> bool:
    """Tell whether there is no picture and no link in a document."""
    for fmt in made.allFormats():
        as_text = fmt.toCharFormat()
        if fmt.isImageFormat() or as_text.isAnchor() or as_text.anchorHref():
            return False
    return True


def label_texts() -> list[str]:
    """What every label says that can be seen."""
    found = [one for one in QApplication.allWidgets() if isinstance(one, QLabel)]
    return [label.text() for label in found if label.isVisible() and label.text()]


def cell_texts(model: QAbstractItemModel) -> list[str]:
    """What every cell of a table says."""
    places = [
        model.index(row, column)
        for row in range(model.rowCount())
        for column in range(model.columnCount())
    ]
    return [str(place.data()) for place in places if place.data()]


def tips_of(view: QAbstractItemView) -> Iterator[str]:
    """Point at every cell of a table in turn; give each tooltip as it is read."""
    model = view.model()
    for row in range(model.rowCount()):
        for column in range(model.columnCount()):
            place = model.index(row, column)
            view.scrollTo(place)
            yield point_at(view.viewport(), view.visualRect(place).center())


def point_at(widget: QWidget, place: QPoint) -> str:
    """Rest the mouse on a place, and return the tooltip as it is read."""
    QToolTip.hideText()
    event = QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place))
    QApplication.sendEvent(widget, event)
    if not QToolTip.isVisible():
        return ""
    shown = document(QToolTip.text())
    assert is_dead(shown), QToolTip.text()
    return shown.toPlainText()


def menu_text(action: QAction) -> str:
    """What an entry of a menu says; a single & only underlines a letter."""
    return action.text().replace("&&", "\0").replace("&", "").replace("\0", "&")


def title_text(window: QWidget) -> str:
    """What the title bar of a window says; a single [*] stands for "modified"."""
    return window.windowTitle().replace("[*][*]", "\0").replace("[*]", "").replace("\0", "[*]")
