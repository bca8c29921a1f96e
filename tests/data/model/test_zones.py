"""When a zone's shape and rule are legal."""

from __future__ import annotations

import math
import warnings

import numpy as np
import pytest
import shapely
from hypothesis import example, given, settings
from hypothesis import strategies as st
from shapely.geometry import Polygon, box

from data.errors import BadInput, IllegalShape
from data.model.zones import (
    LARGEST_AREA,
    MOST_VERTICES,
    SMALLEST_AREA,
    Activity,
    Rule,
    Zone,
    ZoneState,
    legal_name,
    legal_shape,
    new_zone,
)

SQUARE = np.array([[0.0, 0.0], [40.0, 0.0], [40.0, 40.0], [0.0, 40.0]])
ORIGIN = (613_304.0, 4_215_479.0)


def refusal(vertices: object) -> IllegalShape:
    with pytest.raises(IllegalShape) as refused:
        legal_shape(np.array(vertices, float))
    assert str(refused.value)
    return refused.value


def assert_legal(shape: Polygon) -> None:
    assert isinstance(shape, Polygon)
    assert shape.is_valid
    assert shape.exterior.is_ccw
    assert not shape.interiors
    assert SMALLEST_AREA * 0.99 <= shape.area <= LARGEST_AREA * 1.01
    # On the grid already: taking it again moves nothing by more than a spike of a millimetre.
    assert shape.hausdorff_distance(legal_shape(np.array(shape.exterior.coords)[:-1])) < 0.002


COARSE = st.integers(-60, 60).map(float)
FINE = st.floats(-3_000, 3_000)
WILD = st.floats(allow_nan=True, allow_infinity=True) | st.sampled_from([1e300, -1e9, 0.0])


@settings(max_examples=600, deadline=None)
@given(
    st.one_of(
        st.lists(st.tuples(COARSE, COARSE), max_size=9),
        st.lists(st.tuples(FINE, FINE), max_size=12),
        st.lists(st.tuples(WILD, WILD), max_size=6),
        st.lists(st.tuples(COARSE, FINE), max_size=40),
    )
)
@example([(0.0, 0.0), (0.0, 50.0), (50.0, 50.0), (50.0, 0.0)])
@example([(0.0, 0.0), (50.0, 0.0), (50.0, 50.0), (50.0, 0.0004), (0.0, 0.0004)])
@example([(1e154, 0.0), (0.0, 1e154), (-1e154, -1e154)])
def test_any_ring_is_a_legal_polygon_or_says_where_it_is_not(ring: list[tuple]) -> None:
    try:
        shape = legal_shape(np.array(ring, float).reshape(-1, 2))
    except IllegalShape as error:
        assert error.at is None or all(map(math.isfinite, error.at))
        assert str(error)
    else:
        assert_legal(shape)


@settings(deadline=None)
@given(
    st.lists(st.floats(20, 200), min_size=3, max_size=60),
    st.booleans(),
    st.floats(0, 6.283),
)
def test_every_star_round_a_point_is_legal(
    radii: list[float], clockwise: bool, turn: float
) -> None:
    # A star is simple; below 6 m of base its points may be thin, never crossing.
    angle = turn + np.linspace(0, 2 * np.pi, len(radii), endpoint=False)
    ring = np.array(radii)[:, None] * np.stack([np.cos(angle), np.sin(angle)], axis=1) + ORIGIN
    shape = legal_shape(ring[::-1] if clockwise else ring)
    assert_legal(shape)
    assert shape.area == pytest.approx(Polygon(ring).area, rel=1e-3)


@pytest.mark.parametrize("ring", [SQUARE, SQUARE[::-1], np.roll(SQUARE, 1, axis=0)])
def test_the_shell_runs_against_the_clock(ring: np.ndarray) -> None:
    assert legal_shape(ring).exterior.is_ccw


def test_a_bow_tie_is_refused_where_it_crosses() -> None:
    at = refusal([[0, 0], [40, 40], [40, 0], [0, 40]]).at
    assert at == pytest.approx((20.0, 20.0))


