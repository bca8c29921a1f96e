"""What every tool shares."""

from PySide6.QtCore import Qt

from widgets.canvas.hits import Hit
from widgets.canvas.snapping import SnapIndex, ragged
from widgets.canvas.tools.base import Pointer, Tool, area_mark, dots_mark, line_mark

INDEX = SnapIndex([("streets", *ragged([[(0, 0), (100, 0)]]))])


def test_a_bare_tool_takes_nothing(qapp):
    tool, pointer = Tool(), Pointer(0, 0)
    assert not tool.on_press(pointer) and not tool.on_click(pointer)
    assert not tool.on_double_click(pointer) and not tool.on_key(Qt.Key.Key_Escape)
    assert tool.marks() == () and tool.snap(pointer) is None and tool.hits_at(0, 0) == ()


def test_a_tool_snaps_while_it_is_in_hand_and_ctrl_is_up(qapp):
    tool = Tool()
    tool.take_up(INDEX, lambda x, y: (Hit("a", "b"),))
    assert tool.snap(Pointer(1, 1, 5)).kind == "vertex"
    assert tool.snap(Pointer(1, 1, 5, control=True)) is None
    assert tool.hits_at(0, 0) == (Hit("a", "b"),)
    tool.let_go()
    assert tool.snap(Pointer(1, 1, 5)) is None and tool.hits_at(0, 0) == ()


def test_live_marks_hold_their_places(qapp):
    xy = [(0, 0), (1, 0), (1, 1)]
    assert dots_mark(xy, Tool).xy.shape == (3, 2) and dots_mark((1, 2), Tool).xy.shape == (1, 2)
    assert line_mark(xy, Tool).offsets.tolist() == [0, 3]
    assert len(area_mark(xy, Tool).rings[0]) == 3
