"""What the workspace knows of a place on the map: events drawn or thinned away, and the street."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from data.model.cells import CellGrid
from data.model.events import EventTable, Source
from data.model.names import street_class_name
from data.model.snapshot import Snapshot
from data.model.streets import StreetClass, StreetTable
from layers.streets import drawn_below
from resources.text import _, isolate, number
from widgets.canvas.hits import REACH
from widgets.panels.cards import CardContent

STREETS_BELOW = 12.0  # metres a pixel: from farther away a street is under every place
# Layers of single events, and the source each shows whatever the filter's sources are.
POINT_LAYERS = {"complaints": Source.COMPLAINT, "impounds": Source.IMPOUND}


def shown_events(snapshot: Snapshot, visible: frozenset[str]) -> Snapshot:
    """Return the snapshot with the sources of the point layers that are switched on as well."""
    sources = snapshot.filter.sources
    shown = {source for layer, source in POINT_LAYERS.items() if layer in visible}
    if sources is None or shown <= sources:
        return snapshot
    return snapshot.filtered(snapshot.filter.replace(sources=sources | shown))


def events_near(snapshot: Snapshot, x: float, y: float, reach: float) -> EventTable:
    """Return all placed events within a reach in metres, the nearest first, whatever the filter.

    None before the index is made, which is no work for the window's thread.
    """
    grid = CellGrid.over_city(snapshot.districts, snapshot.events)
    index = snapshot.events.derived.get(("index", grid))
    if index is None:
        return EventTable.empty()
    rows = index.rows_in((x - reach, y - reach, x + reach, y + reach))
    away = np.hypot(snapshot.events.x[rows] - x, snapshot.events.y[rows] - y)
    near = np.flatnonzero(away <= reach)
    return snapshot.events.take(rows[near[np.argsort(away[near], kind="stable")]])


def points_near(
    snapshot: Snapshot, visible: frozenset[str], x: float, y: float, reach: float
) -> EventTable:
    """Return the events within a reach that some visible layer shows as points, near ones first.

    The filter is asked of these few alone.
    """
    sources = frozenset(source for layer, source in POINT_LAYERS.items() if layer in visible)
    near = events_near(snapshot, x, y, reach) if sources else EventTable.empty()
    keep = snapshot.filter.replace(sources=sources).mask(near, snapshot.city)
    if snapshot.now:
        keep &= near.time < snapshot.now
    return near.take(keep)


@dataclass(frozen=True, slots=True)
class Street:
    """A street under the pointer.

    Attributes
    ----------
    id : int
    name : str
        Empty where it has none.
    rank : StreetClass
    length : float
        Metres, of all segments of that name and rank; of the segment where it has none.
    segments : int
    """

    id: int
    name: str
    rank: StreetClass
    length: float
    segments: int

    @property
    def title(self) -> str:
        """Name and rank."""
        rank = street_class_name(self.rank)
        return f"{isolate(self.name)} · {rank}" if self.name else rank


def street_near(streets: StreetTable, x: float, y: float, metres_per_pixel: float) -> Street | None:
    """Return the nearest street within reach that is drawn at a scale, None where there is none."""
    if metres_per_pixel > STREETS_BELOW:
        return None
    reach = REACH * metres_per_pixel
    best: tuple[float, int] | None = None
    for rank in StreetClass:
        if not len(streets) or metres_per_pixel > drawn_below(streets, rank):
            continue
        for row in streets.index.near(rank, (x - reach, y - reach, x + reach, y + reach)).tolist():
            xy = streets.xy[streets.offsets[row] : streets.offsets[row + 1]]
            away = shapely.LineString(xy).distance(shapely.Point(x, y)) if len(xy) > 1 else np.inf
            if away <= reach and (best is None or away < best[0]):
                best = away, row
    return None if best is None else _street(streets, best[1])


def _street(streets: StreetTable, row: int) -> Street:
    rows = np.array([row])
    if streets.name[row] >= 0:
        rows = np.flatnonzero(
            (streets.name == streets.name[row]) & (streets.rank == streets.rank[row])
        )
    length = float(streets.lengths()[rows].sum())
    rank = StreetClass(int(streets.rank[row]))
    return Street(int(streets.id[row]), streets.street_name(row), rank, length, len(rows))


def street_card(street: Street) -> CardContent:
    """Return the card of a street."""
    return CardContent(
        key=f"street:{street.id}",
        title=isolate(street.name) or _("معبر بی‌نام"),
        badge=street_class_name(street.rank),
        facts={
            _("رده"): street_class_name(street.rank),
            _("طول"): _("{value} متر").format(value=number(street.length)),
            _("قطعهٔ معبر"): number(street.segments),
        },
    )
