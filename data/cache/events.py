"""The event table as arrays: its columns, and what was worked out from them once."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.cache.arrays import Arrays
from data.model.cells import UNPLACED, CellGrid, SpatialIndex, ordered
from data.model.events import EventTable
from data.model.local_times import LocalTimes
from data.model.snapshot import Snapshot

_COLUMNS = {name: np.dtype(dtype) for name, dtype in EventTable.columns().items()}
TYPES: dict[str, Any] = {
    **_COLUMNS,
    "local_day": np.dtype(np.int32),
    "week_hour": np.dtype(np.uint8),
    "cell_starts": np.dtype(np.int32),
}
_CODED = ("source", "kind", "district", "outcome", "status", "precision")


def arrays_of(desk: Snapshot) -> tuple[dict[str, NDArray[Any]], dict[str, Any]]:
    """Return the arrays of a desk's events, in the order of its grid, and what tells of them."""
    grid, timezone = CellGrid.over_city(desk.districts, desk.events), desk.city.timezone
    events = ordered(desk.events, grid)
    index = events.once(("index", grid), lambda: SpatialIndex.of(events, grid))
    local = events.local(timezone)
    arrays: dict[str, NDArray[Any]] = {name: getattr(events, name) for name in _COLUMNS}
    arrays |= {"local_day": local.day, "week_hour": local.week_hour, "cell_starts": index.starts}
    about = {
        "timezone": timezone,
        "grid": [grid.west, grid.south, grid.width, grid.height],
        "codes": {name: list(events.codes(name)) for name in _CODED},
    }
    return arrays, about


def events_of(arrays: Arrays, about: dict[str, Any]) -> EventTable:
    """Return the table of `arrays_of`, with everything that was worked out.

    Raises
    ------
    KeyError, TypeError, ValueError
        When lengths or values do not belong together.
    """
    events = EventTable(**{name: arrays[name] for name in _COLUMNS})
    local = LocalTimes(arrays["local_day"], arrays["week_hour"])
    starts = arrays["cell_starts"]
    if not len(local.day) == len(local.week_hour) == len(events):
        raise ValueError("of unequal length")
    if starts.shape != (UNPLACED + 1,) or not 0 <= starts[-1] <= len(events):
        raise ValueError("not an index")
    grid = CellGrid(*(float(value) for value in about["grid"]))
    events.derived[("local", str(about["timezone"]))] = local
    events.derived[("index", grid)] = SpatialIndex(grid, starts)
    for name in _CODED:
        events.derived[("codes", name)] = tuple(int(code) for code in about["codes"][name])
    return events
