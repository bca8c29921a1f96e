"""Running sums and scans say the same, whatever the filter."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar import jalali_day
from data.model.day_cube import whole_days
from data.model.events import EventTable, Kind, Source
from data.model.filters import DayKind, Filter
from data.model.snapshot import Snapshot
from data.months import month_numbers
from data.timezones import DAY_SECONDS, zone_offsets
from layers import period_counts
from layers.counts import by_day, by_district, by_kind_group
from layers.period_counts import per_day, per_district, per_district_and_month, per_kind_group
from tests.layers.conftest import TABRIZ

TEHRAN = zone_offsets("Asia/Tehran")
FIRST = jalali_day(1400, 12, 20)
# Days over the changes of the clock in 1401, and what no calendar knows.
DAYS = st.one_of(st.integers(FIRST, FIRST + 240), st.sampled_from([-720_000, 2_932_896, 0]))
ROWS = st.lists(
    st.tuples(
        DAYS,
        st.integers(0, DAY_SECONDS - 1),
        st.sampled_from(list(Source)),
        st.sampled_from([Kind.SHOP, Kind.VENDOR, Kind.NOT_OBSTRUCTION, 77]),
        st.integers(-1, 4),
    ),
    max_size=30,
)
EDGE = st.one_of(
    st.none(),
    st.tuples(st.integers(FIRST - 5, FIRST + 245), st.sampled_from([0, 0, 0, 3_600, 1, 86_399])),
)
CODES = st.one_of(st.none(), st.frozensets(st.integers(-1, 4)))


def table(rows: list[tuple[int, ...]]) -> EventTable:
    full = {name: np.zeros(len(rows), dtype) for name, dtype in EventTable.columns().items()}
    full["time"] = TEHRAN.utc(np.array([r[0] * DAY_SECONDS + r[1] for r in rows], np.int64))
    for i, name in enumerate(("source", "kind", "district"), 2):
        full[name] = np.array([r[i] for r in rows], full[name].dtype)
    return EventTable(**full)


def instant(edge: tuple[int, int] | None) -> int | None:
    return None if edge is None else int(TEHRAN.utc(edge[0] * DAY_SECONDS + edge[1]))


def by_scan(snapshot: Snapshot) -> dict[tuple[int, tuple[int, int]], int]:
    chosen = snapshot.selected
    days = chosen.local("Asia/Tehran").day
    counts: Counter = Counter()
    for day, district in zip(days.tolist(), chosen.district.tolist(), strict=True):
        if FIRST - 10 <= day <= FIRST + 250 or day == 0:
            month = int(month_numbers(day, "jalali"))
            counts[max(district, 0), (month // 12, month % 12 + 1)] += 1
    return dict(counts)


@settings(deadline=None, max_examples=300)
@given(ROWS, EDGE, EDGE, CODES, CODES, EDGE, st.booleans())
def test_sums_and_scans_agree(
    rows: list, since: tuple, until: tuple, sources: frozenset, districts: frozenset, now: tuple,
    small: bool,
) -> None:  # fmt: skip
    chosen = Filter(instant(since), instant(until), sources, districts=districts)
    snapshot = Snapshot(TABRIZ, (), table(rows), chosen, now=instant(now) or 0)
    if small:
        snapshot.events.derived[("cube", "Asia/Tehran")] = None  # as if it were too large
    selected = snapshot.selected
    first, counts = per_day(snapshot)
    expected = by_day(selected, "Asia/Tehran")
    assert first == expected[0]
    np.testing.assert_array_equal(counts, expected[1])
    assert per_district(snapshot) == by_district(selected)
    assert per_kind_group(snapshot) == by_kind_group(selected)
    assert per_district_and_month(snapshot) == by_scan(snapshot)


def test_a_filter_of_whole_days_is_told_from_others() -> None:
    events = table([(FIRST, 5, 1, 20, 1)])
    day = jalali_day(1401, 7, 1)  # the clocks were set back an hour before this day began
    whole = Filter(instant((day, 0)), instant((day + 3, 0)))
    assert whole_days(whole, 0, events, "Asia/Tehran") == range(day, day + 3)
    spring = jalali_day(1401, 1, 2)  # its first hour was skipped
    assert whole_days(Filter(instant((spring, 3_600))), 0, events, "Asia/Tehran").start == spring
    for other in (
        whole.replace(since=whole.since + 1),
        whole.replace(hours=frozenset({3})),
        whole.replace(day_kind=DayKind.OFF),
        whole.replace(outcomes=frozenset({1})),
    ):
        assert whole_days(other, 0, events, "Asia/Tehran") is None
    assert whole_days(whole, 1, events, "Asia/Tehran") is None, "the clock stands in a day"


def test_the_sums_are_used_where_they_can_be(
    town: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    whole = replace(town.filtered(Filter(districts=frozenset({1, 4}))), now=0)
    expected = by_day(whole.selected, "Asia/Tehran")
    monkeypatch.setattr(period_counts, "_days_of_rows", None)
    again = replace(whole)
    assert per_day(again)[0] == expected[0]
    assert "passing" not in vars(again), "nothing was scanned"
