"""The conversation on the screen: only what the user looks at is laid out."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal, Slot
from PySide6.QtGui import (
    QColor,
    QContextMenuEvent,
    QFontDatabase,
    QFontInfo,
    QFontMetrics,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from gui.appearance.palettes import colours_of
from gui.look import GAP, draw_ring, grown
from gui.reader.column import Place
from gui.reader.guesses import Guesses
from gui.reader.section import Section
from gui.reader.shelf import Key
from gui.reader.shown import Shown
from gui.reader.spread import Spread
from gui.reader.style import style_sheet
from gui.reader.tabbing import Tabbing

_WIDEST = 720
_ROUND = 6
_SIDES = 2 * GAP

_ENDS = {Qt.Key.Key_Home: False, Qt.Key.Key_End: True}


class ConversationView(QAbstractScrollArea):
    """Shows messages as they are told by `take`, and wants those that come into sight."""

    messages_wanted = Signal(object)  # tuple[int, ...], the most urgent first
    fold_wanted = Signal(int, int)  # message, and the part of it to be folded or unfolded
    code_wanted = Signal(int, int)  # message, and the code block of it to be copied
    link_wanted = Signal(str)
    menu_wanted = Signal(int, QPoint)  # message, and where on the screen
    scrolled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setAccessibleName(self.tr("Conversation"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setBackgroundRole(self.palette().ColorRole.Base)
        self.viewport().setAutoFillBackground(True)
        self._asked: set[int] = set()
        self._spread = Spread(self._made_section)
        self._tabbing = Tabbing(self, self._spread)
        self._ahead = QTimer(self)
        self._ahead.setSingleShot(True)
        self._ahead.timeout.connect(self._on_time_left)
        self._measure()

    # What is shown

    def show_conversation(
        self, guesses: Guesses, place: Place | None, shown: Sequence[Shown] = ()
    ) -> None:
        """Show a conversation from `place` on (None: its end); `shown` are the first messages."""
        self._asked.clear()
        self._spread.begin(guesses, place)
        for one in shown:
            self._spread.take(one)
        if place is not None:
            self._spread.stand_at(place)
        self._lay_out()

    def clear(self) -> None:
        """Show nothing."""
        self.show_conversation(Guesses(), Place())

    def grow(self, guesses: Guesses, same: int) -> None:
        """Show what became of the conversation; the first `same` messages are what they were."""
        self._asked.clear()
        self._spread.grow(guesses, same)
        self._lay_out()

    def take(self, shown: Shown) -> None:
        """Show a message that was asked for."""
        self._asked.discard(shown.number)
        if self._spread.take(shown):
            self._lay_out()

    def message(self, number: int) -> Shown | None:
        """Return a message as it is shown, if it is at hand."""
        return self._spread.message(number)

    def section(self, key: Key) -> Section | None:
        """Return the widget that shows a section of a message now, if any does."""
        return self._spread.shelf.get(key)

    @property
    def laid_out(self) -> tuple[Key, ...]:
        """Which sections have a widget."""
        return tuple(self._spread.shelf)

    @property
    def in_sight(self) -> tuple[Key, ...]:
        """Which sections can be seen, from top to bottom."""
        return tuple(self._spread.tops)

    # Where the user is

    @property
    def place(self) -> Place:
        """What is at the top of the view."""
        return self._spread.place

    @property
    def is_at_end(self) -> bool:
        """True if the end of the conversation is in sight."""
        return self._spread.is_at_end

    @property
    def current_message(self) -> int:
        """The message that has the focus, or the first one in sight; -1 if there is none."""
        key = self._spread.shelf.key_of(self.focusWidget())
        return next(iter(self._spread.tops), (-1, 0))[0] if key is None else key[0]

    def go_to(self, place: Place) -> None:
        """Bring `place` to the top of the view."""
        self._spread.stand_at(place)
        self._lay_out()

    @Slot()
    def go_to_end(self) -> None:
        """Show the end of the conversation."""
        self._spread.wants_end = True
        self._lay_out()

    def reveal(self, key: Key, top: int, bottom: int) -> None:
        """Scroll so that what lies from `top` to `bottom` in the text of a section is seen."""
        spread = self._spread
        y = spread.column.y_of(Place(*key)) + spread.air_above(key) + top
        if not spread.y <= y <= y + bottom - top <= spread.y + spread.room:
            spread.scroll_to(max(0, y - spread.room // 3))
            self._lay_out()

    # How it is laid out

    def _measure(self) -> None:
        """See how much room there is, and how the text looks."""
        spread, inside = self._spread, self.viewport().width() - 2 * _SIDES
        spread.room = self.viewport().height()
        spread.width = max(80, min(inside, grown(self, _WIDEST)))
        spread.left = _SIDES + max(0, (inside - spread.width) // 2)
        spread.line = QFontMetrics(self.font()).lineSpacing()
        fixed = QFontInfo(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont)).family()
        colours = colours_of(self.palette())
        spread.style_sheet = style_sheet(colours, self.font().pointSizeF(), fixed)

    def _lay_out(self) -> None:
        self._spread.lay_out()
        self._tabbing.arrive()
        self._show_on_bar()
        self._want_missing()
        self._ahead.start()
        self.viewport().update()
        self.scrolled.emit()

    def _show_on_bar(self) -> None:
        spread, bar = self._spread, self.verticalScrollBar()
        was_blocked = bar.blockSignals(True)
        bar.setRange(0, max(0, spread.column.total - spread.room))
        bar.setPageStep(spread.room)
        bar.setSingleStep(2 * spread.line)
        bar.setValue(spread.y)
        bar.blockSignals(was_blocked)

    def _want_missing(self) -> None:
        """Want what is not at hand; what was wanted before is no longer, unless it still is."""
        missing = self._spread.missing()
        if not self._asked.issuperset(missing):
            self._asked = set(missing)
            self.messages_wanted.emit(missing)

    @Slot()
    def _on_time_left(self) -> None:
        if self._spread.lay_out_ahead():
            self._show_on_bar()
            self._ahead.start()
        else:
            self._tabbing.order()

    def _made_section(self) -> Section:
        section = Section(self.viewport())
        section.fold_wanted.connect(self._on_fold_wanted)
        section.code_wanted.connect(self._on_code_wanted)
        section.link_wanted.connect(self.link_wanted)
        section.came_into_focus.connect(self._on_section_focused)
        section.addActions(self.actions())  # whose keys count in the view, and in what is in it
        return section

    # What the user does

    @Slot(int)
    def _on_fold_wanted(self, fold: int) -> None:
        if (key := self._spread.shelf.key_of(self.sender())) is not None:
            self.fold_wanted.emit(key[0], fold)

    @Slot(int)
    def _on_code_wanted(self, code: int) -> None:
        if (key := self._spread.shelf.key_of(self.sender())) is not None:
            self.code_wanted.emit(key[0], code)

    @Slot(int, int)
    def _on_section_focused(self, top: int, bottom: int) -> None:
        if (key := self._spread.shelf.key_of(self.sender())) is not None:
            self.reveal(key, top, min(bottom, top + self._spread.room // 2))

    # Qt overrides

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        self._tabbing.stop()
        spread, bar = self._spread, self.verticalScrollBar()
        y = bar.value()
        if y == bar.maximum() and (bar.isSliderDown() or y - spread.y > spread.room):
            spread.wants_end = True  # not where the end was thought to be: the end itself
        else:
            spread.scroll_to(y)
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._measure()
        self._lay_out()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.PaletteChange, QEvent.Type.FontChange):
            self._measure()
            self._spread.forget_layout()
            self._lay_out()

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - its name in Qt
        to = self._tabbing.following(is_down=next)
        if to is None and (next or self.hasFocus()):
            return super().focusNextPrevChild(next)
        self._tabbing.go_to(to, is_down=next)
        if to is not None:
            self.reveal(to, 0, 1)
        self._tabbing.arrive()
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        to_end = _ENDS.get(Qt.Key(event.key()))
        if to_end is None:
            super().keyPressEvent(event)
        elif to_end:
            self.go_to_end()
        else:
            self.go_to(Place())

    def event(self, event: QEvent) -> bool:
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self.viewport().update()  # the ring
        return super().event(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        y = self.viewport().mapFromGlobal(event.globalPos()).y()
        tops = self._spread.tops
        found = [key for key, top in tops.items() if top <= y]
        is_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        number = found[-1][0] if found and is_mouse else self.current_message
        if number >= 0:
            self.menu_wanted.emit(number, event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(colours_of(self.palette()).window))
        left, width = self._spread.left - GAP, self._spread.width + 2 * GAP
        for message, (top, bottom) in self._extents().items():
            shown = self._spread.message(message)
            if shown is not None and shown.kind == "user":
                painter.drawRoundedRect(QRectF(left, top, width, bottom - top), _ROUND, _ROUND)
        painter.end()
        if self.hasFocus():
            draw_ring(self.viewport())

    def _extents(self) -> dict[int, tuple[int, int]]:
        """Where the ground of each message in sight is."""
        spread, found = self._spread, dict[int, tuple[int, int]]()
        for message in dict.fromkeys(number for number, _ in spread.tops):
            top = spread.column.top(message) - spread.y
            found[message] = top + GAP // 2, top + spread.column.height(message) - GAP // 2
        return found
