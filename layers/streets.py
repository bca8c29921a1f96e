"""Streets by rank, more of them the closer one looks, with their names and those of places."""

from __future__ import annotations

import math

import numpy as np
import shapely
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.city import Place
from data.model.snapshot import Snapshot
from data.model.streets import StreetClass, StreetTable
from layers.picture import Dot, Frame, Label, LayerPicture, LegendEntry, Line, Mark, Number
from layers.style import LANDMARK, LANDMARK_LABEL, NEIGHBOURHOOD_LABEL, STREET_LABEL, STREETS
from resources.text import _, digits

id = "streets"

# From these scales on (metres per pixel) a rank is drawn, and named.
DRAWN_BELOW = {StreetClass.ARTERIAL: np.inf, StreetClass.COLLECTOR: 30.0, StreetClass.LOCAL: 9.0}
NAMED_BELOW = {StreetClass.ARTERIAL: 9.0, StreetClass.COLLECTOR: 4.0, StreetClass.LOCAL: 1.6}
# Between these scales the names of quarters stand on the map; inside, those of landmarks.
QUARTERS = {"quarter": (3.0, 40.0), "neighbourhood": (1.2, 14.0)}
LANDMARKS_BELOW = 16.0
MANY_LANDMARKS, MANY_LANDMARKS_BELOW = 80, 5.0
AMENITIES_BELOW = 1.6
MOST_NAMES = 80
MOST_PLACES = 150
SHORTEST_NAMED = 48  # pixels of a street in the frame, so that its name does not hide it
# A dense network shows a rank only where no more of its segments stand on a full screen.
BUSIEST, SCREEN = 9_000, 1366 * 768
MARGIN = 64  # pixels beyond the frame, so that a small pan finds its streets drawn
PIECE = 2_000  # segments simplified in one call
TOLERANCE = 0.4  # pixels a simplified street may stray, at the coarse end of its octave


def title() -> str:
    """Return the layer's name."""
    return _("معابر")


