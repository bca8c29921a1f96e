"""Many rows of a layer at once: its triggers are laid aside and its index is brought up after."""

from __future__ import annotations

import sqlite3

from data.feedback import Feedback
from data.store import geopackage, rtree


def lay_aside(cursor: sqlite3.Cursor, table: str) -> int:
    """Drop the triggers of a layer and return how many rows it counts."""
    for trigger in geopackage.triggers(table):
        cursor.execute(f'DROP TRIGGER "{trigger}"')
    (counted,) = cursor.execute(
        "SELECT feature_count FROM gpkg_ogr_contents WHERE table_name = ?", (table,)
    ).fetchone()
    return int(counted)


def take_up(cursor: sqlite3.Cursor, table: str, count: int) -> None:
    """Give a layer its triggers back, and the number of its rows."""
    for statement in geopackage.triggers(table).values():
        cursor.execute(statement)
    cursor.execute(
        "UPDATE gpkg_ogr_contents SET feature_count = ? WHERE table_name = ?", (count, table)
    )


def index_all(cursor: sqlite3.Cursor, table: str, boxes: rtree.Boxes, feedback: Feedback) -> None:
    """Make the spatial index of a layer anew from the boxes of all its rows."""
    rtree.replace_index(cursor, geopackage.rtree_table(table), boxes, feedback)


def index_more(cursor: sqlite3.Cursor, table: str, boxes: rtree.Boxes, feedback: Feedback) -> None:
    """Add the boxes of fresh rows to the spatial index of a layer."""
    rtree.insert(cursor, geopackage.rtree_table(table), boxes, feedback)
