"""Which events are meant: one value shared by map, charts, numbers and exports."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.calendar import weekday
from data.model.events import OBSTRUCTION_KINDS, EventTable, Precision, Source
from data.timezones import DAY_SECONDS, zone_offsets

DEFAULT_SOURCES = frozenset({Source.COMPLAINT, Source.OBSTRUCTION})


@dataclass(frozen=True, slots=True)
class Filter:
    """A choice of events; a field that is None does not restrict.

    Attributes
    ----------
    since, until : int, optional
        UTC seconds; ``until`` is exclusive.
    sources, kinds, outcomes, statuses, districts, precisions : frozenset of int, optional
        Codes that are let through.
    hours : frozenset of int, optional
        Hours of the local day, 0 to 23.
    weekdays : frozenset of int, optional
        0 = Saturday … 6 = Friday.
    """

    since: int | None = None
    until: int | None = None
    sources: frozenset[int] | None = DEFAULT_SOURCES
    kinds: frozenset[int] | None = frozenset(OBSTRUCTION_KINDS)
    districts: frozenset[int] | None = None
    outcomes: frozenset[int] | None = None
    statuses: frozenset[int] | None = None
    hours: frozenset[int] | None = None
    weekdays: frozenset[int] | None = None
    precisions: frozenset[int] | None = None

    def replace(self, **changes: Any) -> Filter:
        """Return a copy with some fields changed."""
        return replace(self, **changes)

    @property
    def on_map(self) -> Filter:
        """The same choice without the events that wait for a place."""
        return self.replace(precisions=frozenset({Precision.POINT}))

    def mask(self, events: EventTable, timezone: str) -> NDArray[np.bool_]:
        """Return which events pass, shape (n,).

        Parameters
        ----------
        events : EventTable
        timezone : str
            IANA name of the city's time zone, for hours and weekdays.
        """
        keep = np.ones(len(events), bool)
        if self.since is not None:
            keep &= events.time >= self.since
        if self.until is not None:
            keep &= events.time < self.until
        for name, chosen in self._coded():
            if chosen is not None:
                keep &= _lookup(getattr(events, name), chosen)
        if self.hours is not None or self.weekdays is not None:
            keep &= self._local_mask(events.time, timezone)
        return keep

    def _coded(self) -> tuple[tuple[str, frozenset[int] | None], ...]:
        return (
            ("source", self.sources),
            ("kind", self.kinds),
            ("district", self.districts),
            ("outcome", self.outcomes),
            ("status", self.statuses),
            ("precision", self.precisions),
        )

    def _local_mask(self, time: NDArray[np.int64], timezone: str) -> NDArray[np.bool_]:
        days, seconds = np.divmod(zone_offsets(timezone).local(time), DAY_SECONDS)
        keep = np.ones(len(time), bool)
        if self.hours is not None:
            keep &= _lookup(seconds // 3600, self.hours)
        if self.weekdays is not None:
            keep &= _lookup(weekday(days), self.weekdays)
        return keep


def _lookup(codes: NDArray[np.generic], chosen: frozenset[int]) -> NDArray[np.bool_]:
    """Return which codes are chosen, by one table look-up a row."""
    highest = int(codes.max(initial=0))
    table = np.zeros(highest + 1, bool)
    # Codes that no event has must not make the table large.
    table[[c for c in chosen if 0 <= c <= highest]] = True
    return table[codes]
