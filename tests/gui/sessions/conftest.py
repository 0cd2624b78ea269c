"""A model under Qt's own tester, and a view on it in a window that has the focus."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtTest import QAbstractItemModelTester

from gui.sessions.session_model import SessionModel
from gui.sessions.session_view import SessionView
from tests.gui.sessions.builders import NOW, rows_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from pytestqt.qtbot import QtBot


@pytest.fixture(autouse=True)
def _in_english(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    before = QLocale()
    QLocale.setDefault(QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom))
    yield
    QLocale.setDefault(before)


@pytest.fixture
def model(qtbot: QtBot) -> Iterator[SessionModel]:
    """A model whose clock stands still; every test of it runs under Qt's model tester."""
    model = SessionModel(now=lambda: NOW)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield model
    tester.deleteLater()


@pytest.fixture
def three(model: SessionModel) -> SessionModel:
    """The model with the sessions alpha, beta and gamma."""
    model.show(rows_of("Alpha Beta Gamma"), {})
    return model


@pytest.fixture
def view(qtbot: QtBot, model: SessionModel) -> SessionView:
    """A view of `model`, 700 by 400 pixels, that has the focus."""
    view = SessionView()
    view.setModel(model)
    qtbot.addWidget(view)
    view.resize(700, 400)
    with qtbot.waitExposed(view):
        view.show()
    view.activateWindow()
    view.setFocus()
    qtbot.waitUntil(view.hasFocus)
    return view


@pytest.fixture
def wanted(model: SessionModel) -> list[tuple[str, str]]:
    """The renames that were asked for; each is shown at once, as `Edits` would do it."""
    heard: list[tuple[str, str]] = []

    def hear(session_id: str, title: str) -> None:
        heard.append((session_id, title))
        model.show_unsaved(session_id, title)

    model.rename_wanted.connect(hear)
    return heard
