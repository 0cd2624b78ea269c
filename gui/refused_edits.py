"""Titles that could not be saved: kept word for word until they are, or the user lets them go."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, Signal, Slot

from gui.messages import Choice, Message, MessageBar


class RefusedEdits(QObject):
    """Offers to try again and to edit again; forgets a title once the session has another."""

    count_changed = Signal(int)
    let_go = Signal(str)  # session id: saved, given up, or on its way again
    retry_wanted = Signal(str, str)  # session id, title
    edit_wanted = Signal(str, str)

    def __init__(self, bar: MessageBar, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._bar = bar
        self._titles: dict[str, str] = {}

    @property
    def titles(self) -> list[str]:
        """The titles that are on no disk."""
        return list(self._titles.values())

    @Slot(str, str, str)
    def on_refused(self, session_id: str, title: str, reason: str) -> None:
        """Keep `title` and say why it was not saved."""
        self._titles[session_id] = title
        sentence = self.tr("“{title}” was not saved. {reason}").format(title=title, reason=reason)
        self._bar.say(
            Message(
                sentence,
                key=_key(session_id),
                choices=self._choices(session_id),
                let_go=partial(self._forget, session_id),
            )
        )
        self.count_changed.emit(len(self._titles))

    def _choices(self, session_id: str) -> tuple[Choice, ...]:
        all_of_them = (Choice(self.tr("Retry &all"), self._retry_all),)
        return (
            Choice(self.tr("&Retry"), self._again(session_id, self.retry_wanted.emit)),
            *(all_of_them if len(self._titles) > 1 else ()),
            Choice(self.tr("Edit a&gain"), self._again(session_id, self.edit_wanted.emit)),
        )

    @Slot(str)
    def on_saved(self, session_id: str) -> None:
        """A title of the session is on the disk: what was refused before is of the past."""
        if session_id in self._titles:
            self._forget(session_id)

    @Slot()
    def forget_all(self) -> None:
        """Another folder is open, in which these sessions are not."""
        for session_id in self._titles:
            self._bar.withdraw(_key(session_id))
        self._titles.clear()
        self.count_changed.emit(0)

    def _retry_all(self) -> None:
        for session_id in list(self._titles):
            self._again(session_id, self.retry_wanted.emit)()

    def _again(self, session_id: str, wish: Callable[[str, str], None]) -> Callable[[], None]:
        def act() -> None:
            title = self._titles[session_id]
            self._forget(session_id)
            wish(session_id, title)

        return act

    def _forget(self, session_id: str) -> None:
        self._titles.pop(session_id, None)
        self._bar.withdraw(_key(session_id))
        self.count_changed.emit(len(self._titles))
        self.let_go.emit(session_id)


def _key(session_id: str) -> str:
    return f"title of {session_id}"
