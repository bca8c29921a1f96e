"""What people call a place: its landmark, its street, or its district."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely

from data.model.city import LEARNED, Place
from data.model.snapshot import Snapshot
from data.model.streets import StreetTable
from layers.study import present_districts
from layers.words import district_name, named
from resources.text import _

AT_LANDMARK = 200.0  # m: the landmark itself
ON_STREET = 120.0  # m
NEAR_LANDMARK = 800.0  # m: «near» it


@dataclass(frozen=True, slots=True)
class Names:
    """The landmarks, streets and districts that places are named after."""

    snapshot: Snapshot

    def at(self, x: float, y: float) -> str:
        """Return the name of a place in metres.

        A landmark close by, else the nearest named street, else «near» the next landmark, else
        the district.
        """
        landmark, distance = _nearest_place(self.snapshot.places, x, y)
        if distance <= AT_LANDMARK:
            return named(landmark)
        street = _nearest_street(self.snapshot.streets, x, y)
        if street:
            return named(street)
        if distance <= NEAR_LANDMARK:
            return _("نزدیک {place}").format(place=named(landmark))
        return self._district(x, y)

    def _district(self, x: float, y: float) -> str:
        for district in present_districts(self.snapshot.districts):
            if shapely.intersects_xy(district.geometry, x, y):
                return _("جایی بی‌نام در {district}").format(district=district_name(district.number))
        return _("جایی بی‌نام")


def _nearest_place(places: tuple[Place, ...], x: float, y: float) -> tuple[str, float]:
    """Return name and distance of the nearest landmark or neighbourhood, of equals the first."""
    named_places = [p for p in places if p.kind not in ("crew_base", LEARNED) and p.name]
    if not named_places:
        return "", np.inf
    distance = [float(np.hypot(p.x - x, p.y - y)) for p in named_places]
    nearest = int(np.argmin(distance))
    return named_places[nearest].name, distance[nearest]


def _nearest_street(streets: StreetTable, x: float, y: float) -> str:
    """Return the name of the street within `ON_STREET` that is nearest, or nothing.

    Distances are to the line between two vertices, not to the vertices.
    """
    if len(streets.xy) < 2:
        return ""
    start, end = streets.xy[:-1], streets.xy[1:]
    low, high = np.minimum(start, end), np.maximum(start, end)
    place = np.array([x, y])
    window = np.all((low <= place + ON_STREET) & (high >= place - ON_STREET), axis=1)
    rows = np.flatnonzero(window)
    segment = np.searchsorted(streets.offsets, rows, side="right") - 1
    inside = (rows + 1 < streets.offsets[segment + 1]) & (streets.name[segment] >= 0)
    rows, segment = rows[inside], segment[inside]
    if not len(rows):
        return ""
    distance = _to_lines(place, start[rows], end[rows])
    nearest = int(np.argmin(distance))
    return streets.street_name(int(segment[nearest])) if distance[nearest] <= ON_STREET else ""


def _to_lines(place: np.ndarray, start: np.ndarray, end: np.ndarray) -> np.ndarray:
    """Return the distance of a place to each line between two points."""
    step = end - start
    length = np.maximum((step**2).sum(axis=1), 1e-12)
    along = np.clip(((place - start) * step).sum(axis=1) / length, 0, 1)
    return np.hypot(*(place - start - along[:, None] * step).T)
