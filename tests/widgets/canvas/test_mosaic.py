"""Many polygons of one look: painted, found and outlined."""

from __future__ import annotations

import numpy as np
import pytest

from layers.picture import LayerPicture, Look, Mosaic
from layers.stats.grid import HexGrid
from resources.tokens import LIGHT
from widgets.canvas.highlights import highlighted
from widgets.canvas.hits import HitIndex
from widgets.canvas.painter import render_picture


@pytest.fixture
def mosaic(viewport) -> Mosaic:
    grid = HexGrid.over(viewport.extent, 150.0)
    cells = np.arange(grid.rows * grid.columns)
    xy = grid.corners(cells).reshape(-1, 2)
    offsets = np.arange(len(cells) + 1) * 7
    return Mosaic(xy, offsets, Look(fill="counts:3"), cells, "hexagon")


def test_it_covers_the_window_without_seams(viewport, mosaic, qapp) -> None:
    image = render_picture(LayerPicture("h", (mosaic,)), viewport, LIGHT)
    colours = {image.pixelColor(x, y).name() for x in range(1, 199, 3) for y in range(1, 99, 3)}
    # Pieces are drawn apart: along their borders a pixel may be a little lighter.
    assert LIGHT.colour("counts:3") in colours
    alpha = [image.pixelColor(x, y).alpha() for x in range(200) for y in range(100)]
    assert min(alpha) > 180 and np.mean(np.array(alpha) == 255) > 0.9


def test_the_polygon_at_a_place_is_found_and_outlined(viewport, mosaic) -> None:
    picture = LayerPicture("h", (mosaic,))
    i = len(mosaic.names) // 2
    ring = mosaic.xy[mosaic.offsets[i] : mosaic.offsets[i + 1]]
    x, y = ring[:-1].mean(axis=0)
    (hit,) = HitIndex(picture).at(x, y, 1.0)
    assert hit.key == f"hexagon:{mosaic.names[i]}" and hit.layer == "h"
    (outline,) = highlighted(hit.key, [picture])
    assert np.array_equal(outline.rings[0], ring)
    assert list(HitIndex(picture).at(0.0, 0.0, 1.0)) == []
