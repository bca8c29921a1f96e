"""The layers' statistics as tables, for the command line and for files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import shapely

from data.calendar import iso_utc
from data.feedback import Feedback
from data.folding import clean
from data.model.events import EventTable, Kind
from data.model.filters import DEFAULT_SOURCES
from data.model.snapshot import Snapshot
from layers import clusters as cluster_layer
from layers import coverage as coverage_layer
from layers import hotspots as hotspot_layer
from layers.card import analysis_card
from layers.picture import Finding, Raster
from layers.style import HOTSPOT_RAMP, ramp_ends
from layers.words import caution, period_words
from resources.text import LANGUAGES, _, number, percent, speaking


@dataclass(frozen=True, slots=True, eq=False)
class Analysis:
    """One result, ready for a file.

    Attributes
    ----------
    card : dict
        The analysis card.
    sentence : dict of str
        The result in one sentence, by language.
    summary : dict
        The few numbers that matter.
    rows : list of dict
        JSON types only: no NaN, times in ISO UTC.
    geometries : list of shapely geometries, or None
        One a row, in metres of the city's coordinate system.
    raster : Raster or None
    """

    card: dict[str, Any]
    sentence: dict[str, str]
    summary: dict[str, Any]
    rows: list[dict[str, Any]]
    geometries: list[shapely.Geometry] | None = None
    raster: Raster | None = None


def density(
    snapshot: Snapshot, choices: hotspot_layer.Choices | None, feedback: Feedback
) -> Analysis:
    """Return the density surface: one row a cell where it is above 0, events per km² per week."""
    found = hotspot_layer.find(snapshot, choices, feedback)
    if found is None:
        return _nothing(snapshot, "Quartic kernel density (Silverman 1986)")
    grid, surface = found.grid, found.density
    xs, ys = grid.centres()
    row, column = np.nonzero(surface > 0)
    x, y, values = xs[column], ys[row], surface[row, column]
    low, high = ramp_ends(surface)
    peak = int(values.argmax())

    def say() -> str:
        words = _(
            "{period}: {count} مورد؛ بیشترین تراکم {peak} مورد در کیلومتر مربع در هفته است "
            "(شعاع محاسبه {metres} متر)؛ تراکم به‌تنهایی دربارهٔ معناداری چیزی نمی‌گوید."
        )
        return _cautious(found.events, words).format(
            period=period_words(snapshot),
            count=number(found.events),
            peak=number(float(values[peak]), 1),
            metres=number(found.bandwidth),
        )

    return Analysis(
        card=found.card,
        sentence=_in_each_language(say),
        summary={
            "events": found.events,
            "bandwidth_m": found.bandwidth,
            "cell_m": grid.cell,
            "peak": round(float(values[peak]), 6),
            "peak_x": round(float(x[peak]), 2),
            "peak_y": round(float(y[peak]), 2),
            "weeks": round(snapshot.weeks, 4),
        },
        rows=[
            {"x": round(a, 2), "y": round(b, 2), "density": round(v, 6)}
            for a, b, v in zip(x.tolist(), y.tolist(), values.tolist(), strict=True)
        ],
        geometries=list(shapely.points(x, y)),
        raster=Raster(surface, grid.x, grid.y, grid.cell, HOTSPOT_RAMP, low, high),
    )


def hotspots(
    snapshot: Snapshot, choices: hotspot_layer.Choices | None, feedback: Feedback
) -> Analysis:
    """Return the hotspots: one row and one outline each, most events first."""
    found = hotspot_layer.find(snapshot, choices, feedback)
    if found is None:
        return _nothing(snapshot, "Gi* (Ord and Getis 1995) with Benjamini-Hochberg (1995)")
    inside = sum(len(finding.ids) for finding in found.findings)

    def say() -> str:
        if not found.findings:
            words = _(
                "{period}: در {count} مورد هیچ کانون پرتکراری نیست؛ با تصحیح برای {family} "
                "سلول شبکه، پراکندگی موارد با تصادف توضیح‌پذیر است."
            )
        else:
            words = _(
                "{period}: {hotspots} کانون پرتکرار، {share} از {count} مورد در آن‌هاست؛ "
                "سهم هشدار نادرست در {family} سلول شبکه حداکثر {rate} است."
            )
        return _cautious(found.events, words).format(
            period=period_words(snapshot),
            count=number(found.events),
            family=number(found.cells.family),
            hotspots=number(len(found.findings)),
            share=percent(inside / found.events),
            rate=percent(found.card["parameters"]["q"]),
        )

    return Analysis(
        card=found.card,
        sentence=_in_each_language(say),
        summary={
            "events": found.events,
            "hotspots": len(found.findings),
            "events_in_hotspots": inside,
            "family": found.cells.family,
            "q": found.card["parameters"]["q"],
            "bandwidth_m": found.bandwidth,
        },
        rows=[_row(finding) for finding in found.findings],
        geometries=list(found.shapes),
    )


def clusters(
    snapshot: Snapshot, choices: cluster_layer.Choices | None, feedback: Feedback
) -> Analysis:
    """Return the clusters: one row and one hull each, the largest first.

    They are of complaints, unless the filter asks for other sources than it does by default.
    """
    choices = choices or cluster_layer.Choices()
    asked = snapshot.filter.sources
    if asked is not None and asked != DEFAULT_SOURCES:
        choices = replace(choices, sources=asked)
    found = cluster_layer.find(snapshot, choices, feedback)
    if not len(found.labels):
        return _nothing(found.snapshot, found.card["method"])
    events, noise = len(found.labels), len(found.noise.events)
    parameters = found.card["parameters"]

    def say() -> str:
        words = _(
            "{period}: {clusters} تجمع در {count} مورد؛ {noise} مورد پراکنده است "
            "(دست‌کم {least} مورد در شعاع {radius} متر)."
        )
        return _cautious(events, words).format(
            period=period_words(found.snapshot),
            clusters=number(len(found.findings)),
            count=number(events),
            noise=number(noise),
            least=number(parameters["least"]),
            radius=number(parameters["radius_m"]),
        )

    return Analysis(
        card=found.card,
        sentence=_in_each_language(say),
        summary={
            "events": events,
            "clusters": len(found.findings),
            "noise": noise,
            "radius_m": parameters["radius_m"],
            "least": parameters["least"],
        },
        rows=[_row(finding) for finding in found.findings],
        geometries=[shapely.Polygon(ring) for ring in found.hulls],
    )


def coverage(
    snapshot: Snapshot, choices: coverage_layer.Choices | None, feedback: Feedback
) -> Analysis:
    """Return the demand of an hour: one row and one point an event, within reach or missed."""
    found = coverage_layer.find(snapshot, choices, feedback)
    demand, missed = found.demand, found.share_missed
    return Analysis(
        card=found.card,
        sentence=_in_each_language(lambda: coverage_layer.sentence(found)),
        summary={
            "crews": len(found.crews),
            "share_area": round(found.share_area, 6),
            "demand": len(demand),
            "missed": int((~found.covered).sum()),
            "share_missed": None if missed is None else round(missed, 6),
            "gaps": [_row(gap) for gap in found.gaps],
        },
        rows=_event_rows(demand, found.covered),
        geometries=list(shapely.points(demand.x, demand.y)),
    )


def _event_rows(events: EventTable, covered: np.ndarray) -> list[dict[str, Any]]:
    known = {int(kind): kind.name.lower() for kind in Kind}
    columns = (events.id, events.time, events.kind, events.district, events.x, events.y, covered)
    return [
        {
            "id": id_,
            "time": iso_utc(time),
            "kind": known.get(kind, "other"),
            "district": district or None,
            "x": round(x, 2),
            "y": round(y, 2),
            "covered": inside,
        }
        for id_, time, kind, district, x, y, inside in zip(
            *(column.tolist() for column in columns), strict=True
        )
    ]


def _row(finding: Finding) -> dict[str, Any]:
    """Return a finding as a flat row: lists and tables of its facts stay in the card's place."""
    flat = {
        name: value for name, value in finding.facts.items() if not isinstance(value, dict | list)
    }
    kind = flat.pop("dominant_kind", None)
    if kind is not None:
        flat["dominant_kind"] = Kind(kind).name.lower()
    return {"key": finding.key, "title": clean(finding.title), **flat}


def _nothing(snapshot: Snapshot, method: str) -> Analysis:
    """Return the honest answer where no event can be analysed."""
    card = analysis_card(snapshot, snapshot.placed, method, {})
    return Analysis(card, _in_each_language(lambda: caution(0)), {"events": 0}, [])


def _cautious(events: int, words: str) -> str:
    """Put the warning about few events, if any, after a sentence."""
    warning = caution(events)
    return f"{words} {warning}" if warning else words


def _in_each_language(say: Callable[[], str]) -> dict[str, str]:
    sentences = {}
    for language in LANGUAGES:
        with speaking(language):
            sentences[language] = say()
    return sentences
