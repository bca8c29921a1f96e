"""A small read-only table of plain texts from outside."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QAbstractItemView, QTableView, QWidget

from data.folding import clean
from resources.text import digits, isolate

Index = QModelIndex | QPersistentModelIndex
_MEASURED = 12  # rows that give the columns their widths
_LONGEST_CELL = 200


class _TextModel(QAbstractTableModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._head: tuple[str, ...] = ()
        self._rows: tuple[Sequence[str], ...] = ()

    def set_texts(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self.beginResetModel()
        self._head, self._rows = tuple(head), tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._head)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        row = self._rows[index.row()]
        return _shown(row[index.column()]) if index.column() < len(row) else ""

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return _shown(self._head[section])
        return digits(section + 1)


class TextTable(QTableView):
    """Rows of plain texts under headings."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._model = _TextModel(self)
        self.setModel(self._model)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setAlternatingRowColors(True)
        self.setTabKeyNavigation(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        header = self.horizontalHeader()
        header.setStretchLastSection(True)
        header.setResizeContentsPrecision(_MEASURED)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)

    def set_texts(self, head: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        """Show rows; a row shorter than the heading ends with empty cells."""
        self._model.set_texts(head, rows)
        self.resizeColumnsToContents()
        for column in range(len(head)):
            self.setColumnWidth(column, min(max(self.columnWidth(column), 72), 220))


def _shown(text: str) -> str:
    flat = " ".join(clean(text[:_LONGEST_CELL]).split())
    return isolate(flat) if flat else ""
