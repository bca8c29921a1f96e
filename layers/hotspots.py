"""Obstruction hotspots: where reports and complaints gather more than chance explains."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.errors import BadInput
from data.feedback import Feedback
from data.model.snapshot import Snapshot
from layers.card import analysis_card
from layers.counts import last_year
from layers.hotspot_findings import Evidence, describe
from layers.picture import (
    Finding,
    Frame,
    Label,
    LayerPicture,
    LegendEntry,
    Mark,
    Number,
    Raster,
)
from layers.shapes import areas
from layers.stats.bandwidth import default_bandwidth
from layers.stats.density import surface
from layers.stats.grid import HexGrid, SquareGrid
from layers.stats.hotspots import HotCells, hot_cells, peaks
from layers.study import StudyArea, study_area
from layers.style import HOTSPOT, HOTSPOT_LABEL, HOTSPOT_OPACITY, HOTSPOT_RAMP, ramp_ends
from layers.words import caution, remark, share_shown
from resources.text import _, digits, number

id = "hotspots"

NARROWEST, WIDEST = 150.0, 600.0  # m: a street corner, a quarter
CELLS_PER_BANDWIDTH = 8  # of the density surface
MOST_CELLS = 9_000_000
SMALLEST_CELL = 150.0  # m across a hexagon: a block of houses


@dataclass(frozen=True, slots=True)
class Choices:
    """What a user may set.

    Attributes
    ----------
    bandwidth : float, optional
        Radius of the density in metres; by rule without it.
    q : float
        Greatest share of false alarms among the significant cells.
    cell : float, optional
        Width of the tested hexagons in metres; half the bandwidth without it.
    """

    bandwidth: float | None = None
    q: float = 0.05
    cell: float | None = None


@dataclass(frozen=True, slots=True, eq=False)
class Found:
    """Everything the picture is made from; none of it depends on the frame.

    Attributes
    ----------
    density : ndarray of float32, shape (rows, columns)
        Events per km² per week on ``grid``.
    shapes : tuple of shapely geometries
        The hotspots, in the order of ``findings``.
    """

    events: int
    study: StudyArea
    bandwidth: float
    grid: SquareGrid
    density: NDArray[np.float32]
    cells: HotCells
    findings: tuple[Finding, ...]
    shapes: tuple[shapely.Geometry, ...]
    card: dict[str, Any]


def title() -> str:
    """Return the layer's name."""
    return _("کانون‌های سد معبر")


def build(
    snapshot: Snapshot, choices: Choices | None, frame: Frame, feedback: Feedback
) -> LayerPicture:
    """Return the density surface with the hotspots outlined and named."""
    found = find(snapshot, choices, feedback)
    if found is None:
        return LayerPicture(id, (), count=0, remark=remark(caution(0), share_shown(snapshot)))
    low, high = ramp_ends(found.density)
    return LayerPicture(
        id,
        marks=_marks(found, low, high),
        legend=_legend(found, high),
        numbers=_numbers(snapshot, found),
        findings=found.findings,
        count=found.events,
        remark=remark(caution(found.events), share_shown(snapshot)),
        card=found.card,
    )


def find(snapshot: Snapshot, choices: Choices | None, feedback: Feedback) -> Found | None:
    """Return the surface and the hotspots, None where nothing can be drawn."""
    choices = choices or Choices()
    events, study = snapshot.placed, study_area(snapshot)
    feedback.check()
    if not len(events) or study.shape.is_empty:
        return None
    bandwidth = choices.bandwidth or chosen_bandwidth(events.x, events.y)
    width = choices.cell or max(bandwidth / 2, SMALLEST_CELL)
    grid = density_grid(study, bandwidth)
    _check_size(study, min(grid.cell, width))
    density = surface(grid.count(events.x, events.y), grid, bandwidth)
    density /= np.float32(snapshot.weeks)
    feedback.check()
    hexagons = HexGrid.over(study.bounds, width)
    index = hexagons.index(events.x, events.y)
    cells = hot_cells(index, hexagons, study.shares(hexagons), choices.q)
    feedback.check()
    before = last_year(snapshot)
    evidence = Evidence(snapshot, cells, index, before, _peaks(cells, grid, density))
    card = _card(snapshot, choices, bandwidth, grid, cells)
    return Found(
        len(events),
        study,
        bandwidth,
        grid,
        density,
        cells,
        describe(evidence, feedback),
        tuple(_outline(cells, group) for group in range(cells.groups)),
        card,
    )


def chosen_bandwidth(x: NDArray[np.float64], y: NDArray[np.float64]) -> float:
    """Return the rule's bandwidth in whole metres, held between a corner and a quarter."""
    return float(round(min(max(default_bandwidth(x, y), NARROWEST), WIDEST)))


def density_grid(study: StudyArea, bandwidth: float) -> SquareGrid:
    """Return the fixed grid of the surface: it depends on the study area, never on the frame."""
    west, south, east, north = study.bounds
    cell = bandwidth / CELLS_PER_BANDWIDTH
    return SquareGrid.over(
        (west - bandwidth, south - bandwidth, east + bandwidth, north + bandwidth), cell
    )


