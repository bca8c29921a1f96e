"""Events written and taken away in bulk, inside one transaction."""

from __future__ import annotations

import sqlite3

import numpy as np
from numpy.typing import NDArray

from data.errors import BadInput
from data.feedback import Feedback
from data.model.intake import TEXT_COLUMNS, NewEvents
from data.store import geopackage, rtree
from data.store.columns import instant_texts
from data.store.geometry import point_blobs
from data.store.scan import consistent, read_events, read_points
from resources.text import _

_PIECE = 20_000
_FEW = 2_000  # up to this many rows the triggers are the cheaper road
_INDEX = geopackage.rtree_table("events")
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
        self._counted = 0

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
        statement = _insert_statement(tuple(texts))
        for start in range(0, len(new), _PIECE):
            feedback.progress(start, len(new))
            piece = slice(start, start + _PIECE)
            self._cursor.executemany(statement, self._rows(new, ids, texts, batch, piece))
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
        (fresh,) = self._cursor.execute(
            "SELECT count(*) FROM events WHERE id > ?", (self._indexed_to,)
        ).fetchone()
        if fresh * 4 < self._counted:
            points = _points(self._connection, feedback, self._indexed_to)
            rtree.insert(self._cursor, _INDEX, points, feedback)
        else:
            self._pack(feedback)
        self._take_up(self._counted + fresh)

    def _pack(self, feedback: Feedback) -> None:
        points = _points(self._connection, feedback)
        rtree.replace_index(self._cursor, _INDEX, points, feedback)

    def _lay_aside(self) -> None:
        for trigger in geopackage.triggers("events"):
            self._cursor.execute(f'DROP TRIGGER "{trigger}"')
        self._indexed_to = self._last_id()
        (self._counted,) = self._cursor.execute(
            "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = 'events'"
        ).fetchone()
        self._laid_aside = True

    def _take_up(self, count: int) -> None:
        for statement in geopackage.triggers("events").values():
            self._cursor.execute(statement)
        self._cursor.execute(
            "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = 'events'", (count,)
        )
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
    ) -> zip:
        table, count = consistent(new.table.take(piece)), len(ids[piece])
        prints = new.fingerprint
        columns = [
            ids[piece].tolist(),
            point_blobs(table.x, table.y, self._epsg),
            instant_texts(table.time),
            *(getattr(table, name).tolist() for name in _NUMBERS),
            [batch] * count,
            [None] * count if prints is None else prints[piece].tolist(),
            *(values[piece] for values in texts.values()),
        ]
        return zip(*columns, strict=True)


def _insert_statement(texts: tuple[str, ...]) -> str:
    columns = ("id", "geom", "at", *_NUMBERS, "batch", "fingerprint", *texts)
    marks = ", ".join("?" * len(columns))
    return f"INSERT INTO events ({', '.join(columns)}) VALUES ({marks})"


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


def _points(connection: sqlite3.Connection, feedback: Feedback, after: int = 0) -> rtree.Boxes:
    ids, x, y = read_points(connection, feedback, after)
    return rtree.Boxes(ids, x, x, y, y)


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
