"""Placing a waiting row."""

import pytest
from PySide6.QtCore import Qt

from widgets.canvas.snapping import SnapIndex, ragged
from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.place_point import PlacePoint


@pytest.fixture
def tool(qapp):
    made = PlacePoint()
    made.told = []
    made.finished.connect(made.told.append)
    made.take_up(SnapIndex([("streets", *ragged([[(0, 0), (1000, 0)]]))]), lambda x, y: ())
    return made


def test_a_click_is_a_place_on_the_street_it_snaps_to(tool):
    tool.on_move(Pointer(500, 4, reach=5))
    assert len(tool.marks()) == 1
    assert tool.on_click(Pointer(500, 4, reach=5))
    assert tool.told == [(500.0, 0.0)]
    tool.on_click(Pointer(500, 40, reach=5))
    tool.on_click(Pointer(500, 4, reach=5, control=True))
    assert tool.told[1:] == [(500, 40), (500, 4)]


def test_escape_takes_the_place_shown_away(tool):
    assert not tool.on_key(Qt.Key.Key_Escape)
    tool.on_click(Pointer(5, 50))
    assert tool.on_key(Qt.Key.Key_Escape) and tool.marks() == ()


def test_the_hint_goes_when_nothing_is_near(tool):
    tool.on_move(Pointer(500, 4, reach=5))
    tool.on_move(Pointer(500, 400, reach=5))
    assert tool.marks() == ()
