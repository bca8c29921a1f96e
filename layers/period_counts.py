"""Counts of what passes a snapshot's filter, by running sums over whole days where they can tell.

Where they cannot (hours, outcomes, parts of days …) the events are scanned; the answers are equal.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from data.model.day_cube import DistrictDays, day_cube, whole_days
from data.model.events import KIND_GROUPS
from data.model.snapshot import Snapshot
from data.months import END_DAY, FIRST_DAY, month_edges, month_numbers

Counts = NDArray[np.int64]
Month = tuple[int, int]


def per_day(snapshot: Snapshot) -> tuple[int, Counts]:
    """Return the first local day number with an event and the events of each day from it on.

    Days outside the years of the calendar are set aside; without any other the answer is day 0
    and no counts.
    """
    found = _running(snapshot)
    if found is None:
        return _dense(*_days_of_rows(snapshot))
    sums, days = found
    columns = sums.columns(snapshot.filter.districts)
    low, high = sums.days.searchsorted((max(days.start, FIRST_DAY), min(days.stop, END_DAY)))
    counts = np.diff(sums.sums[low : max(low, high) + 1][:, columns].sum(axis=1))
    return _dense(sums.days[low : max(low, high)], counts)


def per_district(snapshot: Snapshot) -> dict[int, int]:
    """Return how many events each district has that has any, by number; 0 stands for unknown."""
    found = _running(snapshot)
    if found is None:
        numbers = np.maximum(snapshot.events.district[snapshot.passing], 0)
        counts = np.bincount(numbers)
        return {int(number): int(counts[number]) for number in np.flatnonzero(counts)}
    sums, days = found
    counts = sums.by_district(days.start, days.stop)
    result: dict[int, int] = {}
    for column in sums.columns(snapshot.filter.districts).tolist():
        if count := int(counts[column]):
            number = max(sums.districts[column], 0)
            result[number] = result.get(number, 0) + count
    return result


def per_kind_group(snapshot: Snapshot) -> dict[str, int]:
    """Return how many events each group of ``KIND_GROUPS`` has, in its order, 0 included.

    Codes of no group count as ``other``, so that the groups sum to all events.
    """
    cube, days = day_cube(snapshot.events, snapshot.city.timezone), _days(snapshot)
    if cube is None or days is None:
        counts = np.bincount(snapshot.events.kind[snapshot.passing], minlength=256)
    else:
        counts = np.zeros(256, np.int64)
        low, high = cube.days.searchsorted((days.start, days.stop))
        part = cube.sums[:, :, max(low, high)] - cube.sums[:, :, low]
        chosen = snapshot.filter
        for axis, codes, wanted in (
            (0, cube.sources, chosen.sources),
            (1, cube.kinds, chosen.kinds),
            (2, cube.districts, chosen.districts),
        ):
            kept = [i for i, code in enumerate(codes) if wanted is None or code in wanted]
            rest = np.ones(len(codes), bool)
            rest[kept] = False
            part[(slice(None),) * axis + (rest,)] = 0
        counts[list(cube.kinds)] = part.sum(axis=(0, 2), dtype=np.int64)
    groups = {key: int(counts[list(kinds)].sum()) for key, kinds in KIND_GROUPS.items()}
    groups["other"] += int(counts.sum()) - sum(groups.values())
    return groups


def per_district_and_month(snapshot: Snapshot) -> dict[tuple[int, Month], int]:
    """Return the events of each district in each (year, month) of the city's calendar, if any."""
    calendar, found = snapshot.city.calendar, _running(snapshot)
    result: dict[tuple[int, Month], int] = {}
    if found is None or not len(found[0].days):
        days, rows = _days_in_calendar(snapshot)
        months = month_numbers(days, calendar)
        numbers = np.maximum(snapshot.events.district[rows], 0).astype(np.int64)
        keys, counts = np.unique(numbers * 100_000 + months, return_counts=True)
        for key, count in zip(keys.tolist(), counts.tolist(), strict=True):
            number, month = divmod(key, 100_000)
            result[number, (month // 12, month % 12 + 1)] = count
        return result
    sums, days_meant = found
    first = max(days_meant.start, int(sums.days[0]))
    edges = month_edges(first, min(days_meant.stop, int(sums.days[-1]) + 1), calendar)
    table = sums.between(edges)
    months = month_numbers(edges[:-1], calendar).tolist()
    for column in sums.columns(snapshot.filter.districts).tolist():
        number = max(sums.districts[column], 0)
        for month, count in zip(months, table[:, column].tolist(), strict=True):
            if count:
                key = number, (month // 12, month % 12 + 1)
                result[key] = result.get(key, 0) + count
    return result


def _days(snapshot: Snapshot) -> range | None:
    return whole_days(snapshot.filter, snapshot.now, snapshot.events, snapshot.city.timezone)


def _running(snapshot: Snapshot) -> tuple[DistrictDays, range] | None:
    """Return the running sums of the filter's sources and kinds, and the days meant."""
    days = _days(snapshot)
    cube = None if days is None else day_cube(snapshot.events, snapshot.city.timezone)
    if days is None or cube is None:
        return None
    return cube.chosen(snapshot.filter.sources, snapshot.filter.kinds), days


def _days_in_calendar(snapshot: Snapshot) -> tuple[NDArray[np.int32], NDArray[np.int64]]:
    """Return the local days and the positions of what passes, within the years of the calendar."""
    rows = np.flatnonzero(snapshot.passing)
    days = snapshot.events.local(snapshot.city.timezone).day[rows]
    known = (days >= FIRST_DAY) & (days < END_DAY)
    return days[known], rows[known]


def _days_of_rows(snapshot: Snapshot) -> tuple[Counts, Counts]:
    days = _days_in_calendar(snapshot)[0]
    if not len(days):
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    first = int(days.min())
    counts = np.bincount(days - first)
    return first + np.arange(len(counts)), counts


def _dense(days: Counts, counts: Counts) -> tuple[int, Counts]:
    """Return the first day that has events and the counts of every day up to the last such."""
    there = np.flatnonzero(counts)
    if not len(there):
        return 0, np.zeros(0, np.int64)
    first, last = int(days[there[0]]), int(days[there[-1]])
    dense = np.zeros(last - first + 1, np.int64)
    dense[days[there] - first] = counts[there]
    return first, dense
