"""Streets by rank, more of them the closer one looks, with their names and the landmarks."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.city import Place
from data.model.snapshot import Snapshot
from data.model.streets import StreetClass, StreetTable
from layers.picture import Dot, Frame, Label, LayerPicture, LegendEntry, Line, Mark, Number
from layers.style import LANDMARK, LANDMARK_LABEL, STREET_LABEL, STREETS
from resources.text import _

id = "streets"

# From these scales on (metres per pixel) a rank is drawn, and named.
DRAWN_BELOW = {StreetClass.ARTERIAL: np.inf, StreetClass.COLLECTOR: 30.0, StreetClass.LOCAL: 9.0}
NAMED_BELOW = {StreetClass.ARTERIAL: 9.0, StreetClass.COLLECTOR: 4.0, StreetClass.LOCAL: 1.6}
LANDMARKS_BELOW = 16.0
MOST_NAMES = 80
MARGIN = 64  # pixels beyond the frame, so that a small pan finds its streets drawn


def title() -> str:
    """Return the layer's name."""
    return _("معابر")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the streets and landmarks that a frame has room for."""
    streets = snapshot.streets
    landmarks = tuple(p for p in snapshot.places if p.kind == "landmark")
    if not len(streets) and not landmarks:
        return LayerPicture(
            id,
            (),
            count=0,
            remark=_("هنوز شبکهٔ معابر وارد نشده است؛ آن را با «ورود داده» بیاورید."),
        )
    lines, labels = _streets(streets, frame, feedback)
    return LayerPicture(
        id,
        marks=(*lines, *_landmarks(landmarks, frame), *labels),
        legend=_legend(streets),
        numbers=_numbers(streets, landmarks),
        count=len(streets),
        remark=_("شبکهٔ معابر نمایشی است") if streets.simulated else "",
        card={"segments": len(streets), "simulated": streets.simulated},
    )


def _streets(
    streets: StreetTable, frame: Frame, feedback: Feedback
) -> tuple[list[Line], list[Label]]:
    if not len(streets):
        return [], []
    near = _in_frame(streets, frame)
    lines, labels = [], []
    for rank in reversed(StreetClass):
        feedback.check()
        if frame.metres_per_pixel > DRAWN_BELOW[rank]:
            continue
        rows = np.flatnonzero(near & (streets.rank == rank))
        if len(rows):
            lines.append(_line(streets, rows, rank))
        if frame.metres_per_pixel <= NAMED_BELOW[rank]:
            labels.extend(_names(streets, rows, rank, frame))
    return lines, labels


def _in_frame(streets: StreetTable, frame: Frame) -> NDArray[np.bool_]:
    """Return which segments' boxes meet the frame and its margin."""
    margin = MARGIN * frame.metres_per_pixel
    west, south, east, north = frame.extent
    first = streets.offsets[:-1]
    low = np.minimum.reduceat(streets.xy, first)
    high = np.maximum.reduceat(streets.xy, first)
    return (
        (high[:, 0] >= west - margin)
        & (low[:, 0] <= east + margin)
        & (high[:, 1] >= south - margin)
        & (low[:, 1] <= north + margin)
    )


def _line(streets: StreetTable, rows: NDArray[np.int64], rank: StreetClass) -> Line:
    """Gather some segments of the ragged arrays into one mark."""
    start, length = streets.offsets[rows], np.diff(streets.offsets)[rows]
    offsets = np.concatenate([[0], np.cumsum(length)])
    vertex = np.arange(offsets[-1]) + np.repeat(start - offsets[:-1], length)
    return Line(streets.xy[vertex], offsets, STREETS[rank], "street")


def _names(
    streets: StreetTable, rows: NDArray[np.int64], rank: StreetClass, frame: Frame
) -> list[Label]:
    """Name each street once in the frame, at the middle of its longest segment."""
    rows = rows[streets.name[rows] >= 0]
    if not len(rows):
        return []
    length = streets.lengths()[rows]
    order = np.lexsort((rows, -length))
    _unused, first = np.unique(streets.name[rows[order]], return_index=True)
    chosen = order[np.sort(first)][:MOST_NAMES]
    labels = []
    for row, metres in zip(rows[chosen], length[chosen], strict=True):
        x, y = _middle(streets, int(row))
        text = streets.street_name(int(row))
        # A rank outweighs any length, so that main streets keep their names.
        priority = float(metres) + 1e6 * (len(StreetClass) - rank)
        labels.append(Label(x, y, text, STREET_LABEL, priority, f"street:{streets.id[row]}"))
    return labels


def _middle(streets: StreetTable, row: int) -> tuple[float, float]:
    """Return the point half way along a segment."""
    xy = streets.xy[streets.offsets[row] : streets.offsets[row + 1]]
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    half = along[-1] / 2
    return float(np.interp(half, along, xy[:, 0])), float(np.interp(half, along, xy[:, 1]))


def _landmarks(landmarks: tuple[Place, ...], frame: Frame) -> list[Mark]:
    if not landmarks or frame.metres_per_pixel > LANDMARKS_BELOW:
        return []
    n = len(landmarks)
    xy = np.array([[place.x, place.y] for place in landmarks])
    dots = Dot(xy, np.zeros(n, np.uint8), (LANDMARK,), np.arange(n), "landmark")
    offset = 9 * frame.metres_per_pixel  # the name stands under its dot
    labels = [
        Label(p.x, p.y - offset, p.name, LANDMARK_LABEL, 5e6 - i, f"landmark:{i}")
        for i, p in enumerate(landmarks)
    ]
    return [dots, *labels]


def _legend(streets: StreetTable) -> tuple[LegendEntry, ...]:
    names = {
        StreetClass.ARTERIAL: _("شریانی"),
        StreetClass.COLLECTOR: _("جمع‌کننده"),
        StreetClass.LOCAL: _("محلی"),
    }
    present = np.bincount(streets.rank, minlength=len(StreetClass))
    return tuple(
        LegendEntry("line", names[rank], STREETS[rank]) for rank in StreetClass if present[rank]
    )


def _numbers(streets: StreetTable, landmarks: tuple[Place, ...]) -> tuple[Number, ...]:
    kilometres = round(float(streets.lengths().sum()) / 1000, 1)
    return (
        Number("segments", _("قطعهٔ معبر"), len(streets)),
        Number("length", _("طول معابر"), kilometres, _("کیلومتر")),
        Number("landmarks", _("مکان شاخص"), len(landmarks)),
    )
