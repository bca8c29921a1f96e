"""Events written and taken away in bulk, inside one transaction."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from data.errors import BadInput
from data.feedback import Feedback
from data.model.intake import TEXT_COLUMNS, NewEvents
from data.store import bulk, geopackage, rtree
from data.store.columns import instant_texts
from data.store.geometry import point_blobs
from data.store.scan import read_events, read_points
from resources.text import _

_PIECE = 20_000
_FEW = 2_000  # up to this many rows the triggers are the cheaper road
_INDEX = geopackage.rtree_table("events")
Points = tuple[NDArray[np.int64], NDArray[np.float64], NDArray[np.float64]]  # id, x, y
_NO_POINTS: Points = (np.empty(0, np.int64), np.empty(0), np.empty(0))
_NUMBERS = ("source", "kind", "outcome", "status", "precision", "district")
_EARLIEST, _LATEST = -62_135_596_800, 253_402_300_799  # years 1 to 9999


class EventWriter:
    """Bulk changes of the events in one transaction.

    Many rows are written with the layer's triggers laid aside; `finish` brings index, triggers
    and row count back in step, once, however many pieces came.

    Parameters
    ----------
    connection : sqlite3.Connection
        In a transaction.
    epsg : int
        Code written into the blobs.
    """

    def __init__(self, connection: sqlite3.Connection, epsg: int) -> None:
        self._cursor = connection.cursor()
        self._connection = connection
        self._epsg = epsg
        self._laid_aside = False
        self._indexed_to = 0  # rows up to this id are in the index
        self._counted = self._added = 0
        self._fresh: list[Points] = [_NO_POINTS]  # rows on their way into the index

    def close(self) -> None:
        """Let the cursor go: SQLite keeps a file open as long as one is left on it."""
        self._cursor.close()

    def add(self, new: NewEvents, batch: int, feedback: Feedback) -> NDArray[np.int64]:
        """Write events and return their ids, shape (n,), ascending."""
        _check(new)
        if not self._laid_aside and len(new) > _FEW:
            self._lay_aside()
        first = self._last_id() + 1
        ids = np.arange(first, first + len(new))
        texts = {name: new.texts[name] for name in TEXT_COLUMNS if name in new.texts}
        statement = _insert_statement(tuple(texts), new.fingerprint is not None)
        for start in range(0, len(new), _PIECE):
            feedback.progress(start, len(new))
            piece = slice(start, start + _PIECE)
            self._cursor.executemany(statement, self._rows(new, ids, texts, batch, piece))
        self._added += len(new)
        return ids

    def remove_batch(self, batch: int, feedback: Feedback) -> int:
        """Delete the events of a batch and return how many there were."""
        self.finish(feedback)
        total, first, last = self._cursor.execute(
            "SELECT count(*), min(id), max(id) FROM events WHERE batch = ?", (batch,)
        ).fetchone()
        if total <= _FEW:
            self._cursor.execute("DELETE FROM events WHERE batch = ?", (batch,))
            return total
        self._lay_aside()
        left = self._counted - total
        if left > total * 4:
            self._cursor.execute(
                f"DELETE FROM {_INDEX} WHERE id IN (SELECT id FROM events WHERE batch = ?)",
                (batch,),
            )
        for start in range(first, last + 1, _PIECE):
            feedback.progress(start - first, last - first + 1)
            self._cursor.execute(
                "DELETE FROM events WHERE batch = ? AND id BETWEEN ? AND ?",
                (batch, start, start + _PIECE - 1),
            )
        if left <= total * 4:
            self._pack(feedback)
        self._take_up(left)
        return total

    def finish(self, feedback: Feedback) -> None:
        """Bring index, triggers and count in step with the rows written so far."""
        if not self._laid_aside:
            return
        fresh = rtree.Boxes.of_points(*map(np.concatenate, zip(*self._fresh, strict=True)))
        if self._added * 4 < self._counted:
            bulk.index_more(self._cursor, "events", fresh, feedback)
        else:
            self._pack(feedback, fresh)
        self._take_up(self._counted + self._added)

    def _pack(self, feedback: Feedback, fresh: rtree.Boxes | None = None) -> None:
        """Make the index anew from the rows that were there and those that were remembered."""
        if self._counted:
            up_to = self._indexed_to
            known = rtree.Boxes.of_points(*read_points(self._connection, feedback, up_to))
            fresh = known if fresh is None else known + fresh
        if fresh is not None:
            bulk.index_all(self._cursor, "events", fresh, feedback)

    def _lay_aside(self) -> None:
        self._counted = bulk.lay_aside(self._cursor, "events")
        self._indexed_to = self._last_id()
        self._added, self._fresh = 0, [_NO_POINTS]
        self._laid_aside = True

    def _take_up(self, count: int) -> None:
        bulk.take_up(self._cursor, "events", count)
        self._laid_aside = False

    def _last_id(self) -> int:
        row = self._cursor.execute(
            "SELECT max(ifnull((SELECT seq FROM sqlite_sequence WHERE name = 'events'), 0),"
            " ifnull((SELECT max(id) FROM events), 0))"
        ).fetchone()
        return int(row[0])

    def _rows(
        self,
        new: NewEvents,
        ids: NDArray[np.int64],
        texts: dict,
        batch: int,
        piece: slice,
    ) -> Iterator[tuple]:
        table = new.table.take(piece).consistent()
        ids = ids[piece]
        if self._laid_aside:
            placed = table.placed
            self._fresh.append((ids[placed], table.x[placed], table.y[placed]))
        columns = [
            ids.tolist(),
            map(bytearray, point_blobs(table.x, table.y, self._epsg)),
            instant_texts(table.time),
            *(getattr(table, name).tolist() for name in _NUMBERS),
            [batch] * len(ids),
            *([] if new.fingerprint is None else [new.fingerprint[piece].tolist()]),
            *([text or "" for text in values[piece]] for values in texts.values()),
        ]
        return zip(*columns, strict=True)


def _insert_statement(texts: tuple[str, ...], fingerprint: bool) -> str:
    """Return the statement for one row.

    None and bytes cost the driver a search for an adapter, a third of the whole time: a missing
    text is handed over as an empty one, a missing point as no bytes, and SQLite makes NULL of them.
    """
    columns = ("id", "geom", "at", *_NUMBERS, "batch", *(["fingerprint"] * fingerprint))
    marks = ["?"] * len(columns)
    marks[1] = "nullif(?, zeroblob(0))"
    marks += ["nullif(?, '')"] * len(texts)
    return f"INSERT INTO events ({', '.join((*columns, *texts))}) VALUES ({', '.join(marks)})"


def _check(new: NewEvents) -> None:
    """Refuse columns of unequal length and instants no calendar of ours can write."""
    lengths = {len(values) for values in new.texts.values()}
    if new.fingerprint is not None:
        lengths.add(len(new.fingerprint))
    if lengths - {len(new)}:
        raise ValueError("columns of unequal length")
    time = new.table.time
    if len(time) and not (time.min() >= _EARLIEST and time.max() <= _LATEST):
        raise BadInput(_("تاریخ برخی از ردیف‌ها بیرون از بازهٔ تقویم است؛ آن را درست کنید."))


def relabel(
    connection: sqlite3.Connection,
    ids: NDArray[np.int64],
    districts: NDArray[np.int16],
    feedback: Feedback,
) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
    """Write the district of some events; return id and old district of those that changed.

    Parameters
    ----------
    ids : ndarray of int64, shape (n,)
    districts : ndarray of int16, shape (n,)
    """
    if not len(ids):
        return ids, districts
    stored = read_events(connection, feedback)
    order = np.argsort(ids)
    ids, districts = ids[order], districts[order]
    position = np.searchsorted(stored.id, ids)
    known = position < len(stored)
    known[known] = stored.id[position[known]] == ids[known]
    ids, districts, position = ids[known], districts[known], position[known]
    changed = stored.district[position] != districts
    old_ids, old = ids[changed], stored.district[position[changed]]
    _update_districts(connection, old_ids, districts[changed], feedback)
    return old_ids, old


def _update_districts(
    connection: sqlite3.Connection,
    ids: NDArray[np.int64],
    districts: NDArray[np.int16],
    feedback: Feedback,
) -> None:
    cursor = connection.cursor()
    for start in range(0, len(ids), _PIECE):
        feedback.progress(start, len(ids))
        piece = slice(start, start + _PIECE)
        cursor.executemany(
            "UPDATE events SET district = ? WHERE id = ?",
            zip(districts[piece].tolist(), ids[piece].tolist(), strict=True),
        )
