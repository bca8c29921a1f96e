"""Crews, shifts, lots and users."""

from __future__ import annotations

from collections import Counter

import shapely

from data.calendar import jalali_day
from data.demo import DemoCity
from data.model.roles import Role
from data.profile import Profile

DAY = jalali_day(1404, 8, 10)  # a Saturday


def minutes_covered(demo: DemoCity, district: int) -> int:
    crews = {crew.id for crew in demo.crews if crew.district == district}
    shifts = [shift for shift in demo.shifts if shift.crew in crews]
    return sum(any(s.present(DAY, minute) for s in shifts) for minute in range(1440))


def test_every_district_has_crews_that_stand_in_it(demo: DemoCity, tabriz: Profile) -> None:
    shapes = {d.number: d.geometry for d in tabriz.districts}
    assert set(Counter(c.district for c in demo.crews)) == set(shapes)
    for crew in demo.crews:
        assert shapes[crew.district].contains(shapely.Point(crew.x, crew.y))
    assert any(crew.contractor for crew in demo.crews)


def test_shift_patterns_are_those_of_the_domain(demo: DemoCity) -> None:
    crew = {n: next(c.id for c in demo.crews if c.district == n) for n in (1, 5)}
    counts = Counter(s.crew for s in demo.shifts if not s.on_call)
    assert counts[crew[1]] == 3
    assert counts[crew[5]] == 4
    assert minutes_covered(demo, 5) == 1440
    # Handovers leave a quarter of an hour three times a day.
    assert minutes_covered(demo, 1) == 1440 - 45


def test_some_shifts_cross_midnight_and_some_are_only_on_call(demo: DemoCity) -> None:
    assert any(s.end <= s.start and s.start > 0 for s in demo.shifts)
    assert any(s.on_call for s in demo.shifts)
    assert len({s.id for s in demo.shifts}) == len(demo.shifts)
    assert all(0 <= s.start < 1440 and 0 <= s.end <= 1440 for s in demo.shifts)


def test_eleven_users_ten_of_them_deputies(demo: DemoCity) -> None:
    assert Counter(u.role for u in demo.users) == {Role.DEPUTY: 10, Role.HEADQUARTERS: 1}
    assert [u.district for u in demo.users[:-1]] == list(range(1, 11))
    assert demo.users[3].name == "معاون منطقهٔ ۴"
    assert demo.users[-1].name == "ستاد"


def test_lots_and_bases_lie_in_the_city(demo: DemoCity, tabriz: Profile) -> None:
    city = shapely.union_all([d.geometry for d in tabriz.districts])
    assert len(demo.lots) == 3
    assert all(city.contains(shapely.Point(lot.x, lot.y)) for lot in demo.lots)
    bases = [place for place in demo.places if place.kind == "crew_base"]
    assert len(bases) == len(demo.crews)
