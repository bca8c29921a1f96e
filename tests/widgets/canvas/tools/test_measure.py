"""Measuring."""

import pytest
from PySide6.QtCore import Qt

from layers.picture import Label
from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.measure import Measure


@pytest.fixture
def tool(qapp):
    made = Measure()
    made.told, made.words = [], []
    made.finished.connect(made.told.append)
    made.message.connect(made.words.append)
    return made


def click(tool, *places):
    for x, y in places:
        assert tool.on_click(Pointer(x, y))


def test_length_and_area_live_and_at_the_end(tool):
    click(tool, (0, 0), (300, 0))
    assert tool.words[-1] == "طول: ۳۰۰ متر"
    tool.on_move(Pointer(300, 400))
    assert tool.words[-1] == "طول: ۷۰۰ متر · مساحت: ۶۰٬۰۰۰ متر مربع"
    label = next(mark for mark in tool.marks() if isinstance(mark, Label))
    assert (label.text, label.x, label.y) == ("۷۰۰ متر", 300, 400)
    assert tool.on_double_click(Pointer(300, 400))
    (value,) = tool.told
    assert (value.length, value.area) == (700.0, 60_000.0)
    assert value.vertices == ((0, 0), (300, 0), (300, 400))


def test_the_first_click_of_the_double_click_is_not_counted_twice(tool):
    click(tool, (0, 0), (300, 0))
    tool.on_double_click(Pointer(301, 0, reach=5))
    assert len(tool.told[0].vertices) == 2


def test_backspace_enter_and_escape(tool):
    assert not tool.on_key(Qt.Key.Key_Backspace)
    click(tool, (0, 0), (300, 0), (300, 400))
    assert tool.on_key(Qt.Key.Key_Backspace) and tool.words[-1] == "طول: ۳۰۰ متر"
    assert tool.on_key(Qt.Key.Key_Return)
    assert tool.told[0].length == 300 and tool.told[0].area == 0
    assert tool.on_key(Qt.Key.Key_Escape) and tool.marks() == ()
    assert not tool.on_key(Qt.Key.Key_A)


def test_one_place_is_no_line(tool):
    click(tool, (0, 0))
    tool.on_key(Qt.Key.Key_Enter)
    assert tool.told == []


def test_after_a_finished_line_a_click_begins_another(tool):
    click(tool, (0, 0), (300, 0))
    tool.on_key(Qt.Key.Key_Return)
    tool.on_move(Pointer(900, 900))
    click(tool, (10, 10), (10, 20))
    tool.on_key(Qt.Key.Key_Return)
    assert [value.length for value in tool.told] == [300, 10]
    tool.let_go()
    assert tool.marks() == ()
