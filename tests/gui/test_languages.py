"""The window speaks the language that was asked for, with its numbers, dates and quotes."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QApplication, QMenu, QWidget
from pytestqt.qtbot import QtBot

from core.values import Health
from gui.__main__ import LANGUAGES
from gui.actions import Actions
from gui.core_words import translated
from gui.languages import speak, spoken
from gui.repair.pace import duration
from gui.repair.receipt import headline
from gui.sessions.texts import age_text, number_text
from gui.status import counts_text, health_text, saving_text
from tests.gui.repair.builders import a_finding, a_receipt

DAY = 86_400.0
LATE_2026 = 1_795_000_000.0  # 18 November 2026


def translators(application: QCoreApplication) -> list[QTranslator]:
    return application.findChildren(QTranslator)


def test_the_command_line_offers_the_languages_there_are() -> None:
    assert spoken() == sorted(LANGUAGES)


def test_nothing_is_loaded_for_english(qapp: QApplication) -> None:
    before = translators(qapp)
    speak(qapp, "en")
    assert translators(qapp) == before


@pytest.mark.parametrize(
    ("count", "words"),
    [(1, "1 Sitzung"), (2, "2 Sitzungen"), (4310, "4.310 Sitzungen")],
)
def test_a_number_has_its_form(german: None, count: int, words: str) -> None:
    assert counts_text(count, count, 0) == words


def test_the_health_of_the_index_is_told_in_german(german: None) -> None:
    health = Health(ghosts=3, unlisted=1, unreadable=1)
    assert health_text(health) == "Index: 3 verwaiste, 1 ohne Eintrag · 1 nicht lesbare Datei"


def test_what_is_saved_is_told_in_german(german: None) -> None:
    assert saving_text(2, 1) == "2 werden gespeichert … · 1 nicht gespeichert"


def test_numbers_are_written_as_germans_do(german: None) -> None:
    assert (number_text(1234567), duration(3.4)) == ("1.234.567", "3,4 s")


def test_a_date_is_written_as_germans_do(german: None) -> None:
    assert age_text(LATE_2026, LATE_2026 + 30 * DAY).split()[1:] == ["Nov."]


def test_a_receipt_is_told_in_german(german: None) -> None:
    receipt = a_receipt(unreadable=[a_finding("unreadable", "a"), a_finding("unreadable", "b")])
    assert headline(receipt) == "Fertig, aber 2 Dateien nicht lesbar"


def test_qts_own_words_are_german_too(german: None) -> None:
    assert QCoreApplication.translate("QPlatformTheme", "Cancel") == "Abbrechen"


def test_no_letter_opens_two_entries_of_a_menu(german: None, qtbot: QtBot) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    actions = Actions(window)
    menu = QMenu()
    qtbot.addWidget(menu)
    session = [a for a in actions.session_actions() if isinstance(a, QAction)]
    edit = [actions.undo, actions.redo, actions.rename, actions.find]
    file = [actions.open, actions.recent_menu.menuAction(), actions.refresh, actions.repair]
    letters = [underlined(entries) for entries in (session, edit, file)]
    assert [menu for menu in letters if len(set(menu)) < len(menu)] == []


def underlined(actions: list[QAction]) -> list[str]:
    return [action.text().partition("&")[2][:1].lower() for action in actions]


def test_what_the_core_says_is_told_in_german(german: None) -> None:
    assert translated("it is cut off at byte 1,234") == "abgeschnitten bei Byte 1,234"


def test_a_reason_within_a_sentence_of_the_core_is_told_in_german(german: None) -> None:
    said = "Could not write a.json: the disk is full. (/x/a.json)"
    german_words = "a.json ließ sich nicht schreiben: das Laufwerk ist voll. (/x/a.json)"
    assert translated(said) == german_words


def test_a_title_in_a_sentence_of_the_core_stays_as_it_is(german: None) -> None:
    said = "a.json was given the title “it is empty” by another program at the same moment. (/x)"
    assert "„it is empty“" in translated(said)


def test_what_nobody_knows_is_told_as_it_is(german: None) -> None:
    assert translated("Something (odd) happened") == "Something (odd) happened"


def test_the_core_speaks_english_in_an_english_window(qapp: QApplication) -> None:
    assert translated("it is empty") == "it is empty"
