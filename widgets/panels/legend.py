"""The legend of one layer: symbols with texts in rows, ramps with their two ends."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from layers.picture import LegendEntry, Number
from resources.text import _, number
from resources.tokens import SPACE
from widgets.flow_layout import FlowLayout
from widgets.labels import TextLabel
from widgets.swatch import RampBar, Swatch


class Legend(QWidget):
    """Entries of a legend; short symbols share a line. A text that tells a number opens its rows.

    Signals
    -------
    number_clicked : Number
    """

    number_clicked = Signal(object)

    def __init__(
        self,
        entries: Iterable[LegendEntry],
        numbers: Iterable[Number] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._numbers = {value.key: value for value in numbers}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        symbols = []
        for entry in entries:
            if entry.symbol == "ramp":
                box.addWidget(_ramp(entry))
            else:
                symbols.append(entry)
        if symbols:
            box.addWidget(self._symbols(symbols))

    def _symbols(self, entries: list[LegendEntry]) -> QWidget:
        widget = QWidget()
        flow = FlowLayout(widget)
        flow.setSpacing(SPACE * 2)
        for entry in entries:
            item = QWidget()
            row = QHBoxLayout(item)
            row.setContentsMargins(0, 0, 0, 0)
            row.setSpacing(SPACE)
            row.addWidget(Swatch(entry))
            row.addWidget(self._text(entry))
            flow.addWidget(item)
        return widget

    def _text(self, entry: LegendEntry) -> QWidget:
        told = self._numbers.get(entry.number)
        if told is None or told.rows == ():
            label = TextLabel(entry.text, "legend")
            label.setWordWrap(False)
            return label
        button = QPushButton(entry.text.replace("&", "&&"))
        button.setProperty("role", "legend")
        button.setCursor(Qt.CursorShape.PointingHandCursor)
        button.setAccessibleName(_("{label}، نمایش ردیف‌ها").format(label=entry.text))
        button.clicked.connect(lambda: self.number_clicked.emit(told))
        return button


def _ramp(entry: LegendEntry) -> QWidget:
    widget = QWidget()
    widget.setAccessibleName(entry.text)
    box = QVBoxLayout(widget)
    box.setContentsMargins(0, 0, 0, 0)
    box.setSpacing(0)
    line = QHBoxLayout()
    line.setSpacing(SPACE * 2)
    low = TextLabel(_end(entry.low), "legend")
    high = TextLabel(_end(entry.high), "legend")
    for label in (low, high):
        label.setWordWrap(False)
    line.addWidget(low)
    line.addWidget(RampBar(entry.ramp), 1)
    line.addWidget(high)
    box.addLayout(line)
    box.addWidget(TextLabel(entry.text, "legend"))
    return widget


def _end(value: float) -> str:
    return number(value, 0 if value == int(value) or abs(value) >= 10 else 1)
