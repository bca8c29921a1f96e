"""Draw a box; its extent is shown."""

from __future__ import annotations

from widgets.canvas.tools.base import Pointer
from widgets.canvas.tools.drag_box import DragBox


class BoxZoom(DragBox):
    """One drag, one extent (west, south, east, north) in metres; a mere click is nothing."""

    zooms = True

    def on_box(self, corner: tuple[float, float], pointer: Pointer) -> None:
        """Finish with the extent."""
        west, east = sorted((corner[0], pointer.x))
        south, north = sorted((corner[1], pointer.y))
        self.finished.emit((west, south, east, north))
