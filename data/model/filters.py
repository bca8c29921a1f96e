"""Which events are meant: one value shared by map, charts, numbers and exports."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import IntEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.holidays import days_off
from data.model.city import City
from data.model.events import OBSTRUCTION_KINDS, EventTable, Precision, Source
from data.model.local_times import WEEK_HOURS
from data.model.matching import Test, among, between, looked_up, matching

DEFAULT_SOURCES = frozenset({Source.COMPLAINT, Source.OBSTRUCTION})


class DayKind(IntEnum):
    """Whether offices are open: the city's weekend and public holidays are days off."""

    WORKING = 0
    OFF = 1


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
    week_hours : frozenset of int, optional
        Any cells of the week: 24 · weekday + hour, 0 = the hour after Saturday's midnight.
    day_kind : DayKind, optional
        Working days or days off only, by the city's weekend and holidays.
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
    week_hours: frozenset[int] | None = None
    day_kind: DayKind | None = None

    def replace(self, **changes: Any) -> Filter:
        """Return a copy with some fields changed."""
        return replace(self, **changes)

    @property
    def on_map(self) -> Filter:
        """The same choice without the events that wait for a place."""
        return self.replace(precisions=frozenset({Precision.POINT}))

    def mask(self, events: EventTable, city: City) -> NDArray[np.bool_]:
        """Return which events pass, shape (n,).

        Parameters
        ----------
        events : EventTable
        city : City
            Its time zone tells hours and weekdays, its weekend and holidays the days off.
        """
        return matching(tuple(self._tests(events, city)), len(events))

    def _tests(self, events: EventTable, city: City) -> Iterator[Test]:
        """Yield what to ask of the columns, the cheapest questions first."""
        for name, chosen in self._coded():
            if chosen is not None:
                yield from among(getattr(events, name), events.codes(name), chosen)
        yield from between(events.time, self.since, self.until)
        hours = self._hours_of_week()
        if hours is not None:
            yield looked_up(events.local(city.timezone).week_hour, 0, hours)
        if self.day_kind is not None:
            first, off = days_off(city)
            chosen_days = off if self.day_kind is DayKind.OFF else ~off
            yield looked_up(events.local(city.timezone).day, first, chosen_days)

    def _coded(self) -> tuple[tuple[str, frozenset[int] | None], ...]:
        return (
            ("source", self.sources),
            ("kind", self.kinds),
            ("district", self.districts),
            ("outcome", self.outcomes),
            ("status", self.statuses),
            ("precision", self.precisions),
        )

    def _hours_of_week(self) -> NDArray[np.bool_] | None:
        """Return which of the 168 hours of the week pass, None where none is asked for."""
        if self.hours is None and self.weekdays is None and self.week_hours is None:
            return None
        hour = np.arange(WEEK_HOURS)
        keep = np.ones(WEEK_HOURS, bool)
        for values, chosen in (
            (hour % 24, self.hours),
            (hour // 24, self.weekdays),
            (hour, self.week_hours),
        ):
            if chosen is not None:
                keep &= [int(value) in chosen for value in values]
        return keep
