"""A packed R-tree written straight into the shadow tables of SQLite's R*Tree module.

Nodes are filled in sort-tile order (Leutenegger, Lopez & Edgington 1997, "STR: a simple and
efficient algorithm for R-tree packing"). The node format is that of the module's documentation
(https://www.sqlite.org/rtree.html, clause 6): two bytes of depth (root only), two bytes of cell
count, then cells of an eight-byte id and four big-endian 32-bit floats.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass, fields

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback

CELL = np.dtype([("id", ">i8"), ("box", ">f4", (4,))])  # box: minx, maxx, miny, maxy
_HEADER = 4
_ROOT = 1
_PIECE = 20_000
_OUTWARDS = (-np.inf, np.inf, -np.inf, np.inf)


@dataclass(frozen=True, eq=False, slots=True)
class Boxes:
    """Rows on their way into an index.

    Attributes
    ----------
    id : ndarray of int64, shape (n,)
    min_x, max_x, min_y, max_y : ndarray of float64, shape (n,)
        Points give the same array twice.
    """

    id: NDArray[np.int64]
    min_x: NDArray[np.float64]
    max_x: NDArray[np.float64]
    min_y: NDArray[np.float64]
    max_y: NDArray[np.float64]

    @classmethod
    def of_points(
        cls, id: NDArray[np.int64], x: NDArray[np.float64], y: NDArray[np.float64]
    ) -> Boxes:
        """Return points as boxes without extent."""
        return cls(id, x, x, y, y)

    def __len__(self) -> int:
        return len(self.id)

    def __add__(self, other: Boxes) -> Boxes:
        """Join two sets of rows."""
        return Boxes(*(np.concatenate([getattr(part, f.name) for part in (self, other)])
                       for f in fields(self)))  # fmt: skip

    @property
    def sides(self) -> tuple[NDArray[np.float64], ...]:
        """The four columns in the order of a cell."""
        return self.min_x, self.max_x, self.min_y, self.max_y


def replace_index(cursor: sqlite3.Cursor, index: str, boxes: Boxes, feedback: Feedback) -> None:
    """Empty an index and fill it packed; where SQLite forbids that, by the ordinary road.

    A build or connection in "defensive" mode refuses writes to shadow tables.
    """
    try:
        _clear(cursor, index)
    except sqlite3.OperationalError:
        cursor.execute(f"DELETE FROM {index}")
        insert(cursor, index, boxes, feedback)
        return
    _write_packed(cursor, index, boxes, feedback)


def insert(cursor: sqlite3.Cursor, index: str, boxes: Boxes, feedback: Feedback) -> None:
    """Add rows one by one, as SQLite itself would."""
    statement = f"INSERT OR REPLACE INTO {index} VALUES (?, ?, ?, ?, ?)"
    for start in range(0, len(boxes), _PIECE):
        feedback.check()
        piece = slice(start, start + _PIECE)
        columns = (side[piece].tolist() for side in boxes.sides)
        cursor.executemany(statement, zip(boxes.id[piece].tolist(), *columns, strict=True))


def check(cursor: sqlite3.Cursor, index: str) -> str:
    """Return ``ok``, or what SQLite's own ``rtreecheck`` finds wrong."""
    return str(cursor.execute("SELECT rtreecheck(?)", (index,)).fetchone()[0])


def root_bounds(root: bytes) -> tuple[float, float, float, float] | None:
    """Return minx, maxx, miny, maxy of everything below a root node; None when it is empty."""
    count = int.from_bytes(root[2:4], "big")
    if not count:
        return None
    box = np.frombuffer(root, CELL, count, _HEADER)["box"].astype(np.float64)
    low, high = box.min(axis=0), box.max(axis=0)
    return float(low[0]), float(high[1]), float(low[2]), float(high[3])


def _clear(cursor: sqlite3.Cursor, index: str) -> None:
    cursor.execute(f"DELETE FROM {index}_rowid")
    cursor.execute(f"DELETE FROM {index}_parent")
    cursor.execute(f"DELETE FROM {index}_node WHERE nodeno != {_ROOT}")


