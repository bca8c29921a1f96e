"""Everything a picture is made from, frozen at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from data.model.cells import CellCounts, CellGrid, Extent, SpatialIndex
from data.model.city import City, District, Place
from data.model.crews import Crew, Lot, Shift
from data.model.events import EventTable
from data.model.filters import Filter
from data.model.streets import StreetTable
from data.model.zones import Zone
from data.timezones import zone_offsets


@dataclass(frozen=True, eq=False)
class Snapshot:
    """The workspace as the layers see it.

    Attributes
    ----------
    events : EventTable
        All events of the workspace.
    filter : Filter
        Which of them are meant.
    now : int
        UTC seconds of the clock, for unfinished periods.
    simulated : bool
        Whether the events are invented and must be labelled so.
    revision : int
        Counts up with every change; two snapshots of one revision hold the same data.
    """

    city: City
    districts: tuple[District, ...]
    events: EventTable
    filter: Filter = field(default_factory=Filter)
    now: int = 0
    streets: StreetTable = field(default_factory=StreetTable.empty)
    places: tuple[Place, ...] = ()
    crews: tuple[Crew, ...] = ()
    shifts: tuple[Shift, ...] = ()
    lots: tuple[Lot, ...] = ()
    zones: tuple[Zone, ...] = ()
    simulated: bool = False
    revision: int = 0

    @cached_property
    def passing(self) -> NDArray[np.bool_]:
        """Which of `events` are before now and pass the filter, shape (n,); not to be changed."""
        keep = self.filter.mask(self.events, self.city)
        if self.now and self.events.last >= self.now:
            # A clock set back sees the workspace as it stood then; `period` ends at now too.
            keep &= self.events.time < self.now
        return keep

    @cached_property
    def index(self) -> SpatialIndex:
        """Where the events of each cell of the map stand; made once a table."""
        grid = CellGrid.over_city(self.districts, self.events)
        return self.events.once(("index", grid), lambda: SpatialIndex.of(self.events, grid))

    @cached_property
    def cell_counts(self) -> CellCounts:
        """Placed events before now that pass the filter, by fine cell: what far views read."""
        return self.index.counts(self.passing)

    def rows_in(self, extent: Extent) -> NDArray[np.int64]:
        """Return the rows of `events` to draw in an extent in metres, in no special order.

        Placed, before now, through the filter; what lies up to a cell outside may come along.
        """
        rows = self.index.rows_in(extent)
        return rows[self.passing[rows]]

    @cached_property
    def selected(self) -> EventTable:
        """The events before now that pass the filter, placed or not."""
        return self.events.take(self.passing)

    @cached_property
    def placed(self) -> EventTable:
        """The events before now that pass the filter and can be drawn."""
        return self.events.take(self.passing & self.events.placed)

    @property
    def schematic(self) -> bool:
        """Whether any district boundary is invented."""
        return any(d.schematic for d in self.districts)

    @property
    def weeks(self) -> float:
        """Length of the filtered period in weeks, up to now where it is unfinished."""
        since, until = self.period
        return max(until - since, 1) / (7 * 86_400)

    @property
    def period(self) -> tuple[int, int]:
        """The filtered period in UTC seconds, its end exclusive and never after now.

        An open side takes the first or last event within the years of the calendar.
        """
        first, last = self.events.span or (self.now, self.now - 1)
        since = first if self.filter.since is None else self.filter.since
        until = last + 1 if self.filter.until is None else self.filter.until
        return since, max(since, min(until, self.now) if self.now else until)

    @property
    def share_placed(self) -> float:
        """Share of the filtered events that are on the map; 1 where there are none."""
        passing = int(np.count_nonzero(self.passing))
        return len(self.placed) / passing if passing else 1.0

    def local(self, utc: int) -> int:
        """Return local seconds of a UTC instant."""
        return int(zone_offsets(self.city.timezone).local(utc))

    def filtered(self, filter_: Filter) -> Snapshot:
        """Return the same snapshot under another filter."""
        return replace(self, filter=filter_)
