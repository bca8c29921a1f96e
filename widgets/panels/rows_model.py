"""Rows of events for a table view: texts are made only for the cells that are shown."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
)

from data.calendar import format_instant
from data.folding import clean
from data.model.intake import EventRow
from data.model.names import kind_name, outcome_name, source_name, status_name
from data.spreadsheet import safe_text
from resources.text import _, digits, isolate

COLUMNS = ("source", "date", "kind", "outcome", "status", "district", "address", "text", "origin")
_TEXT_COLUMNS = frozenset({"address", "text", "origin"})
_LONGEST_SHOWN = 300
Index = QModelIndex | QPersistentModelIndex


def column_title(name: str) -> str:
    """Return the heading of a column."""
    return {
        "source": _("منبع"),
        "date": _("تاریخ"),
        "kind": _("نوع"),
        "outcome": _("نتیجه"),
        "status": _("وضعیت"),
        "district": _("منطقه"),
        "address": _("نشانی"),
        "text": _("شرح"),
        "origin": _("از فایل"),
    }[name]


class RowsModel(QAbstractTableModel):
    """Event rows, sorted by any column.

    Parameters
    ----------
    timezone, calendar : str
        Of the city, for the dates.
    """

    def __init__(
        self, timezone: str, calendar: str = "jalali", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._timezone, self._calendar = timezone, calendar
        self._rows: list[EventRow] = []
        self._origins: Mapping[int, str] = {}

    def set_rows(self, rows: Sequence[EventRow], origins: Mapping[int, str]) -> None:
        """Show rows; ``origins`` names the file of each batch."""
        self.beginResetModel()
        self._rows, self._origins = list(rows), origins
        self.endResetModel()

    def event_at(self, row: int) -> EventRow:
        """Return the event of a row."""
        return self._rows[row]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(COLUMNS)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        name = COLUMNS[index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            text = " ".join(self.text(index.row(), name).split())[:_LONGEST_SHOWN]
            return isolate(text) if name in _TEXT_COLUMNS and text else text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column_title(name)}: {self.text(index.row(), name)}"
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> object:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        if orientation == Qt.Orientation.Horizontal:
            return column_title(COLUMNS[section])
        return digits(section + 1)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        if not 0 <= column < len(COLUMNS):
            return
        self.layoutAboutToBeChanged.emit()
        key, rows = self._sort_key(COLUMNS[column]), self._rows
        descending = order == Qt.SortOrder.DescendingOrder
        places = sorted(range(len(rows)), key=lambda row: key(rows[row]), reverse=descending)
        self._rows = [rows[row] for row in places]
        self._move_indexes(places)
        self.layoutChanged.emit()

    def text(self, row: int, name: str) -> str:
        """Return the text of a cell, cleaned of what could disturb its surroundings."""
        event = self._rows[row]
        if name == "date":
            return format_instant(event.time, self._timezone, self._calendar)
        if name == "district":
            return digits(event.district) if event.district else "—"
        if name == "origin":
            return clean(self._origins.get(event.batch, "")) or _("ثبت در برنامه")
        if name in _TEXT_COLUMNS:
            return clean(event.texts.get(name) or "")
        return _CODE_NAMES[name](getattr(event, name))

    def _move_indexes(self, places: Sequence[int]) -> None:
        """Let selection and current row follow their events to their new places."""
        new_row = {old: new for new, old in enumerate(places)}
        before = self.persistentIndexList()
        after = [self.index(new_row[index.row()], index.column()) for index in before]
        self.changePersistentIndexList(before, after)

    def _sort_key(self, name: str) -> Callable[[EventRow], object]:
        if name == "date":
            return lambda event: event.time
        if name == "district":
            return lambda event: event.district
        collator = QCollator(QLocale(QLocale.Language.Persian, QLocale.Country.Iran))
        compared = functools.cmp_to_key(collator.compare)
        if name == "origin":
            return lambda event: compared(self._origins.get(event.batch, ""))
        if name in _TEXT_COLUMNS:
            return lambda event: compared((event.texts.get(name) or "")[:200])
        return lambda event: compared(_CODE_NAMES[name](getattr(event, name)))


_CODE_NAMES: dict[str, Callable[[int], str]] = {
    "source": source_name,
    "kind": kind_name,
    "outcome": outcome_name,
    "status": status_name,
}


def spreadsheet_text(text: str) -> str:
    """Return a cell for a spreadsheet that cannot be taken for a formula or break the table."""
    return safe_text(" ".join(clean(text).split()))
