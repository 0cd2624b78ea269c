"""What stands where the list would be when there is nothing to list, and what to do about it."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QEvent, QSize, Qt, Signal, SignalInstance
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from gui.appearance.icons import Sign
from gui.first_start.promise import promise as the_promise
from gui.look import GAP, dim, grown, plain_label, set_larger, with_room_for_lines

_WIDTH = 520
_HEADLINE = 1.35
_MUCH = 100  # of the room, up to that width


class EmptyState(QWidget):
    """A headline, a sentence, and buttons for what can be done. One widget for every case."""

    choose_wanted = Signal()
    look_again_wanted = Signal()
    clear_filter_wanted = Signal()
    show_archived_wanted = Signal()
    retry_wanted = Signal()
    sample_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setBackgroundRole(QPalette.ColorRole.Base)
        self.setAutoFillBackground(True)
        self._sign = Sign("tray", lines=3, quiet=True)
        self._headline = _centred(plain_label())
        self._sentence = _centred(plain_label())
        self._sentence.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse
            | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self._promise = _centred(plain_label())
        for label in (self._sentence, self._promise):
            dim(label)
        self._buttons: list[QPushButton] = []
        self._retry = self._button(self.tr("&Retry"), self.retry_wanted)
        self._choose = self._button(self.tr("&Choose a folder…"), self.choose_wanted)
        self._sample = self._button(self.tr("Open the sa&mple"), self.sample_wanted)
        self._look_again = self._button(self.tr("&Look again"), self.look_again_wanted)
        self._clear_filter = self._button(self.tr("&Clear filter"), self.clear_filter_wanted)
        self._show_archived = self._button(self.tr("Show &archived"), self.show_archived_wanted)
        self._lay_out()

    @property
    def text(self) -> str:
        """Headline and sentence, as they are read."""
        return f"{self._headline.text()}\n{self._sentence.text()}"

    def offered(self) -> list[QPushButton]:
        """The buttons that are offered now."""
        return [button for button in self._buttons if button.isVisibleTo(self)]

    def show_no_folder(self, tried: Sequence[Path]) -> None:
        """No sessions folder was given or found; `tried` are the places that were looked at."""
        places = "\n".join(map(str, tried))
        self._show(
            "folder",
            self.tr("No sessions folder was found"),
            self.tr("These places were tried:\n{places}").format(places=places),
            self._choose,
            self._sample,
            self._look_again,
            promise=the_promise(),
        )

    def show_no_sessions(self, folder: Path) -> None:
        """The folder can be read and holds no session."""
        self._show(
            "tray",
            self.tr("There are no sessions in this folder"),
            self.tr("{folder}\nNew sessions appear here by themselves.").format(folder=folder),
            self._look_again,
            self._choose,
        )

    def show_no_match(self, wanted: str, archived: int, searched: str = "") -> None:
        """No session fits `wanted`; so many archived ones are not looked at; `searched` was."""
        headline = self.tr("No session matches “{text}”").format(text=wanted)
        titles = self.tr("Titles, ids, models, workspaces and projects were looked at.")
        sentence = searched or titles
        self._show_filtered("search", headline, sentence, archived, self._clear_filter)

    def show_only_archived(self, archived: int) -> None:
        """Every session is archived, and archived ones are not shown."""
        headline = self.tr("Every session here is archived")
        self._show_filtered("archive", headline, "", archived)

    def show_failure(self, folder: Path, reason: str) -> None:
        """The folder could not be read, and why."""
        self._show(
            "warning",
            self.tr("The sessions could not be read"),
            f"{reason}\n{folder}" if str(folder) not in reason else reason,
            self._retry,
            self._choose,
        )

    def _show_filtered(
        self, sign: str, headline: str, sentence: str, archived: int, *offered: QPushButton
    ) -> None:
        if archived:
            hidden = self.tr("Archived sessions (%Ln) are not shown.", "", archived)
            sentence = f"{sentence}\n{hidden}".strip()
            offered = (*offered, self._show_archived)
        self._show(sign, headline, sentence, *offered)

    def _show(
        self, sign: str, headline: str, sentence: str, *offered: QPushButton, promise: str = ""
    ) -> None:
        """Show `headline` and `sentence` under the icon `sign`, with the buttons `offered`."""
        self._sign.show_icon(sign)
        self._headline.setText(headline)
        self._sentence.setText(sentence)
        self.setAccessibleName(headline)
        self.setAccessibleDescription(f"{sentence}\n{promise}".strip())
        for button in self._buttons:
            button.setVisible(button in offered)
        self._promise.setText(promise)
        self._promise.setVisible(bool(promise))
        self._fit()

    def _button(self, text: str, wish: SignalInstance) -> QPushButton:
        button = QPushButton(text, self)
        button.setAutoDefault(True)  # Enter presses the one that has the focus
        button.clicked.connect(wish)
        self._buttons.append(button)
        return button

    def _lay_out(self) -> None:
        buttons = QHBoxLayout()
        buttons.setSpacing(GAP)
        buttons.addStretch(1)
        for button in self._buttons:
            buttons.addWidget(button)
        buttons.addStretch(1)
        self._middle = middle = QWidget()
        column = QVBoxLayout(middle)
        column.setSpacing(GAP)
        column.addStretch(2)
        column.addWidget(self._sign, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addWidget(self._headline)
        column.addWidget(self._sentence)
        column.addSpacing(GAP)
        column.addLayout(buttons)
        column.addSpacing(GAP)
        column.addWidget(self._promise)
        column.addStretch(3)
        # Side by side with air: a label that is aligned gets no room for its wrapped lines.
        row = QHBoxLayout(self)
        row.addStretch(1)
        row.addWidget(middle, _MUCH)
        row.addStretch(1)
        self._fit()

    def _fit(self) -> None:
        set_larger(self._headline, self.font(), _HEADLINE)
        # Small text does not make the buttons that much smaller.
        least = self._middle.minimumSizeHint().width()
        self._middle.setMaximumWidth(max(grown(self, _WIDTH), least))

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._fit()

    def minimumSizeHint(self) -> QSize:
        return with_room_for_lines(self, super().minimumSizeHint())


def _centred(label: QLabel) -> QLabel:
    label.setAlignment(Qt.AlignmentFlag.AlignCenter)
    label.setWordWrap(True)
    return label