def _check_size(study: StudyArea, cell: float) -> None:
    """Refuse cells so small that a grid of them would not fit into memory."""
    west, south, east, north = study.bounds
    least = math.sqrt((east - west) * (north - south) / MOST_CELLS)
    if cell < least:
        words = _(
            "برای این گستره سلول باید دست‌کم {cell} متر و شعاع محاسبه دست‌کم {radius} متر باشد؛ "
            "عدد بزرگ‌تری بنویسید یا یک منطقه را برگزینید."
        )
        radius = number(math.ceil(least * CELLS_PER_BANDWIDTH))
        raise BadInput(words.format(cell=number(math.ceil(least)), radius=radius))


def _peaks(cells: HotCells, grid: SquareGrid, density: NDArray[np.float32]) -> NDArray[np.float64]:
    """Return x, y and density of each hotspot's peak, shape (groups, 3)."""
    if not cells.groups:
        return np.empty((0, 3))
    x, y = grid.centres()
    drawn = np.flatnonzero(density.ravel() > 0)
    row, column = np.divmod(drawn, grid.columns)
    values = density.ravel()[drawn]
    group = cells.group[cells.grid.index(x[column], y[row])]
    place = peaks(values, group, cells.groups)
    return np.column_stack([x[column[place]], y[row[place]], values[place]])


def _outline(cells: HotCells, group: int) -> shapely.Geometry:
    return shapely.union_all(shapely.polygons(cells.grid.corners(cells.cells_of(group))))


def _card(
    snapshot: Snapshot, choices: Choices, bandwidth: float, grid: SquareGrid, cells: HotCells
) -> dict[str, Any]:
    parameters = {
        "kernel": "quartic",
        "bandwidth_m": bandwidth,
        "bandwidth_rule": (
            "0.9 min(SD, sqrt(1/ln 2) Dm) n^-0.2, within 150-600 m"
            if choices.bandwidth is None
            else "chosen"
        ),
        "density_cell_m": grid.cell,
        "density_unit": "events per km2 per week",
        "density_edges": "not corrected: too low within one bandwidth of the study area's border",
        "weeks": round(snapshot.weeks, 4),
        "cell": "hexagon",
        "cell_width_m": cells.grid.width,
        "weights": "binary, six neighbours and the cell itself",
        "p": (
            "two-sided, Pearson III with the skewness of random scatter (Costanzo et al. 1983), "
            "continuity corrected; normal where many events are expected"
        ),
        "correction": "Benjamini-Hochberg over every cell with a third or more in the study area",
        "border_cells": "counts divided by the share of the cell within the study area",
        "q": choices.q,
        "family": cells.family,
        "significant_cells": int((cells.group >= 0).sum()),
        "mean_per_cell": round(float(cells.counts[cells.inside].mean()), 4),
        "minimum_count": "a hotspot under 20 events is marked as weak",
    }
    method = (
        "Quartic kernel density (Silverman 1986); Gi* (Ord and Getis 1995) on hexagons with "
        "Benjamini-Hochberg (1995); a hotspot is a connected group of significant cells"
    )
    return analysis_card(snapshot, snapshot.placed, method, parameters)


def _marks(found: Found, low: float, high: float) -> tuple[Mark, ...]:
    painted = np.where(found.density > low, found.density, np.float32(np.nan))
    grid = found.grid
    marks: list[Mark] = [
        Raster(painted, grid.x, grid.y, grid.cell, HOTSPOT_RAMP, low, high, HOTSPOT_OPACITY)
    ]
    for finding, shape in zip(found.findings, found.shapes, strict=True):
        marks.extend(areas(shape, HOTSPOT, finding.key))
    for rank, finding in enumerate(found.findings, 1):
        priority = float(len(finding.ids))
        text = digits(rank)
        marks.append(Label(finding.x, finding.y, text, HOTSPOT_LABEL, priority, finding.key))
    return tuple(marks)


def _legend(found: Found, high: float) -> tuple[LegendEntry, ...]:
    words = _("تعداد در کیلومتر مربع در هفته · شعاع محاسبه {metres} متر")
    entries = [
        LegendEntry(
            "ramp",
            words.format(metres=number(found.bandwidth)),
            ramp=HOTSPOT_RAMP,
            low=0.0,
            high=high,
        )
    ]
    if found.findings:
        entries.append(LegendEntry("area", _("کانون پرتکرار (معنادار)"), HOTSPOT))
    return tuple(entries)


def _numbers(snapshot: Snapshot, found: Found) -> tuple[Number, ...]:
    peak, drawn = float(found.density.max()), snapshot.filter.on_map
    inside = tuple(int(i) for finding in found.findings for i in finding.ids)
    return (
        Number("count", _("مورد روی نقشه"), found.events, rows=drawn),
        Number("hotspots", _("کانون پرتکرار"), len(found.findings), rows=inside),
        Number(
            "peak",
            _("بیشترین تراکم"),
            round(peak, 2),
            _("در کیلومتر مربع در هفته"),
            drawn,
        ),
    )
