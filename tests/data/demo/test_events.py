"""The rows: where, when, what, and that chunks do not matter."""

from __future__ import annotations

import numpy as np
import pytest
import shapely

from data.calendar import jalali_from_days, weekday
from data.demo import DemoCity, generate
from data.demo import events as making
from data.errors import Cancelled
from data.feedback import Feedback, silent
from data.model.events import EventTable, Kind, Precision, Source
from data.profile import Profile
from data.timezones import zone_offsets


def local(events: EventTable) -> tuple[np.ndarray, np.ndarray]:
    return np.divmod(zone_offsets("Asia/Tehran").local(events.time), 86_400)


def test_chunks_do_not_change_the_rows(town: Profile, monkeypatch: pytest.MonkeyPatch) -> None:
    city = generate(town, events=120_001)
    whole = [chunk.table for chunk in city.event_chunks(silent())]
    monkeypatch.setattr(making, "_CHUNK_BLOCKS", 1)
    pieces = [chunk.table for chunk in city.event_chunks(silent())]
    assert (len(whole), len(pieces)) == (1, 3)
    one, other = EventTable.concatenate(whole), EventTable.concatenate(pieces)
    for name in EventTable.columns():
        assert np.array_equal(getattr(one, name), getattr(other, name), equal_nan=name in "xy")


def test_chunks_stay_small_and_carry_no_ids(demo: DemoCity) -> None:
    for chunk in demo.event_chunks(silent()):
        assert len(chunk) <= 250_000
        assert chunk.fingerprint is None
        assert not chunk.table.id.any()
        assert not chunk.table.batch.any()


def test_a_stop_is_heard(demo: DemoCity) -> None:
    feedback = Feedback()
    chunks = demo.event_chunks(feedback)
    next(chunks)
    feedback.cancel()
    with pytest.raises(Cancelled):
        next(chunks)


def test_three_years_up_to_now_and_nothing_later(demo: DemoCity, events: EventTable) -> None:
    assert events.time.max() <= demo.now
    assert demo.now - events.time.max() < 3_600
    year, month, day = jalali_from_days(local(events)[0].min())
    assert (int(year), int(month), int(day)) == (1401, 9, 3)


def test_rows_come_in_the_order_of_their_days(events: EventTable) -> None:
    days, _seconds = local(events)
    assert np.all(np.diff(days) >= 0)


def test_sources_are_mixed_as_the_city_has_them(events: EventTable) -> None:
    share = np.bincount(events.source, minlength=4) / len(events)
    assert share[[Source.OBSTRUCTION, Source.COMPLAINT, Source.IMPOUND]] == pytest.approx(
        [0.45, 0.40, 0.15], abs=0.015
    )


def test_about_two_thirds_have_a_point_and_only_those_have_coordinates(events: EventTable) -> None:
    assert 0.60 <= events.placed.mean() <= 0.70
    assert np.array_equal(np.isfinite(events.x), events.placed)
    assert np.array_equal(np.isfinite(events.y), events.placed)
    assert set(np.unique(events.precision)) == {
        Precision.POINT, Precision.STREET, Precision.DISTRICT,
    }  # fmt: skip


def test_points_lie_in_their_district(events: EventTable, tabriz: Profile) -> None:
    placed = events.take(events.placed)
    assert placed.district.min() >= 1
    outside = 0
    for district in tabriz.districts:
        rows = placed.district == district.number
        shapely.prepare(district.geometry)
        outside += (~shapely.intersects_xy(district.geometry, placed.x[rows], placed.y[rows])).sum()
    # Schematic districts leave gaps of millimetres between them.
    assert outside <= 3


def test_points_live_on_streets(demo: DemoCity, events: EventTable) -> None:
    streets = demo.streets
    owner = np.repeat(np.arange(len(streets)), np.diff(streets.offsets))
    tree = shapely.STRtree(shapely.linestrings(streets.xy, indices=owner))
    rows = np.flatnonzero(events.placed)[::97]
    points = shapely.points(events.x[rows], events.y[rows])
    _index, away = tree.query_nearest(points, return_distance=True, all_matches=False)
    assert away.max() < 16
    assert np.median(away) > 1.5


def test_vehicles_rest_on_fridays_and_vendors_do_not(events: EventTable) -> None:
    friday = weekday(local(events)[0]) == 6
    cars, vendors = (friday[events.kind == k].mean() for k in (Kind.DOUBLE_PARKED, Kind.VENDOR))
    assert cars < 0.10
    assert vendors > 0.17


def test_hours_have_two_peaks_and_a_quiet_night(events: EventTable) -> None:
    cars = events.take(events.kind == Kind.DOUBLE_PARKED)
    hours = np.bincount(local(cars)[1] // 3_600, minlength=24)
    assert hours[10:13].min() > hours[14:16].max()
    assert hours[18:20].min() > hours[14:16].max()
    assert hours[2:5].max() < hours[11] / 8


def test_snow_days_drown_in_calls_that_are_no_obstruction(events: EventTable) -> None:
    days = local(events)[0]
    other = np.bincount((days - days.min())[events.kind == Kind.NOT_OBSTRUCTION])
    assert np.sort(other)[-10:].mean() > 12 * np.median(other)
    told = events.source[events.kind == Kind.NOT_OBSTRUCTION]
    assert set(told) == {Source.COMPLAINT}


def test_the_weeks_before_nowruz_are_full(events: EventTable) -> None:
    _year, month, day = jalali_from_days(local(events)[0])
    cars = events.kind == Kind.DOUBLE_PARKED
    per_day = [
        (cars & (month == m) & (day >= first) & (day <= last)).sum() / (last - first + 1)
        for m, first, last in ((12, 1, 25), (10, 1, 25))
    ]
    assert per_day[0] > 1.2 * per_day[1]


def test_the_bazaar_is_the_thickest_place(events: EventTable, tabriz: Profile) -> None:
    count = {
        d.number: (events.district == d.number).sum() / (d.geometry.area / 1e6)
        for d in tabriz.districts
    }
    assert max(count, key=lambda number: count[number]) == 8
