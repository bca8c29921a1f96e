"""What is said about each hotspot: its count, its change, its hours and how sure it is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.folding import clean
from data.model.events import VEHICLE_KINDS
from data.model.snapshot import Snapshot
from data.timezones import zone_offsets
from layers.counts import by_kind
from layers.naming import Names
from layers.picture import Finding, Number
from layers.stats.change import EXACT_BELOW, Change, poisson_change
from layers.stats.hotspots import HotCells
from layers.stats.hours import busiest_hour, hour_of_week, week_matrix
from layers.words import change_words, period_words, verdict_words
from resources.text import _, digits, number, percent

_VEHICLES = np.zeros(256, bool)
_VEHICLES[list(VEHICLE_KINDS)] = True


@dataclass(frozen=True, slots=True, eq=False)
class Evidence:
    """What the findings rest on.

    Attributes
    ----------
    index : ndarray of int32, shape (n,)
        Cell of each placed event.
    before : Snapshot or None
        The same days of last year.
    peaks : ndarray of float64, shape (groups, 3)
        x and y in metres and density per km² per week.
    """

    snapshot: Snapshot
    cells: HotCells
    index: NDArray[np.int32]
    before: Snapshot | None
    peaks: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class _Own:
    """The events of one hotspot, in the order of their ids; ``before`` holds last year's ids."""

    ids: NDArray[np.int64]
    kinds: NDArray[np.uint8]
    hours: NDArray[np.int64]
    before: NDArray[np.int64] | None

    @property
    def change(self) -> Change | None:
        """The change against last year, None where there is none to compare with."""
        return None if self.before is None else poisson_change(len(self.ids), len(self.before))

    @property
    def vehicles(self) -> NDArray[np.bool_]:
        """Which events are vehicles."""
        return _VEHICLES[self.kinds]


def describe(evidence: Evidence, feedback: Feedback) -> tuple[Finding, ...]:
    """Return one finding for each hotspot, most events first."""
    names, period = Names(evidence.snapshot), period_words(evidence.snapshot)
    findings = []
    for rank, own in enumerate(_owns(evidence)):
        feedback.check()
        findings.append(_finding(evidence, rank, own, names, period))
    return tuple(findings)


def _owns(evidence: Evidence) -> list[_Own]:
    """Gather the columns once, in the order of the hotspots, and cut them."""
    cells, placed = evidence.cells, evidence.snapshot.placed
    rows, cuts = _by_group(cells.group[evidence.index], cells.groups, placed.id)
    local = zone_offsets(evidence.snapshot.city.timezone).local(placed.time[rows])
    ids, kinds = np.split(placed.id[rows], cuts), np.split(placed.kind[rows], cuts)
    hours, earlier = np.split(hour_of_week(local), cuts), _earlier(evidence)
    return [
        _Own(ids[rank], kinds[rank], hours[rank], None if earlier is None else earlier[rank])
        for rank in range(cells.groups)
    ]


def _by_group(
    group: NDArray[np.int32], groups: int, ids: NDArray[np.int64]
) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """Return the grouped rows, group after group by id, and where each next group begins."""
    rows = np.flatnonzero(group >= 0)
    if np.any(ids[rows][1:] < ids[rows][:-1]):
        rows = rows[np.argsort(ids[rows])]
    # Keys of 16 bits are sorted by counting; there are never that many hotspots.
    rows = rows[np.argsort(group[rows].astype(np.int16), kind="stable")]
    return rows, np.cumsum(np.bincount(group[rows], minlength=groups))[:-1]


def _earlier(evidence: Evidence) -> list[NDArray[np.int64]] | None:
    """Return the ids of last year's events in each hotspot, None where there is no last year."""
    if evidence.before is None:
        return None
    placed, cells = evidence.before.placed, evidence.cells
    group = cells.group[cells.grid.index(placed.x, placed.y)]
    rows, cuts = _by_group(group, cells.groups, placed.id)
    return np.split(placed.id[rows], cuts)


