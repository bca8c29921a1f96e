"""Choosing events on the map: what is chosen, what is said, and what follows the filter."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from data.model.events import Source
from data.model.filters import Filter
from desktop.event_selection import EventSelection
from desktop.hovering import Hovering
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from desktop.selection import Selection
from desktop.session import Session
from desktop.under_pointer import events_near, points_near, street_near
from layers import chosen
from resources.tokens import LIGHT
from widgets.canvas.hits import Click, Hit
from widgets.canvas.map_canvas import MapCanvas
from widgets.canvas.tools.select import Mode, Region
from widgets.panels.inspector import Inspector


@pytest.fixture
def desk(session: Session, jobs: Jobs, qtbot) -> Iterator[SimpleNamespace]:
    canvas, inspector = MapCanvas(LIGHT), Inspector()
    qtbot.addWidget(canvas)
    qtbot.addWidget(inspector)
    canvas.resize(600, 400)
    maps = MapController(session, jobs, canvas)
    for layer in ("hotspots", "clusters", "zones"):
        maps.set_visible(layer, False)
    maps.set_visible("complaints", True)
    maps.set_filter(Filter())
    opened: list = []
    selection = Selection(session, maps, canvas, inspector, opened.append, lambda zone: None)
    found = EventSelection(jobs, maps, canvas, inspector, opened.append)
    found.changed.connect(selection.keep_card)
    hovering = Hovering(jobs, maps, canvas)
    canvas.zoom_to(bounds(maps))
    qtbot.waitUntil(lambda: maps.idle() and not jobs.busy(), timeout=20_000)
    yield SimpleNamespace(
        maps=maps, canvas=canvas, chosen=found, selection=selection, inspector=inspector,
        hovering=hovering, opened=opened, jobs=jobs, qtbot=qtbot,
    )  # fmt: skip
    maps.stop()
    jobs.drop_silent()
    canvas.shutdown()


def bounds(maps: MapController) -> tuple[float, float, float, float]:
    events = maps.snapshot.placed
    return (
        float(events.x.min()), float(events.y.min()), float(events.x.max()), float(events.y.max())
    )  # fmt: skip


def ring(maps: MapController, share: float = 1.0):
    west, south, east, north = bounds(maps)
    east = west + (east - west) * share
    return np.array([(west, south), (east, south), (east, north), (west, north)])


def choose(desk, share: float, mode: Mode = Mode.NEW) -> set[int]:
    with desk.qtbot.waitSignal(desk.chosen.changed, timeout=10_000):
        desk.canvas.tool_finished.emit(Region(ring(desk.maps, share), mode))
    return set(desk.chosen.chosen.events.id.tolist())


def test_what_is_chosen_is_counted_and_its_rows_open(desk) -> None:
    half = choose(desk, 0.5)
    placed = desk.maps.snapshot.placed
    assert 0 < len(half) < len(placed)
    assert "chosen" in desk.inspector.card_keys()
    desk.inspector.action.emit("chosen", "rows")
    (number,) = desk.opened
    assert number.value == len(half) and set(np.asarray(number.rows).tolist()) == half
    assert choose(desk, 1.0, Mode.ADD) > half
    assert choose(desk, 0.5, Mode.TAKE).isdisjoint(half)


def test_the_choice_follows_the_filter_and_esc_ends_it(desk) -> None:
    all_years = choose(desk, 1.0)
    with desk.qtbot.waitSignal(desk.chosen.changed, timeout=10_000):
        desk.maps.set_filter(Filter(districts=frozenset({4})))
    fewer = set(desk.chosen.chosen.events.id.tolist())
    assert 0 < len(fewer) < len(all_years) and fewer < all_years
    desk.canvas.pan(30, 0)
    assert set(desk.chosen.chosen.events.id.tolist()) == fewer
    with desk.qtbot.waitSignal(desk.chosen.changed):
        QTest.keyClick(desk.canvas, Qt.Key.Key_Escape)
    assert desk.chosen.chosen is None and "chosen" not in desk.inspector.card_keys()
    assert chosen.id not in {p.layer for p in desk.canvas._layers.pictures()}


def test_sources_of_visible_point_layers_are_chosen_too(desk) -> None:
    without = choose(desk, 1.0)
    with desk.qtbot.waitSignal(desk.chosen.changed, timeout=10_000):
        desk.maps.set_visible("impounds", False)
    events = desk.chosen.chosen.events
    assert set(events.id.tolist()) < without
    assert not (events.source == Source.IMPOUND).any()


def test_a_click_finds_what_was_thinned_away(desk) -> None:
    snapshot = desk.maps.snapshot
    events = snapshot.placed.take(snapshot.placed.source == Source.COMPLAINT)
    x, y = float(events.x[0]), float(events.y[0])
    near = points_near(snapshot, desk.maps.visible(), x, y, 500.0)
    assert near.id[0] == events.id[0]
    assert set(np.unique(near.source)) <= {Source.COMPLAINT, Source.IMPOUND}
    away = np.hypot(near.x - x, near.y - y)
    assert (np.diff(away) >= 0).all() and away.max() <= 500
    desk.selection.identify(Click(x, y))
    assert f"event:{events.id[0]}" in desk.selection.keys


def test_the_pointer_is_told_what_lies_under_it(desk) -> None:
    snapshot = desk.maps.snapshot
    x, y = float(snapshot.placed.x[0]), float(snapshot.placed.y[0])
    id_ = int(events_near(snapshot, x, y, 1.0).id[0])
    desk.canvas.hovered.emit(Click(x, y, (Hit("complaints", "event", id_),)))
    assert "·" in desk.hovering.text
    desk.canvas.hovered.emit(Click(float("nan"), float("nan")))
    assert desk.hovering.text == ""


def test_streets_answer_from_near(desk) -> None:
    streets = desk.maps.snapshot.streets
    row = int(np.flatnonzero(streets.rank == 0)[0])
    x, y = streets.xy[streets.offsets[row]].tolist()
    found = street_near(streets, x, y, 1.0)
    assert found is not None and found.length > 0
    assert street_near(streets, x, y, 50.0) is None
    desk.canvas.zoom_to((x - 300, y - 200, x + 300, y + 200))
    desk.selection.identify(Click(x, y))
    assert any(key.startswith("street:") for key in desk.selection.keys)
