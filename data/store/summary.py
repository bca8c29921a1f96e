"""What a workspace holds, in a few numbers."""

from __future__ import annotations

import sqlite3
from typing import Any

from data.calendar import iso_utc
from data.model.events import Precision, Source
from data.store.columns import instant_of


def of_events(connection: sqlite3.Connection) -> dict[str, Any]:
    """Return counts by source name, placed, unplaced, and the period as ISO texts in UTC."""
    rows = connection.execute(
        "SELECT source, count(*), sum(precision = ? AND geom IS NOT NULL), min(at), max(at)"
        " FROM events GROUP BY source",
        (int(Precision.POINT),),
    ).fetchall()
    names = {int(source): source.name.lower() for source in Source}
    total, placed = sum(row[1] for row in rows), sum(row[2] for row in rows)
    period = None
    if rows:
        first, last = min(row[3] for row in rows), max(row[4] for row in rows)
        period = [iso_utc(instant_of(first)), iso_utc(instant_of(last))]
    counts = dict.fromkeys(names.values(), 0)
    counts |= {names.get(row[0], str(row[0])): row[1] for row in rows}
    return {
        "counts": counts,
        "placed": placed,
        "unplaced": total - placed,
        "period": period,
    }


def size_bytes(connection: sqlite3.Connection) -> int:
    """Return the size of the workspace, with what still stands in its log only."""
    (pages,) = connection.execute("PRAGMA page_count").fetchone()
    (size,) = connection.execute("PRAGMA page_size").fetchone()
    return int(pages * size)
