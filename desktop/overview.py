"""The charts that follow the map: how many events by district, by kind and by outcome."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QVBoxLayout, QWidget

from desktop import late
from desktop.summary import Summary
from resources.text import _
from resources.tokens import SPACE
from widgets.labels import SectionTitle

CHART_HEIGHT = 132


class Overview(QWidget):
    """Three small charts; a click on a bar opens its rows."""

    def __init__(self, open_rows: Any) -> None:
        super().__init__()
        self._open_rows = open_rows
        self._waiting: list[Callable[[], None]] = []
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        self._district = self._chart(box, _("موارد به تفکیک منطقه"))
        self._kind = self._chart(box, _("موارد به تفکیک نوع"))
        self._outcome = self._chart(box, _("نتیجهٔ گشت‌ها"))

    def show_summary(self, summary: Summary) -> None:
        """Show the counts of the filtered events, one chart a turn: the window answers between."""
        self._waiting = [
            partial(self._district.set_numbers, summary.districts),
            partial(self._kind.set_numbers, summary.kinds),
            partial(self._outcome.set_numbers, summary.outcomes),
        ]
        QTimer.singleShot(0, self, self._show_next)

    def _show_next(self) -> None:
        if self._waiting:
            self._waiting.pop(0)()
            QTimer.singleShot(0, self, self._show_next)

    def _chart(self, box: QVBoxLayout, title: str) -> Any:
        chart = late.charts().bars.Bars(title)
        chart.setFixedHeight(CHART_HEIGHT)
        chart.number_clicked.connect(self._open_rows)
        box.addWidget(SectionTitle(title))
        box.addWidget(chart)
        return chart
