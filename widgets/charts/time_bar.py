"""The time bar: the whole span of the data, the chosen period and what it is compared with."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from data.calendar import day_of
from data.model.filters import Filter
from data.timezones import DAY_SECONDS, zone_offsets
from layers.picture import Number
from resources.text import _
from resources.tokens import SPACE
from widgets.charts.histogram import Histogram
from widgets.charts.period_buttons import PeriodButtons
from widgets.charts.period_keys import period_of_key
from widgets.charts.periods import (
    FIRST_DAY,
    LAST_DAY,
    Span,
    compared_title,
    span_title,
    step,
    unit_of,
    unit_span,
    within_calendar,
)
from widgets.charts.play_options import first_span, next_span
from widgets.labels import ElidedLabel, NumberLabel

_SIDE_WIDTH = 292  # px: its buttons in any language, with a number of a million


class TimeBar(QWidget):
    """Chooses the period of everything on the desk.

    Signals
    -------
    period_changed : int, int
        UTC seconds, the end exclusive; Python ints of any size.
    number_clicked : Number
        The number of events in the period.
    play_asked : bool
        To play, or to pause.
    """

    period_changed = Signal(object, object)
    number_clicked = Signal(object)
    play_asked = Signal(bool)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(_("نوار زمان"))
        self._calendar, self._timezone = "jalali", "UTC"
        self._first, self._counts = 0, np.zeros(1)
        self._undated = 0, 0  # events before and after every date of the calendar
        self._open: tuple[bool, bool] = (False, False)
        self._span: Span = (0, 1)
        self._title = ElidedLabel("", "title")
        self._sub = ElidedLabel("", "muted")
        self._total = NumberLabel(Number("count", _("موارد دوره"), 0), bold=False)
        self.histogram = Histogram()
        self.buttons = PeriodButtons()
        self._lay_out()
        self._connect()

    # -- what is shown ---------------------------------------------------------------------

    def set_city(self, calendar: str, timezone: str) -> None:
        """Count days in a city's calendar and time zone."""
        self._calendar, self._timezone = calendar, timezone

    def set_now(self, utc: int) -> None:
        """Show where the clock stands, in UTC seconds."""
        self.histogram.set_now(day_of(utc, self._timezone))

    def set_data(self, day0: int, counts_per_day: NDArray[np.generic], undated: int = 0) -> None:
        """Show the events of the whole data span.

        Days that have no date in the calendar are no place on the bar; their events count where
        the period is open to that side.

        Parameters
        ----------
        day0 : int
            Day number of the first count.
        counts_per_day : ndarray of int, shape (days,)
        undated : int
            Events before all of them, on days the calendar has no date for.
        """
        counts = np.asarray(counts_per_day)
        low, high = np.clip(np.array([FIRST_DAY, LAST_DAY]) - int(day0), 0, len(counts)).tolist()
        self._undated = undated + int(counts[:low].sum()), int(counts[high:].sum())
        self._first = min(max(int(day0), FIRST_DAY), LAST_DAY - 1)
        self._counts = counts[low:high] if high > low else np.zeros(1)
        self.histogram.set_data(self._first, self._counts, self._calendar)
        first, end = self._data_span()
        first = first if self._open[0] else self._span[0]
        end = end if self._open[1] else self._span[1]
        self._show((first, max(end, first + 1)), self._open)

    def set_period(self, since: int | None, until: int | None) -> None:
        """Show a period in UTC seconds without a signal; an open side takes the data's."""
        first, end = self._data_span()
        if since is not None:
            first = day_of(since, self._timezone)
        if until is not None:
            end = day_of(until - 1, self._timezone) + 1
        self._show(within_calendar((first, end)), (since is None, until is None))

    def set_compared(
        self, since: int | None, until: int | None = None, unfinished: bool = False
    ) -> None:
        """Show the period it is compared with, or none; unfinished periods are marked."""
        if since is None or until is None:
            self.histogram.set_compared(None)
            self._sub.set_text("")
            return
        span = within_calendar(
            (day_of(since, self._timezone), day_of(until - 1, self._timezone) + 1)
        )
        self.histogram.set_compared(span)
        text = _("در برابر: {period}").format(
            period=compared_title(span, self._span, self._calendar)
        )
        self._sub.set_text(text + (_(" (دورهٔ ناتمام)") if unfinished else ""))

    def title(self) -> str:
        """Return the period in words."""
        return span_title(self._span, self._calendar)

    def period(self) -> tuple[int, int]:
        """Return the period in UTC seconds, the end exclusive."""
        return self._seconds(self._span)

    # -- choosing --------------------------------------------------------------------------

    def choose_unit(self, unit: str) -> None:
        """Take the unit in which the period's last day with data falls."""
        first, end = self._data_span()
        last = min(max(self._span[1], first + 1), end) - 1
        self._choose(unit_span(unit, last, self._calendar))

    def choose_step(self, direction: int) -> None:
        """Go one period back (-1) or on (+1), within the data."""
        span = step(self._span, direction, self._calendar)
        first, end = self._data_span()
        if span[1] > first and span[0] < end:
            self._choose(span)

    def advance(self) -> bool:
        """Go to the play's next period; False where it has come to the last day."""
        end = self._data_span()[1]
        span = next_span(self._span, self.buttons.options(), end, self._calendar)
        if span is not None:
            self._choose(span)
        return span is not None

    def rewind(self) -> None:
        """Go to the first period of a play over all time."""
        first = self._data_span()[0]
        self._choose(first_span(self._span, self.buttons.options(), first, self._calendar))

    def at_end(self) -> bool:
        """Return whether a play would find nothing to go on to."""
        return self._span[1] >= self._data_span()[1]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Space:
            self.play_asked.emit(not self.buttons.play_button.isChecked())
            return
        span = period_of_key(
            event, self._span, self.histogram.level(), self._data_span(), self._calendar
        )
        if span is None:
            super().keyPressEvent(event)
        elif span != self._span:
            self._choose(span)

    def _data_span(self) -> Span:
        return self._first, self._first + max(len(self._counts), 1)

    def _choose(self, span: Span) -> None:
        self._show(within_calendar(span), (False, False))
        self.period_changed.emit(*self.period())

    def _on_day(self, day: int) -> None:
        unit = unit_of(self._span, self._calendar) or self.histogram.level()
        self._choose(unit_span(unit, day, self._calendar))

    # -- showing ---------------------------------------------------------------------------

    def _show(self, span: Span, open_: tuple[bool, bool]) -> None:
        changed = span != self._span
        self._span, self._open = span, open_
        self.histogram.set_span(span, reveal=changed)
        self._describe(span)

    def _describe(self, span: Span) -> None:
        open_ = self._open if span == self._span else (False, False)
        low, high = np.clip(np.array(span) - self._first, 0, len(self._counts))
        count = int(self._counts[low:high].sum())
        count += sum(n for n, is_open in zip(self._undated, open_, strict=True) if is_open)
        since, until = self._seconds(span)
        rows = Filter(
            since=None if open_[0] else since,
            until=None if open_[1] else until,
        )
        number = Number("count", _("موارد دوره"), float(count), _("مورد"), rows)
        self._title.set_text(span_title(span, self._calendar))
        self._total.set_number(number)
        self.buttons.show_unit(unit_of(span, self._calendar))
        words = (self._title.full_text(), self._total.text(), self._sub.full_text())
        self.histogram.setAccessibleDescription(" · ".join(word for word in words if word))

    def _seconds(self, span: Span) -> tuple[int, int]:
        local = np.array(span, np.int64) * DAY_SECONDS
        since, until = zone_offsets(self._timezone).utc(local)
        return int(since), int(until)

    def _connect(self) -> None:
        self.buttons.unit_chosen.connect(self.choose_unit)
        self.buttons.stepped.connect(self.choose_step)
        self.buttons.play_asked.connect(self.play_asked)
        self._total.number_clicked.connect(self.number_clicked)
        self.histogram.region_moved.connect(self._describe)
        self.histogram.region_chosen.connect(self._choose)
        self.histogram.day_clicked.connect(self._on_day)

    def _lay_out(self) -> None:
        side = QWidget()
        # Of one width whatever the number, or the histogram would shake while it plays.
        side.setFixedWidth(_SIDE_WIDTH)
        self.buttons.put_beside(self._total)
        box = QVBoxLayout(side)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        box.addWidget(self._title)
        box.addWidget(self._sub)
        box.addStretch()
        box.addWidget(self.buttons)
        grid = QGridLayout(self)
        grid.setContentsMargins(SPACE * 4, SPACE, SPACE * 4, SPACE)
        grid.setHorizontalSpacing(SPACE * 5)
        grid.addWidget(side, 0, 0)
        grid.addWidget(self.histogram, 0, 1)
        grid.setColumnStretch(1, 1)
