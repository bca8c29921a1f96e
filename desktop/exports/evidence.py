"""Which period a plan rests on, and what was counted in it against the year before."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from data.calendar import Season, date_parts, month_name
from data.model.city import City
from data.model.events import KIND_GROUPS, Kind
from data.model.filters import Filter
from data.model.names import kind_group_name
from data.model.snapshot import Snapshot
from data.timezones import DAY_SECONDS, zone_offsets
from layers.counts import by_kind_group, by_month, first_event, same_period_last_year
from layers.picture import Number
from layers.stats.change import Change, poisson_change
from resources.text import _

# A season younger than this says too little; the same season of the year before speaks for it.
YOUNGEST = 14 * DAY_SECONDS


@dataclass(frozen=True, slots=True)
class Evidence:
    """The period a plan's numbers are about.

    Attributes
    ----------
    season : Season
        The plan's own season, or the same season of an earlier year.
    rows, before : Filter
        The events of the period, and those of the same days of the year before.
    unfinished : bool
        Whether the season still runs, so that only its first days are compared.
    earlier : bool
        Whether the season lies before the plan's own.
    """

    season: Season
    rows: Filter
    before: Filter
    unfinished: bool
    earlier: bool


@dataclass(frozen=True, slots=True)
class Comparison:
    """One line of a comparison: a count in the period and in the same days of the year before.

    ``before`` is None where nobody recorded those days yet.
    """

    label: str
    now: Number
    before: Number | None

    @property
    def change(self) -> Change | None:
        """What can be said about the difference, None where nothing can be compared."""
        if self.before is None:
            return None
        return poisson_change(int(self.now.value), int(self.before.value))


def choose_evidence(season: Season, snapshot: Snapshot, district: int) -> Evidence:
    """Return the period that speaks for a district's season.

    A season that has hardly begun, or not at all, is spoken for by the last one of its name
    that has.

    Parameters
    ----------
    snapshot : Snapshot
        Its filter says which sources and kinds are counted; period and district are replaced.
    """
    city, chosen = snapshot.city, season
    since, until = chosen.span(city.timezone)
    while since + YOUNGEST > snapshot.now:
        chosen = chosen.last_year()
        since, until = chosen.span(city.timezone)
    rows = snapshot.filter.replace(since=since, until=until, districts=frozenset({district}))
    before, unfinished = same_period_last_year(rows, snapshot.now, city)
    return Evidence(chosen, rows, before, unfinished, earlier=chosen != season)


def compare_all(snapshot: Snapshot, evidence: Evidence) -> Comparison:
    """Count every event of the period."""
    now, before = _both(snapshot, evidence)
    counts = (len(now.selected), None if before is None else len(before.selected))
    return _line("count", _("همهٔ موارد"), counts, evidence.rows, evidence.before)


def compare_by_kind(snapshot: Snapshot, evidence: Evidence) -> tuple[Comparison, ...]:
    """Count each group of kinds the filter lets through; the lines sum to the whole."""
    now, before = _both(snapshot, evidence)
    counts = by_kind_group(now.selected)
    counts_before = None if before is None else by_kind_group(before.selected)
    lines = []
    for group, kinds in KIND_GROUPS.items():
        meant = _kinds_of(group, kinds, evidence.rows.kinds)
        if meant is None or meant:
            pair = (counts[group], None if counts_before is None else counts_before[group])
            rows = (evidence.rows.replace(kinds=meant), evidence.before.replace(kinds=meant))
            lines.append(_line(group, kind_group_name(group), pair, *rows))
    return tuple(lines)


def compare_by_month(snapshot: Snapshot, evidence: Evidence) -> tuple[Comparison, ...]:
    """Count each month of the season that has begun; the lines sum to the whole."""
    city = snapshot.city
    now, before = _both(snapshot, evidence)
    counts = by_month(now.selected, city)
    counts_before = None if before is None else by_month(before.selected, city)
    lines = []
    for (year, month), since, until in _months(evidence.season, city):
        if since >= snapshot.now:
            break
        rows = evidence.rows.replace(since=since, until=until)
        earlier, _unfinished = same_period_last_year(rows, snapshot.now, city)
        pair = (
            counts.get((year, month), 0),
            None if counts_before is None else counts_before.get((year - 1, month), 0),
        )
        lines.append(_line(f"month:{month}", month_name(month, city.calendar), pair, rows, earlier))
    return tuple(lines)


def _both(snapshot: Snapshot, evidence: Evidence) -> tuple[Snapshot, Snapshot | None]:
    """Return the period's snapshot and that of the year before, None before any record."""
    now = snapshot.filtered(evidence.rows)
    began = evidence.before.since
    if began is None or not len(snapshot.events) or began < first_event(now):
        return now, None
    return now, snapshot.filtered(evidence.before)


def _kinds_of(
    group: str, kinds: tuple[Kind, ...], allowed: frozenset[int] | None
) -> frozenset[int] | None:
    """Return the codes of a group; ``other`` also takes the codes that belong to none."""
    named = {int(k) for members in KIND_GROUPS.values() for k in members}
    codes = {int(k) for k in kinds}
    if group == "other":
        codes |= set(range(256)) - named
    return frozenset(codes if allowed is None else codes & allowed)


def _line(
    key: str, label: str, counts: tuple[int, int | None], rows: Filter, before: Filter
) -> Comparison:
    unit = _("مورد")
    earlier = None if counts[1] is None else Number(key, label, float(counts[1]), unit, before)
    return Comparison(label, Number(key, label, float(counts[0]), unit, rows), earlier)


def _months(season: Season, city: City) -> list[tuple[tuple[int, int], int, int]]:
    """Return year and month, first second and first one after it of the season's months."""
    first, end = season.days()
    starts = [day for day in range(first, end) if date_parts(day, city.calendar)[2] == 1]
    edges = zone_offsets(city.timezone).utc(np.array([*starts, end]) * DAY_SECONDS).tolist()
    spans = zip(starts, edges[:-1], edges[1:], strict=True)
    return [(date_parts(day, city.calendar)[:2], since, until) for day, since, until in spans]
