"""What each layer's statistics and marks cost, beside libraries that do the same."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from pathlib import Path

import numpy as np
import shapely

from benchmarks.figures import Figure, best
from data import cache
from data.feedback import silent
from data.locating import locate
from data.model.events import Source
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers import clusters, coverage, hotspots, impounds, zones
from layers.picture import Frame, Layer
from layers.stats import clusters as dbscan
from layers.stats.density import surface
from layers.study import study_area

TURNS = 3
# Above it scikit-learn's DBSCAN needs more memory than a desk has.
MOST_FOR_SKLEARN = 200_000


def measure(path: Path, events: int) -> Iterator[Figure]:
    """Yield the time to build each layer from all events, and its kernel alone beside a peer's."""
    saved = cache.load(path)
    assert saved is not None, "the workspace has no saved arrays"
    snapshot = saved[1].filtered(Filter())
    west, south, east, north = shapely.total_bounds([d.geometry for d in snapshot.districts])
    frame = Frame((west, south, east, north), (east - west) / 1_000)
    for layer in (hotspots, clusters, impounds, coverage, zones):
        seconds = best(partial(_build, layer, snapshot, frame), TURNS)
        yield Figure(f"build of the layer {layer.id}", events, seconds * 1_000, "ms", repeats=TURNS)
    for kernel in (_surface, _dbscan, _districts):
        yield kernel(snapshot, events)


def _build(layer: Layer, snapshot: Snapshot, frame: Frame) -> None:
    # A new snapshot holds no results of the last turn.
    layer.build(snapshot.filtered(snapshot.filter), None, frame, silent())


def _surface(snapshot: Snapshot, events: int) -> Figure:
    from scipy.ndimage import gaussian_filter

    placed, study = snapshot.placed, study_area(snapshot)
    bandwidth = hotspots.chosen_bandwidth(placed.x, placed.y)
    grid = hotspots.density_grid(study, bandwidth)
    ours = best(lambda: surface(grid.count(placed.x, placed.y), grid, bandwidth), TURNS)
    shape = grid.count(placed.x, placed.y).shape

    def peer() -> None:
        counts, _rows, _columns = np.histogram2d(placed.y, placed.x, bins=shape)
        gaussian_filter(counts, bandwidth / grid.cell)

    return Figure(
        "density surface, counting included",
        events,
        ours * 1_000,
        "ms",
        repeats=TURNS,
        peer="numpy.histogram2d + scipy gaussian_filter",
        peer_value=best(peer, TURNS) * 1_000,
        note=f"{shape[1]} by {shape[0]} cells",
    )


def _dbscan(snapshot: Snapshot, events: int) -> Figure:
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.COMPLAINT})))
    placed, area = own.placed, study_area(own).shape.area
    xy = np.column_stack([placed.x, placed.y])
    radius, least = dbscan.density_parameters(len(xy), area)
    ours = best(lambda: dbscan.find(xy, radius, least, clusters.MARGIN), TURNS)
    beside = None
    if len(xy) <= MOST_FOR_SKLEARN:
        from sklearn.cluster import DBSCAN

        beside = best(lambda: DBSCAN(eps=radius, min_samples=least).fit(xy), 1) * 1_000
    return Figure(
        "DBSCAN of the complaints and its hulls",
        events,
        ours * 1_000,
        "ms",
        repeats=TURNS,
        peer="" if beside is None else "scikit-learn DBSCAN, no hulls",
        peer_value=beside,
        note=f"{len(xy)} complaints with a place, {radius:.0f} m, {least}",
    )


def _districts(snapshot: Snapshot, events: int) -> Figure:
    import geopandas

    placed, districts = snapshot.placed, snapshot.districts
    epsg, days = snapshot.city.epsg, np.zeros(len(placed), np.int64)
    areas = geopandas.GeoDataFrame(geometry=[d.geometry for d in districts], crs=epsg)

    def peer() -> None:
        points = geopandas.GeoDataFrame(
            geometry=geopandas.points_from_xy(placed.x, placed.y), crs=epsg
        )
        points.sjoin(areas, predicate="within")

    return Figure(
        "district of every event by its place",
        events,
        best(lambda: locate(placed.x, placed.y, days, districts), TURNS) * 1_000,
        "ms",
        repeats=TURNS,
        peer="geopandas sjoin",
        peer_value=best(peer, 1) * 1_000,
    )
