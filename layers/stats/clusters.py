"""Clusters of points by density, with labels that do not depend on the order of the rows."""

from __future__ import annotations

import math
import sys
from collections.abc import Callable
from functools import cache

import numpy as np
import shapely
from numpy.typing import NDArray

NOISE = -1


def density_parameters(
    n: int, area: float, *, times: float = 8.0, least: int = 8
) -> tuple[float, int]:
    """Return a radius in metres and a minimum number of points that suit the point density.

    The radius is where three points are expected if all were spread evenly, within 80 and 250 m;
    a core point needs ``times`` as many as expected, and ``least`` at the least.

    Parameters
    ----------
    n : int
        Points.
    area : float
        Square metres they are spread over.
    """
    intensity = max(n, 1) / max(area, 1.0)
    radius = min(max(math.sqrt(3 / (math.pi * intensity)), 80.0), 250.0)
    radius = float(round(radius / 5) * 5)
    return radius, max(least, math.ceil(times * intensity * math.pi * radius**2))


def dbscan(xy: NDArray[np.float64], radius: float, least: int) -> NDArray[np.int32]:
    """Label points by DBSCAN; a point counts itself, a border point joins its nearest core.

    The algorithm leaves open which cluster a border point between two takes; the library lets the
    nearest core point decide, so that shuffled rows give the same clusters. Clusters are numbered
    from 0, the largest first; among equals the one with the westernmost point.

    Parameters
    ----------
    xy : ndarray of float64, shape (n, 2)
        Metres, finite.
    radius : float
        Metres; a distance equal to it is near.
    least : int
        Points within the radius of a core point.

    Returns
    -------
    ndarray of int32, shape (n,)
        `NOISE` for points in no cluster.

    References
    ----------
    Ester, M. et al. (1996), A density-based algorithm for discovering clusters, KDD-96;
    Wang, Y., Gu, Y. and Shun, J. (2020), Theoretically-efficient and practical parallel DBSCAN.
    """
    if len(xy) < least:
        return np.full(len(xy), NOISE, np.int32)
    # Sorted, so that ties fall the same way however the rows were shuffled.
    order = np.lexsort((xy[:, 1], xy[:, 0]))
    found, _core = _library()(np.ascontiguousarray(xy[order]), radius, least)
    labels = np.empty(len(xy), np.int32)
    labels[order] = _largest_first(np.array(found, np.int32))
    return labels


@cache
def _library() -> Callable:
    """Return the library's function without the wrapper it makes where it finds scikit-learn.

    To load scikit-learn takes a second and 80 MB, and nothing here uses the wrapper:
    https://github.com/wangyiqiu/dbscan-python
    """
    hidden = "sklearn" not in sys.modules
    if hidden:
        sys.modules["sklearn"] = None  # type: ignore[assignment]  # Python's way to say: not there
    try:
        from dbscan import DBSCAN
    finally:
        if hidden:
            del sys.modules["sklearn"]
    return DBSCAN


def _largest_first(labels: NDArray[np.int32]) -> NDArray[np.int32]:
    """Renumber clusters by size, then by their first point; noise stays."""
    clustered = labels[labels != NOISE]
    if not len(clustered):
        return labels
    names, first, size = np.unique(clustered, return_index=True, return_counts=True)
    rank = np.full(int(names.max()) + 2, NOISE, np.int32)
    rank[names[np.lexsort((first, -size))]] = np.arange(len(names), dtype=np.int32)
    return rank[labels]  # noise, -1, takes the table's last entry, which is noise


def hulls(
    xy: NDArray[np.float64], labels: NDArray[np.int32], margin: float
) -> list[NDArray[np.float64]]:
    """Return the convex hull of each cluster as a closed ring, shapes (k, 2), metres.

    Parameters
    ----------
    margin : float
        Metres the hull stands off its points, so that clusters on a line have an area too.
    """
    order = np.flatnonzero(labels != NOISE)
    order = order[np.argsort(labels[order], kind="stable")]
    # A point on its own is not a line: every cluster's run begins with its first point twice.
    runs = labels[order]
    starts = np.flatnonzero(np.diff(runs, prepend=NOISE))
    order, runs = np.insert(order, starts, order[starts]), np.insert(runs, starts, runs[starts])
    lines = shapely.linestrings(xy[order], indices=runs)
    shapes = shapely.buffer(shapely.convex_hull(lines), margin, quad_segs=4)
    return [shapely.get_coordinates(shape) for shape in shapes]


def find(
    xy: NDArray[np.float64], radius: float, least: int, margin: float
) -> tuple[NDArray[np.int32], list[NDArray[np.float64]]]:
    """Return labels and hulls in one call, for the worker process."""
    labels = dbscan(xy, radius, least)
    return labels, hulls(xy, labels, margin)
