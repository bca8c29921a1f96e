"""A layout that fills rows from the first side and wraps, like words in a text."""

from __future__ import annotations

from PySide6.QtCore import QMargins, QPoint, QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

from resources.tokens import SPACE


class FlowLayout(QLayout):
    """Rows of widgets in the direction of reading.

    Parameters
    ----------
    parent : QWidget, optional
    columns : int, optional
        Make all widgets of one width, this many a row; by default each takes its own width.
    """

    def __init__(self, parent: QWidget | None = None, columns: int | None = None) -> None:
        super().__init__(parent)
        self._items: list[QLayoutItem] = []
        self._columns = columns
        self.setContentsMargins(QMargins(0, 0, 0, 0))
        self.setSpacing(SPACE)

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        return self._arrange(QRect(0, 0, width, 0), move=False)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._shown():
            size = size.expandedTo(item.minimumSize())
        if self._columns and self._items:
            size.setWidth(min(size.width(), 28) * self._columns)
        return size

    def setGeometry(self, rect: QRect) -> None:
        super().setGeometry(rect)
        self._arrange(rect, move=True)

    def _arrange(self, rect: QRect, *, move: bool) -> int:
        """Place the items row by row and return the height they take."""
        rtl = self.parentWidget() is not None and self.parentWidget().isRightToLeft()
        gap, x, y, row_height = self.spacing(), 0, 0, 0
        for item in self._shown():
            size = self._size(item, rect.width())
            if x and x + size.width() > rect.width():
                x, y, row_height = 0, y + row_height + min(gap, SPACE), 0
            if move:
                left = rect.right() + 1 - x - size.width() if rtl else rect.left() + x
                item.setGeometry(QRect(QPoint(left, rect.top() + y), size))
            x += size.width() + gap
            row_height = max(row_height, size.height())
        return y + row_height

    def _shown(self) -> list[QLayoutItem]:
        """Return the items that are not hidden."""
        return [item for item in self._items if not item.isEmpty()]

    def _size(self, item: QLayoutItem, width: int) -> QSize:
        size = item.sizeHint()
        if self._columns:
            gaps = self.spacing() * (self._columns - 1)
            size.setWidth(max(1, (width - gaps) // self._columns))
        size.setWidth(min(size.width(), width))
        return size
