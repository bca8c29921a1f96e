from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from pyproj import Transformer

from data.model.city import City
from data.web_mercator import (
    EDGE,
    MOST_TILES,
    TILE,
    TileName,
    corners_of,
    pieces_for,
    plane_to_metres,
    tiles_in,
    zoom_for,
)

CITY = City(
    "tabriz", {"fa": "تبریز"}, (46.29, 38.08), (46.05, 37.95, 46.55, 38.22), 32638, "Asia/Tehran"
)
X, Y = 612_000.0, 4_214_000.0


def here(zoom: int) -> TileName:
    """Return the tile in the middle of the city."""
    (found,) = [t for t in tiles_in(CITY, (X, Y, X + 0.01, Y + 0.01), 0.1, (zoom, zoom))][:1]
    return found


def test_the_plane_is_that_of_pyproj() -> None:
    oracle = Transformer.from_crs(3857, 32638, always_xy=True)
    x, y = np.meshgrid(np.linspace(5.1e6, 5.2e6, 7), np.linspace(4.55e6, 4.65e6, 7))
    expected = np.column_stack(oracle.transform(x.ravel(), y.ravel()))
    assert np.abs(plane_to_metres(CITY, x.ravel(), y.ravel()) - expected).max() < 1e-3


def stray(zoom: int, pieces: int) -> float:
    """Return how far at most, in metres, a tile's inside strays when it is laid over corners."""
    name = here(zoom)
    west, south, east, north = name.box
    corners = corners_of(CITY, name, pieces)
    worst = 0.0
    for row in range(pieces):
        for column in range(pieces):
            upper_left, upper_right, lower_right, lower_left = corners[row, column]
            u, v = (part.ravel() for part in np.meshgrid(*[np.linspace(0, 1, 9)] * 2))
            # Bilinear between the corners; a projective map through them differs far less.
            laid = (
                np.outer((1 - u) * (1 - v), upper_left)
                + np.outer(u * (1 - v), upper_right)
                + np.outer(u * v, lower_right)
                + np.outer((1 - u) * v, lower_left)
            )
            true = plane_to_metres(
                CITY,
                west + (east - west) * (column + u) / pieces,
                north - (north - south) * (row + v) / pieces,
            )
            worst = max(worst, float(np.hypot(*(laid - true).T).max()))
    return worst


@pytest.mark.parametrize(("zoom", "metres"), [(10, 40), (12, 2.5), (14, 0.16), (16, 0.01)])
def test_a_tile_over_its_four_corners_strays_so_far(zoom: int, metres: float) -> None:
    assert metres / 4 < stray(zoom, 1) < metres


@pytest.mark.parametrize("zoom", range(7, 19))
@pytest.mark.parametrize("magnified", [0, 2, 4])
def test_no_tile_strays_half_a_pixel_on_the_screen(zoom: int, magnified: int) -> None:
    scale = 2 * EDGE / TILE * np.cos(np.radians(38.08)) / 2 ** (zoom + magnified)
    pieces = pieces_for(zoom, scale)
    if pieces < 8:
        assert stray(zoom, pieces) < 0.55 * scale


@given(
    st.floats(-20_000, 20_000),
    st.floats(-20_000, 20_000),
    st.floats(0.1, 300),
)
def test_tiles_cover_the_window(dx: float, dy: float, scale: float) -> None:
    extent = (X + dx, Y + dy, X + dx + 800 * scale, Y + dy + 500 * scale)
    names = tiles_in(CITY, extent, scale, (0, 18))
    assert 0 < len(names) <= MOST_TILES
    ground = shapely.union_all([shapely.Polygon(corners_of(CITY, n)[0, 0]) for n in names])
    assert ground.buffer(scale).covers(shapely.box(*extent))


def test_pixels_are_about_as_large_as_the_windows() -> None:
    for scale in (0.3, 1.0, 5.0, 40.0):
        zoom = zoom_for(38.08, scale)
        ground = 2 * EDGE / TILE * np.cos(np.radians(38.08)) / 2**zoom
        assert 0.64 < ground / scale < 1.4


def test_beyond_the_finest_zoom_tiles_are_magnified() -> None:
    (name,) = tiles_in(CITY, (X, Y, X + 1, Y + 1), 0.1, (3, 9))
    assert name.zoom == 9


def test_a_window_that_would_need_too_many_has_none() -> None:
    assert tiles_in(CITY, (X, Y, X + 60_000, Y + 60_000), 200.0, (18, 18)) == []


def test_a_parent_holds_its_tile() -> None:
    name = here(14)
    west, south, east, north = name.box
    left, low, right, high = name.parent.box
    assert left <= west < east <= right and low <= south < north <= high
    assert TileName(3, 1, 0).row_from_south == 7
