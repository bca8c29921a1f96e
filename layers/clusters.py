"""Clusters of citizens' complaints: DBSCAN with parameters that suit the density."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.folding import clean
from data.model.events import EventTable, Source
from data.model.names import kind_name
from data.model.snapshot import Snapshot
from data.timezones import zone_offsets
from layers.card import analysis_card
from layers.counts import by_kind
from layers.dots import FAR, Crowd, DrawnDots
from layers.naming import Names
from layers.picture import Area, Finding, Frame, Label, LayerPicture, LegendEntry, Mark, Number
from layers.remembered import Remembered
from layers.stats import clusters as dbscan
from layers.stats.hours import busiest_hour, hour_of_week, week_matrix
from layers.study import study_area
from layers.style import CLUSTER, CLUSTER_LABEL, NOISE
from layers.words import caution, hour_words, period_words, remark, share_shown
from resources.text import _, digits, number, percent

id = "clusters"

MARGIN = 25.0  # m that a hull stands off its points


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may set; without values they follow the density of the complaints.

    Attributes
    ----------
    radius : float, optional
        Metres.
    least : int, optional
        Complaints within the radius of a core point, itself included.
    sources : frozenset of int
        What is clustered instead of complaints.
    """

    radius: float | None = None
    least: int | None = None
    sources: frozenset[int] = frozenset({Source.COMPLAINT})


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Labels, hulls and what is said about them; none of it depends on the frame.

    Attributes
    ----------
    snapshot : Snapshot
        Under the filter of the complaints.
    labels : ndarray of int32, shape (n,)
        Cluster of each placed complaint, -1 for noise.
    noise : Crowd
        The complaints in no cluster.
    """

    snapshot: Snapshot
    labels: NDArray[np.int32]
    hulls: list[NDArray[np.float64]]
    findings: tuple[Finding, ...]
    card: dict[str, Any]
    noise: Crowd


def title() -> str:
    """Return the layer's name."""
    return _("تجمع پیام‌های ۱۳۷")


def build(
    snapshot: Snapshot, choices: Choices | None, frame: Frame, feedback: Feedback
) -> LayerPicture:
    """Return the clusters' hulls with their counts, and the noise as quiet dots."""
    found = find(snapshot, choices, feedback)
    shown = len(found.labels)
    if not shown:
        return LayerPicture(id, (), count=0, remark=remark(caution(0), share_shown(found.snapshot)))
    dots = _quiet(found.noise, frame)
    noise = found.noise.events
    return LayerPicture(
        id,
        marks=_marks(found, dots),
        legend=_legend(found, len(noise)),
        numbers=_numbers(found, noise),
        findings=found.findings,
        count=len(found.findings),
        remark=remark(caution(shown), dots.remark, share_shown(found.snapshot)),
        card=found.card,
    )


def _quiet(noise: Crowd, frame: Frame) -> DrawnDots:
    """Return the noise as dots from near; from far only the legend tells of it."""
    if frame.metres_per_pixel > FAR:
        return DrawnDots((), "")
    return noise.draw(lambda rows: np.zeros(len(rows), np.uint8), (NOISE,), frame)


# At each new frame only the dots change.
_remembered: Remembered[Found] = Remembered()


def find(snapshot: Snapshot, choices: Choices | None, feedback: Feedback) -> Found:
    """Return the clusters of the complaints under every condition of the filter but its sources."""
    chosen = choices or Choices()
    return _remembered.get(snapshot, chosen, lambda: _find(snapshot, chosen, feedback))


def _find(snapshot: Snapshot, choices: Choices, feedback: Feedback) -> Found:
    own = snapshot.filtered(snapshot.filter.replace(sources=choices.sources))
    events, area = own.placed, study_area(own).shape.area
    feedback.check()
    by_rule = dbscan.density_parameters(len(events), area)
    radius, least = choices.radius or by_rule[0], choices.least or by_rule[1]
    labels = np.empty(0, np.int32)
    hulls: list[NDArray[np.float64]] = []
    if len(events):
        xy = np.column_stack([events.x, events.y])
        labels, hulls = feedback.heavy(dbscan.find, xy, radius, least, MARGIN)
    feedback.check()
    parameters = {
        "radius_m": radius,
        "least": least,
        "rule": "radius where 3 are expected, 80-250 m; 8 times the expected number, at least 8",
        "chosen": choices.radius is not None or choices.least is not None,
        "clusters": len(hulls),
        "noise": int((labels == dbscan.NOISE).sum()),
        "border_points": "join their nearest core point",
        "hull_margin_m": MARGIN,
    }
    card = analysis_card(
        own, events, "DBSCAN (Ester et al. 1996), a point counts itself", parameters
    )
    findings = _findings(own, labels, len(hulls), feedback)
    noise = Crowd.of(own, events.take(labels == dbscan.NOISE))
    return Found(own, labels, hulls, findings, card, noise)


