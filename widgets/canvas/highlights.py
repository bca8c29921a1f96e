"""The outline around what is selected, as marks for the overlay."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray
from shapely.geometry.base import BaseGeometry

from layers.picture import Area, Dot, LayerPicture, Line, Look, Mark, Mosaic
from widgets.canvas.hits import Hit
from widgets.canvas.snapping import ragged

OUTLINE = Look(stroke="selected_line", width=2.6)
RING = Look(stroke="selected_line", width=2.6, size=15)


def highlighted(
    target: str | Hit | Iterable[BaseGeometry] | None, pictures: Iterable[LayerPicture]
) -> tuple[Mark, ...]:
    """Return the marks that point out a key, a hit or geometries; none for None.

    Parameters
    ----------
    target : str, Hit, iterable of shapely geometry, or None
        A key is looked for in the pictures: ``hotspot:1``.
    """
    if target is None:
        return ()
    if isinstance(target, Hit):
        chosen = [p for p in pictures if p.layer == target.layer]
        if target.id >= 0:
            return tuple(_events(chosen, target.id))
        return tuple(_of_key(chosen, target.key))
    if isinstance(target, str):
        return tuple(_of_key(pictures, target))
    return tuple(mark for geometry in target for mark in _of_geometry(geometry))


def _of_key(pictures: Iterable[LayerPicture], key: str) -> Iterator[Mark]:
    for picture in pictures:
        for mark in picture.marks:
            if isinstance(mark, Area | Line) and mark.key == key:
                yield replace(mark, look=OUTLINE)
            elif isinstance(mark, Mosaic) and key.startswith(f"{mark.key}:"):
                name = key.removeprefix(f"{mark.key}:")
                for i in np.flatnonzero(mark.names.astype(str) == name):
                    yield Area((mark.xy[mark.offsets[i] : mark.offsets[i + 1]],), OUTLINE)


def _events(pictures: Iterable[LayerPicture], id_: int) -> Iterator[Mark]:
    for picture in pictures:
        for mark in picture.marks:
            if isinstance(mark, Dot):
                yield from _rings(mark.xy[mark.ids == id_])


def _of_geometry(geometry: BaseGeometry) -> Iterator[Mark]:
    for part in shapely.get_parts(geometry):
        if part.geom_type == "Polygon":
            rings = (part.exterior, *part.interiors)
            yield Area(tuple(np.asarray(ring.coords)[:, :2] for ring in rings), OUTLINE)
        elif part.geom_type == "Point":
            yield from _rings(shapely.get_coordinates(part))
        else:
            yield Line(*ragged([shapely.get_coordinates(part)]), OUTLINE)


def _rings(xy: NDArray[np.float64]) -> Iterator[Mark]:
    if len(xy):
        count = len(xy)
        yield Dot(xy, np.zeros(count, np.uint8), (RING,), np.full(count, -1, np.int64), "")
