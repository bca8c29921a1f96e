"""One colour scale for two pictures of a layer, so that equal colours mean equal numbers."""

from __future__ import annotations

from dataclasses import replace

from layers.picture import LayerPicture, LegendEntry, Mark, Raster
from resources.text import _


def share_scale(first: LayerPicture, second: LayerPicture) -> tuple[LayerPicture, LayerPicture]:
    """Return both pictures with every ramp from the greater low end to the greater high end.

    The legend says that the scale is shared. Pictures without a common ramp are returned as they
    are. Values at or below the low end are not painted, and the greater low end of the two is a
    fixed part of its high end, so that no picture shows less than it would alone with that top.
    """
    shared = {
        ramp: (max(low, other[0]), max(high, other[1]))
        for ramp, (low, high) in _ends(first).items()
        if (other := _ends(second).get(ramp)) is not None
    }
    if not shared:
        return first, second
    return _rescaled(first, shared), _rescaled(second, shared)


def _ends(picture: LayerPicture) -> dict[str, tuple[float, float]]:
    return {m.ramp: (m.low, m.high) for m in picture.marks if isinstance(m, Raster)}


def _rescaled(picture: LayerPicture, shared: dict[str, tuple[float, float]]) -> LayerPicture:
    return replace(
        picture,
        marks=tuple(_mark(mark, shared) for mark in picture.marks),
        legend=tuple(_entry(entry, shared) for entry in picture.legend),
    )


def _mark(mark: Mark, shared: dict[str, tuple[float, float]]) -> Mark:
    if isinstance(mark, Raster) and mark.ramp in shared:
        low, high = shared[mark.ramp]
        return replace(mark, low=low, high=high)
    return mark


def _entry(entry: LegendEntry, shared: dict[str, tuple[float, float]]) -> LegendEntry:
    if entry.symbol != "ramp" or entry.ramp not in shared:
        return entry
    words = _("{text} · مقیاس رنگ مشترک هر دو دوره").format(text=entry.text)
    return replace(entry, text=words, high=shared[entry.ramp][1])
