"""Gaps of coverage: the places where crews miss most of an hour's demand."""

from __future__ import annotations

import numpy as np

from data.feedback import Feedback
from data.folding import clean
from data.model.events import EventTable
from data.model.snapshot import Snapshot
from layers.naming import Names
from layers.picture import Area, Finding, Label, Mark, Number
from layers.stats.grid import HexGrid
from layers.style import GAP, GAP_LABEL
from layers.words import period_words
from resources.text import _, digits, number, percent

WIDTH = 600.0  # m across a cell: a short walk
MOST = 5
LEAST = 3  # missed events; fewer make no gap


def gap_findings(
    snapshot: Snapshot, missed: EventTable, demand: int, feedback: Feedback
) -> tuple[Finding, ...]:
    """Return the cells with most missed events, at most `MOST`.

    Parameters
    ----------
    missed : EventTable
        The hour's events outside any reach, in the order of their ids.
    demand : int
        All events of the hour.
    """
    if not len(missed):
        return ()
    bounds = missed.x.min(), missed.y.min(), missed.x.max(), missed.y.max()
    grid = HexGrid.over(bounds, WIDTH)
    index = grid.index(missed.x, missed.y)
    counts = grid.tally(index).ravel()
    cells = np.argsort(-counts, kind="stable")[:MOST]
    names = Names(snapshot)
    findings = []
    for rank, cell in enumerate(cells[counts[cells] >= LEAST], 1):
        feedback.check()
        events = missed.take(index == cell)
        findings.append(_finding(snapshot, rank, events, demand, names))
    return tuple(findings)


def gap_marks(gaps: tuple[Finding, ...]) -> list[Mark]:
    """Return a circle of a cell's size and a number for each gap."""
    angle = np.linspace(0, 2 * np.pi, 37)
    circle = np.column_stack([np.cos(angle), np.sin(angle)]) * (WIDTH / 2)
    marks: list[Mark] = []
    for gap in gaps:
        marks.append(Area((circle + (gap.x, gap.y),), GAP, gap.key))
        text = number(len(gap.ids))
        marks.append(Label(gap.x, gap.y, text, GAP_LABEL, float(len(gap.ids)), gap.key))
    return marks


def _finding(
    snapshot: Snapshot, rank: int, events: EventTable, demand: int, names: Names
) -> Finding:
    x, y = float(np.mean(events.x)), float(np.mean(events.y))
    place, share = names.at(x, y), len(events) / demand
    rows = tuple(events.id.tolist())
    words = _("{count} مورد این ساعت هفته ({share}) در اینجا بیرون از دسترس اکیپ‌هاست، {period}.")
    return Finding(
        key=f"gap:{rank}",
        title=_("جای خالی {rank} · {place}").format(rank=digits(rank), place=place),
        x=x,
        y=y,
        sentence=words.format(
            count=number(len(events)), share=percent(share, 1), period=period_words(snapshot)
        ),
        numbers=(
            Number("count", _("مورد بیرون از دسترس"), len(events), rows=rows),
            Number("share", _("سهم از این ساعت"), round(share * 100, 1), _("درصد"), rows),
        ),
        ids=events.id,
        facts={
            "count": len(events),
            "share": round(share, 4),
            "place": clean(place),
            "rank": rank,
            "x": round(x, 2),
            "y": round(y, 2),
        },
    )
