"""Events counted by source, kind, district and local day, as running sums over the days.

Any period of whole days is then the difference of two of them, at any number of events: what the
time bar, the districts' numbers and the comparison with last year ask for again and again.
"""

from __future__ import annotations

import functools
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data.model.events import EventTable
from data.model.filters import Filter
from data.model.local_times import FARTHEST_DAY
from data.model.matching import present_codes
from data.timezones import DAY_SECONDS, zone_offsets

LARGEST = 16_000_000  # sums; a cube that would have more is not made
_WIDEST = 4_000_000  # days whose presence is found by a table
_PIECE = 1 << 16
Counts = NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class DistrictDays:
    """Running sums over days of the events of some sources and kinds.

    Attributes
    ----------
    days : ndarray of int64, shape (d,)
        The local days that have events, ascending.
    districts : tuple of int
        Numbers of r districts, ascending; 0 stands for unknown.
    sums : ndarray of int64, shape (d + 1, r)
        Events of each district before each of the days.
    """

    days: NDArray[np.int64]
    districts: tuple[int, ...]
    sums: Counts

    def by_district(self, first: int, end: int) -> Counts:
        """Return the events of each district from day ``first`` to before ``end``, shape (r,)."""
        low, high = self.days.searchsorted((first, end))
        return self.sums[max(low, high)] - self.sums[low]

    def between(self, edges: NDArray[np.int64]) -> Counts:
        """Return the events between ascending day edges, shape (edges - 1, r)."""
        sums = self.sums[self.days.searchsorted(edges)]
        return sums[1:] - sums[:-1]

    def columns(self, districts: frozenset[int] | None) -> NDArray[np.int64]:
        """Return the positions of the chosen districts."""
        chosen = [i for i, n in enumerate(self.districts) if districts is None or n in districts]
        return np.array(chosen, np.int64)


@dataclass(frozen=True, slots=True, eq=False)
class DayCube:
    """The counts of one table.

    Attributes
    ----------
    days : ndarray of int64, shape (d,)
        The local days that have events, ascending.
    sources, kinds, districts : tuple of int
        The codes that occur, ascending.
    sums : ndarray of int32, shape (sources, kinds, d + 1, districts)
        Events before each of the days.
    """

    days: NDArray[np.int64]
    sources: tuple[int, ...]
    kinds: tuple[int, ...]
    districts: tuple[int, ...]
    sums: NDArray[np.int32]
    _chosen: dict[tuple[tuple[int, ...], tuple[int, ...]], DistrictDays] = field(
        default_factory=dict, repr=False
    )

    @classmethod
    def of(cls, events: EventTable, timezone: str) -> DayCube | None:
        """Count a table; None when it has more days and codes than a cube may hold."""
        day = events.local(timezone).day
        days = _present_days(day)
        codes = tuple(events.codes(name) for name in ("source", "kind", "district"))
        sources, kinds, districts = codes
        shape = (len(sources), len(kinds), len(days), len(districts))
        if (size := int(np.prod(shape, dtype=object))) > LARGEST:
            return None
        columns = (events.source, events.kind, day, events.district)
        present = (*codes[:2], days.tolist(), districts)
        cell = np.zeros(len(events), np.int32)
        for column, found in zip(columns, present, strict=True):
            _place(cell, column, np.array(found, np.int64))
        counts = np.bincount(cell, minlength=size)
        sums = np.zeros((*shape[:2], shape[2] + 1, shape[3]), np.int32)
        np.cumsum(counts.reshape(shape), axis=2, out=sums[:, :, 1:])
        return cls(days, sources, kinds, districts, sums)

    def chosen(self, sources: frozenset[int] | None, kinds: frozenset[int] | None) -> DistrictDays:
        """Return the sums of some sources and kinds; None means all. Each is added up once."""
        key = tuple(
            tuple(i for i, code in enumerate(present) if wanted is None or code in wanted)
            for present, wanted in ((self.sources, sources), (self.kinds, kinds))
        )
        if key not in self._chosen:
            part = self.sums[np.ix_(*(np.array(k, np.intp) for k in key))]
            total = part.sum(axis=(0, 1), dtype=np.int64)
            self._chosen[key] = DistrictDays(self.days, self.districts, total)
        return self._chosen[key]


def day_cube(events: EventTable, timezone: str) -> DayCube | None:
    """Return the counts of a table, made once; None where there are too many days and codes."""
    return events.once(("cube", timezone), lambda: DayCube.of(events, timezone))


def whole_days(filter_: Filter, now: int, events: EventTable, timezone: str) -> range | None:
    """Return the local days a filter means; None where it is not about whole days alone.

    Parameters
    ----------
    now : int
        UTC seconds before which an event must be; 0 for no such bound.

    Returns
    -------
    range or None
        Where something other than period, source, kind and district restricts, or a side of the
        period is not the beginning of a local day, only a scan can tell.
    """
    kept = Filter(filter_.since, filter_.until, filter_.sources, filter_.kinds, filter_.districts)
    if filter_ != kept or not _monotone(timezone):
        return None
    since, until = filter_.since, filter_.until
    if now and events.last >= now:
        until = now if until is None else min(until, now)
    first = -FARTHEST_DAY if since is None else _beginning(since, timezone)
    end = FARTHEST_DAY + 1 if until is None else _beginning(until, timezone)
    return None if first is None or end is None else range(first, max(first, end))


def _beginning(utc: int, timezone: str) -> int | None:
    """Return the local day that begins at an instant, None where none does."""
    if abs(utc) >= FARTHEST_DAY * DAY_SECONDS:
        return None
    before, day = zone_offsets(timezone).local([utc - 1, utc]) // DAY_SECONDS
    return int(day) if before == day - 1 else None


@functools.lru_cache(maxsize=8)
def _monotone(timezone: str) -> bool:
    """Return whether no clock was ever set back into the day before."""
    offsets = zone_offsets(timezone)
    changes = offsets.starts[1:]
    before, after = (offsets.local(at) // DAY_SECONDS for at in (changes - 1, changes))
    return bool(np.all(before <= after))


def _present_days(day: NDArray[np.int32]) -> NDArray[np.int64]:
    if len(day) and int(day.max()) - int(day.min()) > _WIDEST:
        return np.unique(day).astype(np.int64)
    return np.array(present_codes(day), np.int64)


def _place(cell: NDArray[np.int32], column: NDArray[np.generic], present: Counts) -> None:
    """Multiply and add the position of each row's code among those present, in pieces."""
    if not len(present):
        return
    first, width = int(present[0]), int(present[-1] - present[0]) + 1
    table = None
    if width <= _WIDEST:
        table = np.zeros(width, np.int32)
        table[present - first] = np.arange(len(present))
    for start in range(0, len(cell), _PIECE):
        part = slice(start, start + _PIECE)
        codes = column[part].astype(np.intp)
        places = present.searchsorted(codes) if table is None else table.take(codes - first)
        cell[part] *= len(present)
        cell[part] += places
