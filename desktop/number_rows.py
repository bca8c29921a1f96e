"""«این عدد از کجاست؟»: the table behind a number, and the list of events that wait for a place."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import numpy as np
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeySequence, QShortcut, QUndoStack
from PySide6.QtWidgets import QWidget

from data.calendar import day_of, format_day
from data.feedback import Feedback
from data.importers.map_links import point_of
from data.importers.places import Gazetteer, named_part
from data.model.city import LEARNED, Place
from data.model.events import Precision
from data.model.filters import Filter
from data.model.intake import EventRow
from data.projection import lonlat_to_metres
from desktop.commands import place_event
from desktop.jobs import Jobs
from desktop.map_controller import MapController
from desktop.session import Session
from layers.picture import Number
from resources.text import _
from widgets.canvas.map_canvas import MapCanvas
from widgets.canvas.tools.place_point import PlacePoint
from widgets.panels.event_rows import EventRows, ordered
from widgets.panels.rows_model import READ, rank_names
from widgets.panels.rows_table import RowsTable
from widgets.panels.waiting_list import Candidate, WaitingList, WaitingRow

MOST_WAITING = 500
MOST_AT_ONCE = 5_000  # rows read with all their texts
FIRST = 200  # of more rows, those whose texts are read before the table opens


class NumberRows(QObject):
    """Opens the rows of any number, and places the rows that have none."""

    def __init__(
        self,
        session: Session,
        jobs: Jobs,
        maps: MapController,
        canvas: MapCanvas,
        stack: QUndoStack,
        tell: Callable[[str], object],
        window: QWidget,
    ) -> None:
        super().__init__(maps)
        self._session = session
        self._jobs = jobs
        self._maps = maps
        self._canvas = canvas
        self._stack = stack
        self._tell = tell
        city = session.city
        self.table = RowsTable(city.timezone, city.calendar, window)
        self.waiting = WaitingList(window)
        self.waiting.setWindowFlags(Qt.WindowType.Tool)
        self.waiting.setWindowTitle(_("منتظر جانمایی"))
        self.waiting.resize(380, 560)
        for beside in (self.table, self.waiting):
            escape = QShortcut(QKeySequence(Qt.Key.Key_Escape), beside)
            escape.activated.connect(beside.close)
        self._waiting_rows: dict[int, EventRow] = {}
        self._closed = False
        self._many: EventRows | None = None
        self._origins: dict[int, str] = {}
        self.table.texts_wanted.connect(self._read_texts)
        self.table.order_wanted.connect(self._sort)
        self.waiting.place_requested.connect(self._place_by_click)
        self.waiting.candidate_chosen.connect(self._place)
        self.waiting.link_pasted.connect(self._place_by_link)
        session.events_changed.connect(lambda sources: self._refresh_waiting())

    # -- the table behind a number ---------------------------------------------------------

    def open(self, number_: Number) -> None:
        """Open the rows a number stands for; of many the texts are read as they are looked at."""

        def work(feedback: Feedback) -> Sequence[EventRow]:
            events = self._session.event_table(number_.rows)
            feedback.check()
            if len(events) <= MOST_AT_ONCE:
                return self._session.event_rows(events.id, MOST_AT_ONCE)
            rows = EventRows(events, np.arange(len(events)))
            rows.add_texts(self._session.event_rows(events.id[:FIRST], FIRST))
            return rows

        self._run(
            work,
            lambda rows: self._show(number_.label, rows),
            text=_("خواندن موارد"),
            key="rows",
        )

    def _read_texts(self, ids: list[int]) -> None:
        """Read the texts of rows that are looked at."""
        self._run(
            lambda _feedback: self._session.event_rows(ids, len(ids)),
            self.table.add_texts,
            key="row-texts",
        )

    def _sort(self, column: str, descending: bool) -> None:
        """Put many rows in another order."""
        rows, origins = self._many, self._origins
        if rows is None:
            return
        if column in READ:
            self._tell(_("این ستون در جدول‌های بزرگ مرتب نمی‌شود؛ ستون دیگری برگزینید."))
            return
        rank = partial(rank_names, origins)
        self._run(
            lambda _feedback: ordered(rows.events, column, descending, rank),
            self.table.set_order,
            key="rows-order",
        )

    def open_filter(self, chosen: Filter) -> None:
        """Open every row of the map's filter, placed or not."""
        count = len(self._maps.snapshot.selected)
        self.open(Number("all", _("همهٔ موارد این نقشه و بازه"), count, rows=chosen))

    def _show(self, title: str, rows: Sequence[EventRow]) -> None:
        self._origins = {batch.id: batch.file_name for batch in self._session.store.batches()}
        self._many = rows if isinstance(rows, EventRows) else None
        self.table.show_rows(title, rows, self._origins)
        self.table.show()
        self.table.raise_()

    # -- waiting for a place ---------------------------------------------------------------

    def show_waiting(self) -> None:
        """Open the list of events with an address and no point."""
        self._refresh_waiting(force=True)
        self.waiting.show()
        self.waiting.raise_()

    def _refresh_waiting(self, *, force: bool = False) -> None:
        if self._closed or not (force or self.waiting.isVisible()):
            return
        selected = self._maps.snapshot.selected
        unplaced = selected.id[selected.precision != Precision.POINT]

        def work(_feedback: object) -> list[tuple[EventRow, WaitingRow]]:
            snapshot = self._session.snapshot
            gazetteer = Gazetteer.of(snapshot.places, snapshot.streets)
            rows = self._session.event_rows(unplaced, MOST_WAITING)
            return [(row, self._waiting_row(row, gazetteer)) for row in rows]

        self._run(work, lambda pairs: self._show_waiting(pairs, len(unplaced)), key="waiting")

    def _waiting_row(self, row: EventRow, gazetteer: Gazetteer) -> WaitingRow:
        city = self._session.city
        address = row.texts.get("address", "")
        found = gazetteer.find(address) if address else ()
        return WaitingRow(
            row.id,
            address,
            row.district,
            format_day(day_of(row.time, city.timezone), city.calendar),
            tuple(Candidate(c.name, c.x, c.y, _origin(c.kind)) for c in found[:4]),
        )

    def _show_waiting(self, pairs: list[tuple[EventRow, WaitingRow]], total: int) -> None:
        self._waiting_rows = {row.id: row for row, _waiting in pairs}
        self.waiting.set_rows([waiting for _row, waiting in pairs], total)

    def _place_by_click(self, id_: int) -> None:
        tool = PlacePoint()
        tool.finished.connect(lambda point: self._place(id_, *point))
        self._canvas.set_tool(tool)

    def _place_by_link(self, id_: int, text: str) -> None:
        point = point_of(text)
        if point is None:
            self._tell(_("در این متن نقطه‌ای نیست؛ پیوند نقشه را کامل بچسبانید."))
            return
        x, y = lonlat_to_metres(self._session.city, *point)
        self._place(id_, float(x), float(y))

    def _place(self, id_: int, x: float, y: float) -> None:
        row = self._waiting_rows.get(id_)
        if row is not None:
            self._stack.push(place_event(self._session, row, x, y, self._tell))
            self._canvas.set_tool(None)
            self._learn(row, x, y)

    def _learn(self, row: EventRow, x: float, y: float) -> None:
        """Remember the name in a placed row's address; undoing the placing keeps the name."""
        snapshot = self._session.snapshot
        name = named_part(row.texts.get("address", ""))
        placed = snapshot.events.placed[snapshot.events.id == row.id].any()
        if not name or not placed or Place(name, x, y, LEARNED) in snapshot.places:
            return
        self._run(
            lambda _feedback: self._session.learn_place(name, x, y),
            lambda _nothing: self._refresh_waiting(),
        )

    def _run(
        self,
        work: Callable[[Feedback], Any],
        done: Callable[[Any], None],
        *,
        text: str = "",
        key: str = "",
    ) -> None:
        """Work in the background; what comes after the windows are closed is not shown."""

        def show(result: Any) -> None:
            if not self._closed:
                done(result)

        self._jobs.run(work, show, lambda error: self._tell(str(error)), text=text, key=key)

    def close(self) -> None:
        """Close both windows with the desk."""
        self._closed = True
        for window in (self.table, self.waiting):
            window.close()
            window.deleteLater()


def _origin(kind: str) -> str:
    """Return what is said of where a candidate is known from."""
    return _("جانمایی پیشین") if kind == LEARNED else ""
