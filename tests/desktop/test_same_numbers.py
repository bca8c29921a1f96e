"""One filter, one answer: every number on the desk equals a count made by hand."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from data.calendar import Season
from data.model.events import KIND_GROUPS, OBSTRUCTION_KINDS, Kind, Outcome, Precision, Source
from data.model.filters import DEFAULT_SOURCES, Filter
from data.model.snapshot import Snapshot
from data.model.week_hours import rectangle
from data.timezones import zone_offsets
from desktop.main_window import MainWindow

ZONE = "Asia/Tehran"


def random_filters(count: int) -> list[Filter]:
    """Return filters of every kind of condition, most of them with hours of the week."""
    chance = np.random.default_rng(1404)

    def some(values: object, most: int) -> frozenset[int] | None:
        values = [int(v) for v in values]
        if chance.random() < 0.5:
            return None
        chosen = chance.choice(values, size=min(most, len(values)), replace=False)
        return frozenset(int(v) for v in chosen)

    made = []
    for _turn in range(count):
        season = Season(int(chance.integers(1402, 1405)), str(chance.choice(["spring", "summer"])))
        since, until = season.span(ZONE) if chance.random() < 0.7 else (None, None)
        corners = chance.integers(0, 7, 2), chance.integers(0, 24, 2)
        days, hours = (sorted(int(c) for c in corner) for corner in corners)
        made.append(
            Filter(
                since=since,
                until=until,
                sources=some(Source, 2) or DEFAULT_SOURCES,
                kinds=some(OBSTRUCTION_KINDS, 6) or frozenset(int(k) for k in OBSTRUCTION_KINDS),
                districts=some(range(1, 11), 5),
                outcomes=some(Outcome, 5),
                weekdays=some(range(7), 5),
                week_hours=rectangle((days[0], hours[0]), (days[1], hours[1]))
                if chance.random() < 0.75
                else None,
            )
        )
    return made


def counted(chosen: Filter, snapshot: Snapshot, **other: object) -> NDArray[np.bool_]:
    """Return which events pass, row by row and without the program's own masks."""
    chosen = chosen.replace(**other)
    events = snapshot.events
    local = zone_offsets(ZONE).local(events.time).tolist()
    columns = {
        "source": chosen.sources,
        "kind": chosen.kinds,
        "district": chosen.districts,
        "outcome": chosen.outcomes,
    }
    keep = []
    for row, (moment, second) in enumerate(zip(events.time.tolist(), local, strict=True)):
        weekday, hour = (second // 86_400 + 5) % 7, second % 86_400 // 3_600
        keep.append(
            moment < snapshot.now
            and (chosen.since is None or moment >= chosen.since)
            and (chosen.until is None or moment < chosen.until)
            and all(v is None or int(getattr(events, n)[row]) in v for n, v in columns.items())
            and (chosen.weekdays is None or weekday in chosen.weekdays)
            and (chosen.week_hours is None or 24 * weekday + hour in chosen.week_hours)
        )
    return np.array(keep, bool)


def check_map(window: MainWindow, chosen: Filter, snapshot: Snapshot, passing: NDArray) -> None:
    """Compare what the layers, their rows in the list and their legends count."""
    placed = snapshot.events.precision == Precision.POINT
    complaints = counted(chosen, snapshot, sources=frozenset({Source.COMPLAINT}))
    impounds = counted(chosen, snapshot, sources=frozenset({Source.IMPOUND}))
    expected = {
        "hotspots": (passing & placed).sum(),
        "impounds": (impounds & placed).sum(),
        "complaints": (complaints & placed).sum(),
    }
    for layer, count in expected.items():
        picture, item = window.maps.pictures[layer], window.desk.layers._items[layer]
        assert picture.count == count, layer
        assert item._count.number().value == count, layer
        told = {n.key: n.value for n in picture.numbers}
        named = [told[e.number] for e in picture.legend if e.number in told]
        if layer == "impounds" and count:
            assert sum(named) == count, "the legend's states"


def check_panels(window: MainWindow, chosen: Filter, snapshot: Snapshot, passing: NDArray) -> None:
    """Compare the charts, as they are shown."""
    events, charts = snapshot.events, window.overview._charts
    districts = {n.key: n.value for n in charts["districts"]._numbers}
    for number in range(1, 11):
        assert (
            districts.get(f"district:{number}", 0) == (passing & (events.district == number)).sum()
        )
    assert sum(districts.values()) == passing.sum()
    kinds = {n.key: n.value for n in charts["kinds"]._numbers}
    for group, members in KIND_GROUPS.items():
        mine = passing & np.isin(events.kind, [int(kind) for kind in members])
        assert kinds.get(f"kind:{group}", 0) == mine.sum()
    outcomes = {n.key: n.value for n in charts["outcomes"]._numbers}
    for outcome in Outcome:
        if outcome is not Outcome.UNKNOWN:
            mine = passing & (events.outcome == outcome)
            assert outcomes.get(f"outcome:{int(outcome)}", 0) == mine.sum()
    week = charts["week"]
    assert week.total() == passing.sum()
    assert week.grid.counts.sum() == counted(chosen, snapshot, week_hours=None).sum()
    assert week.grid.chosen() == chosen.week_hours


@pytest.fixture
def window(window: MainWindow, settled) -> MainWindow:
    """The desk with every layer of events shown."""
    window.maps.set_visible("complaints", True)
    settled()
    return window


@pytest.mark.parametrize("seed", range(2))
def test_every_panel_shows_what_a_count_by_hand_gives(window, settled, seed) -> None:
    chosen_now = random_filters(8)[seed * 4 : seed * 4 + 4]
    assert any(f.week_hours is not None for f in chosen_now)
    for chosen in chosen_now:
        window.maps.set_filter(chosen)
        settled()
        snapshot = window.maps.snapshot
        passing = counted(chosen, snapshot)
        assert len(snapshot.selected) == passing.sum()
        check_map(window, chosen, snapshot, passing)
        check_panels(window, chosen, snapshot, passing)
        assert window.time_bar._total.number().value == passing.sum(), chosen
        bars = window.time_bar.histogram
        bars.show_all()
        everywhen = counted(chosen, snapshot, since=None, until=None).sum()
        assert bars.bins()[1].sum() == everywhen
        window.rows.open_filter(chosen)
        settled()
        assert window.rows.table.row_count() == min(passing.sum(), 1_000)
        window.rows.table.close()


def test_a_brush_over_hours_filters_the_map_and_the_map_the_hours(window, settled) -> None:
    week = window.overview._charts["week"]
    week.chosen_changed.emit(rectangle((0, 7), (4, 13)))
    settled()
    assert window.maps.filter.week_hours == rectangle((0, 7), (4, 13))
    assert window.desk.filters.week_hours.isVisibleTo(window.desk.filters)
    before = week.grid.counts.copy()
    window.context.choose_district(8)
    settled()
    assert (week.grid.counts <= before).all() and week.grid.counts.sum() < before.sum()
    assert week.total() == window.time_bar._total.number().value
    window.desk.filters.week_hours.clear_button.click()
    settled()
    assert window.maps.filter.week_hours is None and week.grid.chosen() is None


def test_kinds_that_are_no_obstruction_can_be_asked_for(window, settled) -> None:
    chosen = window.maps.filter.replace(since=None, kinds=frozenset({int(Kind.NOT_OBSTRUCTION)}))
    window.maps.set_filter(chosen)
    settled()
    passing = counted(chosen, window.maps.snapshot)
    check_panels(window, chosen, window.maps.snapshot, passing)
    assert window.time_bar._total.number().value == passing.sum()
