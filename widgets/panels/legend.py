"""The legend of one layer: symbols with texts in rows, ramps with their two ends."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import zip_longest

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
        entries: Iterable[LegendEntry] = (),
        numbers: Iterable[Number] = (),
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._ramps: list[RampRow] = []
        self._symbols: list[SymbolRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(2)
        self._flow = FlowLayout()
        self._flow.setSpacing(SPACE * 2)
        self._box.addLayout(self._flow)
        self.set_entries(entries, numbers)

    def set_entries(self, entries: Iterable[LegendEntry], numbers: Iterable[Number] = ()) -> None:
        """Show other entries; the rows there are take them, for new widgets are dear."""
        told = {value.key: value for value in numbers if value.rows != ()}
        entries = tuple(entries)
        ramps = [entry for entry in entries if entry.symbol == "ramp"]
        symbols = [entry for entry in entries if entry.symbol != "ramp"]
        while len(self._ramps) < len(ramps):
            self._ramps.append(RampRow(self))
            self._box.insertWidget(self._box.count() - 1, self._ramps[-1])
        while len(self._symbols) < len(symbols):
            self._symbols.append(SymbolRow(self))
            self._symbols[-1].number_clicked.connect(self.number_clicked)
            self._flow.addWidget(self._symbols[-1])
        for row, entry in zip_longest(self._ramps, ramps):
            _show(row, entry, None)
        for row, entry in zip_longest(self._symbols, symbols):
            _show(row, entry, told.get(entry.number) if entry else None)


def _show(row: RampRow | SymbolRow, entry: LegendEntry | None, told: Number | None) -> None:
    row.setVisible(entry is not None)
    if entry is not None:
        row.set_entry(entry, told)


class SymbolRow(QWidget):
    """A symbol and its text; a text that tells a number is a button.

    Signals
    -------
    number_clicked : Number
    """

    number_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._told: Number | None = None
        self._text: TextLabel | QPushButton | None = None
        self._swatch = Swatch(LegendEntry("area", ""), self)
        self._line = QHBoxLayout(self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(SPACE)
        self._line.addWidget(self._swatch)

    def set_entry(self, entry: LegendEntry, told: Number | None) -> None:
        """Show an entry, and open the rows of the number it tells."""
        self._swatch.set_entry(entry)
        self._told = told
        wanted = TextLabel if told is None else QPushButton
        if self._text is None or type(self._text) is not wanted:
            self._make_text(wanted)
        if isinstance(self._text, QPushButton):
            self._text.setText(entry.text.replace("&", "&&"))
            self._text.setAccessibleName(_("{label}، نمایش ردیف‌ها").format(label=entry.text))
        else:
            self._text.setText(entry.text)

    def _make_text(self, wanted: type) -> None:
        if self._text is not None:
            self._text.deleteLater()
        if wanted is TextLabel:
            self._text = TextLabel("", "legend")
            self._text.setWordWrap(False)
        else:
            self._text = QPushButton()
            self._text.setProperty("role", "legend")
            self._text.setCursor(Qt.CursorShape.PointingHandCursor)
            self._text.clicked.connect(lambda: self.number_clicked.emit(self._told))
        self._line.addWidget(self._text)


class RampRow(QWidget):
    """A ramp between its two ends, with what it measures below."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._low, self._high, self._text = (TextLabel("", "legend") for _end in range(3))
        self._bar = RampBar("hotspot")
        for label in (self._low, self._high):
            label.setWordWrap(False)
        line = QHBoxLayout()
        line.setSpacing(SPACE * 2)
        line.addWidget(self._low)
        line.addWidget(self._bar, 1)
        line.addWidget(self._high)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(line)
        box.addWidget(self._text)

    def set_entry(self, entry: LegendEntry, _told: Number | None) -> None:
        """Show an entry; a ramp tells no number."""
        self.setAccessibleName(entry.text)
        self._low.setText(_end_text(entry.low))
        self._high.setText(_end_text(entry.high))
        self._bar.set_ramp(entry.ramp)
        self._text.setText(entry.text)


def _end_text(value: float) -> str:
    return number(value, 0 if value == int(value) or abs(value) >= 10 else 1)
