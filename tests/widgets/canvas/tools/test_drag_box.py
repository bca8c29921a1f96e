"""A drag opens a box; what ends too near its beginning is none."""

from __future__ import annotations

import pytest

from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.drag_box import DragBox


class Recorder(DragBox):
    def __init__(self) -> None:
        super().__init__()
        self.boxes: list[tuple[float, ...]] = []

    def on_box(self, corner, pointer) -> None:
        self.boxes.append((*corner, pointer.x, pointer.y))


@pytest.mark.parametrize(
    ("end", "boxes"),
    [((90.0, 40.0), [(10.0, 20.0, 90.0, 40.0)]), ((12.0, 40.0), []), ((90.0, 22.0), [])],
)
def test_a_drag_makes_one_box(qapp, end, boxes) -> None:
    tool = Recorder()
    assert tool.on_press(Pointer(10.0, 20.0, 8.0))
    tool.on_move(Pointer(*end, 8.0))
    assert len(tool.marks()) == 1
    tool.on_release(Pointer(*end, 8.0))
    assert tool.boxes == boxes and tool.marks() == ()


def test_a_box_laid_down_is_forgotten(qapp) -> None:
    tool = Recorder()
    tool.on_press(Pointer(0.0, 0.0))
    tool.let_go()
    tool.on_release(Pointer(90.0, 90.0))
    assert tool.boxes == []
