"""Give a waiting row its place with one click."""

from __future__ import annotations

from PySide6.QtCore import Qt

from layers.picture import Look, Mark
from resources.text import _
from widgets.canvas.tools.base import HINTS, Pointer, Tool, dots_mark

PLACE = Look(fill="warning", stroke="dot_ring", width=2.0, size=12)


class PlacePoint(Tool):
    """One click, one place ``(x, y)`` in metres; the tool stays in hand for the next row."""

    def __init__(self, parent=None) -> None:
        super().__init__(parent)
        self._place: tuple[float, float] | None = None
        self._hint: Mark | None = None

    def let_go(self) -> None:
        """Forget the place shown."""
        super().let_go()
        self._place = self._hint = None

    def on_move(self, pointer: Pointer) -> None:
        """Show what the place would snap to."""
        snapped = self.snap(pointer)
        hint = dots_mark([(snapped.x, snapped.y)], HINTS[snapped.kind]) if snapped else None
        if hint is not None or self._hint is not None:
            self._hint = hint
            self.changed.emit()

    def on_click(self, pointer: Pointer) -> bool:
        """Finish with the place, on the street it snaps to."""
        snapped = self.snap(pointer)
        self._place = (snapped.x, snapped.y) if snapped else (pointer.x, pointer.y)
        self.changed.emit()
        self.finished.emit(self._place)
        return True

    def on_key(self, key: int) -> bool:
        """Take the place shown back with Esc; what was finished stays finished."""
        if key != Qt.Key.Key_Escape or self._place is None:
            return False
        self._place = None
        self.changed.emit()
        self.message.emit(_("جای مورد را روی نقشه نشان دهید."))
        return True

    def marks(self) -> tuple[Mark, ...]:
        """Return the place and the hint."""
        place = () if self._place is None else (dots_mark([self._place], PLACE),)
        return place if self._hint is None else (*place, self._hint)
