"""Choosing by box and by polygon."""

import numpy as np
import pytest
from PySide6.QtCore import Qt

from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.select import Mode, SelectBox, SelectPolygon


@pytest.fixture(params=[SelectBox, SelectPolygon])
def tool(request, qapp):
    made = request.param()
    made.told, made.said = [], []
    made.finished.connect(made.told.append)
    made.message.connect(made.said.append)
    return made


def draw(tool, **keys):
    corners = [(0, 0), (100, 0), (100, 50), (0, 50)]
    if isinstance(tool, SelectBox):
        assert tool.on_press(Pointer(0, 0, **keys))
        tool.on_move(Pointer(60, 20, **keys))
        assert len(tool.marks()) == 1
        tool.on_release(Pointer(100, 50, **keys))
    else:
        for x, y in corners:
            assert tool.on_click(Pointer(x, y, **keys))
            tool.on_move(Pointer(x + 5, y + 5, **keys))
        assert len(tool.marks()) == 3
        tool.on_key(Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("keys", "mode"),
    [
        ({}, Mode.NEW),
        ({"shift": True}, Mode.ADD),
        ({"control": True}, Mode.TAKE),
        ({"alt": True}, Mode.TAKE),
        ({"shift": True, "alt": True}, Mode.TAKE),
    ],
)
def test_a_region_with_what_the_keys_ask_for(tool, keys, mode):
    draw(tool, **keys)
    (region,) = tool.told
    assert region.mode is mode
    assert {tuple(p) for p in region.ring.tolist()} == {(0, 0), (100, 0), (100, 50), (0, 50)}
    assert tool.marks() == () and tool.said


def test_laid_down_or_escaped_it_is_forgotten(tool):
    begin = tool.on_press if isinstance(tool, SelectBox) else tool.on_click
    for forget in (tool.let_go, lambda: tool.on_key(Qt.Key.Key_Escape)):
        begin(Pointer(10, 10))
        tool.on_move(Pointer(50, 50))
        assert tool.marks()
        forget()
        assert tool.marks() == () and tool.told == []
    assert not tool.on_key(Qt.Key.Key_Escape)


def test_a_click_is_no_box(qapp):
    tool, told = SelectBox(), []
    tool.finished.connect(told.append)
    tool.on_press(Pointer(10, 10, reach=10))
    tool.on_release(Pointer(12, 13, reach=10))
    assert told == []


def test_a_double_click_ends_a_polygon_of_three_places_at_least(qapp):
    tool, told = SelectPolygon(), []
    tool.finished.connect(told.append)
    tool.on_click(Pointer(0, 0))
    tool.on_click(Pointer(50, 0))
    tool.on_key(Qt.Key.Key_Return)
    assert told == []
    tool.on_click(Pointer(70, 70))
    tool.on_key(Qt.Key.Key_Backspace)
    tool.on_click(Pointer(0, 50))
    assert tool.on_double_click(Pointer(0, 50, reach=5))
    assert np.array_equal(told[0].ring, [(0, 0), (50, 0), (0, 50)])
