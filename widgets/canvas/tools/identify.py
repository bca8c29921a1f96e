"""Ask what lies at a place."""

from __future__ import annotations

from PySide6.QtCore import Qt

from resources.text import _
from widgets.canvas.hits import Click
from widgets.canvas.tools.base import Pointer, Tool


class Identify(Tool):
    """One click, one `Click` with what lies there."""

    cursor = Qt.CursorShape.WhatsThisCursor

    def on_click(self, pointer: Pointer) -> bool:
        """Finish with what lies here."""
        hits = self.hits_at(pointer.x, pointer.y)
        if not hits:
            self.message.emit(_("اینجا چیزی روی لایه‌های نمایان نیست."))
        self.finished.emit(Click(pointer.x, pointer.y, hits))
        return True
