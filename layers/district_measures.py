"""Districts by a number: events under the filter, per 1,000 residents or per km²."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from data.model.city import District
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers.picture import LegendEntry, Look, Number
from layers.shading import ramp_entry, steps, top_of
from layers.style import DISTRICT, count_look
from resources.text import _

MEASURES = ("count", "residents", "area")
UNKNOWN = replace(DISTRICT, fill="chip", hatch=True)


@dataclass(frozen=True, slots=True, eq=False)
class Measured:
    """What the measure says of each district.

    Attributes
    ----------
    looks : dict of int to Look
        By district number.
    of : dict of int to tuple of Number
        The count with its rows, and the rate where one is asked for and known.
    """

    looks: dict[int, Look]
    of: dict[int, tuple[Number, ...]]
    numbers: tuple[Number, ...]
    legend: tuple[LegendEntry, ...]
    remark: str
    facts: dict[str, Any]


def measure_name(measure: str) -> str:
    """Return what a measure counts."""
    return {
        "count": _("تعداد موارد"),
        "residents": _("تعداد در هر ۱٬۰۰۰ ساکن"),
        "area": _("تعداد در هر کیلومتر مربع"),
    }[measure]


def measure_districts(snapshot: Snapshot, present: tuple[District, ...], measure: str) -> Measured:
    """Count the events of each district under the filter and colour it.

    Districts beyond the filter, and those whose residents are not known, are told apart from
    those with no events.
    """
    chosen = snapshot.filter.districts
    shown = [d for d in present if chosen is None or d.number in chosen]
    tally = np.bincount(np.maximum(snapshot.selected.district, 0))
    counts = [int(tally[d.number]) if d.number < len(tally) else 0 for d in shown]
    values = np.array(
        [_rate(count, d, measure) for count, d in zip(counts, shown, strict=True)], np.float64
    )
    top = top_of(values)
    step = steps(values, top)
    looks = {
        d.number: UNKNOWN if s < 0 else replace(count_look(int(s)), stroke="district_line")
        for d, s in zip(shown, step.tolist(), strict=True)
    }
    of = {
        d.number: _numbers(snapshot.filter, d, count, float(value), measure)
        for d, count, value in zip(shown, counts, values.tolist(), strict=True)
    }
    total = Number("events", _("مورد در مناطق"), sum(counts), rows=_within(snapshot.filter, shown))
    unknown = [d for d, s in zip(shown, step.tolist(), strict=True) if s < 0]
    return Measured(
        looks,
        of,
        (total,),
        (
            ramp_entry(measure_name(measure), top),
            *((LegendEntry("area", _("ساکنان نامعلوم"), UNKNOWN),) if unknown else ()),
        ),
        _("شمار ساکنان همهٔ مناطق معلوم نیست") if unknown else "",
        {"measure": measure, "ramp_top": top, "counts": {str(d.number): c for d, c in
         zip(shown, counts, strict=True)}},
    )  # fmt: skip


def _rate(count: int, district: District, measure: str) -> float:
    if measure == "count":
        return float(count)
    if measure == "residents":
        return 1_000 * count / district.residents if district.residents else float("nan")
    area = district.area_km2 or district.geometry.area / 1e6
    return count / area if area > 0 else float("nan")


def _within(chosen: Filter, districts: list[District]) -> Filter:
    return chosen.replace(districts=frozenset(d.number for d in districts))


def _numbers(
    chosen: Filter, district: District, count: int, value: float, measure: str
) -> tuple[Number, ...]:
    rows = _within(chosen, [district])
    counted = Number("events", _("مورد"), count, rows=rows)
    if measure == "count" or not np.isfinite(value):
        return (counted,)
    return counted, Number("rate", measure_name(measure), round(value, 2), rows=rows)
