"""The status bar: how many sessions, how the index is, what is saved, what is going on."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication, QEvent, QLocale, QTimer, Signal, Slot
from PySide6.QtWidgets import QHBoxLayout, QLabel, QStatusBar, QWidget

from core.values import Health
from gui.look import GAP, ElidedLabel, dim, link_button, plain_label

translate = QCoreApplication.translate

LATE_MS = 600
"""Work shorter than this is never mentioned: words that flash only disquiet."""


class StatusBar(QStatusBar):
    """Told facts, shows words. At its left counts and health, at its right the save state."""

    repair_wanted = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("State"))
        self.setSizeGripEnabled(False)
        self._unsaved = self._refused = 0
        self._counts = self._label(self.tr("Sessions"))
        self._health = ElidedLabel(self)
        self._health.setAccessibleName(self.tr("State of the index"))
        self._repair = link_button(self.tr("Repair…"))
        self._repair.setAccessibleName(self.tr("Check and repair the index"))
        self._repair.clicked.connect(self.repair_wanted)
        self._progress = self._label(self.tr("What is going on"))
        self._way = ElidedLabel(self)
        self._way.setAccessibleName(self.tr("Where edits go"))
        self._saving = self._label(self.tr("State of your edits"))
        self._work = ""
        self._late = QTimer(self)
        self._late.setSingleShot(True)
        self._late.setInterval(LATE_MS)
        self._late.timeout.connect(self._on_late)
        self._lay_out()
        self.show_unsaved(0)
        self.forget()

    def forget(self) -> None:
        """Say nothing of any folder."""
        self._counts.clear()
        self._way.clear()
        self.show_health(None)

    def show_counts(self, shown: int, total: int, archived: int) -> None:
        """Tell how many of the sessions the list shows; archived ones are counted in words."""
        self._counts.setText(counts_text(shown, total, archived))

    def show_health(self, health: Health | None) -> None:
        """Tell what is wrong with the index; nothing for None, before anything is known."""
        text = health_text(health) if health else ""
        self._health.setText(f"· {text}" if text else "")
        self._repair.setVisible(bool(health and health.repairable))

    @Slot(str)
    def show_way(self, words: str) -> None:
        """Tell that edits go through a server, or wait for one; nothing if they do not."""
        self._way.setText(f"{words} ·" if words else "")

    def show_unsaved(self, count: int) -> None:
        """Tell how many edits are on their way to the disk."""
        self._unsaved = count
        self._saving.setText(saving_text(self._unsaved, self._refused))

    def show_refused(self, count: int) -> None:
        """Tell how many edits could not be saved and wait for the user."""
        self._refused = count
        self._saving.setText(saving_text(self._unsaved, self._refused))

    def show_closing(self, text: str) -> None:
        """Tell, instead of all else, what the window waits for before it closes."""
        self.showMessage(text)

    def show_work(self, text: str) -> None:
        """Tell what is going on, if it still is after `LATE_MS`; an empty text ends it."""
        self._work = text
        if not text:
            self._late.stop()
            self._progress.clear()
        elif self._progress.text():
            self._progress.setText(text)
        elif not self._late.isActive():
            self._late.start()

    def add_before_edits(self, part: QWidget) -> None:
        """Give `part` its place before what is said of the edits."""
        self.insertPermanentWidget(1, part)  # behind all that is on the left, which counts as one

    @Slot()
    def _on_late(self) -> None:
        self._progress.setText(self._work)

    def _label(self, name: str) -> QLabel:
        label = plain_label(parent=self)
        label.setAccessibleName(name)
        return label

    def _lay_out(self) -> None:
        left = QWidget()
        row = QHBoxLayout(left)
        row.setContentsMargins(GAP, 0, GAP, 0)
        row.setSpacing(GAP)
        for part in (self._counts, self._health, self._repair, self._progress):
            row.addWidget(part)
        row.addStretch(1)
        dim(self._health)
        dim(self._progress)
        dim(self._way)
        self.addWidget(left, 1)
        self.addPermanentWidget(self._way)
        self.addPermanentWidget(self._saving)
        self.setContentsMargins(0, 0, GAP, 0)
        self._reserve_height()

    def _reserve_height(self) -> None:
        """Keep the height the same with and without the button: nothing above it may move."""
        self.setFixedHeight(self._repair.sizeHint().height() + GAP // 2)

    # Qt overrides

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._reserve_height()


def counts_text(shown: int, total: int, archived: int) -> str:
    """Say how much of the list is seen: "12 of 4,310 sessions, 3 archived"."""
    text = _counted(
        total, translate("Status", "1 session"), translate("Status", "%Ln sessions", "", total)
    )
    if shown != total:
        words = translate("Status", "{shown} of {sessions}")
        text = words.format(shown=QLocale().toString(shown), sessions=text)
    return text + (", " + archived_text(archived) if archived else "")


def archived_text(count: int) -> str:
    """Say how many of the sessions are archived."""
    return translate("Status", "%Ln archived", "", count)


def health_text(health: Health) -> str:
    """Say what is wrong with the index, kind by kind, or that all is well after a check."""
    told = ", ".join(_faults(health))
    if not told and health.checked:
        told = translate("Status", "in order")
    parts = [translate("Status", "index: {faults}").format(faults=told)] if told else []
    if count := health.unreadable:
        one = translate("Status", "1 unreadable file")
        parts.append(_counted(count, one, translate("Status", "%Ln unreadable files", "", count)))
    return " · ".join(parts)


def _faults(health: Health) -> list[str]:
    ghosts, copies = health.ghosts, health.duplicates
    one_ghost, one_copy = translate("Status", "1 ghost"), translate("Status", "1 duplicate")
    parts = [
        (health.index_broken, translate("Status", "broken or missing")),
        (ghosts, _counted(ghosts, one_ghost, translate("Status", "%Ln ghosts", "", ghosts))),
        (health.unlisted, translate("Status", "%Ln without a row", "", health.unlisted)),
        (health.stale, translate("Status", "%Ln stale", "", health.stale)),
        (copies, _counted(copies, one_copy, translate("Status", "%Ln duplicates", "", copies))),
        (health.mismatched, translate("Status", "%Ln with a wrong id", "", health.mismatched)),
    ]
    return [text for count, text in parts if count]


def saving_text(unsaved: int, refused: int) -> str:
    """Say whether everything the user typed is on the disk."""
    parts = [
        translate("Status", "Saving %Ln…", "", unsaved) if unsaved else "",
        translate("Status", "%Ln not saved", "", refused) if refused else "",
    ]
    return " · ".join(part for part in parts if part) or translate("Status", "All saved")


def _counted(count: int, one: str, many: str) -> str:
    """English knows two forms; a translation makes as many of `many` as its language has."""
    return one if count == 1 else many
