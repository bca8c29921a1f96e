"""A file from outside as columns of its original texts, before anything is believed."""

from __future__ import annotations

import itertools
from array import array
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

import numpy as np
from numpy.typing import NDArray

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.headers import MOST_COLUMNS, find_header
from resources.text import _

PIECE = 5_000  # rows handled between two looks at the stop button
HEAD = 40  # rows in which the header is looked for

Row = tuple[int, Sequence[str | None]]
Column = tuple[str | None, ...]


@dataclass(frozen=True, eq=False)
class RawTable:
    """One table as it stands in its file.

    Attributes
    ----------
    columns : tuple of str
        Unique names; columns without one are numbered.
    cells : tuple of tuple of (str or None)
        One tuple a column, each of length n: the original texts, None where empty.
    line : ndarray of int64, shape (n,)
        Line or row in the file, from 1, on which each row begins.
    geometry : ndarray of shapely geometries, shape (n,), optional
        In the coordinates of the file; None for tables without shapes.
    epsg : int, optional
        What the file says about its coordinates; None where it says nothing.
    surplus : dict of int to tuple of str
        Texts beyond the last column, by position of the row.
    sheet, sheets : str, tuple of str
        The sheet or layer that was read, and all there are.
    remarks : tuple of str
        What the reader noticed, for the user.
    file_hash : str
        SHA-256 of the file as it lies on the disk, in hexadecimal.
    attribution : str
        What has to be said wherever these data are shown; empty for nothing.
    """

    columns: tuple[str, ...]
    cells: tuple[Column, ...]
    line: NDArray[np.int64]
    geometry: NDArray[np.object_] | None = None
    epsg: int | None = None
    encoding: str = ""
    sheet: str = ""
    sheets: tuple[str, ...] = ()
    remarks: tuple[str, ...] = ()
    surplus: dict[int, tuple[str, ...]] = field(default_factory=dict)
    file_name: str = ""
    file_hash: str = ""
    attribution: str = ""

    def __len__(self) -> int:
        """Return the number of rows that hold anything, headers left out."""
        return len(self.line)

    def column(self, name: str) -> Column:
        """Return the texts of a column; raises `BadInput` when there is none of that name."""
        if name not in self.columns:
            raise BadInput(
                _("ستون «{name}» در این فایل نیست؛ ستون‌ها: {columns}").format(
                    name=name, columns=_("، ").join(self.columns)
                )
            )
        return self.cells[self.columns.index(name)]

    def take(self, rows: NDArray[np.bool_]) -> RawTable:
        """Return the table with some of its rows, each still on its line of the file."""
        kept = np.flatnonzero(rows).tolist()
        return replace(
            self,
            cells=tuple(tuple(column[row] for row in kept) for column in self.cells),
            line=self.line[rows],
            geometry=None if self.geometry is None else self.geometry[rows],
            surplus={new: self.surplus[old] for new, old in enumerate(kept) if old in self.surplus},
        )

    def original(self, row: int) -> tuple[str, ...]:
        """Return the texts of one row as they were, empty cells as empty texts."""
        return tuple(column[row] or "" for column in self.cells) + self.surplus.get(row, ())


@dataclass(frozen=True, slots=True)
class Grid:
    """Columns gathered from rows, the header found and taken off."""

    columns: tuple[str, ...]
    cells: tuple[Column, ...]
    line: NDArray[np.int64]
    surplus: dict[int, tuple[str, ...]]


def gather(rows: Iterable[Row], feedback: Feedback) -> Grid:
    """Find the header in a stream of rows and turn what follows it into columns.

    Rows without any text are passed over; rows shorter than the header are filled up, and what
    stands beyond its end is kept apart.
    """
    filled = (
        (line, _bounded(cells))
        for line, cells in rows
        if any(cell and not cell.isspace() for cell in cells)
    )
    head = list(itertools.islice(filled, HEAD))
    columns, used = find_header([cells for _line, cells in head])
    # Tuples of texts, unlike lists, are not looked through by Python's collector of rubbish,
    # which would stop every thread for a quarter of a second at a million rows.
    pieces: tuple[list[Column], ...] = tuple([] for _name in columns)
    line = array("q")
    surplus: dict[int, tuple[str, ...]] = {}
    memory: dict[str, str] = {}
    for piece in _pieces(itertools.chain(head[used:], filled)):
        feedback.progress(len(line), 0)
        _append(piece, pieces, surplus, len(line), memory)
        line.extend(number for number, _cells in piece)
    cells = tuple(_joined(parts) for parts in pieces)
    return Grid(columns, cells, np.array(line, np.int64), surplus)


def _bounded(cells: Sequence[str | None]) -> Sequence[str | None]:
    """Return a row without the empty cells by the million that a hostile file may hold."""
    if len(cells) <= MOST_COLUMNS:
        return cells
    return [*cells[:MOST_COLUMNS], *(cell for cell in cells[MOST_COLUMNS:] if cell)]


def _joined(parts: list[Column]) -> Column:
    whole = tuple(itertools.chain.from_iterable(parts))
    parts.clear()
    return whole


def _pieces(rows: Iterator[Row]) -> Iterator[list[Row]]:
    while piece := list(itertools.islice(rows, PIECE)):
        yield piece


def _append(
    piece: list[Row],
    pieces: tuple[list[Column], ...],
    surplus: dict[int, tuple[str, ...]],
    before: int,
    memory: dict[str, str],
) -> None:
    """Turn one piece of rows by ninety degrees and hang it onto the columns."""
    width = len(pieces)
    rows: list[Sequence[str | None]] = [[None] * width]  # makes every piece as wide as the header
    for position, (_line, cells) in enumerate(piece, before):
        if len(cells) > width:
            beyond = tuple(cell for cell in cells[width:] if cell and not cell.isspace())
            if beyond:
                surplus[position] = beyond
            cells = cells[:width]
        rows.append(cells)
    for target, column in zip(pieces, itertools.zip_longest(*rows), strict=True):
        target.append(_shared(column[1:], memory))


def _shared(column: Column, memory: dict[str, str]) -> Column:
    """Return the column with empty texts as None and equal texts as one object in memory."""
    if len(set(column)) * 2 > len(column):
        return tuple(cell or None for cell in column)
    return tuple(memory.setdefault(cell, cell) if cell else None for cell in column)
