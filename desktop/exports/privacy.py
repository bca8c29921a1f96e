"""What may leave the house: citizens' complaints go as cells of several, never as points.

A complaint's place is mostly the home of whoever complained. Cells hold at least `FEWEST`
complaints (k-anonymity; Sweeney 2002); what the city itself saw leaves as points without text.
"""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from data.model.events import Source
from data.model.snapshot import Snapshot
from layers.picture import Area, Dot, LayerPicture, LegendEntry, Look, Mark
from layers.words import honesty
from resources.text import _, number

FEWEST = 5
CELL = 250.0  # m
# The least complaints of a cell and how it then looks; darker is more.
_STEPS = tuple(
    (least, Look(fill="cluster", stroke="cluster", width=0.5, opacity=opacity))
    for least, opacity in ((FEWEST, 0.18), (2 * FEWEST, 0.38), (4 * FEWEST, 0.6))
)


@dataclass(frozen=True, slots=True)
class Cells:
    """Square cells with enough complaints, and how many complaints had too few neighbours.

    Attributes
    ----------
    corner : ndarray of float64, shape (n, 2)
        Lower left corners in metres, on multiples of `CELL`.
    count : ndarray of int64, shape (n,)
        At least `FEWEST`.
    withheld : int
    """

    corner: NDArray[np.float64]
    count: NDArray[np.int64]
    withheld: int

    def polygons(self) -> NDArray[np.object_]:
        """Return the cells as shapely polygons, shape (n,)."""
        low, high = self.corner, self.corner + CELL
        return shapely.box(low[:, 0], low[:, 1], high[:, 0], high[:, 1])


def complaint_cells(xy: NDArray[np.float64]) -> Cells:
    """Count complaints in cells and leave out the cells with fewer than `FEWEST`.

    Parameters
    ----------
    xy : ndarray of float64, shape (n, 2)
        Finite metres.
    """
    index = np.floor(np.asarray(xy, float).reshape(-1, 2) / CELL).astype(np.int64)
    cells, count = np.unique(index, axis=0, return_counts=True)
    keep = count >= FEWEST
    return Cells(cells[keep].astype(np.float64) * CELL, count[keep], int(count[~keep].sum()))


def masked(picture: LayerPicture, snapshot: Snapshot) -> LayerPicture:
    """Return a picture whose complaint dots became cells; other marks stay.

    The cells count every complaint of the snapshot's filter that is in none of the picture's
    findings, not only those that were drawn.
    """
    own = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.COMPLAINT})))
    events = snapshot.events
    complaints = events.id[events.source == Source.COMPLAINT]
    marks = tuple(_without(mark, complaints) for mark in picture.marks)
    if all(new is old for new, old in zip(marks, picture.marks, strict=True)):
        return picture
    found = [finding.ids for finding in picture.findings]
    rest = own.placed
    if found:
        rest = rest.take(~np.isin(rest.id, np.concatenate(found)))
    cells = complaint_cells(np.column_stack([rest.x, rest.y]))
    entries = tuple(entry for entry in picture.legend if entry.symbol != "dot")
    return replace(
        picture,
        marks=(*_cell_marks(cells), *(mark for mark in marks if mark is not None)),
        legend=(*entries, *_cell_legend(cells)),
        remark=honesty(own),
    )


def _without(mark: Mark, ids: NDArray[np.int64]) -> Mark | None:
    """Return a mark without the dots of some events, None where no dot is left.

    Dots of other things than events, landmarks or crews, have ids of their own.
    """
    if not isinstance(mark, Dot) or mark.key != "event":
        return mark
    keep = ~np.isin(mark.ids, ids)
    if keep.all():
        return mark
    if not keep.any():
        return None
    return replace(mark, xy=mark.xy[keep], code=mark.code[keep], ids=mark.ids[keep])


def _cell_marks(cells: Cells) -> tuple[Area, ...]:
    steps = np.searchsorted([least for least, _look in _STEPS], cells.count, side="right") - 1
    rings = shapely.get_coordinates(cells.polygons()).reshape(-1, 5, 2)
    return tuple(
        Area((ring,), _STEPS[step][1]) for ring, step in zip(rings, steps.tolist(), strict=True)
    )


def _cell_legend(cells: Cells) -> tuple[LegendEntry, ...]:
    words = _("سلول با {count} پیام شهروندی یا بیشتر")
    return tuple(
        LegendEntry("area", words.format(count=number(least)), look)
        for least, look in _STEPS
        if cells.count.max(initial=0) >= least
    )


def blurred(shape: shapely.Geometry) -> shapely.Geometry:
    """Return a hull drawn over whole cells, so that no corner is one complaint's place.

    The result covers the hull and its corners lie on multiples of `CELL` / 5.
    """
    step = CELL / 5
    grown = shapely.buffer(shape, step, join_style="mitre")
    return shapely.set_precision(grown, step)
