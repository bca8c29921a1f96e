"""Tiles of web maps: squares of the Web Mercator plane, and where they lie in the city's metres.

Notes
-----
EPSG:3857 on the sphere of radius 6,378,137 m; at zoom z the world is 2^z by 2^z tiles, x from the
west, y from the north (https://wiki.openstreetmap.org/wiki/Slippy_map_tilenames). MBTiles and
TMS count rows from the south.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.model.city import City
from data.projection import lonlat_to_metres, metres_to_lonlat

RADIUS = 6_378_137.0
EDGE = math.pi * RADIUS  # metres of the plane from its middle to its edge
TILE = 256  # pixels a side
DEEPEST = 22
MOST_TILES = 160  # of one window
STRAY_AT_12 = 2.0  # m, with some room
MOST_PIECES = 8
SHARPNESS = 0.4  # octaves by which tiles may be magnified before finer ones are taken

Extent = tuple[float, float, float, float]


@dataclass(frozen=True, slots=True, order=True)
class TileName:
    """One tile; ``y`` counts from the north."""

    zoom: int
    x: int
    y: int

    @property
    def parent(self) -> TileName:
        """The tile of the next coarser zoom that holds this one."""
        return TileName(self.zoom - 1, self.x // 2, self.y // 2)

    @property
    def row_from_south(self) -> int:
        """The row as MBTiles counts it."""
        return (1 << self.zoom) - 1 - self.y

    @property
    def box(self) -> Extent:
        """West, south, east, north in metres of the Web Mercator plane."""
        side = 2 * EDGE / (1 << self.zoom)
        west, north = self.x * side - EDGE, EDGE - self.y * side
        return west, north - side, west + side, north


def zoom_for(latitude: float, metres_per_pixel: float) -> int:
    """Return the zoom whose pixels are about as large on the ground as those of a window."""
    coarsest = 2 * EDGE / TILE * math.cos(math.radians(latitude))
    return max(0, math.ceil(math.log2(coarsest / metres_per_pixel) - SHARPNESS))


def tiles_in(
    city: City, extent: Extent, metres_per_pixel: float, zooms: tuple[int, int]
) -> list[TileName]:
    """Return the tiles that cover a window, of the zoom that suits its scale.

    Parameters
    ----------
    extent : tuple of float
        West, south, east, north in metres of the city.
    zooms : tuple of int
        The coarsest and the finest there are; beyond them their pixels are magnified or few.

    Returns
    -------
    list of TileName
        Empty where the window lies off the Web Mercator plane or would need too many.
    """
    x, y = _outline(extent)
    lon, lat = metres_to_lonlat(city, x, y)
    if not (np.isfinite(lon).all() and np.isfinite(lat).all()):
        return []
    zoom = min(max(zoom_for(float(lat.mean()), metres_per_pixel), zooms[0]), zooms[1], DEEPEST)
    across, down = _positions(lon, lat, zoom)
    last = (1 << zoom) - 1
    columns, rows = (
        range(max(int(side.min()), 0), min(int(side.max()), last) + 1) for side in (across, down)
    )
    if len(columns) * len(rows) > MOST_TILES:
        return []
    return [TileName(zoom, column, row) for row in rows for column in columns]


def _outline(extent: Extent) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return points along the edge of an extent: its corners alone miss what bulges between."""
    west, south, east, north = extent
    along = np.linspace(0, 1, 5)
    x = west + (east - west) * np.concatenate([along, along, np.zeros(5), np.ones(5)])
    y = south + (north - south) * np.concatenate([np.zeros(5), np.ones(5), along, along])
    return x, y


def _positions(
    lon: NDArray[np.float64], lat: NDArray[np.float64], zoom: int
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Return places in tiles from the upper left of the world."""
    limit = math.degrees(math.atan(math.sinh(math.pi)))
    rising = np.arctanh(np.sin(np.radians(np.clip(lat, -limit, limit))))
    count = 1 << zoom
    return (lon / 360 + 0.5) * count, (0.5 - rising / (2 * math.pi)) * count


def plane_to_metres(city: City, x: ArrayLike, y: ArrayLike) -> NDArray[np.float64]:
    """Return places of the Web Mercator plane as metres of the city, shape (n, 2)."""
    lon = np.degrees(np.asarray(x, float) / RADIUS)
    lat = np.degrees(np.arctan(np.sinh(np.asarray(y, float) / RADIUS)))
    return np.column_stack(lonlat_to_metres(city, lon, lat))


def corners_of(city: City, name: TileName, pieces: int = 1) -> NDArray[np.float64]:
    """Return the corners of a tile's pieces in metres of the city.

    Parameters
    ----------
    pieces : int
        A tile is cut into so many columns and rows, since its edges are not quite straight.

    Returns
    -------
    ndarray of float64, shape (pieces, pieces, 4, 2)
        By row from the north and column; upper left, upper right, lower right, lower left.
    """
    west, south, east, north = name.box
    x, y = np.meshgrid(np.linspace(west, east, pieces + 1), np.linspace(north, south, pieces + 1))
    grid = plane_to_metres(city, x.ravel(), y.ravel()).reshape(pieces + 1, pieces + 1, 2)
    return np.stack([grid[:-1, :-1], grid[:-1, 1:], grid[1:, 1:], grid[1:, :-1]], axis=2)


def pieces_for(zoom: int, metres_per_pixel: float) -> int:
    """Return into how many columns and rows a tile is cut, so that nothing strays half a pixel.

    A tile laid over its four corners strays up to 1.9 m at zoom 12 in latitude 38, four times
    that at each coarser zoom, and by the square of the pieces less when it is cut.
    """
    stray = STRAY_AT_12 * 4.0 ** (12 - zoom)
    return min(max(1, math.ceil(math.sqrt(stray / (0.4 * metres_per_pixel)))), MOST_PIECES)
