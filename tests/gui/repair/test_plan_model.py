"""The plan: what it shows, and what is ticked when something is ticked."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QModelIndex, Qt
from pytestqt.modeltest import ModelTester

from core.values import Finding
from gui.repair.plan_groups import OPEN_UP_TO
from gui.repair.plan_model import PlanModel
from tests.gui.repair.builders import a_finding, many_ghosts, some_findings
from tests.gui.repair.driving import picture

CHECK = Qt.ItemDataRole.CheckStateRole
SPOKEN = Qt.ItemDataRole.AccessibleTextRole

PICTURE = """\
[x] Ghost rows (2) | Their file is gone; the rows are taken out of the index.
  [x] 20260412_101112_ab12cd |  | 20260412_101112_ab12cd.json
  [x] 8e81727b7ddd |  | 8e81727b7ddd.json
[x] Sessions without a row (1) | Each gets its row in the index.
  [x] 6a307b7c0b59 |  | 6a307b7c0b59.json
[x] Out-of-date values (2) | The rows are made to say what the files say.
  [x] 53d0aa | title: “Nginx 502” → “Nginx 502 after deploy” | 53d0aa.json
  [x] 53d0aa | messages: 3 → 12 | 53d0aa.json
    Unreadable files (1) | Left alone, and so are their rows.
      broken0000 | cut off at byte 812 | broken0000.json
    Temporary files (1) | Left alone: one may hold the only copy of an answer.
      77.tmp.4711.1 | left by another program | 77.tmp.4711.1"""


@pytest.fixture
def model(qapp: object, qtmodeltester: ModelTester) -> PlanModel:
    """The plan of `some_findings`, watched by Qt's own model tester to the end of the test."""
    model = PlanModel()
    model.show(some_findings())
    qtmodeltester.check(model)
    return model


def show(model: PlanModel, findings: list[Finding]) -> PlanModel:
    model.show(findings)
    return model


def row_of(model: PlanModel, text: str) -> int:
    """The first row whose picture holds `text`."""
    return next(row for row, line in enumerate(picture(model)) if text in line)


def click(model: PlanModel, text: str) -> None:
    """Do to a tick what a click of the mouse does."""
    index = model.index(row_of(model, text), 0)
    ticked = index.data(CHECK) == Qt.CheckState.Checked
    model.setData(index, Qt.CheckState.Unchecked if ticked else Qt.CheckState.Checked, CHECK)


def test_findings_stand_below_their_kind_and_all_that_can_be_repaired_is_ticked(
    model: PlanModel,
) -> None:
    assert picture(model) == PICTURE.split("\n")


def test_the_number_that_would_be_repaired_leaves_notes_out(model: PlanModel) -> None:
    assert (model.ticked, model.repairable) == (5, 5)


def test_a_repair_is_told_each_session_once_per_kind(model: PlanModel) -> None:
    assert model.chosen() == [
        ("ghost", "20260412_101112_ab12cd"),
        ("ghost", "8e81727b7ddd"),
        ("unlisted", "6a307b7c0b59"),
        ("stale", "53d0aa"),
    ]


def test_a_finding_without_its_tick_is_not_repaired(model: PlanModel) -> None:
    click(model, "8e81727b7ddd")
    assert ("ghost", "8e81727b7ddd") not in model.chosen()


def test_ticks_that_go_one_after_the_other_are_all_gone(model: PlanModel) -> None:
    click(model, "8e81727b7ddd")
    click(model, "20260412_101112_ab12cd")
    assert picture(model)[0].startswith("[ ] Ghost rows (0 of 2)")


def test_a_kind_of_which_a_part_is_ticked_says_so(model: PlanModel) -> None:
    click(model, "8e81727b7ddd")
    assert picture(model)[0].startswith("[~] Ghost rows (1 of 2)")


def test_unticking_a_kind_unticks_all_below_it(model: PlanModel) -> None:
    click(model, "Ghost rows")
    assert [line[:7] for line in picture(model)[:3]] == ["[ ] Gho", "  [ ] 2", "  [ ] 8"]


def test_a_click_on_a_kind_that_is_ticked_in_part_ticks_all(model: PlanModel) -> None:
    click(model, "8e81727b7ddd")
    click(model, "Ghost rows")
    assert model.ticked == 5


def test_two_values_of_one_row_are_ticked_together(model: PlanModel) -> None:
    click(model, "messages: 3 → 12")
    assert picture(model)[5:8] == [
        "[ ] Out-of-date values (0 of 2) | The rows are made to say what the files say.",
        "  [ ] 53d0aa | title: “Nginx 502” → “Nginx 502 after deploy” | 53d0aa.json",
        "  [ ] 53d0aa | messages: 3 → 12 | 53d0aa.json",
    ]


def test_the_same_session_in_another_kind_keeps_its_tick(qapp: object) -> None:
    model = show(PlanModel(), [a_finding("duplicate", "s1"), a_finding("stale", "s1")])
    click(model, "Duplicate rows")
    assert model.chosen() == [("stale", "s1")]


def test_every_change_of_the_number_is_told(model: PlanModel) -> None:
    told: list[int] = []
    model.ticked_changed.connect(told.append)
    click(model, "8e81727b7ddd")
    click(model, "Ghost rows")
    click(model, "Ghost rows")
    assert told == [4, 5, 3]


