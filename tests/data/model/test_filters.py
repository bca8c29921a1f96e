"""Which events are meant."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar import parse_instant
from data.model.city import City
from data.model.events import EventTable, Kind, Source
from data.model.filters import DayKind, Filter

TEHRAN = "Asia/Tehran"
CITY = City(
    "t", {}, (46.3, 38.0), (46, 37, 47, 39), 32638, TEHRAN, holidays=((0, 1, 13), (1404, 4, 14))
)
EVERYTHING = Filter(sources=None, kinds=None)


def events(**columns: list[int]) -> EventTable:
    count = len(next(iter(columns.values())))
    full = {name: np.zeros(count, dtype) for name, dtype in EventTable.columns().items()}
    for name, values in columns.items():
        full[name] = np.array(values, full[name].dtype)
    return EventTable(**full)


def passed(filter_: Filter, table: EventTable) -> list[int]:
    return np.flatnonzero(filter_.mask(table, CITY)).tolist()


def test_the_default_is_reports_and_complaints_of_obstruction() -> None:
    rows = events(
        source=[Source.OBSTRUCTION, Source.COMPLAINT, Source.IMPOUND, Source.COMPLAINT],
        kind=[Kind.SHOP, Kind.OTHER, Kind.SHOP, Kind.NOT_OBSTRUCTION],
    )
    assert passed(Filter(), rows) == [0, 1]
    assert passed(EVERYTHING, rows) == [0, 1, 2, 3]


def test_the_end_is_exclusive() -> None:
    rows = events(time=[9, 10, 19, 20])
    assert passed(EVERYTHING.replace(since=10, until=20), rows) == [1, 2]


@pytest.mark.parametrize("column", ["source", "kind", "district", "outcome", "status"])
def test_each_code_restricts_alone(column: str) -> None:
    name = {"status": "statuses"}.get(column, column + "s")
    rows = events(**{column: [1, 2, 3, 2]})
    assert passed(EVERYTHING.replace(**{name: frozenset({2})}), rows) == [1, 3]
    assert passed(EVERYTHING.replace(**{name: frozenset()}), rows) == []


def test_hours_and_weekdays_are_local() -> None:
    times = ["1404/09/01 00:10", "1404/09/01 23:50", "1404/09/02 07:30", "1404/09/07 07:30"]
    rows = events(time=[parse_instant(text, TEHRAN) for text in times])
    assert passed(EVERYTHING.replace(hours=frozenset({0, 23})), rows) == [0, 1]
    assert passed(EVERYTHING.replace(weekdays=frozenset({0})), rows) == [0, 1]
    assert passed(EVERYTHING.replace(weekdays=frozenset({6}), hours=frozenset({7})), rows) == [3]


def test_any_cells_of_the_week_are_chosen() -> None:
    times = ["1404/09/01 00:10", "1404/09/01 23:50", "1404/09/02 23:30", "1404/09/07 07:30"]
    rows = events(time=[parse_instant(text, TEHRAN) for text in times])
    cells = EVERYTHING.replace(week_hours=frozenset({0, 24 + 23, 6 * 24 + 7}))
    assert passed(cells, rows) == [0, 2, 3]
    assert passed(cells.replace(hours=frozenset({23})), rows) == [2]
    assert passed(cells.replace(week_hours=frozenset()), rows) == []


def test_fridays_and_holidays_are_days_off() -> None:
    days = ["1403/01/13", "1404/01/13", "1404/04/14", "1403/04/14", "1404/09/07", "1404/09/06"]
    rows = events(time=[parse_instant(f"{day} 23:59", TEHRAN) for day in days])
    assert passed(EVERYTHING.replace(day_kind=DayKind.OFF), rows) == [0, 1, 2, 4]
    assert passed(EVERYTHING.replace(day_kind=DayKind.WORKING), rows) == [3, 5]


def test_instants_of_no_calendar_are_working_days() -> None:
    rows = events(time=[-(2**63), -62_167_219_200, 253_402_300_799, 2**63 - 1])
    assert passed(EVERYTHING.replace(day_kind=DayKind.WORKING), rows) == [0, 1, 2, 3]
    assert passed(EVERYTHING.replace(day_kind=DayKind.OFF), rows) == []
    assert passed(EVERYTHING.replace(since=0, until=2**70), rows) == [2, 3]


def test_filters_are_values() -> None:
    one, other = (
        Filter(week_hours=frozenset({3, 4}), day_kind=DayKind.OFF),
        Filter(week_hours=frozenset({4, 3}), day_kind=DayKind.OFF),
    )
    assert one == other and hash(one) == hash(other) and one != one.replace(day_kind=None)


def test_hours_are_those_of_summer_time_in_1401() -> None:
    rows = events(time=[parse_instant("2022-07-01T05:00:00Z", TEHRAN)])
    assert passed(EVERYTHING.replace(hours=frozenset({9})), rows) == [0]


def test_no_events_pass_without_a_fault() -> None:
    rows = EventTable.empty()
    full = Filter(
        0,
        1,
        hours=frozenset({1}),
        weekdays=frozenset({1}),
        districts=frozenset({1}),
        week_hours=frozenset({25}),
        day_kind=DayKind.WORKING,
    )
    assert passed(full, rows) == []


def test_a_monstrous_code_costs_nothing_and_chooses_nothing() -> None:
    rows = events(district=[1, 2])
    assert passed(EVERYTHING.replace(districts=frozenset({10**12, -1})), rows) == []


@settings(deadline=None)
@given(st.lists(st.integers(0, 12), max_size=30), st.frozensets(st.integers(-2, 300), max_size=6))
def test_codes_pass_exactly_when_chosen(codes: list[int], chosen: frozenset[int]) -> None:
    rows = events(district=codes)
    expected = [i for i, code in enumerate(codes) if code in chosen]
    assert passed(EVERYTHING.replace(districts=chosen), rows) == expected
