"""The histogram of the time bar: bars over days and the period as a region on them."""

from __future__ import annotations

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QEvent, QPointF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QToolTip, QWidget

from resources.text import _, number
from widgets import theme
from widgets.charts.axis import DateAxis, style_axis
from widgets.charts.periods import Span, bin_counts, bin_edges, span_title

_SHORTEST_VIEW = 14  # days the wheel may zoom down to


class Histogram(pg.PlotWidget):
    """Bars by week or month; the region's edges and body are dragged, snapping to days.

    Signals
    -------
    region_moved : tuple of int
        First day and end while the user drags.
    region_chosen : tuple of int
        The same, once the user lets go.
    day_clicked : int
    stepped : int
        -1 or +1 by the arrow keys.
    """

    region_moved = Signal(object)
    region_chosen = Signal(object)
    day_clicked = Signal(object)
    stepped = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        self._axis = DateAxis()
        super().__init__(
            parent, axisItems={"bottom": self._axis}, background=None, enableMenu=False
        )
        self.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.plotItem.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(_("نمودار زمان"))
        self.setMinimumHeight(72)
        self._span: Span = (0, 1)
        self._compared: Span | None = None
        self._edges = np.array([0, 1], np.int64)
        self._totals = np.zeros(1)
        self._bars = pg.BarGraphItem(x0=[0], x1=[1], height=[0], pen=None)
        self._region = pg.LinearRegionItem((0, 1), swapMode="sort")
        self._region.setZValue(5)
        self._set_up_view()
        self._region.sigRegionChanged.connect(self._on_dragged)
        self._region.sigRegionChangeFinished.connect(self._on_let_go)
        self.scene().sigMouseMoved.connect(self._show_count)
        self.scene().sigMouseClicked.connect(self._on_clicked)
        self.recolour()

    def set_data(self, first: int, counts: NDArray[np.generic], calendar: str) -> None:
        """Show daily counts from a first day on."""
        end = first + max(len(counts), 1)
        self._axis.calendar = calendar
        self._edges = bin_edges(first, end, calendar)
        self._totals = bin_counts(self._edges, first, counts)
        low, high = int(self._edges[0]), int(self._edges[-1])
        box = self.plotItem.vb
        box.setLimits(
            xMin=low, xMax=high, minXRange=min(_SHORTEST_VIEW, high - low), maxXRange=high - low
        )
        # The bounds push the region: nobody dragged it.
        self._region.blockSignals(True)
        self._region.setBounds((low, high))
        self._region.blockSignals(False)
        box.setRange(xRange=(low, high), yRange=(0, max(self._totals.max(), 1) * 1.08), padding=0)
        self._draw()

    def set_span(self, span: Span) -> None:
        """Show the period."""
        self._span = span
        self._region.blockSignals(True)
        self._region.setRegion(span)
        self._region.blockSignals(False)
        self._draw()

    def set_compared(self, span: Span | None) -> None:
        """Show the period it is compared with."""
        self._compared = span
        self._draw()

    def bar_roles(self) -> list[str]:
        """Return the colour role of each bar."""
        middles = (self._edges[:-1] + self._edges[1:]) / 2
        roles = np.full(len(middles), "histogram", dtype=object)
        if self._compared is not None:
            inside = (middles >= self._compared[0]) & (middles < self._compared[1])
            roles[inside] = "histogram_compared"
        first, end = self._span
        roles[(middles >= first) & (middles < end)] = "histogram_period"
        return list(roles)

    def recolour(self) -> None:
        """Take the colours of the palette in use."""
        self._coloured = theme.palette().name
        style_axis(self._axis)
        edge = pg.mkPen(theme.colour("accent"), width=2)
        for line in self._region.lines:
            line.setPen(edge)
            line.setHoverPen(pg.mkPen(theme.colour("text"), width=3))
        self._region.setBrush(theme.colour("accent", 0.10))
        self._region.setHoverBrush(theme.colour("accent", 0.18))
        self._draw()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        if event.key() in steps:
            self.stepped.emit(steps[Qt.Key(event.key())])
        elif event.key() == Qt.Key.Key_Home:
            self._show_all()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        # pyqtgraph takes its plot apart at close, while Qt still tells of changes.
        alive = getattr(self, "plotItem", None) is not None and hasattr(self, "_region")
        changed = event.type() == QEvent.Type.PaletteChange
        # One change of colours is told a dozen times while the style sheet is put on.
        if changed and alive and self._coloured != theme.palette().name:
            self.recolour()

    def _set_up_view(self) -> None:
        self.hideAxis("left")
        self.hideButtons()
        self.setMouseEnabled(x=True, y=False)
        self.plotItem.setContentsMargins(0, 4, 0, 0)
        self.plotItem.vb.setDefaultPadding(0)
        self._axis.setStyle(tickLength=0, tickTextOffset=6, hideOverlappingLabels=True)
        self.addItem(self._bars)
        self.addItem(self._region)

    def _draw(self) -> None:
        gap = np.minimum(np.diff(self._edges) * 0.08, 1.5)
        roles = self.bar_roles()
        brush = {role: pg.mkBrush(theme.colour(role)) for role in set(roles)}
        brushes = [brush[role] for role in roles]
        self._bars.setOpts(
            x0=self._edges[:-1] + gap,
            x1=self._edges[1:] - gap,
            height=self._totals,
            brushes=brushes,
            pen=None,
        )

    def _dragged_span(self) -> Span:
        low, high = sorted(round(edge) for edge in self._region.getRegion())
        return low, max(high, low + 1)

    def _on_dragged(self) -> None:
        self._span = self._dragged_span()
        self._draw()
        self.region_moved.emit(self._span)

    def _on_let_go(self) -> None:
        self.set_span(self._dragged_span())
        self.region_chosen.emit(self._span)

    def _bin_at(self, scene_point: QPointF) -> int | None:
        """Return the bar over whose column a point of the scene is."""
        box = self.plotItem.vb
        if not box.sceneBoundingRect().contains(scene_point):
            return None
        day = box.mapSceneToView(scene_point).x()
        index = int(np.searchsorted(self._edges, day, side="right")) - 1
        return index if 0 <= index < len(self._totals) else None

    def _show_count(self, scene_point: QPointF) -> None:
        index = self._bin_at(scene_point)
        if index is None:
            QToolTip.hideText()
            return
        span = int(self._edges[index]), int(self._edges[index + 1])
        text = _("{period}: {count} مورد").format(
            period=span_title(span, self._axis.calendar), count=number(self._totals[index])
        )
        QToolTip.showText(self.mapToGlobal(self.mapFromScene(scene_point)), text, self)

    def _on_clicked(self, click) -> None:
        if click.double():
            self._show_all()
            return
        index = self._bin_at(click.scenePos())
        if index is not None and click.button() == Qt.MouseButton.LeftButton:
            self.day_clicked.emit(int(self.plotItem.vb.mapSceneToView(click.scenePos()).x()))

    def _show_all(self) -> None:
        self.plotItem.vb.setXRange(self._edges[0], self._edges[-1], padding=0)
