"""The rows behind a number: «این عدد از کجاست؟» answered with source and date."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from data.model.intake import EventRow
from resources.text import _, ngettext, number
from resources.tokens import SPACE
from widgets.controls import IconButton
from widgets.labels import ElidedLabel, TextLabel
from widgets.panels.event_rows import EventRows
from widgets.panels.rows_model import COLUMNS, RowsModel, column_title, spreadsheet_text

_WIDEST = {"address": 220, "origin": 180}  # px; other columns hold short words
_WIDEST_WORD = 180
_NARROWEST_TEXT = 140
_MEASURED = 30  # rows
MOST_COPIED = 5_000  # rows: more belongs into an export


class _FilledView(QTableView):
    """A table whose descriptions take the room the other columns leave."""

    def fill(self) -> None:
        """Give the descriptions what is left."""
        text = COLUMNS.index("text")
        taken = self.horizontalHeader().length() - self.columnWidth(text)
        self.setColumnWidth(text, max(self.viewport().width() - taken, _NARROWEST_TEXT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fill()


class RowsTable(QWidget):
    """A table of events in its own window beside the map; it may also stand in a dock.

    Signals
    -------
    row_activated : int
        Id of the event that was double-clicked or entered, to be shown on the map.
    """

    row_activated = Signal(object)

    def __init__(
        self, timezone: str, calendar: str = "jalali", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent, Qt.WindowType.Tool)
        self.setProperty("role", "window")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.resize(1240, 420)
        self._title = ElidedLabel("", "title")
        self._count = TextLabel("", "muted")
        self._count.setWordWrap(False)
        self._copying = False
        self._model = RowsModel(timezone, calendar, self)
        self.texts_wanted, self.order_wanted = self._model.texts_wanted, self._model.order_wanted
        self.set_order = self._model.set_order
        self.view = self._make_view()
        self._lay_out()
        copy = QShortcut(QKeySequence(QKeySequence.StandardKey.Copy), self.view)
        copy.setContext(Qt.ShortcutContext.WidgetShortcut)
        copy.activated.connect(self.copy)

    def show_rows(
        self, title: str, rows: Sequence[EventRow], origins: Mapping[int, str] | None = None
    ) -> None:
        """Show the rows behind a number.

        Parameters
        ----------
        title : str
            Which number they explain.
        rows : sequence of EventRow
        origins : dict of int to str, optional
            File name of each batch.
        """
        self._copying = False
        header, date = self.view.horizontalHeader(), COLUMNS.index("date")
        # Rows by the million come in this order: to ask for it again would sort them twice.
        many = isinstance(rows, EventRows)
        blocker = QSignalBlocker(header) if many else None
        self._model.set_rows(rows, origins or {})
        if many:
            header.setSortIndicator(date, Qt.SortOrder.DescendingOrder)
        else:
            self.view.sortByColumn(date, Qt.SortOrder.DescendingOrder)
        del blocker
        self._fit_columns()
        self._title.set_text(title)
        self._count.setText(
            ngettext("{count} ردیف", "{count} ردیف", len(rows)).format(count=number(len(rows)))
        )
        self.setWindowTitle(f"{title} · {self._count.text()}")
        if rows:
            self.view.setCurrentIndex(self._model.index(0, 0))

    def row_count(self) -> int:
        """Return how many rows are shown."""
        return self._model.rowCount()

    def copied_text(self) -> str:
        """Return the selected rows, or all, as tab-separated text with a heading."""
        lines = ["\t".join(column_title(name) for name in COLUMNS)]
        for row in self._copied_rows():
            cells = (spreadsheet_text(self._model.text(row, name)) for name in COLUMNS)
            lines.append("\t".join(cells))
        return "\n".join(lines)

    def copy(self) -> None:
        """Put the rows on the clipboard for a spreadsheet, once their texts are here."""
        missing = self._model.missing(self._copied_rows())
        self._copying = bool(missing)
        if missing:
            self._model.texts_wanted.emit(missing)
            return
        QGuiApplication.clipboard().setText(self.copied_text())

    def add_texts(self, rows: Sequence[EventRow]) -> None:
        """Take the texts that the model asked for."""
        self._model.add_texts(rows)
        if self._copying:
            self.copy()

    def _copied_rows(self) -> list[int]:
        """Return the selected rows, or the first ones of all."""
        selected = self.view.selectionModel().selectedRows()
        if len(selected) > 1:
            return sorted(index.row() for index in selected)[:MOST_COPIED]
        return list(range(min(self.row_count(), MOST_COPIED)))

    def _make_view(self) -> _FilledView:
        view = _FilledView(self)
        view.setModel(self._model)
        view.setAccessibleName(_("ردیف‌ها"))
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setAlternatingRowColors(True)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setSortingEnabled(True)
        view.verticalHeader().setDefaultSectionSize(28)
        header = view.horizontalHeader()
        header.setHighlightSections(False)
        header.setResizeContentsPrecision(_MEASURED)
        header.setMinimumSectionSize(56)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeading | Qt.AlignmentFlag.AlignVCenter)
        view.activated.connect(self._on_activated)
        return view

    def _fit_columns(self) -> None:
        """Give each column what its first rows need, within limits; the description the rest."""
        for column, name in enumerate(COLUMNS):
            self.view.resizeColumnToContents(column)
            wanted = self.view.columnWidth(column)
            self.view.setColumnWidth(column, min(wanted, _WIDEST.get(name, _WIDEST_WORD)))
        self.view.fill()

    def _lay_out(self) -> None:
        copy = IconButton("rows", _("رونوشت برای اکسل"), shortcut="Ctrl+C")
        copy.clicked.connect(self.copy)
        heading = QHBoxLayout()
        heading.setSpacing(SPACE * 2)
        heading.addWidget(self._title, 1)
        heading.addWidget(self._count)
        heading.addWidget(copy)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        box.setSpacing(SPACE * 2)
        box.addLayout(heading)
        box.addWidget(self.view)

    def _on_activated(self, index: QModelIndex) -> None:
        self.row_activated.emit(self._model.event_at(index.row()).id)
