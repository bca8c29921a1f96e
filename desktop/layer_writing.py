"""What the import of each small layer writes, within the session's open transaction."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np

from data.feedback import Feedback
from data.locating import locate
from data.model.city import District
from data.model.snapshot import Snapshot
from data.model.streets import StreetTable
from data.timezones import DAY_SECONDS, zone_offsets

Writer = Callable[[Any, Any, int, Snapshot, Feedback], None]


def write_districts(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Replace the boundaries and relabel every placed event by the one valid at its time.

    The snapshot's districts are all versions that are in use, those that have ended too.
    """
    starts = [d.valid_from for d in checked.districts if d.valid_from is not None]
    begin = min(starts, default=None)
    change.replace_districts(checked.districts, begin, batch)
    events = snapshot.events
    placed = np.flatnonzero(events.placed)
    days = zone_offsets(snapshot.city.timezone).local(events.time[placed]) // DAY_SECONDS
    versions = [*_ended(snapshot.districts, begin), *_begun(checked.districts, begin)]
    labels = locate(events.x[placed], events.y[placed], days, versions)
    change.set_event_districts(events.id[placed], labels, batch, feedback)


def _ended(districts: tuple[District, ...], begin: int | None) -> list[District]:
    """Return the old boundaries as far as they reach before the day the new ones begin.

    Without such a day the new ones always held, and nothing of the old ones is left.
    """
    if begin is None:
        return []
    return [
        replace(d, valid_to=begin if d.valid_to is None else min(d.valid_to, begin))
        for d in districts
        if d.valid_from is None or d.valid_from < begin
    ]


def _begun(districts: tuple[District, ...], begin: int | None) -> list[District]:
    return [d if begin is None else replace(d, valid_from=begin) for d in districts]


def write_streets(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Add a street network; a simulated one, and an older one of one source, make room for it."""
    if replaces(snapshot.streets, checked.streets):
        change.remove_streets()
    change.add_streets(checked.streets, batch)


def replaces(present: StreetTable, new: StreetTable) -> bool:
    """Return whether a new network takes the place of the present one, or is added to it.

    Files of a city's own may come one for each district; a public extract is the whole network.
    """
    return bool(len(present) and len(new) and (present.simulated or new.attribution))


def write_basemap(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Add streets and named places; those of an older extract make room."""
    write_streets(change, checked, batch, snapshot, feedback)
    if checked.streets.attribution:
        change.remove_places(checked.streets.attribution)
    change.add_places(checked.places, batch)


def write_neighbourhoods(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Add names that addresses and searches understand, and the areas the file drew."""
    change.add_places(checked.places, batch)
    if checked.areas:
        change.add_neighbourhoods(checked.areas, batch)


def write_lots(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Add lots."""
    change.add_lots([replace(lot, id=0) for lot in checked.lots], batch)


def write_crews(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Add crews."""
    change.add_crews([replace(crew, id=0) for crew in checked.crews], batch)


def write_shifts(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Add shifts of crews that are known."""
    change.add_shifts([replace(shift, id=0) for shift in checked.shifts], batch)


def write_zones(
    change: Any, checked: Any, batch: int, snapshot: Snapshot, feedback: Feedback
) -> None:
    """Add zones as drafts; which they were is kept for taking the import back."""
    for zone in checked.zones:
        change.save_zone(zone)
    change.set_setting(zones_key(batch), json.dumps([zone.id for zone in checked.zones]))


def zones_key(batch: int) -> str:
    """Return the setting that names the zones of an import."""
    return f"batch.{batch}.zones"


WRITERS: dict[str, Writer] = {
    "districts": write_districts,
    "neighbourhoods": write_neighbourhoods,
    "streets": write_streets,
    "basemap": write_basemap,
    "lots": write_lots,
    "crews": write_crews,
    "shifts": write_shifts,
    "zones": write_zones,
}
