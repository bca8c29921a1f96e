"""«منتظر جانمایی»: rows with an address and no point, to be placed by the user."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtWidgets import QLineEdit, QListView, QPushButton, QVBoxLayout, QWidget

from data.folding import clean
from resources.text import _, digits, isolate, number
from resources.tokens import SPACE
from widgets.labels import SectionTitle, TextLabel

_ROW_HEIGHT = 32
Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place the gazetteer suggests, in metres."""

    name: str
    x: float
    y: float
    confidence: str = ""


@dataclass(frozen=True, slots=True)
class WaitingRow:
    """A row that waits for its place."""

    id: int
    address: str
    district: int = 0
    date: str = ""
    candidates: tuple[Candidate, ...] = ()


class _WaitingModel(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.rows: list[WaitingRow] = []

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if role == Qt.ItemDataRole.SizeHintRole:
            return QSize(0, _ROW_HEIGHT)  # as wide as the list: longer addresses are elided
        if role not in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return None
        row = self.rows[index.row()]
        address = isolate(" ".join(clean(row.address[:300]).split())) or _("بدون نشانی")
        where = _("منطقهٔ {n}").format(n=digits(row.district)) if row.district else ""
        return " · ".join(part for part in (address, where, row.date) if part)

    def set_rows(self, rows: Sequence[WaitingRow]) -> None:
        self.beginResetModel()
        self.rows = list(rows)
        self.endResetModel()


class WaitingList(QWidget):
    """Rows that wait, and three ways to place the chosen one.

    Signals
    -------
    place_requested : int
        Id of the row the user wants to place by a click on the map.
    candidate_chosen : int, float, float
        Id and place in metres.
    link_pasted : int, str
        Id and the text of a map link, unchecked.
    """

    place_requested = Signal(object)
    candidate_chosen = Signal(object, float, float)
    link_pasted = Signal(object, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("منتظر جانمایی"))
        self._model = _WaitingModel(self)
        self._title = SectionTitle("")
        self.view = QListView()
        self.view.setModel(self._model)
        self.view.setUniformItemSizes(True)
        self.view.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.view.setAccessibleName(_("ردیف‌های منتظر جانمایی"))
        self.view.selectionModel().currentChanged.connect(self._on_current)
        self.view.activated.connect(lambda _index: self._request_place())
        self._empty = TextLabel(_("همهٔ ردیف‌ها جای خود را روی نقشه دارند."), "empty")
        self._details = self._make_details()
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        box.setSpacing(SPACE * 2)
        box.addWidget(self._title)
        box.addWidget(self._empty)
        box.addWidget(self.view, 1)
        box.addWidget(self._details)
        self.set_rows(())

    def set_rows(self, rows: Sequence[WaitingRow], total: int | None = None) -> None:
        """Show rows that wait; ``total`` is their whole number where not all are given."""
        self._model.set_rows(rows)
        count = len(rows) if total is None else total
        self._title.setText(_("منتظر جانمایی: {count} ردیف").format(count=number(count)))
        self._empty.setVisible(not rows)
        self.view.setVisible(bool(rows))
        self._details.setVisible(bool(rows))
        if rows:
            self.view.setCurrentIndex(self._model.index(0))

    def current(self) -> WaitingRow | None:
        """Return the chosen row."""
        index = self.view.currentIndex()
        return self._model.rows[index.row()] if index.isValid() else None

    def _make_details(self) -> QWidget:
        details = QWidget()
        box = QVBoxLayout(details)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        self._address = TextLabel("", "strong")
        self._suggested = QVBoxLayout()
        self._suggested.setSpacing(SPACE)
        self.place_button = QPushButton(_("جانمایی با کلیک روی نقشه"))
        self.place_button.setProperty("role", "primary")
        self.place_button.clicked.connect(self._request_place)
        self.link = QLineEdit()
        self.link.setPlaceholderText(_("یا نشانی اینترنتی نقشه را اینجا بگذارید و Enter بزنید"))
        self.link.setAccessibleName(_("نشانی اینترنتی نقشه"))
        self.link.setMaxLength(2_000)
        self.link.returnPressed.connect(self._on_link)
        box.addWidget(self._address)
        box.addLayout(self._suggested)
        box.addWidget(self.place_button)
        box.addWidget(self.link)
        return details

    def _on_current(self) -> None:
        row = self.current()
        while (item := self._suggested.takeAt(0)) is not None:
            item.widget().hide()
            item.widget().deleteLater()
        if row is None:
            return
        self._address.setText(clean(row.address[:600]) or _("بدون نشانی"))
        for candidate in row.candidates:
            self._suggested.addWidget(self._candidate_button(row.id, candidate))

    def _candidate_button(self, row_id: int, candidate: Candidate) -> QPushButton:
        name = clean(candidate.name)[:80].replace("&", "&&")
        text = f"{name} ({candidate.confidence})" if candidate.confidence else name
        button = QPushButton(text)
        button.setAccessibleName(_("جانمایی در {place}").format(place=clean(candidate.name)))
        button.clicked.connect(lambda: self.candidate_chosen.emit(row_id, candidate.x, candidate.y))
        return button

    def _request_place(self) -> None:
        row = self.current()
        if row is not None:
            self.place_requested.emit(row.id)

    def _on_link(self) -> None:
        row, text = self.current(), self.link.text().strip()
        if row is not None and text:
            self.link_pasted.emit(row.id, text)
            self.link.clear()
