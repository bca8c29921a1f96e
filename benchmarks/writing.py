"""How fast rows come in and go out: the demonstration, Boston's real files, an undo."""

from __future__ import annotations

import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from tempfile import TemporaryDirectory

from benchmarks import inputs
from benchmarks.figures import Figure, best
from data.clock import Clock
from data.feedback import silent
from data.model.intake import Batch, NewEvents
from desktop import importing
from desktop.creating import create
from desktop.importing import Options
from desktop.session import Session

TURNS = 2
LARGE = 1_000_000
ROWS_A_SECOND = 100_000.0
BOSTON_SECONDS = 10.0
UNDO_SECONDS_A_MILLION = 10.0


def measure(path: Path, events: int) -> Iterator[Figure]:
    """Yield the rate of writing, and at the smallest size Boston and its undo."""
    with TemporaryDirectory(dir=path.parent) as folder:
        yield _demonstration(Path(folder), events)
        yield from _undo(Path(folder) / "written.gpkg", events)
        city = inputs.boston(Path(folder))
        if city is not None:
            yield from _boston(city)


def _demonstration(folder: Path, events: int) -> Figure:
    took = best(partial(_create, folder / "written.gpkg", events), TURNS)
    return Figure(
        "writing the demonstration: rows a second of the whole command's time",
        events,
        events / took,
        "rows/s",
        # The streets and zones of a small city weigh more than its events.
        ROWS_A_SECOND if events >= LARGE else None,
        at_least=True,
        repeats=TURNS,
        note=f"{took:.1f} s, streets, zones, spatial index and saved arrays included",
    )


def _create(path: Path, events: int) -> None:
    path.unlink(missing_ok=True)
    create(path, "tabriz", Clock(), silent(), events=events)


def _undo(path: Path, events: int) -> Iterator[Figure]:
    """Write the events once more as one import, and take it back."""
    session = Session.open(path, Clock())
    try:
        new = NewEvents(session.snapshot.events)
        began = time.perf_counter()
        number = session.add_events(Batch(0, "complaints", "again", "", 0, ""), new, silent())
        added = time.perf_counter() - began
        began = time.perf_counter()
        session.undo_import(number, silent())
        undone = time.perf_counter() - began
    finally:
        session.close()
    yield Figure("adding as many rows again, index and saved arrays included", events, added, "s")
    target = UNDO_SECONDS_A_MILLION * max(events / 1_000_000, 0.1)
    yield Figure("undo of that import, half of the rows", events, undone, "s", target)


def _boston(city: Path) -> Iterator[Figure]:
    session, rows = Session.open(city, Clock()), 0
    began = time.perf_counter()
    try:
        for file in inputs.BOSTON_FILES:
            prepared = importing.prepare(session, "complaints", file, Options(), silent())
            rows += importing.commit(session, prepared, silent())["read"]
        took = time.perf_counter() - began
    finally:
        session.close()
    yield Figure(
        "import of Boston's two files",
        rows,
        took,
        "s",
        BOSTON_SECONDS,
        note="read, checked, written",
    )
