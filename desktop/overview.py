"""The charts that follow the map: events by hour of the week, district, kind and outcome."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import late
from desktop.summary import Summary
from resources.text import _
from resources.tokens import SPACE
from widgets.copying import offer_copy
from widgets.labels import SectionTitle

CHART_HEIGHT = 132


class Overview(QWidget):
    """Four small charts; a click on a bar opens its rows, a brush over hours filters by them.

    They are made and filled one a turn, so that the window answers in between.

    Signals
    -------
    hours_chosen : frozenset of int, or None for all
        Hours of the week.
    """

    hours_chosen = Signal(object)

    def __init__(self, open_rows: Any) -> None:
        super().__init__()
        self._open_rows = open_rows
        self._charts: dict[str, Any] = {}
        self._summary: Summary | None = None
        self._stale: list[str] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        self._missing = {
            "week": _("ساعت و روز هفته"),
            "districts": _("موارد به تفکیک منطقه"),
            "kinds": _("موارد به تفکیک نوع"),
            "outcomes": _("نتیجهٔ گشت‌ها"),
        }
        # A timer of its own: a single shot would be done before the window paints or answers.
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._next)
        self._turn.start()

    def show_summary(self, summary: Summary) -> None:
        """Show the counts of the filtered events."""
        self._summary = summary
        self._stale = list(self._charts)
        self._turn.start()

    def _next(self) -> None:
        """Make or fill one chart."""
        if self._missing:
            name = next(iter(self._missing))
            make = self._week if name == "week" else self._chart
            title = self._missing.pop(name)
            self._charts[name] = make(title)
            offer_copy(self._charts[name], title)
            self._stale.append(name)
        elif self._stale and self._summary is not None:
            name = self._stale.pop(0)
            self._fill(name, self._summary)
        else:
            self._turn.stop()

    def _fill(self, name: str, summary: Summary) -> None:
        if name == "week":
            self._charts[name].show_counts(summary.week, summary.week_hours)
        else:
            self._charts[name].set_numbers(getattr(summary, name))

    def _week(self, title: str) -> Any:
        chart = late.charts().week_hours.WeekHours()
        chart.chosen_changed.connect(self.hours_chosen)
        self.layout().addWidget(SectionTitle(title))
        self.layout().addWidget(chart)
        return chart

    def _chart(self, title: str) -> Any:
        chart = late.charts().bars.Bars(title)
        chart.setFixedHeight(CHART_HEIGHT)
        chart.number_clicked.connect(self._open_rows)
        box = self.layout()
        box.addWidget(SectionTitle(title))
        box.addWidget(chart)
        return chart
