"""Rows of events for a table view: texts are made only for the cells that are shown."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import (
    QAbstractTableModel,
    QCollator,
    QLocale,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    Qt,
    QTimer,
    Signal,
)

from data.calendar import format_instant
from data.folding import clean
from data.model.intake import EventRow
from data.model.names import kind_name, outcome_name, source_name, status_name
from data.spreadsheet import safe_text
from resources.text import _, digits, isolate
from widgets.panels.event_rows import EventRows

COLUMNS = ("source", "date", "kind", "outcome", "status", "district", "address", "text", "origin")
_TEXT_COLUMNS = frozenset({"address", "text", "origin"})
READ = frozenset({"address", "text"})  # stand in the workspace, not in memory
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

    Signals
    -------
    texts_wanted : list of int
        Ids of `EventRows` that are looked at; `add_texts` takes the answer.
    order_wanted : str, bool
        Column and direction in which `EventRows` are to be put; `set_order` takes the answer.
    """

    texts_wanted = Signal(object)
    order_wanted = Signal(str, bool)

    def __init__(
        self, timezone: str, calendar: str = "jalali", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._timezone, self._calendar = timezone, calendar
        self._rows: Sequence[EventRow] = []
        self._origins: Mapping[int, str] = {}
        self._seen: list[int] = []  # rows without texts that were looked at in this turn
        self._ask = QTimer(self, singleShot=True, interval=0)
        self._ask.timeout.connect(self._ask_texts)

    def set_rows(self, rows: Sequence[EventRow], origins: Mapping[int, str]) -> None:
        """Show rows; ``origins`` names the file of each batch."""
        self.beginResetModel()
        self._rows = rows if isinstance(rows, EventRows) else list(rows)
        self._origins = origins
        self.endResetModel()

    def add_texts(self, rows: Sequence[EventRow]) -> None:
        """Take the texts that were asked for."""
        if isinstance(self._rows, EventRows) and len(self._rows):
            self._rows.add_texts(rows)
            last = self.index(len(self._rows) - 1, len(COLUMNS) - 1)
            self.dataChanged.emit(self.index(0, 0), last)

    def set_order(self, order: NDArray[np.int64]) -> None:
        """Put `EventRows` in another order."""
        if isinstance(self._rows, EventRows):
            self.beginResetModel()
            self._rows.order = order
            self.endResetModel()

    def missing(self, rows: Sequence[int]) -> list[int]:
        """Return the ids among some rows whose texts are not here."""
        return self._rows.missing(rows) if isinstance(self._rows, EventRows) else []

    def _ask_texts(self) -> None:
        rows, seen = self._rows, self._seen
        self._seen = []
        if isinstance(rows, EventRows):
            ids = [id_ for place in seen if place < len(rows) for id_ in rows.wanted_around(place)]
            if ids:
                self.texts_wanted.emit(ids)

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
        if isinstance(self._rows, EventRows):
            self.order_wanted.emit(COLUMNS[column], order == Qt.SortOrder.DescendingOrder)
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
        if name in READ and isinstance(self._rows, EventRows) and not self._rows.has_texts(row):
            self._seen.append(row)
            self._ask.start()
            return "…"
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


def rank_names(origins: Mapping[int, str], column: str, codes: Sequence[int]) -> dict[int, int]:
    """Return the place of each code of a column when they are sorted by what the table shows."""
    collator = QCollator(QLocale(QLocale.Language.Persian, QLocale.Country.Iran))
    name = (lambda code: origins.get(code, "")) if column == "origin" else _CODE_NAMES[column]
    names = sorted({name(code) for code in codes}, key=functools.cmp_to_key(collator.compare))
    return {code: names.index(name(code)) for code in codes}


def spreadsheet_text(text: str) -> str:
    """Return a cell for a spreadsheet that cannot be taken for a formula or break the table."""
    return safe_text(" ".join(clean(text).split()))
