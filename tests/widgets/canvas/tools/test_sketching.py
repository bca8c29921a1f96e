"""The keys of every tool that sketches."""

from __future__ import annotations

from PySide6.QtCore import Qt

from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.sketching import SketchTool


class Recorder(SketchTool):
    def __init__(self) -> None:
        super().__init__()
        self.values: list[int] = []

    def on_click(self, pointer) -> bool:
        self._sketch = self._sketch.add(pointer.x, pointer.y)
        return True

    def _finish(self) -> None:
        self.values.append(len(self._sketch))


def drawn(*places: float) -> Recorder:
    tool = Recorder()
    for x in places:
        tool.on_click(Pointer(x, 0.0))
    return tool


def test_backspace_takes_one_place_back_and_escape_all(qapp) -> None:
    tool = drawn(0.0, 10.0, 20.0)
    assert tool.on_key(Qt.Key.Key_Backspace) and len(tool._sketch) == 2
    assert tool.on_key(Qt.Key.Key_Escape) and len(tool._sketch) == 0
    assert not tool.on_key(Qt.Key.Key_Escape), "without a sketch the key is another's"


def test_enter_and_a_double_click_finish(qapp) -> None:
    tool = drawn(0.0, 10.0)
    assert tool.on_key(Qt.Key.Key_Return)
    assert tool.on_double_click(Pointer(10.2, 0.0, 1.0))  # its first click put the place
    assert tool.on_double_click(Pointer(50.0, 0.0, 1.0))
    assert tool.values == [2, 2, 3]
    assert not tool.on_key(Qt.Key.Key_A)


def test_a_tool_laid_down_forgets(qapp) -> None:
    tool = drawn(0.0, 10.0)
    tool.let_go()
    assert len(tool._sketch) == 0