@pytest.mark.parametrize(
    "ring",
    [
        [], [[0, 0]], [[0, 0], [40, 0]], [[5, 5]] * 7, [[0, 0], [40, 0], [40, 0], [0, 0]],
        [[0, 0], [40, 0], [80, 0]], [[0, 0], [3, 0], [3, 3], [0, 3]],
        [[0, 0], [2_300, 0], [2_300, 2_300], [0, 2_300]], [[0, 0], [900, 0], [900, 0.4], [0, 0.4]],
        [[0, 0], [math.nan, 0], [40, 40]], [[0, 0], [math.inf, 0], [40, 40]],
        [[0, 0], [1e300, 0], [40, 40]], [[0, 0], [40, 0], [20, 0], [40, 40]],
        [[0, 0], [40, 0], [40, 40], [20, 0], [0, 40]],
    ],
)  # fmt: skip
def test_is_refused(ring: list[list[float]]) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        error = refusal(np.array(ring, float).reshape(-1, 2))
    assert error.at is None or all(map(math.isfinite, error.at))


def test_a_neck_thinner_than_a_millimetre_is_refused() -> None:
    neck = [
        (40, 20),
        (60, 20),
        (60, 0),
        (100, 0),
        (100, 40),
        (60, 40),
        (60, 20.0004),
        (40, 20.0004),
    ]
    assert refusal([(0, 0), (40, 0), *neck, (40, 40), (0, 40)]).at is not None


def test_a_ring_that_closes_on_itself_within_a_millimetre_is_refused() -> None:
    inner = [(19.9998, 0), (19.9998, 10), (10, 10), (10, 30), (30, 30), (30, 10), (20.0002, 10)]
    assert refusal([(0, 0), *inner, (20.0002, 0), (40, 0), (40, 40), (0, 40)]).at is not None


def test_too_many_vertices_are_refused() -> None:
    angle = np.linspace(0, 2 * np.pi, MOST_VERTICES + 1, endpoint=False)
    refusal(500 * np.stack([np.cos(angle), np.sin(angle)], axis=1))


def test_equal_neighbours_are_one_vertex() -> None:
    doubled = np.repeat(SQUARE, 3, axis=0)
    assert shapely.equals_exact(legal_shape(doubled), legal_shape(SQUARE), normalize=True)
    assert len(legal_shape(np.vstack([SQUARE, SQUARE[:1]])).exterior.coords) == 5


def test_a_new_zone_is_a_draft_with_its_own_id() -> None:
    first, second = (new_zone("محدوده", 4, box(0, 0, 40, 40), at=7, by="الف") for _ in range(2))
    assert first.state is ZoneState.DRAFT
    assert (first.version, first.created_at, first.created_by) == (0, 7, "الف")
    assert first.id != second.id
    assert first != second


def test_a_hole_is_refused_with_its_place() -> None:
    ring = box(0, 0, 40, 40).difference(box(10, 10, 20, 20))
    with pytest.raises(IllegalShape) as refused:
        new_zone("محدوده", 4, ring, at=0, by="")
    assert refused.value.at is not None
    assert box(10, 10, 20, 20).intersects(shapely.Point(refused.value.at))


def test_equality_is_to_the_bit() -> None:
    zone = Zone("a", "نام", 4, box(0, 0, 40, 40))
    assert zone == Zone("a", "نام", 4, box(0, 0, 40, 40))
    assert zone != Zone("a", "نام", 4, box(0, 0, 40, 40 + 1e-9))
    assert zone != Zone("a", "نام", 5, box(0, 0, 40, 40))
    assert hash(zone) == hash(Zone("a", "دیگر", 4, box(0, 0, 1, 1)))
    assert zone != "a"


@pytest.mark.parametrize("name", ["", "   ", "\u202e\x00", "\u2066\u2069 "])
def test_an_empty_name_is_refused(name: str) -> None:
    with pytest.raises(BadInput):
        legal_name(name)


def test_names_are_cleaned_and_cut() -> None:
    assert legal_name(" الف\u202eب ") == "الفب"
    assert len(legal_name("x" * 10_000)) == 300
    assert Zone("a", "نام", 4, box(0, 0, 1, 1)).renamed(" دیگر ").name == "دیگر"


@pytest.mark.parametrize(
    "values",
    [{"weekdays": frozenset()}, {"weekdays": frozenset({7})}, {"start": 1440}, {"start": -1},
     {"end": 1441}, {"end": -1}],
)  # fmt: skip
def test_an_impossible_rule_is_refused(values: dict) -> None:
    with pytest.raises(BadInput):
        Rule(**values)


def test_activities_carry_the_names_of_cds() -> None:
    assert [a.value for a in Activity] == ["no parking", "no stopping", "no loading"]
    assert Rule().weekdays == frozenset(range(7))