def build(snapshot: Snapshot, choices: None, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the streets and named places that a frame has room for."""
    streets = snapshot.streets
    places = tuple(p for p in snapshot.places if p.kind in ("landmark", "amenity", *QUARTERS))
    if not len(streets) and not places:
        return LayerPicture(
            id,
            (),
            count=0,
            remark=_("هنوز شبکهٔ معابر وارد نشده است؛ آن را با «ورود داده» بیاورید."),
        )
    lines, labels = _streets(streets, frame, feedback)
    return LayerPicture(
        id,
        marks=(*lines, *_places(places, frame), *labels),
        legend=_legend(streets),
        numbers=_numbers(streets, places),
        count=len(streets),
        remark=_remark(streets, places),
        card={"segments": len(streets), "simulated": streets.simulated},
    )


def _remark(streets: StreetTable, places: tuple[Place, ...]) -> str:
    """Return whose data these are, and whether they are invented."""
    said = [_("شبکهٔ معابر نمایشی است") if streets.simulated else "", streets.attribution]
    said += sorted({p.source for p in places if p.source.startswith("©")})
    return " · ".join(dict.fromkeys(words for words in said if words))


def drawn_below(streets: StreetTable, rank: StreetClass) -> float:
    """Return the scale (metres per pixel) from which on a rank of a network is drawn.

    Of a dense network the lesser ranks come later: so many lines would be neither read nor
    quickly drawn. It depends on the whole network alone, so that nothing comes and goes while
    the map is dragged.
    """
    density = streets.index.density(rank)
    if rank is StreetClass.ARTERIAL or density <= 0:
        return DRAWN_BELOW[rank]
    return min(DRAWN_BELOW[rank], math.sqrt(BUSIEST / (density * SCREEN)))


def _streets(
    streets: StreetTable, frame: Frame, feedback: Feedback
) -> tuple[list[Line], list[Label]]:
    if not len(streets):
        return [], []
    lines, labels = [], []
    for rank in reversed(StreetClass):
        feedback.check()
        if frame.metres_per_pixel > drawn_below(streets, rank):
            continue
        rows = streets.index.near(rank, _with_margin(frame))
        if len(rows):
            lines.append(_line(streets, rows, rank, frame, feedback))
        if frame.metres_per_pixel <= NAMED_BELOW[rank]:
            labels.extend(_names(streets, rows, rank, frame))
    return lines, labels


def _with_margin(frame: Frame) -> tuple[float, float, float, float]:
    margin = MARGIN * frame.metres_per_pixel
    west, south, east, north = frame.extent
    return west - margin, south - margin, east + margin, north + margin


def _line(
    streets: StreetTable,
    rows: NDArray[np.int64],
    rank: StreetClass,
    frame: Frame,
    feedback: Feedback,
) -> Line:
    """Gather some segments of the ragged arrays into one mark, generalised for the scale."""
    tolerance = TOLERANCE * 2.0 ** math.floor(math.log2(frame.metres_per_pixel))
    vertices, counts = [], []
    for start in range(0, len(rows), PIECE):
        feedback.check()
        xy, offsets = _gathered(streets, rows[start : start + PIECE])
        if len(xy) > 2 * (len(offsets) - 1):
            xy, offsets = _simplified(xy, offsets, tolerance)
        vertices.append(xy)
        counts.append(np.diff(offsets))
    offsets = np.concatenate([[0], np.cumsum(np.concatenate(counts))])
    return Line(np.concatenate(vertices), offsets, STREETS[rank], "street")


def _gathered(
    streets: StreetTable, rows: NDArray[np.int64]
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    start, length = streets.offsets[rows], np.diff(streets.offsets)[rows]
    offsets = np.concatenate([[0], np.cumsum(length)])
    vertex = np.arange(offsets[-1]) + np.repeat(start - offsets[:-1], length)
    return streets.xy[vertex], offsets


def _simplified(
    xy: NDArray[np.float64], offsets: NDArray[np.int64], tolerance: float
) -> tuple[NDArray[np.float64], NDArray[np.int64]]:
    """Leave out vertices that nobody would miss; the ends of every segment stay.

    Notes
    -----
    D. Douglas, T. Peucker, "Algorithms for the reduction of the number of points required to
    represent a digitized line or its caricature", Cartographica 10(2), 1973.
    """
    lines = shapely.from_ragged_array(shapely.GeometryType.LINESTRING, xy, (offsets,))
    lines = shapely.simplify(lines, tolerance, preserve_topology=False)
    _kind, xy, (offsets,) = shapely.to_ragged_array(lines)
    return xy, np.asarray(offsets, np.int64)


def _names(
    streets: StreetTable, rows: NDArray[np.int64], rank: StreetClass, frame: Frame
) -> list[Label]:
    """Name each street once in the frame, at the middle of its longest segment there."""
    rows = rows[streets.name[rows] >= 0]
    if not len(rows):
        return []
    length = streets.lengths()[rows]
    order = np.lexsort((rows, -length))
    _unused, first, owner = np.unique(
        streets.name[rows[order]], return_index=True, return_inverse=True
    )
    long_enough = np.bincount(owner, length[order]) >= SHORTEST_NAMED * frame.metres_per_pixel
    chosen = order[np.sort(first[long_enough])][:MOST_NAMES]
    labels = []
    for row, metres in zip(rows[chosen], length[chosen], strict=True):
        x, y = _anchor(streets, int(row), frame)
        text = digits(streets.street_name(int(row)))
        # A rank outweighs any length, so that main streets keep their names.
        priority = float(metres) + 1e6 * (len(StreetClass) - rank)
        labels.append(Label(x, y, text, STREET_LABEL, priority, f"street:{streets.id[row]}"))
    return labels


def _anchor(streets: StreetTable, row: int, frame: Frame) -> tuple[float, float]:
    """Return the point half way along a segment, or along its part in the frame."""
    xy = streets.xy[streets.offsets[row] : streets.offsets[row + 1]]
    x, y = _half_way(xy)
    west, south, east, north = frame.extent
    if west <= x <= east and south <= y <= north:
        return x, y
    inside = shapely.get_parts(shapely.clip_by_rect(shapely.LineString(xy), *frame.extent))
    if not len(inside):
        return x, y
    return _half_way(shapely.get_coordinates(inside[np.argmax(shapely.length(inside))]))


def _half_way(xy: NDArray[np.float64]) -> tuple[float, float]:
    along = np.concatenate([[0], np.cumsum(np.hypot(*np.diff(xy, axis=0).T))])
    half = along[-1] / 2
    return float(np.interp(half, along, xy[:, 0])), float(np.interp(half, along, xy[:, 1]))


def _places(places: tuple[Place, ...], frame: Frame) -> list[Mark]:
    """Return the names of quarters, or the dots and names of landmarks, that the scale asks for."""
    scale = frame.metres_per_pixel
    landmarks = [p for p in places if p.kind == "landmark"]
    below = MANY_LANDMARKS_BELOW if len(landmarks) > MANY_LANDMARKS else LANDMARKS_BELOW
    shown = landmarks if scale <= below else []
    if scale <= AMENITIES_BELOW:
        shown += [p for p in places if p.kind == "amenity"]
    quarters = [
        p
        for p in places
        if p.kind in QUARTERS and QUARTERS[p.kind][0] <= scale < QUARTERS[p.kind][1]
    ]
    return [*_landmarks(_inside(shown, frame), frame), *_quarters(_inside(quarters, frame))]


def _inside(places: list[Place], frame: Frame) -> list[Place]:
    west, south, east, north = _with_margin(frame)
    return [p for p in places if west <= p.x <= east and south <= p.y <= north][:MOST_PLACES]


def _quarters(quarters: list[Place]) -> list[Mark]:
    ranks = list(QUARTERS)
    return [
        Label(
            p.x,
            p.y,
            digits(p.name),
            NEIGHBOURHOOD_LABEL,
            6e6 - 1e5 * ranks.index(p.kind) - i,
            f"quarter:{i}",
        )
        for i, p in enumerate(quarters)
    ]


def _landmarks(landmarks: list[Place], frame: Frame) -> list[Mark]:
    if not landmarks:
        return []
    n = len(landmarks)
    xy = np.array([[place.x, place.y] for place in landmarks])
    dots = Dot(xy, np.zeros(n, np.uint8), (LANDMARK,), np.arange(n), "landmark")
    offset = 9 * frame.metres_per_pixel  # the name stands under its dot
    # Of the lesser kinds names come last.
    first = {"landmark": 5e6, "amenity": 5e5}
    labels = [
        Label(p.x, p.y - offset, digits(p.name), LANDMARK_LABEL, first[p.kind] - i, f"landmark:{i}")
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


def _numbers(streets: StreetTable, places: tuple[Place, ...]) -> tuple[Number, ...]:
    kilometres = round(float(streets.lengths().sum()) / 1000, 1)
    landmarks = sum(place.kind == "landmark" for place in places)
    return (
        Number("segments", _("قطعهٔ معبر"), len(streets)),
        Number("length", _("طول معابر"), kilometres, _("کیلومتر")),
        Number("landmarks", _("مکان شاخص"), landmarks),
    )
