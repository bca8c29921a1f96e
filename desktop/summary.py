"""What the desk says of all filtered events at once, counted away from the window's thread."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.calendar import day_of
from data.feedback import Feedback
from data.model.events import KIND_GROUPS, Outcome
from data.model.local_times import WEEK_HOURS
from data.model.names import kind_group_name, outcome_name
from data.model.snapshot import Snapshot
from layers.counts import by_kind
from layers.period_counts import per_day, per_district, per_kind_group
from layers.picture import Number
from layers.words import honesty
from resources.text import _, digits


@dataclass(frozen=True, slots=True, eq=False)
class Summary:
    """Counts of one snapshot.

    Attributes
    ----------
    remark : str
        What the map must say of itself.
    first_day : int
        Day number of ``per_day[0]``.
    per_day : ndarray of int64
        Events of each day of all time, under the filter's other conditions.
    districts, kinds, outcomes : tuple of Number
    week : ndarray of int64, shape (7, 24)
        Events of each hour of the week, under the filter's other conditions.
    week_hours : frozenset of int, optional
        Which of them the filter lets through, None for all.
    """

    remark: str
    first_day: int
    per_day: NDArray[np.int64]
    districts: tuple[Number, ...]
    kinds: tuple[Number, ...]
    outcomes: tuple[Number, ...]
    week: NDArray[np.int64]
    week_hours: frozenset[int] | None


def summarise(snapshot: Snapshot, feedback: Feedback) -> Summary:
    """Count the filtered events; some ten milliseconds a million."""
    schematic = _("مرز مناطق تقریبی و غیررسمی است") if snapshot.schematic else ""
    remark = " · ".join(part for part in (schematic, honesty(snapshot)) if part)
    feedback.check()
    first, counts = _per_day(snapshot)
    feedback.check()
    return Summary(
        remark,
        first,
        counts,
        tuple(district_numbers(snapshot)),
        tuple(kind_numbers(snapshot)),
        tuple(outcome_numbers(snapshot)),
        _per_week_hour(snapshot),
        snapshot.filter.week_hours,
    )


def _per_day(snapshot: Snapshot) -> tuple[int, NDArray[np.int64]]:
    always = snapshot.filtered(snapshot.filter.replace(since=None, until=None))
    first, counts = per_day(always)
    if len(counts):
        return first, counts
    return day_of(snapshot.now, snapshot.city.timezone), np.zeros(1, np.int64)


def _per_week_hour(snapshot: Snapshot) -> NDArray[np.int64]:
    """Return the events of each hour of the week whatever hours are chosen, shape (7, 24)."""
    if snapshot.filter.week_hours is not None:
        snapshot = snapshot.filtered(snapshot.filter.replace(week_hours=None))
    hours = snapshot.events.local(snapshot.city.timezone).week_hour[snapshot.passing]
    return np.bincount(hours, minlength=WEEK_HOURS).reshape(7, 24)


def district_numbers(snapshot: Snapshot) -> list[Number]:
    """Return the events of each district; 0 stands for those whose district is not known."""
    counts = per_district(snapshot)
    known = [d.number for d in snapshot.districts]
    numbers = [(number, digits(number)) for number in known]
    numbers += [(0, _("؟"))] if counts.get(0) else []
    return [
        Number(
            f"district:{number}",
            label,
            counts.get(number, 0),
            rows=snapshot.filter.replace(districts=frozenset({number})),
        )
        for number, label in numbers
        if number in counts or snapshot.filter.districts is None
    ]


def kind_numbers(snapshot: Snapshot) -> list[Number]:
    """Return the events of each group of kinds that has any, most first."""
    counts = sorted(per_kind_group(snapshot).items(), key=lambda item: -item[1])
    shown = snapshot.filter.kinds
    return [
        Number(
            f"kind:{group}",
            kind_group_name(group),
            count,
            rows=snapshot.filter.replace(kinds=_within(KIND_GROUPS[group], shown)),
        )
        for group, count in counts
        if count
    ]


def outcome_numbers(snapshot: Snapshot) -> list[Number]:
    """Return how visits ended, most first; where it is not known is left out."""
    counts = by_kind(snapshot.events.outcome[snapshot.passing])
    return [
        Number(
            f"outcome:{code}",
            outcome_name(code),
            count,
            rows=snapshot.filter.replace(outcomes=frozenset({code})),
        )
        for code, count in counts.items()
        if code != Outcome.UNKNOWN
    ]


def _within(kinds: tuple[int, ...], shown: frozenset[int] | None) -> frozenset[int]:
    chosen = frozenset(int(kind) for kind in kinds)
    return chosen if shown is None else chosen & shown
