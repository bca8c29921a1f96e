"""A map ready to become a page: every layer as it serves near and far, and nothing private."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
import shapely

from data.feedback import Feedback
from data.model.events import Source
from data.model.snapshot import Snapshot
from data.model.streets import StreetClass
from desktop.exports.html_marks import MANY, MOST_CELLS
from desktop.exports.map_sheet import (
    MapSheet,
    all_remarks,
    compose_sheet,
    remarks,
    shown_extent,
)
from desktop.exports.privacy import FEWEST, blurred
from desktop.exports.rule_words import rule_in_words
from desktop.exports.sheet_size import SheetSize
from layers.catalogue import LAYERS
from layers.dots import SPACING
from layers.picture import Area, Dot, Frame, Label, LayerPicture
from layers.shapes import areas
from layers.streets import DRAWN_BELOW, NAMED_BELOW
from layers.style import STREETS
from layers.words import honesty, remark
from resources.text import _
from widgets.canvas.viewport import Extent

# A page is looked at in a window of about this size.
WINDOW = SheetSize(1440, 1000)


@dataclass(frozen=True, slots=True, eq=False)
class MapPage:
    """A sheet whose pictures serve every scale.

    Attributes
    ----------
    extent : tuple of float
        What the page shows at first: west, south, east, north in metres.
    epsg : int
    rules : dict of str
        The rule of each zone in words, by the key of its finding.
    cautions : tuple of str
        Those of the sheet's remarks that concern the whole map.
    """

    sheet: MapSheet
    extent: Extent
    epsg: int
    rules: dict[str, str] = field(default_factory=dict)
    cautions: tuple[str, ...] = ()


def compose_page(
    snapshot: Snapshot,
    layer_ids: Sequence[str],
    feedback: Feedback,
    *,
    district: int | None = None,
    bbox: tuple[float, float, float, float] | None = None,
    extent: Extent | None = None,
) -> MapPage:
    """Build the layers' pictures for a page; the arguments are those of `compose_sheet`.

    Raises
    ------
    BadInput
        For an unknown layer or district, or an impossible place.
    Cancelled
    """
    shown = extent or shown_extent(snapshot, district, bbox)
    sheet = compose_sheet(
        snapshot, layer_ids, feedback, size=WINDOW, district=district, extent=shown
    )
    frame = sheet.viewport.frame()
    pictures = tuple(_near_and_far(p, snapshot, frame, feedback) for p in sheet.pictures)
    sheet = replace(sheet, pictures=pictures, remarks=all_remarks(snapshot, pictures))
    rules = {f"zone:{zone.id}": rule_in_words(zone.rule) for zone in snapshot.zones}
    return MapPage(sheet, shown, snapshot.city.epsg, rules, remarks(snapshot))


def _near_and_far(
    picture: LayerPicture, snapshot: Snapshot, frame: Frame, feedback: Feedback
) -> LayerPicture:
    """Return a layer's picture with what one frame leaves out because it is far.

    Layers that show complaints stay as the sheet has masked them.
    """
    if picture.layer == "streets":
        return _streets(snapshot, frame, feedback)
    if picture.layer == "impounds":
        return _impounds(snapshot, frame, feedback)
    if picture.layer == "zones":
        return _build("zones", snapshot, replace(frame, metres_per_pixel=1.0), feedback)
    if picture.layer == "clusters":
        return _blurred(picture)
    return picture


def _build(name: str, snapshot: Snapshot, frame: Frame, feedback: Feedback) -> LayerPicture:
    return LAYERS[name].build(snapshot, None, frame, feedback)


def _streets(snapshot: Snapshot, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return the streets with landmarks and the names of main streets.

    Local streets come where the page shows few of them: a whole city's would weigh more than
    everything else.
    """
    named = min(frame.metres_per_pixel, NAMED_BELOW[StreetClass.ARTERIAL])
    picture = _build("streets", snapshot, replace(frame, metres_per_pixel=named), feedback)
    if frame.metres_per_pixel <= DRAWN_BELOW[StreetClass.LOCAL]:
        return picture
    local = STREETS[StreetClass.LOCAL]
    return replace(
        picture,
        marks=tuple(m for m in picture.marks if isinstance(m, Label) or _look(m) is not local),
        legend=tuple(entry for entry in picture.legend if entry.look is not local),
    )


def _look(mark: Any) -> object:
    return getattr(mark, "look", None)


def _impounds(snapshot: Snapshot, frame: Frame, feedback: Feedback) -> LayerPicture:
    """Return every impound that has a place of its own; the page draws fewer of them from afar."""
    west, south, east, north = frame.extent
    cell = math.sqrt((east - west) * (north - south) / MOST_CELLS)
    close = replace(frame, metres_per_pixel=max(cell / SPACING, 0.5))
    picture = _build("impounds", snapshot, close, feedback)
    drawn = sum(len(mark.xy) for mark in picture.marks if isinstance(mark, Dot))
    if not drawn:
        return picture
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.IMPOUND})))
    words = _("از دور همهٔ نقطه‌ها کشیده نمی‌شود؛ نزدیک‌تر شوید")
    thinned = words if drawn > MANY else ""
    return replace(picture, remark=remark(thinned, honesty(own)))


def _blurred(picture: LayerPicture) -> LayerPicture:
    """Return the clusters of enough complaints, in outlines that touch nobody's door."""
    kept = {f.key for f in picture.findings if len(f.ids) >= FEWEST}
    marks: list[Any] = []
    for mark in picture.marks:
        if isinstance(mark, Area) and mark.key:
            if mark.key in kept:
                hull = blurred(shapely.Polygon(mark.rings[0], [*mark.rings[1:]]))
                marks.extend(areas(hull, mark.look, mark.key))
        elif not isinstance(mark, Label) or mark.key in kept:
            marks.append(mark)
    findings = tuple(f for f in picture.findings if f.key in kept)
    return replace(picture, marks=tuple(marks), findings=findings)


def corners(extent: Extent, grow: float = 0.0) -> np.ndarray:
    """Return the corners of an extent grown by a share of its size, shape (4, 2), metres."""
    west, south, east, north = extent
    aside, up = (east - west) * grow, (north - south) * grow
    west, south, east, north = west - aside, south - up, east + aside, north + up
    return np.array([[west, south], [west, north], [east, south], [east, north]])
