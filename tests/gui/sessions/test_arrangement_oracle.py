"""The arrangement against a plain filter and a plain sort, with rows drawn at random."""

from __future__ import annotations

from typing import Any

from hypothesis import given
from hypothesis import strategies as st

from core.values import SessionRow
from gui.sessions.arrangement import Arrangement
from gui.sessions.columns import Column, SortOrder, fold, project_name
from tests.gui.sessions.builders import ids

PROJECTS = {"p1": "Web shop", "p2": "École"}

texts = st.sampled_from(["", "a", "A b", "b a", "Ärger", "arger", "重构", "Zebra", "\U0001f680 x"])
rows = st.builds(
    SessionRow,
    session_id=st.just(""),
    title=texts,
    updated_at=st.integers(0, 3).map(float),
    message_count=st.integers(0, 2),
    pinned=st.booleans(),
    archived=st.booleans(),
    model=st.none() | texts,
    workspace=st.none() | texts,
    project_id=st.sampled_from([None, "", "p1", "p2", "p3"]),
    size=st.none() | st.integers(0, 2),
)
sort_orders = st.none() | st.builds(SortOrder, st.sampled_from(Column), st.booleans())
filters = st.sampled_from(
    ["", "a", "A", "b", "b a", "a b", "z", "ze", "zebra", "shop", "ecole", "p3", "s1", "nothing"]
)


def listed(drawn: list[SessionRow]) -> list[SessionRow]:
    """Give drawn rows their ids; their order is the store's."""
    return [replaced(row, session_id=f"s{slot}") for slot, row in enumerate(drawn)]


def replaced(row: SessionRow, **fields: Any) -> SessionRow:
    return SessionRow(**{name: getattr(row, name) for name in row.__struct_fields__} | fields)


def plain_key(row: SessionRow, column: Column) -> Any:
    match column:
        case Column.PIN:
            return row.pinned
        case Column.TITLE:
            return fold(row.title)
        case Column.MESSAGES:
            return row.message_count
        case Column.UPDATED:
            return row.updated_at
        case Column.MODEL:
            return fold(row.model or "")
        case Column.PROJECT:
            return fold(project_name(row, PROJECTS))
        case Column.WORKSPACE:
            return fold(row.workspace or "")
        case Column.SIZE:
            return row.size


def plainly(
    rows: list[SessionRow], text: str, archived: bool, by: SortOrder | None
) -> list[SessionRow]:
    """Filter and sort in the plainest way there is."""
    found = []
    for row in rows:
        project = project_name(row, PROJECTS)
        fields = (row.title, row.session_id, row.model, row.workspace, project)
        hits = (any(fold(word) in fold(field or "") for field in fields) for word in text.split())
        if (archived or not row.archived) and all(hits):
            found.append(row)
    if by is None:
        return found
    filled = [row for row in found if plain_key(row, by.column) not in ("", None)]
    blank = [row for row in found if plain_key(row, by.column) in ("", None)]
    return sorted(filled, key=lambda row: plain_key(row, by.column), reverse=by.descending) + blank


def arranged(rows: list[SessionRow]) -> Arrangement:
    arrangement = Arrangement()
    arrangement.take(rows, PROJECTS)
    return arrangement


def shown(arrangement: Arrangement) -> list[str]:
    return [arrangement.rows[slot].session_id for slot in arrangement.order()]


@given(st.lists(rows, max_size=20), st.lists(filters, max_size=6), sort_orders, st.integers(0, 3))
def test_while_the_user_types_each_filter_is_as_good_as_a_first_one(
    drawn: list[SessionRow], typed: list[str], by: SortOrder | None, prepared: int
) -> None:
    arrangement = arranged(listed(drawn))
    arrangement.set_sort_order(by)
    for _ in range(prepared):
        arrangement.prepare()
    for text in typed:
        arrangement.set_filter(text)
        assert shown(arrangement) == ids(plainly(listed(drawn), text, False, by))


@given(st.lists(rows, max_size=12), filters, st.booleans(), sort_orders, st.integers(0, 3))
def test_it_filters_and_sorts_as_one_would_plainly(
    drawn: list[SessionRow], text: str, archived: bool, by: SortOrder | None, prepared: int
) -> None:
    arrangement = arranged(listed(drawn))
    arrangement.set_filter(text)
    arrangement.set_shows_archived(archived)
    arrangement.set_sort_order(by)
    for _ in range(prepared):
        arrangement.prepare()
    assert shown(arrangement) == ids(plainly(listed(drawn), text, archived, by))


@given(
    st.lists(rows, min_size=1, max_size=8),
    filters,
    sort_orders,
    st.lists(st.tuples(st.integers(0, 7), rows, st.integers(0, 3))),
)
def test_changed_rows_stand_where_a_new_arrangement_would_put_them(
    drawn: list[SessionRow],
    text: str,
    by: SortOrder | None,
    changes: list[tuple[int, SessionRow, int]],
) -> None:
    rows = listed(drawn)
    arrangement = arranged(list(rows))
    arrangement.set_filter(text)
    arrangement.set_sort_order(by)
    for place, row, prepared in changes:
        for _ in range(prepared):
            arrangement.prepare()
        slot = place % len(rows)
        before = shown(arrangement)
        rows[slot] = replaced(row, session_id=f"s{slot}")
        may_move = arrangement.change(slot, rows[slot])
        assert shown(arrangement) == ids(plainly(rows, text, False, by))
        assert may_move or shown(arrangement) == before
