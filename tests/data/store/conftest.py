"""A small city, a clock that stands still, and workspaces that are closed again."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path

import numpy as np
import pytest

from data.clock import Clock
from data.model.city import City
from data.model.events import EventTable, Precision
from data.model.intake import Batch, NewEvents
from data.store.geometry import register_functions
from data.store.workspace import Workspace, create_workspace, open_workspace

NOW = 1_758_600_000


@pytest.fixture(scope="session")
def city() -> City:
    return City(
        "tabriz",
        {"fa": "تبریز", "en": "Tabriz"},
        (46.2919, 38.08),
        (46.1, 37.95, 46.5, 38.2),
        32638,
        "Asia/Tehran",
    )


@pytest.fixture(scope="session")
def clock() -> Clock:
    return Clock(NOW)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory, city: City, clock: Clock) -> Path:
    """Return a closed workspace without data, to be copied."""
    made = create_workspace(tmp_path_factory.mktemp("blank") / "blank.gpkg", city, clock=clock)
    made.close()
    return made.path


@pytest.fixture
def workspace(tmp_path: Path, blank: Path, clock: Clock) -> Iterator[Workspace]:
    path = tmp_path / "کار.gpkg"
    shutil.copy(blank, path)
    opened = open_workspace(path, clock=clock)
    yield opened
    opened.close()


@pytest.fixture
def make_events() -> Callable[..., NewEvents]:
    """Return a function that makes plausible events, a part of them without a point."""

    def make(count: int, seed: int = 1, **columns: np.ndarray) -> NewEvents:
        rng = np.random.default_rng(seed)

        def codes(*values: int) -> np.ndarray:
            return rng.choice(np.array(values, np.uint8), count)

        placed = rng.random(count) < 0.7
        made = {
            "x": np.where(placed, 600_000 + rng.random(count) * 24_000, np.nan),
            "y": np.where(placed, 4_205_000 + rng.random(count) * 18_000, np.nan),
            "precision": np.where(placed, 0, Precision.DISTRICT).astype(np.uint8),
            "time": rng.integers(1_600_000_000, NOW, count),
            "source": codes(1, 2, 3),
            "kind": codes(0, 1, 2, 20, 90),
            "outcome": codes(0, 1, 5),
            "district": rng.integers(0, 11, count).astype(np.int16),
            "status": codes(0, 1, 24),
            "batch": np.zeros(count, np.int32),
            "id": np.zeros(count, np.int64),
        }
        texts = {
            "external_id": [f"137-{i}" for i in range(count)],
            "address": ["خیابان امام، نرسیده به آبرسان" if i % 3 else None for i in range(count)],
        }
        prints = rng.integers(-(2**63), 2**63 - 1, count)
        return NewEvents(EventTable(**(made | columns)), texts, prints)

    return make


@pytest.fixture
def batch() -> Batch:
    return Batch(0, "complaints", "پیام‌ها.csv", "ab" * 32, NOW, "مالک", 10, 8, 1, 1, {"x": "طول"})


@pytest.fixture
def outside() -> Callable[..., None]:
    """Return a function that runs a statement as another program would, beside the store."""

    def run(path: Path, statement: str, values: tuple = ()) -> None:
        with closing(sqlite3.connect(path)) as db:
            register_functions(db)
            with db:
                db.execute(statement, values)

    return run


@pytest.fixture
def table_rows() -> Callable[..., list[dict]]:
    """Return a function that reads a table as it stands in the file, byte for byte."""

    def read(path: Path, table: str, leave_out: tuple[str, ...] = ()) -> list[dict]:
        with closing(sqlite3.connect(path)) as db:
            db.row_factory = sqlite3.Row
            rows = [dict(row) for row in db.execute(f"SELECT * FROM {table} ORDER BY id")]
        return [{k: v for k, v in row.items() if k not in leave_out} for row in rows]

    return read
