"""A sketch of clicked places: what drawing, measuring and choosing by a polygon have in common."""

from __future__ import annotations

from PySide6.QtCore import Qt

from widgets.canvas.sketch import Sketch
from widgets.canvas.tools.base import Pointer, Tool


class SketchTool(Tool):
    """Clicks add places; Backspace takes one back, Esc forgets all, a double click or Enter
    finishes. Subclasses take the clicks and finish with their value.
    """

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._forget()

    def let_go(self) -> None:
        """Forget the places."""
        super().let_go()
        self._forget()

    def on_double_click(self, pointer: Pointer) -> bool:
        """Finish, with a place here unless the first of the two clicks has just put it."""
        if self._open and not self._sketch.ends_near(pointer.x, pointer.y, pointer.reach):
            self.on_click(pointer)
        self._finish()
        return True

    def on_key(self, key: int) -> bool:
        """Finish, take one place back, or forget all."""
        if not len(self._sketch):
            return False
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._finish()
        elif key == Qt.Key.Key_Backspace and self._open:
            self._sketch = self._sketch.remove_last()
            self._tell()
        elif key == Qt.Key.Key_Escape:
            self._forget()
            self._tell_forgotten()
        else:
            return False
        return True

    @property
    def _open(self) -> bool:
        """Whether places may still be added."""
        return True

    def _tell(self) -> None:
        """Say what the sketch is now."""
        self.changed.emit()

    def _tell_forgotten(self) -> None:
        """Say that there is no sketch any more."""
        self.changed.emit()

    def _finish(self) -> None:
        """Finish with the subclass's value, where the sketch is enough for one."""
        raise NotImplementedError

    def _forget(self) -> None:
        self._sketch = Sketch()
        self._end: tuple[float, float] | None = None
