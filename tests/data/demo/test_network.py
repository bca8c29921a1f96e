"""The invented network: size, ranks, and that it looks like streets."""

from __future__ import annotations

import numpy as np
import shapely

from data.demo import DemoCity
from data.model.streets import StreetClass
from data.profile import Profile


def lines(demo: DemoCity) -> np.ndarray:
    streets = demo.streets
    owner = np.repeat(np.arange(len(streets)), np.diff(streets.offsets))
    return shapely.linestrings(streets.xy, indices=owner)


def test_it_has_some_twenty_thousand_segments_of_every_rank(demo: DemoCity) -> None:
    count = np.bincount(demo.streets.rank)
    assert 18_000 <= len(demo.streets) <= 25_000
    assert count[StreetClass.ARTERIAL] < count[StreetClass.COLLECTOR] < count[StreetClass.LOCAL]
    assert count[StreetClass.ARTERIAL] > 1_000


def test_arrays_fit_each_other(demo: DemoCity) -> None:
    streets = demo.streets
    assert streets.offsets[0] == 0
    assert streets.offsets[-1] == len(streets.xy)
    assert np.diff(streets.offsets).min() >= 2
    assert len(streets.name) == len(streets.id) == len(streets)
    assert streets.name.max() == len(streets.names) - 1
    assert len(set(streets.names)) == len(streets.names)
    assert np.all(np.isfinite(streets.xy))
    assert len(np.unique(streets.id)) == len(streets)


def test_every_street_lies_inside_the_city(demo: DemoCity, tabriz: Profile) -> None:
    city = shapely.union_all([d.geometry for d in tabriz.districts])
    shapely.prepare(city)
    assert np.all(shapely.contains_xy(city, *demo.streets.xy.T))


def test_segments_meet_at_nodes_and_never_cross_between_them(demo: DemoCity) -> None:
    segments = lines(demo)
    one, other = shapely.STRtree(segments).query(segments, predicate="crosses")
    crossing = one < other
    # The bend moves straight pieces' ends only, so a hair's breadth may cross at a narrow angle.
    assert crossing.sum() < len(segments) * 0.002


def test_main_roads_bend_gently(demo: DemoCity) -> None:
    streets = demo.streets
    turns = []
    for segment in np.flatnonzero(streets.rank == StreetClass.ARTERIAL).tolist():
        step = np.diff(streets.xy[streets.offsets[segment] : streets.offsets[segment + 1]], axis=0)
        turns.extend(np.abs(np.diff(np.unwrap(np.arctan2(step[:, 1], step[:, 0])))).tolist())
    assert len(turns) > 50
    assert max(turns) < np.radians(30)


def test_nearly_all_segments_are_one_connected_network(demo: DemoCity) -> None:
    from scipy.sparse import coo_array
    from scipy.sparse.csgraph import connected_components

    streets = demo.streets
    ends = np.concatenate([streets.xy[streets.offsets[:-1]], streets.xy[streets.offsets[1:] - 1]])
    _nodes, node = np.unique(np.round(ends, 1), axis=0, return_inverse=True)
    tail, head = np.split(node.ravel(), 2)
    size = node.max() + 1
    graph = coo_array((np.ones(len(tail)), (tail, head)), shape=(size, size))
    _count, part = connected_components(graph, directed=False)
    assert np.bincount(part).max() / size > 0.97
    # A city's crossings have three or four arms; noise has not.
    degree = np.bincount(np.concatenate([tail, head]))
    assert np.isin(degree, (3, 4)).mean() > 0.6


def test_density_follows_residents(demo: DemoCity, tabriz: Profile) -> None:
    middles = shapely.line_interpolate_point(lines(demo), 0.5, normalized=True)
    length = demo.streets.lengths() / 1_000
    density = {}
    for district in tabriz.districts:
        shapely.prepare(district.geometry)
        inside = shapely.contains(district.geometry, middles)
        density[district.number] = length[inside].sum() / (district.geometry.area / 1e6)
    assert max(density[n] for n in (6, 9)) < min(density[n] for n in (1, 3, 4, 8, 10))
    assert density[10] > 1.4 * density[6]