def _write_packed(cursor: sqlite3.Cursor, index: str, boxes: Boxes, feedback: Feedback) -> None:
    (size,) = cursor.execute(
        f"SELECT length(data) FROM {index}_node WHERE nodeno = {_ROOT}"
    ).fetchone()
    most = (size - _HEADER) // CELL.itemsize
    cells = _cells(boxes, most)
    below, depth, following = "rowid", 0, _ROOT + 1
    while len(cells) > most:
        starts = _node_starts(len(cells), most)
        numbers = np.arange(following, following + len(starts))
        owners = np.repeat(numbers, np.diff(np.append(starts, len(cells))))
        _write_pairs(cursor, f"{index}_{below}", cells["id"], owners, feedback)
        _write_nodes(cursor, index, cells, starts, numbers, size, feedback)
        cells = _parents(cells, starts, numbers)
        below, depth, following = "parent", depth + 1, following + len(starts)
    owners = np.full(len(cells), _ROOT)
    _write_pairs(cursor, f"{index}_{below}", cells["id"], owners, feedback)
    root = depth.to_bytes(2, "big") + len(cells).to_bytes(2, "big") + cells.tobytes()
    cursor.execute(
        f"UPDATE {index}_node SET data = ? WHERE nodeno = {_ROOT}", (root.ljust(size, b"\0"),)
    )


def _cells(boxes: Boxes, most: int) -> NDArray[np.void]:
    """Return cells in sort-tile order: slices by x, within each by y."""
    by_x = np.argsort(boxes.min_x + boxes.max_x, kind="stable")
    slice_size = most * int(np.ceil(np.sqrt(len(boxes) / most))) or 1
    tile = np.empty(len(boxes), np.int32)
    tile[by_x] = np.arange(len(boxes)) // slice_size
    order = np.lexsort((boxes.min_y + boxes.max_y, tile))
    cells = np.empty(len(boxes), CELL)
    cells["id"] = boxes.id[order]
    for i, (side, towards) in enumerate(zip(boxes.sides, _OUTWARDS, strict=True)):
        cells["box"][:, i] = _rounded(side[order], towards)
    return cells


def _rounded(values: NDArray[np.float64], towards: float) -> NDArray[np.float32]:
    """Return 32-bit floats that never cut off what they bound."""
    single = values.astype(np.float32)
    short = single > values if towards < 0 else single < values
    return np.where(short, np.nextafter(single, np.float32(towards)), single)


def _node_starts(count: int, most: int) -> NDArray[np.int64]:
    """Return where each node's cells begin, spread evenly so that no node is nearly empty."""
    nodes = -(-count // most)
    return np.arange(nodes) * count // nodes


def _parents(
    cells: NDArray[np.void], starts: NDArray[np.int64], numbers: NDArray[np.int64]
) -> NDArray[np.void]:
    parents = np.empty(len(starts), CELL)
    parents["id"] = numbers
    box = cells["box"].astype(np.float32)
    for side, extreme in enumerate((np.minimum, np.maximum, np.minimum, np.maximum)):
        parents["box"][:, side] = extreme.reduceat(box[:, side], starts)
    return parents


def _write_pairs(
    cursor: sqlite3.Cursor,
    table: str,
    ids: NDArray[np.int64],
    owners: NDArray[np.int64],
    feedback: Feedback,
) -> None:
    """Write which node holds what, by ascending id: appending to a b-tree is fastest."""
    order = np.argsort(ids, kind="stable")
    statement = f"INSERT INTO {table} VALUES (?, ?)"
    for start in range(0, len(ids), _PIECE):
        feedback.check()
        piece = order[start : start + _PIECE]
        cursor.executemany(statement, zip(ids[piece].tolist(), owners[piece].tolist(), strict=True))


def _write_nodes(
    cursor: sqlite3.Cursor,
    index: str,
    cells: NDArray[np.void],
    starts: NDArray[np.int64],
    numbers: NDArray[np.int64],
    size: int,
    feedback: Feedback,
) -> None:
    stops = np.append(starts[1:], len(cells))
    statement = f"INSERT INTO {index}_node VALUES (?, ?)"
    per_piece = max(1, _PIECE * CELL.itemsize // size)
    for first in range(0, len(starts), per_piece):
        feedback.check()
        piece = slice(first, first + per_piece)
        data = _node_data(cells, starts[piece].tolist(), stops[piece].tolist(), size)
        cursor.executemany(statement, zip(numbers[piece].tolist(), data, strict=True))


def _node_data(
    cells: NDArray[np.void], starts: list[int], stops: list[int], size: int
) -> Iterator[bytes]:
    for start, stop in zip(starts, stops, strict=True):
        header = (stop - start).to_bytes(4, "big")
        yield (header + cells[start:stop].tobytes()).ljust(size, b"\0")
