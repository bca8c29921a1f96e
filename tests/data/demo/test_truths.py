"""The planted truths are really there, with the size the generator's docstring names."""

from __future__ import annotations

import numpy as np
import pytest
from shapely import Point

from data.calendar import jalali_day, parse_instant
from data.demo import DemoCity
from data.demo.ground import Ground
from data.demo.truths import BURSTS, Planted, plant
from data.model.events import EventTable, Source
from data.profile import Profile
from data.timezones import zone_offsets

TEHRAN = "Asia/Tehran"


@pytest.fixture(scope="module")
def planted(demo: DemoCity, tabriz: Profile) -> tuple[Ground, Planted]:
    return plant(Ground.of_streets(demo.streets, tabriz.districts), tabriz.districts)


def near(events: EventTable, planted: tuple[Ground, Planted], spot: str, metres: float = 12.0):
    """Return the events within metres of a planted spot."""
    ground, truths = planted
    at = ground.middle[truths.spots[spot]]
    return events.take(np.hypot(events.x - at[0], events.y - at[1]) < metres)


def along(events: EventTable, planted: tuple[Ground, Planted], street: str) -> EventTable:
    """Return the events within 11 m of a planted street's pieces."""
    ground, truths = planted
    pieces = np.flatnonzero((ground.street == truths.streets[street]) & (ground.length > 0))
    hit = np.zeros(len(events), bool)
    for piece in pieces:
        dx, dy = events.x - ground.start[piece, 0], events.y - ground.start[piece, 1]
        step, normal = ground.step[piece], ground.normal[piece]
        t = (dx * step[0] + dy * step[1]) / ground.length[piece] ** 2
        hit |= (t > 0) & (t < 1) & (np.abs(dx * normal[0] + dy * normal[1]) < 11)
    return events.take(hit)


def rate(events: EventTable, since: str, until: str) -> float:
    first, end = parse_instant(since, TEHRAN), parse_instant(until, TEHRAN)
    return np.count_nonzero((events.time >= first) & (events.time < end)) / (end - first) * 86_400


def test_a_street_doubled_this_autumn(events, planted) -> None:
    street = along(events, planted, "doubled")
    this = rate(street, "1404/07/01", "1404/09/02")
    last = rate(street, "1403/07/01", "1403/09/02")
    assert this / last == pytest.approx(2.0, abs=0.45)
    assert rate(street, "1404/04/01", "1404/07/01") / last == pytest.approx(1.0, abs=0.3)


def test_a_corner_vanished_when_its_zone_came_into_force(demo, events, planted) -> None:
    corner = near(events, planted, "vanished")
    before = rate(corner, "1403/04/01", "1404/04/01")
    assert before > 1
    assert rate(corner, "1404/04/01", "1404/09/02") < 0.1 * before
    x, y = corner.x.mean(), corner.y.mean()
    assert any(z.shape.contains(Point(x, y)) and z.state == "in_force" for z in demo.zones)


def test_a_corner_is_steady_one_fades_and_one_is_new(events, planted) -> None:
    years = [("1401/09/03", "1402/09/03"), ("1403/09/03", "1404/09/02")]
    steady, fading = (
        [rate(near(events, planted, name), *year) for year in years]
        for name in ("steady", "fading")
    )
    assert steady[1] / steady[0] == pytest.approx(1.0, abs=0.12)
    assert fading[1] / fading[0] < 0.45
    new = near(events, planted, "new")
    assert rate(new, "1404/07/15", "1404/09/02") > 5
    assert rate(new, "1401/09/03", "1404/07/15") < 0.02


def test_complaints_are_stacked_on_one_coordinate(events, planted) -> None:
    stacked = near(events, planted, "stacked", 0.5)
    assert len(np.unique(stacked.x)) == len(np.unique(stacked.y)) == 1
    assert len(stacked) / len(events) == pytest.approx(0.006, rel=0.1)
    assert set(stacked.source) == {Source.COMPLAINT}


def test_complaints_meet_the_hour_without_a_crew(demo, events, planted) -> None:
    street = along(events, planted, "gap")
    minute = zone_offsets(TEHRAN).local(street.time) % 86_400 // 60
    assert ((minute >= 14 * 60) & (minute < 15 * 60)).mean() > 0.8
    crews = {crew.id for crew in demo.crews if crew.district == 4}
    shifts = [shift for shift in demo.shifts if shift.crew in crews]
    day = jalali_day(1404, 8, 10)
    present = [any(s.present(day, m) for s in shifts) for m in range(1440)]
    assert not any(present[14 * 60 : 15 * 60])
    assert present[14 * 60 - 1]
    assert present[15 * 60]


def test_patrols_and_citizens_see_different_places(events, planted) -> None:
    street = along(events, planted, "patrolled")
    own = street.take(street.source == Source.OBSTRUCTION)
    # At its ends other streets' events lie within reach.
    assert len(own) / len(street) > 0.95
    assert len(own) > 1_000


def test_district_10_complains_more_while_the_city_sees_the_same(events) -> None:
    tenth = events.take(events.district == 10)
    years = [("1401/09/03", "1402/09/03"), ("1403/09/03", "1404/09/02")]
    told, seen = (
        [rate(tenth.take(tenth.source == source), *year) for year in years]
        for source in (Source.COMPLAINT, Source.OBSTRUCTION)
    )
    assert told[1] / told[0] > 1.3
    assert seen[1] / seen[0] == pytest.approx(1.0, abs=0.08)


@pytest.mark.parametrize("burst", range(BURSTS))
def test_near_repeats_come_within_six_days(events, planted, burst: int) -> None:
    place = near(events, planted, f"burst {burst}", 6.0)
    day = (zone_offsets(TEHRAN).local(place.time)) // 86_400
    busiest = int(np.argmax(np.bincount(day)))
    assert np.mean(np.abs(day - busiest) < 6) > 0.7
    assert len(place) > 80
