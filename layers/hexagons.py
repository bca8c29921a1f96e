"""Events counted in hexagons of one size: how many there are, without any smoothing."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.events import EventTable
from data.model.names import kind_name
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.picture import EventIds, Finding, Frame, LayerPicture, Mosaic, Number
from layers.remembered import Remembered
from layers.shading import ramp_entry, steps, top_of
from layers.stats.grid import HexGrid
from layers.study import StudyArea, study_area
from layers.style import COUNT_STEPS, count_look
from layers.words import caution, remark, share_shown
from resources.text import _, digits, number

id = "hexagons"

# Offered; narrower ones than the third are not suggested: from far they are mere pixels.
WIDTHS = (150.0, 200.0, 300.0, 500.0, 800.0, 1_200.0)  # metres across
EXPECTED = 12.0  # events in a hexagon if all lay evenly: fewer would be read as noise
MOST = 40_000  # hexagons over a study area; wider ones beyond


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may set.

    Attributes
    ----------
    width : float, optional
        Across the flats in metres; suggested from the number of events without it.
    """

    width: float | None = None


_remembered: Remembered[LayerPicture] = Remembered()


def title() -> str:
    """Return the layer's name."""
    return _("شش‌ضلعی‌ها")


def suggested_width(events: int, area: float) -> float:
    """Return the width at which evenly spread events would be `EXPECTED` a hexagon.

    Parameters
    ----------
    area : float
        Square metres.
    """
    if not events:
        return WIDTHS[-1]
    wanted = math.sqrt(EXPECTED * area / events * 2 / math.sqrt(3))
    return min(WIDTHS[2:], key=lambda width: abs(math.log(width / max(wanted, 1.0))))


def build(
    snapshot: Snapshot, choices: Choices | None, frame: Frame, feedback: Feedback
) -> LayerPicture:
    """Return the hexagons that hold events, coloured by how many; the frame changes nothing."""
    chosen = choices or Choices()
    feedback.check()
    return _remembered.get(snapshot, chosen, lambda: _find(snapshot, chosen, feedback))


def _find(snapshot: Snapshot, choices: Choices, feedback: Feedback) -> LayerPicture:
    events, study = snapshot.placed, study_area(snapshot)
    if not len(events) or study.shape.is_empty:
        return LayerPicture(id, (), count=0, remark=remark(caution(0), share_shown(snapshot)))
    width = choices.width or suggested_width(len(events), study.shape.area)
    grid = _grid(study, width)
    index = grid.index(events.x, events.y)
    feedback.check()
    counts = grid.tally(index).ravel()
    cells = np.flatnonzero(counts)
    top = top_of(counts[cells].astype(float))
    parameters = {
        "cell": "hexagon",
        "cell_width_m": grid.width,
        "rule": "12 events expected a cell" if choices.width is None else "chosen",
        "cells_with_events": len(cells),
        "ramp_top": top,
    }
    findings = _findings(events, index, grid, cells, counts, feedback)
    words = _("تعداد در هر شش‌ضلعی به پهنای {metres} متر")
    return LayerPicture(
        id,
        marks=_marks(grid, cells, counts, top),
        legend=(ramp_entry(words.format(metres=number(grid.width)), top),),
        numbers=_numbers(snapshot, events, cells, counts),
        findings=findings,
        count=int(counts.sum()),
        remark=remark(
            caution(len(events)),
            _("پهنای پیشنهادی") if choices.width is None else "",
            share_shown(snapshot),
        ),
        card=analysis_card(snapshot, events, "Counts in hexagons", parameters),
    )


def _grid(study: StudyArea, width: float) -> HexGrid:
    west, south, east, north = study.bounds
    least = math.sqrt((east - west) * (north - south) / MOST * 2 / math.sqrt(3))
    return HexGrid.over(study.bounds, max(width, least))


def _marks(
    grid: HexGrid, cells: NDArray[np.int64], counts: NDArray[np.int64], top: float
) -> tuple[Mosaic, ...]:
    """Return one mark for each step of the ramp."""
    step = steps(counts[cells].astype(float), top)
    marks = []
    for number_ in range(COUNT_STEPS):
        own = cells[step == number_]
        if len(own):
            xy = grid.corners(own).reshape(-1, 2)
            offsets = np.arange(len(own) + 1, dtype=np.int64) * 7
            marks.append(Mosaic(xy, offsets, count_look(number_), own, "hexagon"))
    return tuple(marks)


def _findings(
    events: EventTable,
    index: NDArray[np.int32],
    grid: HexGrid,
    cells: NDArray[np.int64],
    counts: NDArray[np.int64],
    feedback: Feedback,
) -> tuple[Finding, ...]:
    """Return what lies in each hexagon, the fullest first."""
    order = np.lexsort((events.id, index))
    ids, kinds = events.id[order], events.kind[order]
    starts = np.searchsorted(index[order], cells)
    x, y = (side.ravel()[cells] for side in grid.centres())
    found = []
    for rank, i in enumerate(np.lexsort((cells, -counts[cells])).tolist(), 1):
        feedback.check()
        rows = slice(int(starts[i]), int(starts[i] + counts[cells[i]]))
        centre = float(x[i]), float(y[i])
        found.append(_finding(rank, int(cells[i]), centre, ids[rows], kinds[rows]))
    return tuple(found)


def _finding(
    rank: int,
    cell: int,
    centre: tuple[float, float],
    own: NDArray[np.int64],
    kinds: NDArray[np.uint8],
) -> Finding:
    most = int(np.bincount(kinds).argmax())
    of_kind = own[kinds == most]
    return Finding(
        key=f"hexagon:{cell}",
        title=_("شش‌ضلعی {rank}").format(rank=digits(rank)),
        x=centre[0],
        y=centre[1],
        sentence="",
        numbers=(
            Number("count", _("مورد"), len(own), rows=EventIds(own)),
            Number("dominant_kind", kind_name(most), len(of_kind), rows=EventIds(of_kind)),
        ),
        ids=own,
        facts={"rank": rank, "count": len(own), "x": centre[0], "y": centre[1]},
    )


def _numbers(
    snapshot: Snapshot, events: EventTable, cells: NDArray[np.int64], counts: NDArray[np.int64]
) -> tuple[Number, ...]:
    drawn = snapshot.filter.on_map
    counted = int(counts.sum())
    total = Number("count", _("مورد روی نقشه"), len(events), rows=drawn)
    fullest = int(counts.max())
    return (
        total,
        Number("hexagons", _("شش‌ضلعی با مورد"), len(cells)),
        Number("fullest", _("بیشترین در یک شش‌ضلعی"), fullest),
        *((Number("beyond", _("بیرون از محدوده"), len(events) - counted),)
          if counted < len(events) else ()),
    )  # fmt: skip
