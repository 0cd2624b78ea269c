"""What stands where the list would be, whatever is told first and wherever the focus is."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from gui.browsing import Phase
from gui.details import DetailsPane
from gui.list_area import ListArea
from gui.sessions.session_view import SessionView


@pytest.fixture
def area(qtbot: QtBot) -> ListArea:
    """The middle of a window that has listed five sessions, two of them archived."""
    area = ListArea(SessionView(), DetailsPane())
    qtbot.addWidget(area)
    area.show()
    area.show_phase(Phase.LISTED, None)
    area.show_completeness(is_complete=True)
    area.show_counts(3, 5, 2)
    return area


def test_counts_that_come_before_their_filter_take_no_list_away(area: ListArea) -> None:
    area.show_archived(True)
    area.show_counts(0, 5, 2)
    assert not area.no_match.isVisible()


def test_a_filter_that_follows_its_counts_says_what_it_looked_for(area: ListArea) -> None:
    area.show_archived(True)
    area.show_counts(0, 5, 2)
    area.show_filter("zebra")
    assert area.no_match.text.startswith("No session matches “zebra”")


def test_with_the_focus_nowhere_it_goes_to_what_can_be_done(area: ListArea) -> None:
    area.show_archived(True)
    area.show_counts(0, 5, 2)
    area.show_filter("zebra")
    assert area.focusWidget() is area.no_match.offered()[0]
