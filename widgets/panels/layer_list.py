"""The list of layers: switch, count and order, with each legend folded under its name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from layers.picture import LayerPicture
from resources.text import _
from resources.tokens import SPACE
from widgets.controls import rule_line
from widgets.labels import SectionTitle
from widgets.panels.layer_row import LAYER_MIME, LayerItem, LayerRow

__all__ = ["LayerList", "LayerRow"]


class LayerList(QWidget):
    """Layers, the uppermost first.

    A row is moved by dragging its name or with Alt+Up and Alt+Down.

    Signals
    -------
    visibility_changed : str, bool
    opacity_changed : str, float
        Between 0 and 1.
    order_changed : list of str
        All ids, the uppermost first.
    number_clicked : Number
    """

    visibility_changed = Signal(str, bool)
    opacity_changed = Signal(str, float)
    order_changed = Signal(object)
    number_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("لایه‌ها"))
        self.setAcceptDrops(True)
        self._items: dict[str, LayerItem] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        box.addWidget(SectionTitle(_("لایه‌ها")))
        self._box = QVBoxLayout()
        self._box.setSpacing(0)
        box.addLayout(self._box)

    def set_layers(self, rows: Sequence[LayerRow]) -> None:
        """Show these layers; pictures are given afterwards."""
        for item in self._items.values():
            item.setParent(None)
            item.deleteLater()
        self._items = {row.id: self._make(row) for row in rows}
        self._arrange(list(self._items))

    def set_picture(self, layer_id: str, picture: LayerPicture) -> None:
        """Show a layer's count, legend and remark."""
        if layer_id in self._items:
            self._items[layer_id].set_picture(picture)

    def set_busy(self, layer_id: str, busy: bool) -> None:
        """Show that a layer is being made."""
        if layer_id in self._items:
            self._items[layer_id].set_busy(busy)

    def set_visible(self, layer_id: str, visible: bool) -> None:
        """Turn a layer's switch without a signal."""
        if layer_id in self._items:
            self._items[layer_id].set_switched(visible)

    def set_opacity(self, layer_id: str, opacity: float) -> None:
        """Move a layer's slider; it is told like a move of the user's."""
        if layer_id in self._items:
            self._items[layer_id].set_opacity(opacity)

    def order(self) -> list[str]:
        """Return the ids, the uppermost first."""
        return list(self._items)

    def move(self, layer_id: str, to: int) -> None:
        """Move a layer to a position and say so; nothing happens where it stands there."""
        order = self.order()
        to = min(max(to, 0), len(order) - 1)
        if order.index(layer_id) == to:
            return
        order.remove(layer_id)
        order.insert(to, layer_id)
        self._arrange(order)
        self._items[layer_id].setFocus(Qt.FocusReason.OtherFocusReason)
        self.order_changed.emit(self.order())

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasFormat(LAYER_MIME):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        layer_id = bytes(event.mimeData().data(LAYER_MIME).data()).decode()
        if layer_id in self._items:
            event.acceptProposedAction()
            self.move(layer_id, self._position(event.position().toPoint(), layer_id))

    def _position(self, point: QPoint, layer_id: str) -> int:
        """Return the place among the other rows over whose middle the point is."""
        others = [item for key, item in self._items.items() if key != layer_id]
        return sum(point.y() > item.geometry().center().y() for item in others)

    def _make(self, row: LayerRow) -> LayerItem:
        item = LayerItem(row, self)
        item.visibility_changed.connect(self.visibility_changed)
        item.opacity_changed.connect(self.opacity_changed)
        item.number_clicked.connect(self.number_clicked)
        item.moved.connect(lambda key, step: self.move(key, self.order().index(key) + step))
        return item

    def _arrange(self, order: list[str]) -> None:
        while (entry := self._box.takeAt(0)) is not None:
            line = entry.widget()
            if not isinstance(line, LayerItem):
                line.deleteLater()
        self._items = {key: self._items[key] for key in order}
        for item in self._items.values():
            self._box.addWidget(item)
            self._box.addWidget(rule_line(self))