def _finding(evidence: Evidence, rank: int, own: _Own, names: Names, period: str) -> Finding:
    x, y, peak = (float(value) for value in evidence.peaks[rank])
    place = names.at(x, y)
    facts = _facts(evidence.cells, rank, own)
    facts.update(place=clean(place), rank=rank + 1, x=x, y=y, peak_density=round(peak, 4))
    return Finding(
        key=f"hotspot:{rank + 1}",
        title=_("کانون {rank} · {place}").format(rank=digits(rank + 1), place=place),
        x=x,
        y=y,
        sentence=_sentence(own, facts, period),
        numbers=_numbers(own, facts),
        ids=own.ids,
        facts=facts,
    )


def _facts(cells: HotCells, rank: int, own: _Own) -> dict[str, Any]:
    members, matrix, kinds = cells.cells_of(rank), week_matrix(own.hours), by_kind(own.kinds)
    adjusted = float(cells.adjusted[members].min())
    return {
        "count": len(own.ids),
        "cells": len(members),
        "area_km2": round(len(members) * cells.grid.cell_area / 1e6, 4),
        "family": cells.family,
        "gi_star": round(float(cells.scores[members].max()), 6),
        "p_adjusted": adjusted,
        "confidence": _confidence(adjusted),
        "weak": len(own.ids) < EXACT_BELOW,
        "vehicle_share": round(float(own.vehicles.mean()), 4),
        "kinds": {str(code): count for code, count in kinds.items()},
        "dominant_kind": next(iter(kinds)),
        "dominant_hour": busiest_hour(matrix),
        "hour_of_week": matrix.tolist(),
        **_change_facts(own.change),
    }


def _change_facts(change: Change | None) -> dict[str, Any]:
    if change is None:
        return {"before": None, "z": None, "p": None, "verdict": None}
    return {
        "before": change.before,
        "z": round(change.z, 6),
        "p": round(change.p, 6),
        "exact": change.exact,
        "verdict": change.verdict.value,
    }


def _confidence(adjusted: float) -> float:
    """Return the highest of the usual levels that the hotspot's strongest cell reaches."""
    return 0.99 if adjusted <= 0.01 else 0.95 if adjusted <= 0.05 else 0.90


def _sentence(own: _Own, facts: dict[str, Any], period: str) -> str:
    words = _(
        "با اطمینان {confidence} (پس از تصحیح برای {family} سلول شبکه) اینجا بیش از آنچه "
        "تصادف توضیح دهد سد معبر گزارش شده است: {count} مورد، {period}. {change}"
    )
    sentence = words.format(
        confidence=percent(facts["confidence"]),
        family=number(facts["family"]),
        count=number(facts["count"]),
        period=period,
        change=change_words(own.change),
    )
    if facts["weak"]:
        return sentence + " " + _("شمار موارد کم است؛ با احتیاط بخوانید.")
    return sentence


def _numbers(own: _Own, facts: dict[str, Any]) -> tuple[Number, ...]:
    change, vehicles, hour = own.change, own.vehicles, facts["dominant_hour"]
    verdict = verdict_words(change.verdict) if change else ""
    numbers = [Number("count", _("موارد"), len(own.ids), verdict, tuple(own.ids.tolist()))]
    if own.before is not None:
        label = _("همین روزها در سال پیش")
        rows = tuple(own.before.tolist())
        numbers.append(Number("before", label, len(own.before), rows=rows))
    share = round(float(vehicles.mean()) * 100)
    rows = tuple(own.ids[vehicles].tolist())
    numbers.append(Number("vehicle_share", _("سهم خودرویی"), share, _("درصد"), rows))
    rows = tuple(own.ids[own.hours % 24 == hour].tolist())
    until = _("تا {hour}").format(hour=digits(hour + 1))
    numbers.append(Number("dominant_hour", _("ساعت اوج"), hour, until, rows))
    return tuple(numbers)
