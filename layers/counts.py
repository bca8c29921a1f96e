"""Counts for charts, cards and the time bar, and the period they are compared with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.calendar import shift_years
from data.model.city import City
from data.model.events import KIND_GROUPS, EventTable
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from data.months import END_DAY, END_INSTANT, FIRST_DAY, FIRST_INSTANT, month_numbers
from data.timezones import DAY_SECONDS, zone_offsets

Counts = NDArray[np.int64]
LONGEST_COMPARED = 366 * DAY_SECONDS  # beyond a year a period would be compared with itself


def by_district(events: EventTable) -> dict[int, int]:
    """Return how many events each district has, by number; 0 stands for unknown."""
    counts = np.bincount(np.maximum(events.district, 0))
    return {int(number): int(counts[number]) for number in np.flatnonzero(counts)}


def by_kind(kinds: NDArray[np.uint8]) -> dict[int, int]:
    """Return how often each `Kind` stands in a column, most first, equals by code."""
    counts = np.bincount(kinds)
    order = sorted(np.flatnonzero(counts), key=lambda code: (-counts[code], code))
    return {int(code): int(counts[code]) for code in order}


def by_kind_group(events: EventTable) -> dict[str, int]:
    """Return how many events each group of ``KIND_GROUPS`` has, in its order, 0 included.

    Codes of no group count as ``other``, so that the groups sum to all events.
    """
    counts = np.bincount(events.kind, minlength=256)
    groups = {key: int(counts[list(kinds)].sum()) for key, kinds in KIND_GROUPS.items()}
    groups["other"] += len(events) - sum(groups.values())
    return groups


def by_day(events: EventTable, timezone: str) -> tuple[int, Counts]:
    """Return the first local day number and the events of each day from it on.

    Days outside the years of the calendar are set aside; without any other the answer is day 0
    and no counts.
    """
    days = events.local(timezone).day
    if len(days) and not (days.min() >= FIRST_DAY and days.max() < END_DAY):
        days = days[(days >= FIRST_DAY) & (days < END_DAY)]
    if not len(days):
        return 0, np.zeros(0, np.int64)
    first = int(days.min())
    return first, np.bincount(days - first)


def by_month(events: EventTable, city: City) -> dict[tuple[int, int], int]:
    """Return the events of each (year, month) of the city's calendar, in order, gaps as 0."""
    first, counts = by_day(events, city.timezone)
    if not len(counts):
        return {}
    months = month_numbers(first + np.arange(len(counts)), city.calendar)
    sums = np.bincount(months - months[0], weights=counts).astype(np.int64)
    return {
        ((m := int(months[0]) + i) // 12, m % 12 + 1): int(total) for i, total in enumerate(sums)
    }


def same_period_last_year(filter_: Filter, now: int, city: City) -> tuple[Filter, bool]:
    """Return the filter of the same days one year before, and whether the period is unfinished.

    Parameters
    ----------
    filter_ : Filter
        Its open sides stay open at the beginning and mean ``now`` at the end.
    now : int
        UTC seconds; of an unfinished period only the days elapsed are compared.

    Returns
    -------
    Filter
    bool
        Whether the period ends after ``now``.
    """
    unfinished = filter_.until is None or filter_.until > now
    until = now if unfinished else filter_.until
    since = filter_.since
    before = filter_.replace(
        since=None if since is None else _year_before(since, city),
        until=None if until is None else _year_before(until, city),
    )
    return before, unfinished


def _year_before(utc: int, city: City) -> int:
    offsets = zone_offsets(city.timezone)
    day, second = divmod(int(offsets.local(utc)), DAY_SECONDS)
    earlier = shift_years(day, -1, city.calendar)
    return int(offsets.utc(earlier * DAY_SECONDS + second))


def last_year(snapshot: Snapshot) -> Snapshot | None:
    """Return the snapshot of the same days last year, or None where nothing can be compared.

    A period without a beginning or longer than a year has no counterpart, and one that begins
    before the first event of its sources would be compared with days nobody recorded.
    """
    filter_ = snapshot.filter
    if filter_.since is None or not len(snapshot.events):
        return None
    since, until = snapshot.period
    if until - since > LONGEST_COMPARED:
        return None
    before, _unfinished = same_period_last_year(filter_, snapshot.now or until, snapshot.city)
    if before.since is None or before.since < first_event(snapshot):
        return None
    return snapshot.filtered(before)


def first_event(snapshot: Snapshot) -> int:
    """Return the local midnight, in UTC seconds, of the first day of the filter's sources."""
    events = snapshot.events
    sources = snapshot.filter.sources or frozenset(events.codes("source"))
    first = events.once(("first", sources), lambda: _first_of(events, sources))
    if first is None:
        return snapshot.now
    offsets = zone_offsets(snapshot.city.timezone)
    day = int(offsets.local(first)) // DAY_SECONDS
    return int(offsets.utc(day * DAY_SECONDS))


def _first_of(events: EventTable, sources: frozenset[int]) -> int | None:
    """Return the first instant of some sources within the calendar, None where there is none."""
    keep = np.isin(events.source, list(sources))
    keep &= (events.time >= FIRST_INSTANT) & (events.time < END_INSTANT)
    return int(events.time[keep].min()) if keep.any() else None