def test_a_tick_changes_only_the_rows_of_its_kind(model: PlanModel) -> None:
    told: list[tuple[int, int]] = []
    model.dataChanged.connect(lambda first, last, _roles: told.append((first.row(), last.row())))
    click(model, "6a307b7c0b59")
    assert told == [(3, 4)]


def test_several_rows_are_ticked_at_once(model: PlanModel) -> None:
    model.set_ticked([7, 4, 0], ticked=False)
    assert model.ticked == 0


def test_a_note_cannot_be_ticked(model: PlanModel) -> None:
    model.set_ticked(range(model.rowCount()), ticked=False)
    model.set_ticked([row_of(model, "broken0000"), row_of(model, "77.tmp")], ticked=True)
    assert model.chosen() == []


@pytest.mark.parametrize("text", ["broken0000", "Unreadable files", "77.tmp"])
def test_a_note_has_no_box(model: PlanModel, text: str) -> None:
    flags = model.index(row_of(model, text), 0).flags()
    assert not flags & Qt.ItemFlag.ItemIsUserCheckable


def test_a_kind_may_hold_repairable_findings_and_notes(qapp: object) -> None:
    note = a_finding("id_mismatch", "n1", repairable=False, reason="its id is taken")
    model = show(PlanModel(), [note, a_finding("id_mismatch", "r1")])
    assert [line[:9] for line in picture(model)] == ["[x] Files", "      n1 ", "  [x] r1 "]


def test_folding_a_kind_takes_its_findings_away(model: PlanModel) -> None:
    model.set_expanded(0, expanded=False)
    assert picture(model) == [PICTURE.split("\n")[0], *PICTURE.split("\n")[3:]]


def test_unfolding_brings_them_back(model: PlanModel) -> None:
    model.set_expanded(0, expanded=False)
    model.set_expanded(0, expanded=True)
    assert picture(model) == PICTURE.split("\n")


def test_folding_twice_is_folding_once(model: PlanModel) -> None:
    model.set_expanded(0, expanded=False)
    model.set_expanded(0, expanded=False)
    assert model.rowCount() == 10


def test_what_is_folded_away_keeps_its_tick(model: PlanModel) -> None:
    click(model, "8e81727b7ddd")
    model.set_expanded(0, expanded=False)
    assert ("ghost", "20260412_101112_ab12cd") in model.chosen()


def test_a_folded_kind_can_be_unticked_as_a_whole(model: PlanModel) -> None:
    model.set_expanded(0, expanded=False)
    click(model, "Ghost rows")
    assert model.ticked == 3


def test_a_kind_with_very_many_findings_starts_folded(qapp: object) -> None:
    model = show(PlanModel(), [*many_ghosts(OPEN_UP_TO + 1), a_finding("unlisted")])
    assert [line[:18] for line in picture(model)] == [
        "[x] Ghost rows (10",
        "[x] Sessions witho",
        "  [x] aa11 |  | aa",
    ]


def test_a_kind_that_is_alone_starts_unfolded(qapp: object) -> None:
    model = show(PlanModel(), many_ghosts(OPEN_UP_TO + 1))
    assert model.rowCount() == OPEN_UP_TO + 2


def test_a_new_report_takes_the_place_of_the_old(model: PlanModel) -> None:
    click(model, "Ghost rows")
    model.show([a_finding("ghost", "8e81727b7ddd")])
    assert model.chosen() == [("ghost", "8e81727b7ddd")]


def test_an_empty_report_shows_nothing(model: PlanModel) -> None:
    model.show([])
    assert (model.rowCount(), model.ticked, model.headings()) == (0, 0, [])


@pytest.mark.parametrize(
    ("text", "spoken"),
    [
        ("Ghost rows", "Ghost rows (2), unfolded"),
        ("8e81727b7ddd", "8e81727b7ddd, ticked"),
        ("broken0000", "broken0000, left alone"),
    ],
)
def test_state_is_told_in_words_too(model: PlanModel, text: str, spoken: str) -> None:
    assert model.index(row_of(model, text), 0).data(SPOKEN) == spoken


def test_the_state_in_words_follows_the_tick(model: PlanModel) -> None:
    click(model, "8e81727b7ddd")
    model.set_expanded(3, expanded=False)
    spoken = [model.index(row, 0).data(SPOKEN) for row in (2, 3)]
    assert spoken == ["8e81727b7ddd, not ticked", "Sessions without a row (1), folded"]


def test_the_tooltip_of_a_file_is_its_whole_path(model: PlanModel) -> None:
    index = model.index(1, 2)
    assert some_findings()[0].path in index.data(Qt.ItemDataRole.ToolTipRole)


def test_only_ticks_can_be_set(model: PlanModel) -> None:
    assert not model.setData(model.index(1, 0), "text", Qt.ItemDataRole.EditRole)


def test_findings_have_no_children(model: PlanModel) -> None:
    parent = model.index(0, 0)
    assert (model.rowCount(parent), model.columnCount(parent)) == (0, 0)


def test_an_invalid_place_has_no_data(model: PlanModel) -> None:
    assert model.data(QModelIndex()) is None
