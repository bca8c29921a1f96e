"""What colours the districts and how wide the hexagons are, chosen beside the layers."""

from __future__ import annotations

from collections.abc import Iterator
from types import SimpleNamespace

import pytest

from desktop.jobs import Jobs
from desktop.layer_choices import LayerChoosing
from desktop.map_controller import MapController
from desktop.session import Session
from layers import districts, hexagons
from resources.tokens import LIGHT
from widgets.canvas.map_canvas import MapCanvas
from widgets.panels.layer_choices import LayerChoices


@pytest.fixture
def room(session: Session, jobs: Jobs, qtbot) -> Iterator[SimpleNamespace]:
    canvas, panel = MapCanvas(LIGHT), LayerChoices()
    qtbot.addWidget(canvas)
    qtbot.addWidget(panel)
    maps = MapController(session, jobs, canvas)
    choosing = LayerChoosing(maps, panel)
    yield SimpleNamespace(maps=maps, panel=panel, choosing=choosing)
    maps.stop()
    jobs.drop_silent()
    canvas.shutdown()


def pick(choice, value: object) -> None:
    index = choice.box.findData(value)
    choice.box.setCurrentIndex(index)
    choice.box.activated.emit(index)


def test_choices_reach_their_layers_and_leave_other_choices_alone(room) -> None:
    room.maps.set_choices("districts", districts.Choices(filled=False))
    pick(room.panel.districts, "residents")
    assert room.maps.choices("districts") == districts.Choices(False, "residents")
    pick(room.panel.hexagons, 500.0)
    assert room.maps.choices("hexagons") == hexagons.Choices(500.0)
    pick(room.panel.hexagons, None)
    assert room.maps.choices("hexagons") == hexagons.Choices()


def test_each_is_offered_while_its_layer_is_shown(room) -> None:
    assert not room.panel.districts.isHidden() and room.panel.hexagons.isHidden()
    room.maps.set_visible("hexagons", True)
    assert not room.panel.hexagons.isHidden()
    room.maps.set_visible("districts", False)
    assert room.panel.districts.isHidden()
    assert room.panel.hexagons.box.accessibleName()