def _findings(
    own: Snapshot, labels: NDArray[np.int32], clusters: int, feedback: Feedback
) -> tuple[Finding, ...]:
    rows = np.flatnonzero(labels >= 0)
    rows = rows[np.lexsort((own.placed.id[rows], labels[rows]))]
    parts = np.split(rows, np.cumsum(np.bincount(labels[rows], minlength=clusters))[:-1])
    names, period = Names(own), period_words(own)
    findings = []
    for rank in range(clusters):
        feedback.check()
        findings.append(_finding(own, rank, own.placed.take(parts[rank]), names, period))
    return tuple(findings)


def _finding(own: Snapshot, rank: int, events: EventTable, names: Names, period: str) -> Finding:
    x, y = float(np.mean(events.x)), float(np.mean(events.y))
    place = names.at(x, y)
    hours = hour_of_week(zone_offsets(own.city.timezone).local(events.time))
    facts = _facts(own, events, week_matrix(hours))
    facts.update(place=clean(place), rank=rank + 1, x=round(x, 2), y=round(y, 2))
    return Finding(
        key=f"cluster:{rank + 1}",
        title=_("تجمع {rank} · {place}").format(rank=digits(rank + 1), place=place),
        x=x,
        y=y,
        sentence=_sentence(facts, period),
        numbers=_finding_numbers(events, facts, hours),
        ids=events.id,
        facts=facts,
    )


def _facts(own: Snapshot, events: EventTable, matrix: NDArray[np.int64]) -> dict[str, Any]:
    kinds = by_kind(events.kind)
    return {
        "count": len(events),
        "share": round(len(events) / len(own.placed), 4),
        "kinds": {str(code): count for code, count in kinds.items()},
        "dominant_kind": next(iter(kinds)),
        "dominant_hour": busiest_hour(matrix),
        "hour_of_week": matrix.tolist(),
    }


def _sentence(facts: dict[str, Any], period: str) -> str:
    words = _(
        "{count} پیام در این تجمع، {share} همهٔ پیام‌های روی نقشه، {period}؛ بیشتر {kind}، {hour}. "
        "تجمع نشان می‌دهد پیام‌ها کجا کنار هم‌اند، نه آنکه تصادفی نیست."
    )
    return words.format(
        count=number(facts["count"]),
        share=percent(facts["share"], 1),
        period=period,
        kind=kind_name(facts["dominant_kind"]),
        hour=hour_words(facts["dominant_hour"]),
    )


def _finding_numbers(
    events: EventTable, facts: dict[str, Any], hours: NDArray[np.int64]
) -> tuple[Number, ...]:
    kind, hour = facts["dominant_kind"], facts["dominant_hour"]
    of_kind, of_hour = events.id[events.kind == kind], events.id[hours % 24 == hour]
    rows = tuple(events.id.tolist())
    share = round(facts["share"] * 100, 1)
    return (
        Number("count", _("پیام"), len(events), rows=rows),
        Number("share", _("سهم از همهٔ پیام‌ها"), share, _("درصد"), rows),
        Number("dominant_kind", kind_name(kind), len(of_kind), rows=tuple(of_kind.tolist())),
        Number("dominant_hour", hour_words(hour), len(of_hour), rows=tuple(of_hour.tolist())),
    )


def _marks(found: Found, dots: DrawnDots) -> tuple[Mark, ...]:
    marks: list[Mark] = list(dots.marks)
    labels: list[Label] = []
    for ring, finding in zip(found.hulls, found.findings, strict=True):
        marks.append(Area((ring,), CLUSTER, finding.key))
        count = len(finding.ids)
        text = number(count)
        labels.append(Label(finding.x, finding.y, text, CLUSTER_LABEL, float(count), finding.key))
    return (*marks, *labels)


def _legend(found: Found, noise: int) -> tuple[LegendEntry, ...]:
    parameters = found.card["parameters"]
    words = _("تجمع: دست‌کم {least} پیام در شعاع {radius} متر")
    return (
        LegendEntry(
            "area",
            words.format(least=number(parameters["least"]), radius=number(parameters["radius_m"])),
            CLUSTER,
        ),
        LegendEntry(
            "dot", _("پراکنده: {count} پیام").format(count=number(noise)), NOISE, number="noise"
        ),
    )


def _numbers(found: Found, noise: EventTable) -> tuple[Number, ...]:
    own, placed = found.snapshot, found.snapshot.placed
    inside = tuple(np.sort(placed.id[found.labels != dbscan.NOISE]).tolist())
    return (
        Number("count", _("پیام روی نقشه"), len(placed), rows=own.filter.on_map),
        Number("clusters", _("تجمع"), len(found.findings), rows=inside),
        Number("clustered", _("پیام در تجمع‌ها"), len(inside), rows=inside),
        Number("noise", _("پیام پراکنده"), len(noise), rows=tuple(np.sort(noise.id).tolist())),
    )
