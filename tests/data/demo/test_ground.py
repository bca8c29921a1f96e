"""Pieces of kerb, spots, and where people live and shop."""

from __future__ import annotations

import numpy as np
import pytest
import shapely
from shapely.geometry import box

from data.demo import DemoCity
from data.demo.ground import Ground, make_attractions
from data.locating import district_table
from data.model.city import District
from data.model.streets import StreetClass, StreetTable
from data.profile import Profile

TWO = (
    District(1, "منطقهٔ ۱", box(0, 0, 1_000, 1_000)),
    District(2, "۲", box(1_000, 0, 2_000, 1_000)),
)


@pytest.fixture(scope="module")
def ground(demo: DemoCity, tabriz: Profile) -> Ground:
    return Ground.of_streets(demo.streets, tabriz.districts)


def test_pieces_are_all_the_street_there_is(demo: DemoCity, ground: Ground) -> None:
    assert ground.length.sum() == pytest.approx(demo.streets.lengths().sum())
    assert np.allclose(np.hypot(*ground.normal.T)[ground.length > 0.1], 1.0)
    assert np.allclose((ground.normal * ground.step).sum(axis=1), 0.0, atol=1e-6)


def test_districts_of_pieces_are_those_of_their_middles(ground: Ground, tabriz: Profile) -> None:
    for district in tabriz.districts:
        shapely.prepare(district.geometry)
        inside = shapely.contains_xy(district.geometry, *ground.middle.T)
        assert np.all(ground.district[inside] == district.number)
    assert ground.district.min() == 1


def test_a_point_on_a_border_has_one_district_always_the_same() -> None:
    at = np.array([[1_000.0, 500.0], [999.9, 500.0], [1_000.1, 500.0], [5_000.0, 0.0]])
    assert district_table(TWO).label(*at.T).tolist() == [1, 1, 2, 0]
    assert district_table(TWO[::-1]).label(*at.T).tolist() == [1, 1, 2, 0]


def street(rank: StreetClass = StreetClass.LOCAL) -> Ground:
    xy = np.array([[0.0, 100.0], [400.0, 100.0]])
    table = StreetTable(
        xy, np.array([0, 2]), np.array([rank], np.uint8), np.zeros(1, np.int32), ("خ",), np.ones(1)
    )
    return Ground.of_streets(table, TWO)


def test_spots_lie_at_the_kerb_and_do_not_draw_by_length() -> None:
    spotted = street().with_spots(np.array([0, 0]), 8.0)
    assert len(spotted) == 3
    assert spotted.middle[1].tolist() == [200.0, 104.0]
    assert spotted.step[1].tolist() == [8.0, 0.0]
    assert spotted.near(200.0, 100.0, 50.0)[1:].tolist() == [0.0, 0.0]
    assert spotted.nearest(200.0, 104.0) == 0


def test_a_spot_without_size_is_one_coordinate() -> None:
    spotted = street().with_spots(np.array([0]), 0.0)
    assert spotted.step[1].tolist() == [0.0, 0.0]
    assert (spotted.spread[1], spotted.half_width[1]) == (0.0, 0.0)


def test_homes_follow_residents(ground: Ground, tabriz: Profile) -> None:
    drawn = make_attractions(
        ground, tabriz.districts, (613_430.0, 4_215_440.0), np.random.default_rng(1)
    )
    total = sum(d.residents or 0 for d in tabriz.districts)
    for district in tabriz.districts:
        share = drawn.homes[ground.district == district.number].sum()
        assert share == pytest.approx((district.residents or 0) / total)
    kinds = {place.name.split()[0] for place in drawn.places}
    assert kinds == {"بیمارستان", "بازارچهٔ", "ورزشگاه"}
