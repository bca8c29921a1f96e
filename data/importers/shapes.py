"""Shapes from outside: made from WKB in pieces, brought into the city's metres, repaired."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import BadInput
from data.feedback import Feedback
from resources.text import _

PIECE = 20_000  # shapes handled between two looks at the stop button
SMALL_PIECE = 2_000  # shapes made anew in one call, which holds Python's lock
Geometries = NDArray[np.object_]
POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)
LINES = (shapely.GeometryType.LINESTRING, shapely.GeometryType.MULTILINESTRING)
# Stands for a shape that is there and cannot be read; an empty cell is None.
UNREADABLE = shapely.GeometryCollection()


def from_blobs(blobs: Sequence[bytes | None], feedback: Feedback) -> Geometries:
    """Make plane shapes from WKB.

    Returns
    -------
    ndarray of shapely geometries, shape (n,)
        None where there is no blob, `UNREADABLE` where it is no WKB.
    """
    result = np.full(len(blobs), None, object)
    for start in range(0, len(blobs), SMALL_PIECE):
        feedback.progress(start, len(blobs))
        # The None at the end keeps NumPy from making one array of equally long byte strings.
        piece = np.array([*blobs[start : start + SMALL_PIECE], None], object)[:-1]
        made = _from_wkb(piece)
        unread = np.array([blob is not None for blob in piece], bool) & shapely.is_missing(made)
        made = shapely.force_2d(made)
        made[unread] = UNREADABLE
        result[start : start + SMALL_PIECE] = made
    return result


def _from_wkb(piece: Geometries) -> Geometries:
    try:
        return shapely.from_wkb(piece, on_invalid="ignore")
    except NotImplementedError:
        # Arcs and other curves end the whole call; their neighbours need not suffer.
        if len(piece) == 1:
            return np.array([None], object)
        return np.concatenate([_from_wkb(piece[row : row + 1]) for row in range(len(piece))])


def system_advice() -> str:
    """Return how a user names the coordinate system of a file, in the window or without it."""
    return _(
        "کد EPSG آن را در «دستگاه مختصات» پنجرهٔ ورود بنویسید یا در خط فرمان با ‎--crs EPSG:n بگویید."
    )


def transformer(source: int | str, target: int):
    """Return a pyproj transformer between two systems, x before y on both sides.

    Parameters
    ----------
    source : int or str
        EPSG code or well-known text.
    target : int
        EPSG code.
    """
    import pyproj

    try:
        return pyproj.Transformer.from_crs(source, target, always_xy=True)
    except pyproj.exceptions.ProjError as error:
        raise BadInput(
            _("دستگاه مختصات این فایل شناخته نشد؛ {advice}").format(advice=system_advice())
        ) from error


def projected(geometry: Geometries, source: int | str, target: int) -> Geometries:
    """Return the shapes in another coordinate system; None and empty ones stay as they are."""
    if source == target:
        return geometry
    change = transformer(source, target)

    def moved(xy: NDArray[np.float64]) -> NDArray[np.float64]:
        return np.column_stack(change.transform(xy[:, 0], xy[:, 1]))

    result = np.full(len(geometry), None, object)
    for start in range(0, len(geometry), SMALL_PIECE):
        piece = slice(start, start + SMALL_PIECE)
        result[piece] = shapely.transform(geometry[piece], moved)
    return result


def invalid_place(shape: shapely.Geometry) -> tuple[float, float]:
    """Return where a shape touches or crosses itself, else a point of it."""
    reason = shapely.is_valid_reason(shape)
    inside = reason[reason.find("[") + 1 : reason.find("]")].split()
    if "[" in reason and len(inside) >= 2:
        return float(inside[0]), float(inside[1])
    centre = shape.centroid
    return float(centre.x), float(centre.y)


def repaired_area(shape: shapely.Geometry) -> shapely.Geometry | None:
    """Return the valid area nearest to a polygon's drawing; None where no area is left.

    A bow-tie becomes its two wings, doubled vertices and spikes go (`shapely.make_valid`,
    method "structure"); lines and points that a repair leaves over are dropped.
    """
    if not shapely.is_valid(shape):
        shape = shapely.make_valid(shape, method="structure", keep_collapsed=False)
    parts = shapely.get_parts(shapely.get_parts(shape))
    areas = parts[np.isin(shapely.get_type_id(parts), POLYGONS) & (shapely.area(parts) > 0)]
    # Parts may share an edge, which one multipolygon must not have.
    united = shapely.union_all(areas)
    return united if united.area > 0 else None
