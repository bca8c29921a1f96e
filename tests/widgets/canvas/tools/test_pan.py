"""The hand."""

from PySide6.QtCore import Qt

from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.pan import Pan


def test_the_hand_leaves_drags_to_the_map_and_clicks_to_the_canvas(qapp):
    tool = Pan()
    assert not tool.on_press(Pointer(0, 0)) and not tool.on_click(Pointer(0, 0))
    assert tool.cursor == Qt.CursorShape.OpenHandCursor
