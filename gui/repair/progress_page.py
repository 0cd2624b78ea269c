"""The page shown while work goes on: step, bar, figures, current item, Cancel."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal, Slot
from PySide6.QtWidgets import QLabel, QProgressBar, QWidget

from core.store.requests import Progressed
from gui.repair.pace import Pace, figures
from gui.repair.page import ElidedLabel, Page, Role, wrapped_label
from gui.repair.words import step_name

CALM_MS = 1000
"""Work that is done sooner shows no progress: a page that only flashes says nothing.

Not 600, as in the status bar: a check looks twice, 0.3 s apart, and so takes 0.4 to 0.9 s on a
store of any usual size.
"""

TICK_MS = 200
"""How often the elapsed time moves on when nothing else does."""

BAR_STEPS = 1000


class ProgressPage(Page):
    """Shows how far the work is. `Progressed` comes in; `cancel_wanted` goes out."""

    cancel_wanted = Signal()

    def __init__(
        self,
        parent: QWidget | None = None,
        *,
        clock: Callable[[], float] = time.monotonic,
        calm_ms: int = CALM_MS,
    ) -> None:
        super().__init__(parent)
        self._clock = clock
        self._began = clock()
        self._pace = Pace()
        self._latest: Progressed | None = None
        self._tick = QTimer(self, interval=TICK_MS)
        self._tick.timeout.connect(self._on_tick)
        self._calm = QTimer(self, interval=calm_ms, singleShot=True)
        self._calm.timeout.connect(self._on_calm_over)
        self._step = wrapped_label()
        self._bar = self._make_bar()
        self._figures = wrapped_label()
        self._item = ElidedLabel()
        for widget in self._details():
            self.body.addWidget(widget)
        self.body.addStretch(1)
        self._cancel = self.add_button(self.tr("Cancel"), Role.RejectRole, self._on_cancel_pressed)

    def start(self, headline: str) -> None:
        """Begin anew, with figures only if the work takes longer than a moment."""
        self.set_headline(headline)
        self._began = self._clock()
        self._pace = Pace()
        self._latest = None
        self._cancel.setText(self.tr("Cancel"))
        self._cancel.setEnabled(True)
        self._fill()
        self._show_details(shown=False)
        self._calm.start()
        self._tick.start()

    def stop(self) -> None:
        """The work has ended; nothing moves any more."""
        self._calm.stop()
        self._tick.stop()

    def show_cancelling(self) -> None:
        """Say that the cancel was heard."""
        self._cancel.setText(self.tr("Cancelling…"))
        self._cancel.setEnabled(False)

    def show_default(self) -> None:
        """Give Cancel the focus."""
        self._cancel.setDefault(True)
        self._cancel.setFocus()
        self.announce(self.headline)

    @Slot(object)
    def show_progress(self, progress: Progressed) -> None:
        """Show where the work is."""
        self._latest = progress
        self._pace.see(self._clock(), progress)
        self._fill()

    @Slot()
    def _on_tick(self) -> None:
        self._fill()

    @Slot()
    def _on_calm_over(self) -> None:
        self._show_details(shown=True)

    @Slot()
    def _on_cancel_pressed(self) -> None:
        self.show_cancelling()
        self.cancel_wanted.emit()

    def _make_bar(self) -> QProgressBar:
        bar = QProgressBar()
        bar.setAccessibleName(self.tr("Progress"))
        bar.setTextVisible(False)
        return bar

    def _details(self) -> tuple[QLabel | QProgressBar, ...]:
        return self._step, self._bar, self._figures, self._item

    def _show_details(self, *, shown: bool) -> None:
        for widget in self._details():
            widget.setVisible(shown)

    def _fill(self) -> None:
        elapsed = self._clock() - self._began
        progress = self._latest or Progressed(step=1, steps=1, name="", done=0, total=0)
        self._step.setText(self._step_text())
        self._figures.setText(figures(progress, elapsed, self._pace.speed))
        self._item.set_full_text(progress.item)
        if progress.total > 0:
            self._bar.setRange(0, BAR_STEPS)
            self._bar.setValue(BAR_STEPS * progress.done // progress.total)
        else:  # how much there is to do is not known yet: the bar only shows that it goes on
            self._bar.setRange(0, 0)

    def _step_text(self) -> str:
        progress = self._latest
        if progress is None:
            return self.tr("Starting")
        name = step_name(progress.name)
        if progress.steps <= 1:
            return name
        text = self.tr("Step {step} of {steps}: {name}")
        return text.format(step=progress.step, steps=progress.steps, name=name)
