"""The street network from a layer of lines."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
import shapely
from numpy.typing import NDArray

from data.feedback import Feedback, silent
from data.folding import clean
from data.importers.columns import checked_mapping
from data.importers.context import ImportContext
from data.importers.layer_rows import CheckedRows, Sieve, shape_problems, shapes_in_metres
from data.importers.osm_tags import NOT_STREETS
from data.importers.recognition import Table, coded, recognise
from data.importers.shapes import LINES, SMALL_PIECE, Geometries
from data.importers.tables import RawTable
from data.model.streets import StreetClass, StreetTable
from resources.text import _

SHORTEST = 0.01  # m: a shorter line is a point

RANKS: Table = (
    (
        StreetClass.ARTERIAL,
        (
            *(
                "motorway",
                "trunk",
                "primary",
                "arterial",
                "highway",
                "آزادراه",
                "بزرگراه",
                "اتوبان",
            ),
            *("شریانی درجه 1", "شریانی درجه یک", "شریانی اصلی", "شریانی"),
        ),
    ),
    (
        StreetClass.COLLECTOR,
        ("secondary", "tertiary", "collector", "جمع کننده", "درجه 2", "درجه دو", "فرعی اصلی"),
    ),
)


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedStreets(CheckedRows):
    """Street segments; a row of several lines gives several segments."""

    streets: StreetTable


def check_streets(
    raw: RawTable,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedStreets:
    """Check a layer of street lines; vertices that repeat their neighbour are dropped.

    Raises
    ------
    Refused
        When the coordinate system is not said.
    """
    feedback = feedback or silent()
    sieve = Sieve(raw, checked_mapping(raw, "streets", mapping), context)
    shapes = shapes_in_metres(raw, sieve.mapping, context)
    for start in range(0, len(raw), SMALL_PIECE):
        feedback.progress(start, len(raw))
        _reject_odd(sieve, shapes, range(start, min(start + SMALL_PIECE, len(raw))))
    fine = np.array([row for row in range(len(raw)) if row not in sieve.reasons], int)
    streets = _segments(shapes[fine], *_attributes(sieve, fine))
    streets = replace(streets, attribution=raw.attribution)
    return CheckedStreets(streets=streets, **sieve.result(len(fine)))


def _reject_odd(sieve: Sieve, shapes: Geometries, rows: range) -> None:
    """Set aside the rows of a piece whose shape is no line in the city, or no street."""
    part = shapes[rows.start : rows.stop]
    for place, problem in shape_problems(part, LINES, sieve.context).items():
        sieve.reject(rows[place], problem)
    for place in np.flatnonzero(shapely.length(part) < SHORTEST).tolist():
        sieve.reject(rows[place], _("خط این ردیف طولی ندارد"))
    if "rank" in sieve.mapping:
        column = sieve.raw.column(sieve.mapping["rank"])
        for row in rows:
            if (column[row] or "").strip() in NOT_STREETS:
                sieve.reject(row, _("راه پیاده و دوچرخه یا راه ناتمام است، نه معبر"))


def _attributes(sieve: Sieve, rows: NDArray[np.intp]) -> tuple[NDArray[np.uint8], list[str | None]]:
    def taken(field: str) -> list[str | None]:
        if field not in sieve.mapping:
            return [None] * len(rows)
        column = sieve.raw.column(sieve.mapping[field])
        return [column[row] for row in rows.tolist()]

    ranks = coded([taken("rank")], lambda text: recognise(text, RANKS), StreetClass.LOCAL)
    return ranks, [clean(name or "").strip() or None for name in taken("name")]


def _segments(lines: Geometries, rank: NDArray[np.uint8], names: list[str | None]) -> StreetTable:
    if not len(lines):
        return StreetTable.empty()
    pieces = [_pieces_of(lines, start) for start in range(0, len(lines), SMALL_PIECE)]
    row = np.concatenate([rows for rows, _counts, _xy in pieces])
    counts = np.concatenate([counts for _rows, counts, _xy in pieces])
    known = tuple(dict.fromkeys(name for name in names if name))
    index = {name: position for position, name in enumerate(known)}
    name = np.array([index[n] if n else -1 for n in names], np.int32)
    return StreetTable(
        np.concatenate([xy for _rows, _counts, xy in pieces]),
        np.concatenate([[0], np.cumsum(counts)]).astype(np.int64),
        rank[row].astype(np.uint8),
        name[row],
        known,
        np.zeros(len(row), np.int64),
    )


def _pieces_of(
    lines: Geometries, start: int
) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.float64]]:
    """Return the single lines of some rows: the row, the vertices and the places of each."""
    some = shapely.remove_repeated_points(lines[start : start + SMALL_PIECE], 0.0)
    parts, row = shapely.get_parts(some, return_index=True)
    long_enough = shapely.length(parts) >= SHORTEST
    parts, row = parts[long_enough], row[long_enough]
    return row + start, shapely.get_num_coordinates(parts), shapely.get_coordinates(parts)
