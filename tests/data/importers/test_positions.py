from __future__ import annotations

import dataclasses

import numpy as np
import pytest
import shapely

from data.errors import Refused
from data.importers.positions import read_positions
from data.importers.reasons import Reason
from data.importers.shapes import UNREADABLE
from data.importers.tables import RawTable
from data.model.city import City

X, Y = 613_304.36, 4_215_479.17


def table(first: list[str | None], second: list[str | None]) -> RawTable:
    return RawTable(("a", "b"), (first, second), np.arange(2, len(first) + 2))


def layer(*shapes: object, epsg: int | None) -> RawTable:
    made = np.array([*shapes, None], object)[:-1]
    return RawTable((), (), np.arange(1, len(made) + 1), made, epsg)


DEGREES = {"lon": "a", "lat": "b"}
METRES = {"x": "a", "y": "b"}


def test_degrees_become_metres(tabriz: City) -> None:
    found = read_positions(table(["46.2919", "۴۶٫۲۹۱۹"], ["38.08", "۳۸/۰۸"]), DEGREES, tabriz, None)
    assert found.x == pytest.approx([X, X], abs=0.01) and found.y == pytest.approx([Y, Y], abs=0.01)


@pytest.mark.parametrize("mapping", [DEGREES, METRES])
def test_utm_is_known_by_its_values(tabriz: City, mapping: dict[str, str]) -> None:
    found = read_positions(table([str(X)], [str(Y)]), mapping, tabriz, None)
    assert (found.x[0], found.y[0]) == (X, Y)


def test_web_mercator_and_the_next_zone_are_tried(tabriz: City) -> None:
    import pyproj

    for epsg in (3857, 32639):
        change = pyproj.Transformer.from_crs(4326, epsg, always_xy=True)
        x, y = change.transform(46.2919, 38.08)
        found = read_positions(table([repr(x)], [repr(y)]), METRES, tabriz, None)
        assert found.x[0] == pytest.approx(X, abs=0.02)


@pytest.mark.parametrize(
    ("first", "second", "reason"),
    [
        ("38.08", "46.2919", Reason.SWAPPED),
        ("0", "0", Reason.ZERO_POINT),
        ("46.2919", None, Reason.HALF_POINT),
        (None, " ", Reason.NONE),
        ("46.2919", "abc", Reason.FALSE_COORDINATES),
        ("51.4", "35.7", Reason.OUTSIDE),
        ("46", "38", Reason.OUTSIDE),
        ("446.2919", "38.08", Reason.OUTSIDE),
        ("1e308", "-1e308", Reason.OUTSIDE),
    ],
)
def test_impossible_points_are_named_and_not_placed(
    tabriz: City, first: str | None, second: str | None, reason: Reason
) -> None:
    raw = table([first, "46.3", "46.3"], [second, "38.1", "38.1"])
    found = read_positions(raw, DEGREES, tabriz, None)
    assert found.problem.tolist() == [reason, 0, 0]
    assert np.isnan(found.x).tolist() == [True, False, False]


def test_the_user_s_word_stands_above_the_values(tabriz: City) -> None:
    found = read_positions(table(["46.2919"], ["38.08"]), DEGREES, tabriz, 32638)
    assert found.problem[0] == Reason.OUTSIDE


def test_metres_that_fit_nowhere_ask_for_the_system(tabriz: City) -> None:
    found = read_positions(table(["123456"], ["654321"]), METRES, tabriz, None)
    assert found.problem[0] == Reason.OUTSIDE and "--crs" in found.warnings[0]


def test_a_layer_without_system_is_refused_until_it_is_said(tabriz: City) -> None:
    raw = layer(shapely.Point(X, Y), epsg=None)
    with pytest.raises(Refused, match="--crs"):
        read_positions(raw, {}, tabriz, None)
    assert read_positions(raw, {}, tabriz, 32638).x[0] == X


def test_shapes_that_are_no_points(tabriz: City) -> None:
    line = shapely.LineString([(46.29, 38.08), (46.3, 38.1)])
    one, two = shapely.MultiPoint([(46.29, 38.08)]), shapely.MultiPoint([(46, 38), (46.3, 38.1)])
    raw = layer(line, one, two, None, shapely.Point(), UNREADABLE, epsg=4326)
    found = read_positions(raw, {}, tabriz, None)
    wrong = Reason.NO_POINT_SHAPE
    assert found.problem.tolist() == [wrong, 0, wrong, 0, 0, wrong]
    assert np.isfinite(found.x).tolist() == [False, True, False, False, False, False]


def test_points_in_texts(tabriz: City) -> None:
    raw = table(["geo:38.08,46.2919", "خ امام", None], [None] * 3)
    found = read_positions(raw, {"point": "a"}, tabriz, None)
    assert np.isfinite(found.x).tolist() == [True, False, False]


def test_default_coordinates_are_named(tabriz: City) -> None:
    wide = dataclasses.replace(tabriz, extent=(45.5, 37.5, 46.8, 38.5))
    found = read_positions(table(["46"] * 60, ["38"] * 60), DEGREES, wide, None)
    assert not found.problem.any() and len(found.warnings) == 2
    assert all("۶۰" in warning for warning in found.warnings)
