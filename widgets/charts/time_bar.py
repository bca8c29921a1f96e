"""The time bar: the whole span of the data, the chosen period and what it is compared with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from data.calendar import day_of
from data.model.filters import Filter
from data.timezones import DAY_SECONDS, zone_offsets
from layers.picture import Number
from resources.text import _
from resources.tokens import SPACE
from widgets.charts.histogram import Histogram
from widgets.charts.period_buttons import PeriodButtons
from widgets.charts.periods import (
    Span,
    compared_title,
    span_title,
    step,
    unit_of,
    unit_span,
)
from widgets.labels import ElidedLabel, NumberLabel

_SIDE_WIDTH = 248  # px at least


class TimeBar(QWidget):
    """Chooses the period of everything on the desk.

    Signals
    -------
    period_changed : int, int
        UTC seconds, the end exclusive; Python ints of any size.
    number_clicked : Number
        The number of events in the period.
    """

    period_changed = Signal(object, object)
    number_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("نوار زمان"))
        self._calendar, self._timezone = "jalali", "UTC"
        self._first, self._counts = 0, np.zeros(1)
        self._span: Span = (0, 1)
        self._title = ElidedLabel("", "title")
        self._sub = ElidedLabel("", "muted")
        self._total = NumberLabel(Number("count", _("موارد دوره"), 0), bold=False)
        self.histogram = Histogram()
        self.buttons = PeriodButtons()
        self._lay_out()
        self._connect()

    def set_city(self, calendar: str, timezone: str) -> None:
        """Count days in a city's calendar and time zone."""
        self._calendar, self._timezone = calendar, timezone

    def set_data(self, day0: int, counts_per_day: NDArray[np.generic]) -> None:
        """Show the events of the whole data span.

        Parameters
        ----------
        day0 : int
            Day number of the first count.
        counts_per_day : ndarray of int, shape (days,)
        """
        self._first, self._counts = int(day0), np.asarray(counts_per_day)
        self.histogram.set_data(self._first, self._counts, self._calendar)
        self._show(self._span)

    def set_period(self, since: int | None, until: int | None) -> None:
        """Show a period in UTC seconds without a signal; an open side takes the data's."""
        first, end = self._data_span()
        if since is not None:
            first = day_of(since, self._timezone)
        if until is not None:
            end = day_of(until - 1, self._timezone) + 1
        self._show((first, max(end, first + 1)))

    def set_compared(
        self, since: int | None, until: int | None = None, unfinished: bool = False
    ) -> None:
        """Show the period it is compared with, or none; unfinished periods are marked."""
        if since is None or until is None:
            self.histogram.set_compared(None)
            self._sub.set_text("")
            return
        span = day_of(since, self._timezone), day_of(until - 1, self._timezone) + 1
        self.histogram.set_compared(span)
        text = _("در برابر: {period}").format(
            period=compared_title(span, self._span, self._calendar)
        )
        self._sub.set_text(text + (_(" (دورهٔ ناتمام)") if unfinished else ""))

    def choose_unit(self, unit: str) -> None:
        """Take the week, season or year in which the period's last day with data falls."""
        first, end = self._data_span()
        last = min(max(self._span[1], first + 1), end) - 1
        self._choose(unit_span(unit, last, self._calendar))

    def choose_step(self, direction: int) -> None:
        """Go one period back (-1) or on (+1), within the data."""
        span = step(self._span, direction, self._calendar)
        first, end = self._data_span()
        if span[1] > first and span[0] < end:
            self._choose(span)

    def period(self) -> tuple[int, int]:
        """Return the period in UTC seconds, the end exclusive."""
        local = np.array(self._span, np.int64) * DAY_SECONDS
        since, until = zone_offsets(self._timezone).utc(local)
        return int(since), int(until)

    def _data_span(self) -> Span:
        return self._first, self._first + max(len(self._counts), 1)

    def _choose(self, span: Span) -> None:
        self._show(span)
        self.period_changed.emit(*self.period())

    def _show(self, span: Span) -> None:
        self._span = span
        self.histogram.set_span(span)
        self._describe(span)

    def _describe(self, span: Span) -> None:
        self._title.set_text(span_title(span, self._calendar))
        low, high = np.clip(np.array(span) - self._first, 0, len(self._counts))
        local = np.array(span, np.int64) * DAY_SECONDS
        since, until = (int(edge) for edge in zone_offsets(self._timezone).utc(local))
        self._total.set_number(
            Number(
                "count",
                _("موارد دوره"),
                float(self._counts[low:high].sum()),
                _("مورد"),
                Filter(since=since, until=until),
            )
        )
        self.buttons.show_unit(unit_of(span, self._calendar))

    def _advance(self) -> None:
        following = step(self._span, 1, self._calendar)
        if following[0] >= self._data_span()[1]:
            self.buttons.play(False)
            return
        self._choose(following)

    def _connect(self) -> None:
        self.buttons.unit_chosen.connect(self.choose_unit)
        self.buttons.stepped.connect(self.choose_step)
        self.buttons.advanced.connect(self._advance)
        self._total.number_clicked.connect(self.number_clicked)
        self.histogram.region_moved.connect(self._describe)
        self.histogram.region_chosen.connect(self._choose)
        self.histogram.stepped.connect(self.choose_step)
        self.histogram.day_clicked.connect(self._on_day)

    def _on_day(self, day: int) -> None:
        unit = unit_of(self._span, self._calendar)
        if unit:
            self._choose(unit_span(unit, day, self._calendar))

    def _lay_out(self) -> None:
        side = QWidget()
        # As wide as its buttons in any language; the texts above them are elided.
        side.setMinimumWidth(_SIDE_WIDTH)
        side.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        heading = QHBoxLayout()
        heading.addWidget(self._title, 1)
        heading.addWidget(self._total)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addLayout(heading)
        box.addWidget(self._sub)
        box.addWidget(self.buttons)
        box.addStretch()
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE * 4, SPACE * 2, SPACE * 4, SPACE)
        grid.setHorizontalSpacing(SPACE * 5)
        grid.addWidget(side, 0, 0)
        grid.addWidget(self.histogram, 0, 1)
        grid.setColumnStretch(1, 1)
