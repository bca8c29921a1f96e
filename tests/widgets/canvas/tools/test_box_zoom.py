"""The box."""

import pytest

from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.box_zoom import BoxZoom


@pytest.fixture
def tool(qapp):
    made = BoxZoom()
    made.told = []
    made.finished.connect(made.told.append)
    return made


def test_a_drag_in_any_direction_is_an_extent(tool):
    assert tool.on_press(Pointer(100, 50))
    tool.on_move(Pointer(40, 90))
    assert len(tool.marks()) == 1
    tool.on_release(Pointer(20, 120))
    assert tool.told == [(20, 50, 100, 120)] and tool.marks() == ()


def test_a_click_is_no_box(tool):
    tool.on_press(Pointer(100, 50, reach=10))
    tool.on_release(Pointer(102, 53, reach=10))
    assert tool.told == []


def test_a_box_laid_down_is_forgotten(tool):
    tool.on_press(Pointer(100, 50))
    tool.let_go()
    tool.on_move(Pointer(0, 0))
    tool.on_release(Pointer(0, 0))
    assert tool.told == [] and tool.marks() == ()
