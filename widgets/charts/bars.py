"""Bars by district or by kind; each is a number that opens its rows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from layers.picture import Number
from widgets import theme
from widgets.charts.axis import NameAxis, style_axis
from widgets.labels import number_text

_WIDTH = 0.64


class Bars(pg.GraphicsView):
    """Upright bars with their values above and their names below.

    Left and right choose a bar, Enter or a click opens its rows.

    Signals
    -------
    number_clicked : Number
    """

    number_clicked = Signal(object)

    def __init__(self, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent, background=None)
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(title)
        self.setMinimumHeight(120)
        self._numbers: tuple[Number, ...] = ()
        self._chosen = -1
        self._named: tuple[list[str], float] = ([], -1.0)
        self._coloured = theme.palette().name
        self._values: list[pg.TextItem] = []
        self._bars = pg.BarGraphItem(x=[0], height=[0], width=_WIDTH, pen=None)
        self._axis = NameAxis("bottom")
        self._axis.setStyle(tickLength=0, hideOverlappingLabels=False)
        style_axis(self._axis)
        self._lay_out()
        self.scene().sigMouseClicked.connect(self._on_clicked)

    def _lay_out(self) -> None:
        # Not a PlotItem: that brings some fifty widgets for menus nobody opens here.
        self._view = pg.ViewBox(enableMenu=False, enableMouse=False)
        self._layout = pg.GraphicsLayout(border=None)
        self._layout.setContentsMargins(0, 0, 0, 0)
        self._layout.setSpacing(0)
        self._layout.addItem(self._view, 0, 0)
        self._layout.addItem(self._axis, 1, 0)
        self._axis.linkToView(self._view)
        self._view.addItem(self._bars)
        self._view.sigResized.connect(self._name)
        self.setCentralItem(self._layout)

    def set_numbers(self, numbers: Sequence[Number]) -> None:
        """Show these numbers, each named by its label, from left to right."""
        self._numbers = tuple(numbers)
        self._chosen = -1
        self._name()
        top = max([value.value for value in self._numbers], default=0) or 1
        self._view.setYRange(0, top * 1.25, padding=0)
        self._label()
        self._draw()

    def bar_at(self, x: float, y: float) -> int | None:
        """Return the bar whose column holds a point, x in bars and y in the numbers' unit."""
        index = round(x)
        inside = 0 <= index < len(self._numbers) and abs(x - index) <= _WIDTH / 2
        return index if inside and y >= 0 else None

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps and self._numbers:
            at = self._chosen + steps[Qt.Key(event.key())]
            self._chosen = min(max(at, 0), len(self._numbers) - 1)
            chosen = self._numbers[self._chosen]
            self.setAccessibleDescription(f"{chosen.label}: {number_text(chosen)}")
            self._draw()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._chosen >= 0:
            self.number_clicked.emit(self._numbers[self._chosen])
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # pyqtgraph takes its plot apart at close, while Qt still tells of changes.
        alive = hasattr(self, "_layout") and not self.closed
        changed = event.type() == QEvent.Type.PaletteChange
        # One change of colours is told a dozen times while the style sheet is put on.
        if changed and alive and self._coloured != theme.palette().name:
            self._coloured = theme.palette().name
            style_axis(self._axis)
            self._colour_labels()
            self._draw()

    def _draw(self) -> None:
        accent, quiet = pg.mkBrush(theme.colour("accent")), pg.mkBrush(theme.colour("histogram"))
        brushes = [accent if self._chosen in (-1, i) else quiet for i in range(len(self._numbers))]
        self._bars.setOpts(
            x=np.arange(len(self._numbers)),
            height=np.array([value.value for value in self._numbers], float),
            width=_WIDTH,
            brushes=brushes,
            pen=None,
        )

    def _name(self) -> None:
        """Write the names below the bars, none over another or over the edge."""
        names = [value.label[:80] for value in self._numbers]
        width = self._view.width()
        if (names, width) == self._named:
            return
        self._named = (names, width)
        margin = 0.5 + self._axis.set_names(names, width)
        self._view.setXRange(-margin, max(len(names), 1) - 1 + margin, padding=0)

    def _label(self) -> None:
        """Write the values above the bars; texts are kept, for they are slow to make."""
        while len(self._values) < len(self._numbers):
            item = pg.TextItem(anchor=(0.5, 1), color=theme.colour("text"))
            item.setFont(theme.text_font("legend"))
            self._view.addItem(item, ignoreBounds=True)
            self._values.append(item)
        for item in self._values[len(self._numbers) :]:
            item.hide()
        for index, (item, value) in enumerate(zip(self._values, self._numbers, strict=False)):
            # The chart's title says what is counted; a unit would reach over the next bar.
            text = number_text(replace(value, unit=""))
            if item.toPlainText() != text:
                item.setText(text)
            item.setPos(index, value.value)
            item.show()

    def _colour_labels(self) -> None:
        for item in self._values:
            item.setColor(theme.colour("text"))

    def _on_clicked(self, click) -> None:
        point = self._view.mapSceneToView(click.scenePos())
        index = self.bar_at(point.x(), point.y())
        if index is not None and click.button() == Qt.MouseButton.LeftButton:
            self.number_clicked.emit(self._numbers[index])
