"""Look around: the canvas drags the map whenever a tool leaves a drag alone, and this one does."""

from __future__ import annotations

from PySide6.QtCore import Qt

from widgets.canvas.tools.base import Tool


class Pan(Tool):
    """A hand that takes nothing: every drag moves the map, every click is the canvas's own."""

    cursor = Qt.CursorShape.OpenHandCursor
