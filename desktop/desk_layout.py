"""Where everything stands on the desk: the map at the heart, tools around it."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSplitter,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from desktop.actions import tool_tip
from resources.text import _, is_rtl
from resources.tokens import SPACE, Palette
from widgets.canvas.map_canvas import MapCanvas
from widgets.controls import rule_line
from widgets.copying import offer_copy
from widgets.panels.filters import FilterPanel
from widgets.panels.hour_choice import HourChoice
from widgets.panels.inspector import Inspector
from widgets.panels.layer_choices import LayerChoices
from widgets.panels.layer_list import LayerList
from widgets.resizing import follow_size
from widgets.status import StatusLine
from widgets.top_bar import TopBar

SIDE_WIDTH = 276
TIME_HEIGHT = 136
TOOL_SIZE = 34


class ToolColumn(QFrame):
    """The small column of tools that floats over the map's first side."""

    def __init__(self, canvas: MapCanvas) -> None:
        super().__init__(canvas)
        self.setProperty("role", "tools")
        self.setAccessibleName(_("ابزارهای نقشه"))
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(SPACE)
        self._canvas = canvas
        follow_size(canvas, self, self._stand)

    def set_actions(self, groups: Iterable[Iterable[QAction]]) -> None:
        """Show a button for each action instead of those before, with a gap between groups."""
        while (item := self._box.takeAt(0)) is not None:
            if item.widget() is not None:
                item.widget().deleteLater()
        for index, group in enumerate(groups):
            if index:
                self._box.addSpacing(SPACE * 2)
            for action in group:
                self._box.addWidget(self._button(action))
        self.adjustSize()
        self._stand()

    def _button(self, action: QAction) -> QToolButton:
        button = QToolButton(self)
        button.setDefaultAction(action)
        button.setToolTip(tool_tip(action))
        button.setAccessibleName(action.text())
        button.setFixedSize(TOOL_SIZE, TOOL_SIZE)
        button.setIconSize(QSize(20, 20))
        button.setProperty("role", "map")
        return button

    def _stand(self) -> None:
        gap = SPACE * 3
        x = self._canvas.width() - self.width() - gap if is_rtl() else gap
        self.move(x, gap)


class DeskLayout(QWidget):
    """The desk's parts in their places; it wires nothing."""

    def __init__(self, palette: Palette) -> None:
        super().__init__()
        self.top = TopBar()
        self.layers = LayerList()
        self.hour = HourChoice()
        self.choices = LayerChoices()
        self.filters = FilterPanel()
        self.canvas = MapCanvas(palette)
        self.tools = ToolColumn(self.canvas)
        self.inspector = Inspector()
        self.status = StatusLine()
        self._time = QFrame()
        self._time.setProperty("role", "panel")
        self._time.setFixedHeight(TIME_HEIGHT)
        self._time_box = QHBoxLayout(self._time)
        self._time_box.setContentsMargins(0, 0, 0, 0)
        self._arrange()

    def put_time_bar(self, bar: QWidget) -> None:
        """Put the time bar, which is loaded late, into the place kept for it."""
        self._time_box.addWidget(bar)
        offer_copy(bar)

    def _arrange(self) -> None:
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.setHandleWidth(1)
        middle.setChildrenCollapsible(False)
        for part in (self._side(), self.canvas, self.inspector):
            middle.addWidget(part)
        middle.setStretchFactor(1, 1)
        middle.setSizes([SIDE_WIDTH, 800, SIDE_WIDTH + 24])
        self.canvas.setMinimumSize(320, 240)
        self.inspector.setMinimumWidth(SIDE_WIDTH - 20)
        self.inspector.setMaximumWidth(440)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in (self.top, rule_line(), middle, rule_line(), self._time, self.status):
            box.addWidget(part, 1 if part is middle else 0)

    def _side(self) -> QWidget:
        column = QWidget()
        column.setProperty("role", "panel")
        box = QVBoxLayout(column)
        box.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        box.setSpacing(SPACE * 4)
        for panel in (self.layers, self.choices, self.hour, self.filters):
            box.addWidget(panel)
        box.addStretch()
        area = QScrollArea()
        area.setProperty("role", "panel")
        area.setWidgetResizable(True)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(column)
        area.setMinimumWidth(SIDE_WIDTH - 20)
        area.setMaximumWidth(380)
        return area
