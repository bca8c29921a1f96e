"""The rows behind a number, and the list of rows that wait for their place and learn from it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QWidget

from data.feedback import silent
from data.model.city import LEARNED
from data.model.events import Precision
from data.model.filters import Filter
from data.projection import metres_to_lonlat
from desktop import importing
from desktop.commands import new_stack
from desktop.importing import Options
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from desktop.number_rows import NumberRows
from desktop.session import Session
from layers.naming import Names
from layers.picture import Number
from resources.tokens import LIGHT
from widgets.canvas.map_canvas import MapCanvas

NAME = "کوی نوآفرین"


@pytest.fixture
def told() -> list[str]:
    return []


@pytest.fixture
def rows(
    session: Session, jobs: Jobs, write_table: Callable[..., Path], told: list[str], qtbot
) -> Iterator[NumberRows]:
    """The room on a workspace with three new addresses without a point."""
    file = write_table(
        "تاریخ,نشانی",
        f"1404/05/01 10:00,{NAME}، پلاک ۱۲",
        f"1404/05/02 10:00,{NAME} روبروی بانک",
        "1404/05/03 10:00,پلاک ۴",
    )
    prepared = importing.prepare(session, "complaints", file, Options(), silent())
    importing.commit(session, prepared, silent())
    window = QWidget()
    canvas = MapCanvas(LIGHT)
    maps = MapController(session, jobs, canvas, window)
    made = NumberRows(session, jobs, maps, canvas, new_stack(), told.append, window)
    yield made
    made.close()
    jobs.drop_silent()
    qtbot.waitUntil(lambda: not jobs.busy())
    canvas.close()
    window.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def waiting(rows: NumberRows, session: Session, qtbot) -> dict[str, int]:
    """Show the newest rows that wait and return their ids by address."""
    rows.show_waiting()
    qtbot.waitUntil(lambda: bool(rows._waiting_rows))
    newest = session.snapshot.events.id.max()
    found = {row.texts.get("address", ""): i for i, row in rows._waiting_rows.items()}
    return {address: i for address, i in found.items() if i > newest - 3}


def middle(session: Session, district: int) -> tuple[float, float]:
    found = next(d for d in session.snapshot.districts if d.number == district)
    return found.geometry.representative_point().coords[0]


def precision(session: Session, id_: int) -> int:
    events = session.snapshot.events
    return int(events.precision[events.id == id_][0])


def first_candidate(rows: NumberRows, id_: int):
    shown = next((row for row in rows.waiting._model.rows if row.id == id_), None)
    return shown.candidates[0] if shown is not None and shown.candidates else None


def test_a_number_opens_its_rows(rows: NumberRows, session: Session, qtbot) -> None:
    ids = tuple(session.snapshot.events.id[:7].tolist())
    rows.open(Number("count", "نمونه", len(ids), rows=ids))
    qtbot.waitUntil(rows.table.isVisible)
    rows.open_filter(Filter())
    assert rows.table.isVisible()


def test_a_placed_address_is_learnt_and_offered_first(
    rows: NumberRows, session: Session, told: list[str], qtbot
) -> None:
    ids = waiting(rows, session, qtbot)
    one, other = ids[f"{NAME}، پلاک ۱۲"], ids[f"{NAME} روبروی بانک"]
    x, y = middle(session, 4)
    rows.waiting.candidate_chosen.emit(one, x, y)
    assert precision(session, one) == Precision.POINT
    qtbot.waitUntil(lambda: first_candidate(rows, other) is not None)
    candidate = first_candidate(rows, other)
    assert (candidate.name, candidate.x, candidate.y) == (NAME, x, y)
    assert candidate.confidence
    # Taking the placing back keeps the name; placing by it teaches nothing twice.
    rows._stack.undo()
    assert precision(session, one) != Precision.POINT
    rows.waiting.candidate_chosen.emit(other, x, y)
    assert precision(session, other) == Precision.POINT
    learnt = [p for p in session.store.places() if p.kind == LEARNED]
    assert [(p.name, p.x, p.y) for p in learnt] == [(NAME, x, y)]
    assert not told and session.store.check() == []


def test_an_address_that_names_nothing_teaches_nothing(
    rows: NumberRows, session: Session, qtbot
) -> None:
    ids = waiting(rows, session, qtbot)
    rows.waiting.candidate_chosen.emit(ids["پلاک ۴"], *middle(session, 4))
    assert precision(session, ids["پلاک ۴"]) == Precision.POINT
    assert not [p for p in session.snapshot.places if p.kind == LEARNED]


def test_a_place_outside_the_city_is_refused_and_not_learnt(
    rows: NumberRows, session: Session, told: list[str], qtbot
) -> None:
    ids = waiting(rows, session, qtbot)
    rows.waiting.candidate_chosen.emit(ids[f"{NAME}، پلاک ۱۲"], 0.0, 0.0)
    assert len(told) == 1
    assert not [p for p in session.snapshot.places if p.kind == LEARNED]


def test_a_map_link_places_the_row(
    rows: NumberRows, session: Session, told: list[str], qtbot
) -> None:
    ids = waiting(rows, session, qtbot)
    id_ = ids[f"{NAME}، پلاک ۱۲"]
    rows.waiting.link_pasted.emit(id_, "https://example.com/nothing")
    assert len(told) == 1 and precision(session, id_) != Precision.POINT
    lon, lat = (float(v) for v in metres_to_lonlat(session.city, *middle(session, 4)))
    rows.waiting.link_pasted.emit(id_, f"geo:{lat:.6f},{lon:.6f}")
    assert precision(session, id_) == Precision.POINT


def test_what_was_learnt_names_no_hotspot(session: Session) -> None:
    x, y = middle(session, 4)
    before = Names(session.snapshot).at(x, y)
    session.learn_place(NAME, x, y)
    assert Names(session.snapshot).at(x, y) == before
    assert np.isclose(session.snapshot.places[-1].x, x)
