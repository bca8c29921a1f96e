"""Editing a zone, in metres."""

import pytest
import shapely
from PySide6.QtCore import Qt

from layers.picture import Dot
from widgets.canvas.snapping import SnapIndex, ragged
from widgets.canvas.tools.base import TROUBLE, Pointer
from widgets.canvas.tools.edit_zone import EditZone

SQUARE = shapely.Polygon([(0, 0), (100, 0), (100, 100), (0, 100)])


@pytest.fixture
def tool(qapp):
    made = EditZone(SQUARE)
    made.told, made.words = [], []
    made.finished.connect(made.told.append)
    made.message.connect(made.words.append)
    return made


def drag(tool, *places, reach=5.0):
    pointers = [Pointer(x, y, reach) for x, y in places]
    assert tool.on_press(pointers[0])
    for pointer in pointers[1:]:
        tool.on_move(pointer)
    tool.on_release(pointers[-1])


def test_a_vertex_is_dragged_and_finishes_once(tool):
    drag(tool, (101, 99), (120, 120), (140, 130), (150, 150))
    (polygon,) = tool.told
    assert polygon.equals(shapely.Polygon([(0, 0), (100, 0), (150, 150), (0, 100)]))
    drag(tool, (150, 150), (100, 100))
    assert tool.told[1].equals(SQUARE)


def test_the_middle_of_an_edge_becomes_a_vertex(tool):
    drag(tool, (50, 1), (50, -40))
    expected = [(0, 0), (50, -40), (100, 0), (100, 100), (0, 100)]
    assert tool.told[0].equals(shapely.Polygon(expected))


def test_the_closing_edge_has_a_middle_too(tool):
    drag(tool, (0, 50), (-40, 50))
    expected = [(0, 0), (100, 0), (100, 100), (0, 100), (-40, 50)]
    assert tool.told[0].equals(shapely.Polygon(expected))


def test_a_drag_inside_moves_the_zone(tool):
    drag(tool, (30, 30), (40, 50), (1030, 2030))
    assert tool.told[0].equals(shapely.affinity.translate(SQUARE, 1000, 2000))


def test_outside_the_map_is_left_to_itself(tool):
    assert not tool.on_press(Pointer(500, 500, 5))


@pytest.mark.parametrize("place", [(0, 0), (50, 0), (30, 30)])
def test_a_mere_press_changes_nothing(tool, place):
    drag(tool, place)
    assert tool.told == [] and len(tool.sketch) == 4


@pytest.mark.parametrize("key", [Qt.Key.Key_Delete, Qt.Key.Key_Backspace])
def test_delete_removes_the_vertex_touched_last_but_keeps_three(tool, key):
    assert not tool.on_key(key)
    drag(tool, (100, 100))
    assert tool.on_key(key)
    assert tool.told[0].equals(shapely.Polygon([(0, 0), (100, 0), (0, 100)]))
    drag(tool, (0, 0))
    tool.on_key(key)
    assert len(tool.told) == 1 and "سه رأس" in tool.words[-1]


def test_an_illegal_shape_is_shown_not_told_and_can_be_mended(tool):
    drag(tool, (100, 100), (50, -50))
    assert tool.told == [] and "قطع" in tool.words[-1]
    troubles = [m for m in tool.marks() if isinstance(m, Dot) and m.looks[0] == TROUBLE]
    assert len(troubles) == 1 and len(tool.sketch) == 4
    drag(tool, (50, -50), (120, 120))
    assert len(tool.told) == 1


def test_escape_goes_back_to_the_last_legal_shape(tool):
    drag(tool, (100, 100), (50, -50))
    assert tool.on_key(Qt.Key.Key_Escape)
    assert shapely.Polygon(tool.sketch.xy).equals(SQUARE)
    assert not tool.on_key(Qt.Key.Key_Escape)


def test_escape_in_the_middle_of_a_drag(tool):
    tool.on_press(Pointer(100, 100, 5))
    tool.on_move(Pointer(150, 150, 5))
    assert tool.on_key(Qt.Key.Key_Escape)
    tool.on_release(Pointer(150, 150, 5))
    assert tool.told == [] and shapely.Polygon(tool.sketch.xy).equals(SQUARE)


def test_vertices_snap_the_whole_does_not(tool):
    tool.take_up(SnapIndex([("streets", *ragged([[(0, 200), (500, 200)]]))]), lambda x, y: ())
    drag(tool, (100, 100), (120, 197))
    assert (120, 200) in tool.told[0].exterior.coords[:]
    drag(tool, (50, 50), (50, 147))
    assert tool.told[1].bounds[1] == 97


def test_laid_down_it_forgets_what_is_not_legal(tool):
    drag(tool, (100, 100), (50, -50))
    tool.let_go()
    assert shapely.Polygon(tool.sketch.xy).equals(SQUARE) and len(tool.marks()) == 3
