"""From shapely geometries to marks."""

from __future__ import annotations

import numpy as np
import shapely
from numpy.typing import NDArray

from layers.picture import Area, Look


def polygons(shape: shapely.Geometry) -> list[shapely.Polygon]:
    """Return the polygons of a geometry; points and lines that a clipping left are dropped."""
    parts = shapely.get_parts(shapely.get_parts([shape]))
    return [part for part in parts if part.geom_type == "Polygon" and not part.is_empty]


def areas(shape: shapely.Geometry, look: Look, key: str = "") -> tuple[Area, ...]:
    """Return one mark for each polygon of a geometry, holes included."""
    return tuple(Area(_rings(polygon), look, key) for polygon in polygons(shape))


def inner_point(shape: shapely.Geometry) -> tuple[float, float]:
    """Return a place for a label: the centroid where it lies inside, else a point that does."""
    centre = shape.centroid
    point = centre if shape.intersects(centre) else shape.representative_point()
    return float(point.x), float(point.y)


def _rings(polygon: shapely.Polygon) -> tuple[NDArray[np.float64], ...]:
    return tuple(shapely.get_coordinates(ring) for ring in (polygon.exterior, *polygon.interiors))
