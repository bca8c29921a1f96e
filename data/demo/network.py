"""The street network of the demonstration city.

Main roads cut the city into quarters; each quarter is halved again and again across its longer
side, as in procedural city models (Parish and Müller, 2001, "Procedural modeling of cities"),
until its blocks have the size that fits the density of the district. Early cuts become collectors,
later ones local streets. A smooth field then bends everything a little, most in the old quarters.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely import Geometry

from data.demo.arterials import main_roads
from data.demo.wording import persian
from data.model.city import District
from data.model.streets import StreetClass, StreetTable

Lines = NDArray[np.object_]
Coordinates = NDArray[np.float64]

_EDGE = 70.0  # m: no street comes nearer to the city's edge
_COLLECTOR_BLOCK = 320_000.0  # m²: cuts through larger blocks are collectors
_GRID = 0.01  # m: snapping of nodes


@dataclass(frozen=True, eq=False)
class _Cuts:
    """Streets before they are cut into segments: lines, `StreetClass` and kind word of each."""

    lines: Lines
    rank: NDArray[np.uint8]
    kind: NDArray[np.object_]


def make_streets(districts: tuple[District, ...], rng: np.random.Generator) -> StreetTable:
    """Return an invented network of some 20,000 segments inside the districts.

    Parameters
    ----------
    districts : tuple of District
        Residents and areas decide how dense the streets are; without them all are alike.
    rng : numpy.random.Generator
    """
    outline = shapely.union_all([d.geometry for d in districts]).buffer(-_EDGE)
    roads, kinds = main_roads(shapely.bounds(outline))
    lines = shapely.intersection(np.array(roads, object), outline)
    main = _Cuts(lines, np.zeros(len(lines), np.uint8), np.array(kinds, object))
    quarters = _quarters(lines, outline)
    cuts = [main, *_subdivide(quarters, _Density(districts), rng)]
    segments, parent = _segments(np.concatenate([c.lines for c in cuts]))
    rank = np.concatenate([c.rank for c in cuts])[parent]
    kind = np.concatenate([c.kind for c in cuts])
    name, names = _names(parent, kind)
    xy, owner = shapely.get_coordinates(segments, return_index=True)
    return StreetTable(
        xy=_bend(xy, shapely.get_coordinates(outline.centroid)[0]),
        offsets=np.concatenate([[0], np.cumsum(np.bincount(owner))]).astype(np.int64),
        rank=rank,
        name=name,
        names=names,
        id=np.arange(1, len(segments) + 1, dtype=np.int64),
        simulated=True,
    )


def _quarters(lines: Lines, outline: Geometry) -> Lines:
    """Return the polygons between the main roads."""
    edges = shapely.union_all([*lines, shapely.boundary(outline)], grid_size=_GRID)
    return shapely.get_parts(shapely.polygonize(shapely.get_parts(edges)))


class _Density:
    """How large blocks are where: by the residents per km² of the district."""

    def __init__(self, districts: tuple[District, ...]) -> None:
        self._shapes = [d.geometry for d in districts]
        for shape in self._shapes:
            shapely.prepare(shape)
        area = np.array([d.area_km2 or d.geometry.area / 1e6 for d in districts])
        people = np.array([d.residents or 0 for d in districts], float)
        density = np.where(people > 0, people / area, 6_000.0)
        # A block of two hectares where 12,000 people live on a km², larger where fewer do; core
        # districts with few residents are shops, so they keep small blocks.
        core = area < 5.0
        density = np.where(core, 16_000.0, density)
        self.block = 21_500.0 * np.clip(12_000.0 / density, 0.72, 3.2) ** 0.62
        self.open = np.where(core, 0.0, np.clip(0.62 - density / 14_000.0, 0.03, 0.55))

    def of(self, blocks: Lines) -> NDArray[np.int64]:
        """Return the index of the district of each block, by an inner point."""
        x, y = shapely.get_coordinates(shapely.point_on_surface(blocks)).T
        index = np.zeros(len(blocks), np.int64)
        for i, shape in enumerate(self._shapes):
            index[shapely.contains_xy(shape, x, y)] = i
        return index


def _subdivide(blocks: Lines, density: _Density, rng: np.random.Generator) -> list[_Cuts]:
    """Halve blocks until all are small enough; return the cuts of every round."""
    rounds: list[_Cuts] = []
    while len(blocks):
        area = shapely.area(blocks)
        index = density.of(blocks)
        goal = density.block[index] * rng.uniform(0.75, 1.9, len(blocks))
        # Gardens, yards, works and bare hills: at the size of a quarter some land stays open.
        quarter = (area > 60_000) & (area < 1_200_000)
        goal[quarter & (rng.random(len(blocks)) < density.open[index] * 0.4)] = np.inf
        blocks, area = blocks[area > goal], area[area > goal]
        if not len(blocks):
            break
        lines, halves = _halve(blocks, rng)
        local = area < _COLLECTOR_BLOCK
        rank = np.where(local, StreetClass.LOCAL, StreetClass.COLLECTOR).astype(np.uint8)
        rounds.append(_Cuts(lines, rank, np.where(local, "کوچهٔ", "خیابان").astype(object)))
        blocks = halves
    return rounds


def _halve(blocks: Lines, rng: np.random.Generator) -> tuple[Lines, Lines]:
    """Cut every block across the longer side of its smallest rectangle.

    Returns
    -------
    lines : ndarray of geometry, shape (n,)
        The cut inside each block.
    halves : ndarray of geometry
        Polygons on both sides of the cuts.
    """
    frame = shapely.get_coordinates(shapely.oriented_envelope(blocks)).reshape(-1, 5, 2)[:, :3]
    sides = np.diff(frame, axis=1)  # (n, 2, 2): two sides that meet
    length = np.hypot(sides[..., 0], sides[..., 1])
    long = np.argmax(length, axis=1)
    rows = np.arange(len(blocks))
    along = sides[rows, long] / length[rows, long, None]
    across = np.stack([-along[:, 1], along[:, 0]], axis=1)
    middle = (frame[:, 0] + frame[:, 2]) / 2
    shift = rng.uniform(-0.09, 0.09, len(blocks)) * length[rows, long]
    turn = rng.normal(0.0, 0.045, len(blocks))
    across = across + along * turn[:, None]
    reach = length.sum(axis=1)[:, None]
    point = middle + along * shift[:, None]
    ends = np.stack([point - across * reach, point + across * reach], axis=1)
    far = along[:, None, :] * reach[:, None]
    sides_of_cut = [
        shapely.polygons(np.concatenate([ends, (ends + sign * far)[:, ::-1]], axis=1))
        for sign in (1, -1)
    ]
    halves = np.concatenate([shapely.intersection(blocks, half) for half in sides_of_cut])
    parts = shapely.get_parts(halves)
    lines = shapely.intersection(blocks, shapely.linestrings(ends))
    return lines, parts[shapely.get_type_id(parts) == shapely.GeometryType.POLYGON]


def _segments(lines: Lines) -> tuple[Lines, NDArray[np.int64]]:
    """Cut lines at every crossing; return the pieces and the line each came from."""
    # Only the ends of cuts are unknown to the lines they meet, so one snapped union nodes all.
    pieces = shapely.get_parts(shapely.union_all(lines, grid_size=_GRID))
    pieces = pieces[shapely.length(pieces) > 1.0]
    tree = shapely.STRtree(lines)
    middles = shapely.line_interpolate_point(pieces, 0.5, normalized=True)
    own, parent = tree.query_nearest(middles, all_matches=False)
    order = np.empty(len(pieces), np.int64)
    order[own] = parent
    # The order of a union is GEOS's affair; ours goes by parent and place.
    x, y = shapely.get_coordinates(middles).T
    sequence = np.lexsort((np.round(y, 1), np.round(x, 1), order))
    return pieces[sequence], order[sequence]


def _names(
    parent: NDArray[np.int64], kind: NDArray[np.object_]
) -> tuple[NDArray[np.int32], tuple[str, ...]]:
    """Name every street by its kind and a running number: clearly invented."""
    used, index = np.unique(parent, return_inverse=True)
    counts: dict[str, int] = {}
    names = []
    for street in used.tolist():
        word = str(kind[street])
        counts[word] = counts.get(word, 0) + 1
        names.append(persian(f"{word} نمایشی {counts[word]}"))
    return index.astype(np.int32), tuple(names)


def _bend(xy: Coordinates, centre: Coordinates) -> Coordinates:
    """Move every vertex by a smooth field of at most 55 m, strongest near the centre."""
    u, v = ((xy - centre) / 1_000.0).T
    strength = 12.0 + 26.0 * np.exp(-(u**2 + v**2) / 9.0)
    du = np.sin(3.1 * v + 1.3 * np.sin(1.7 * u)) + 0.4 * np.sin(7.3 * v + 2.0 * u)
    dv = np.sin(2.7 * u + 1.1 * np.sin(2.1 * v)) + 0.4 * np.sin(6.7 * u - 2.3 * v)
    return xy + np.stack([du * strength, dv * strength], axis=1)
