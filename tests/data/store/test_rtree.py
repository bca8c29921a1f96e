"""The packed index answers as arrays do, and SQLite finds it whole."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.errors import Cancelled
from data.feedback import Feedback, silent
from data.store import rtree


@pytest.fixture
def db() -> Iterator[sqlite3.Connection]:
    with closing(_database()) as connection:
        yield connection


def _database() -> sqlite3.Connection:
    connection = sqlite3.connect(":memory:", isolation_level=None)
    connection.execute("CREATE VIRTUAL TABLE r USING rtree(id, minx, maxx, miny, maxy)")
    return connection


def _boxes(count: int, seed: int, size: float = 50.0) -> rtree.Boxes:
    rng = np.random.default_rng(seed)
    x, y = 600_000 + rng.random(count) * 24_000, 4_205_000 + rng.random(count) * 18_000
    ids = rng.permutation(count * 3)[:count].astype(np.int64) + 1
    return rtree.Boxes(ids, x, x + rng.random(count) * size, y, y + rng.random(count) * size)


def _window(db: sqlite3.Connection, box: tuple[float, ...]) -> set[int]:
    query = "SELECT id FROM r WHERE maxx >= ? AND minx <= ? AND maxy >= ? AND miny <= ?"
    return {row[0] for row in db.execute(query, box)}


def _expected(boxes: rtree.Boxes, box: tuple[float, ...], slack: float) -> set[int]:
    hit = (boxes.max_x >= box[0] - slack) & (boxes.min_x <= box[1] + slack)
    hit &= (boxes.max_y >= box[2] - slack) & (boxes.min_y <= box[3] + slack)
    return set(boxes.id[hit].tolist())


@settings(max_examples=25, deadline=None)
@given(
    count=st.one_of(st.integers(0, 120), st.sampled_from([51, 52, 2601, 2602, 3000])),
    seed=st.integers(0, 10_000),
    corner=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    size=st.floats(0, 8_000),
)
def test_windows_equal_numpy(
    count: int, seed: int, corner: tuple[float, float], size: float
) -> None:
    boxes = _boxes(count, seed)
    west, south = 600_000 + corner[0] * 24_000, 4_205_000 + corner[1] * 18_000
    box = (west, west + size, south, south + size)
    with closing(_database()) as db:
        rtree.replace_index(db.cursor(), "r", boxes, silent())
        assert rtree.check(db.cursor(), "r") == "ok"
        found = _window(db, box)
    # 32-bit boxes are rounded outwards, here by at most half a metre.
    assert _expected(boxes, box, 0.0) <= found <= _expected(boxes, box, 1.0)


@pytest.mark.parametrize("count", [1, 51, 52, 2_602, 40_000])
def test_rows_can_be_added_and_taken_afterwards(db: sqlite3.Connection, count: int) -> None:
    boxes = _boxes(count, 3)
    rtree.replace_index(db.cursor(), "r", boxes, silent())
    db.executemany("INSERT INTO r VALUES (?, 1, 2, 3, 4)", [(10**6 + i,) for i in range(200)])
    db.executemany("DELETE FROM r WHERE id = ?", [(i,) for i in boxes.id[: count // 2].tolist()])
    assert rtree.check(db.cursor(), "r") == "ok"
    assert db.execute("SELECT count(*) FROM r").fetchone()[0] == count - count // 2 + 200


def test_an_index_is_replaced_not_added_to(db: sqlite3.Connection) -> None:
    rtree.replace_index(db.cursor(), "r", _boxes(5_000, 1), silent())
    rtree.replace_index(db.cursor(), "r", _boxes(10, 2), silent())
    assert rtree.check(db.cursor(), "r") == "ok"
    assert db.execute("SELECT count(*) FROM r").fetchone() == (10,)


def test_the_ordinary_road_where_shadow_tables_are_closed(
    db: sqlite3.Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    def closed(cursor: sqlite3.Cursor, index: str) -> None:
        raise sqlite3.OperationalError("table r_node may not be modified")

    monkeypatch.setattr(rtree, "_clear", closed)
    boxes = _boxes(3_000, 5)
    db.execute("INSERT INTO r VALUES (999999, 0, 0, 0, 0)")
    rtree.replace_index(db.cursor(), "r", boxes, silent())
    assert rtree.check(db.cursor(), "r") == "ok"
    assert _window(db, (0, 1e9, 0, 1e9)) == set(boxes.id.tolist())


def test_root_bounds_hold_everything(db: sqlite3.Connection) -> None:
    boxes = _boxes(4_000, 9)
    cursor = db.cursor()
    root = "SELECT data FROM r_node WHERE nodeno = 1"
    assert rtree.root_bounds(cursor.execute(root).fetchone()[0]) is None
    rtree.replace_index(cursor, "r", boxes, silent())
    west, east, south, north = rtree.root_bounds(cursor.execute(root).fetchone()[0])
    assert west <= boxes.min_x.min() < west + 1
    assert east - 1 < boxes.max_x.max() <= east
    assert south <= boxes.min_y.min() < south + 1
    assert north - 1 < boxes.max_y.max() <= north


def test_packing_can_be_stopped(db: sqlite3.Connection) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        rtree.replace_index(db.cursor(), "r", _boxes(100, 1), feedback)
