"""Drawing a zone, in metres."""

import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt

from layers.picture import Area, Dot
from widgets.canvas.snapping import SnapIndex, ragged
from widgets.canvas.tools.base import HINTS, TROUBLE, Pointer
from widgets.canvas.tools.draw_zone import DrawZone

SQUARE = ((0, 0), (100, 0), (100, 100), (0, 100))


def new_tool(index=None):
    made = DrawZone()
    made.told, made.words = [], []
    made.finished.connect(made.told.append)
    made.message.connect(made.words.append)
    made.take_up(index, lambda x, y: ())
    return made


@pytest.fixture
def tool(qapp):
    return new_tool()


def click(tool, *places, reach=1.0):
    for x, y in places:
        assert tool.on_click(Pointer(x, y, reach))


def looks(tool):
    return [mark.looks[0] for mark in tool.marks() if isinstance(mark, Dot)]


@pytest.mark.parametrize(
    "end",
    [
        lambda tool: tool.on_double_click(Pointer(0, 100)),
        lambda tool: tool.on_key(Qt.Key.Key_Return),
        lambda tool: tool.on_key(Qt.Key.Key_Enter),
        lambda tool: tool.on_click(Pointer(0.5, 0.5)),
    ],
    ids=["double click", "return", "enter", "first vertex"],
)
def test_every_way_to_finish(tool, end):
    click(tool, *SQUARE)
    assert end(tool)
    assert len(tool.told) == 1 and tool.told[0].equals(shapely.Polygon(SQUARE))
    assert len(tool.sketch) == 0 and tool.marks() == ()


def test_a_double_click_elsewhere_adds_its_place(tool):
    click(tool, *SQUARE[:3])
    tool.on_double_click(Pointer(*SQUARE[3]))
    assert tool.told[0].equals(shapely.Polygon(SQUARE))


def test_backspace_takes_one_back_and_escape_all(tool):
    assert not tool.on_key(Qt.Key.Key_Backspace) and not tool.on_key(Qt.Key.Key_Escape)
    click(tool, *SQUARE)
    assert tool.on_key(Qt.Key.Key_Backspace) and len(tool.sketch) == 3
    assert tool.on_key(Qt.Key.Key_Escape) and len(tool.sketch) == 0
    assert tool.told == []


def test_an_illegal_shape_stays_with_its_reason_and_place(tool):
    click(tool, (0, 0), (100, 100), (100, 0), (0, 100))
    tool.on_key(Qt.Key.Key_Return)
    assert tool.told == [] and "قطع" in tool.words[-1] and len(tool.sketch) == 4
    trouble = next(m for m in tool.marks() if isinstance(m, Dot) and m.looks[0] == TROUBLE)
    assert trouble.xy[0] == pytest.approx((50, 50))
    tool.on_key(Qt.Key.Key_Backspace)
    assert TROUBLE not in looks(tool)
    tool.on_key(Qt.Key.Key_Return)
    assert len(tool.told) == 1


def test_too_few_vertices_are_refused_in_words(tool):
    click(tool, (0, 0), (100, 100))
    tool.on_double_click(Pointer(100, 100))
    assert tool.told == [] and "سه رأس" in tool.words[-1]


def test_snapping_is_shown_and_taken(qapp):
    tool = new_tool(SnapIndex([("districts", *ragged([[(0, 0), (500, 0)]]))]))
    tool.on_move(Pointer(3, 3, reach=5))
    assert looks(tool) == [HINTS["vertex"]]
    tool.on_move(Pointer(250, 3, reach=5))
    assert looks(tool) == [HINTS["edge"]]
    click(tool, (3, 3), (250, 3), (250, 90), reach=5)
    assert tool.sketch.vertices == ((0, 0), (250, 0), (250, 90))
    tool.on_click(Pointer(400, 3, 5, control=True))
    assert tool.sketch.vertices[-1] == (400, 3)


def test_the_shape_follows_the_pointer(tool):
    click(tool, (0, 0), (100, 0))
    tool.on_move(Pointer(50, 80))
    (inside,) = [mark for mark in tool.marks() if isinstance(mark, Area)]
    assert inside.rings[0].tolist() == [[0, 0], [100, 0], [50, 80]]


def test_words_say_the_area(tool):
    click(tool, *SQUARE)
    assert "۱۰٬۰۰۰ متر مربع" in tool.words[-1] and "۴۰۰ متر" in tool.words[-1]


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(-50, 50)), max_size=12))
def test_whatever_is_clicked_the_value_is_legal_or_absent(qapp, places):
    tool = new_tool()
    for x, y in places:
        tool.on_click(Pointer(x, y, 0.5))
    tool.on_key(Qt.Key.Key_Return)
    assert all(polygon.is_valid and polygon.area >= 10 for polygon in tool.told)
    if not tool.told and places:
        assert len(tool.sketch) and tool.words
