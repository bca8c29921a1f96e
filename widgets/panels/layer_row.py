"""One line of the layer list: swatch, name, count, switch; legend and opacity folded below."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QByteArray, QMimeData, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QDrag, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSlider, QVBoxLayout, QWidget

from layers.picture import LayerPicture, LegendEntry, Look, Number
from resources.text import _, percent
from resources.tokens import SPACE
from widgets import theme
from widgets.controls import Switch
from widgets.labels import ElidedLabel, NumberLabel, TextLabel, plain_tooltip
from widgets.panels.legend import Legend
from widgets.swatch import Swatch

LAYER_MIME = "application/x-gozar-layer"
BUSY_MS = 200
_UNKNOWN = LegendEntry("area", "", Look(fill="chip", stroke="line"))


@dataclass(frozen=True, slots=True)
class LayerRow:
    """A layer as the list shows it before its first picture."""

    id: str
    title: str
    visible: bool = True
    opacity: float = 1.0


class LayerItem(QWidget):
    """One layer of the list; a click or Enter on the row opens its opacity and whole remark.

    Signals
    -------
    visibility_changed : str, bool
    opacity_changed : str, float
    number_clicked : Number
    moved : str, int
        Asked to stand one place up (-1) or down (+1).
    """

    visibility_changed = Signal(str, bool)
    opacity_changed = Signal(str, float)
    number_clicked = Signal(object)
    moved = Signal(str, int)

    def __init__(self, row: LayerRow, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = row
        self._press: QPoint | None = None
        self._legend = Legend((), (), self)
        self._legend.hide()
        self._legend.number_clicked.connect(self.number_clicked)
        self._entries: tuple[LegendEntry, ...] = ()
        self.setAccessibleName(row.title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setToolTip(_("پررنگی و توضیح: کلیک یا Enter · جابه‌جایی: کشیدن، یا Alt+↑ و Alt+↓"))
        self._swatch = Swatch(_UNKNOWN, self)
        self._title = ElidedLabel(row.title, "", self)
        self._busy = TextLabel("…", "muted", self)
        self._busy.setAccessibleName(_("در حال آماده‌سازی"))
        # Without its room the whole panel would be laid out anew whenever a layer is made.
        policy = self._busy.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        self._busy.setSizePolicy(policy)
        self._busy.hide()
        self._busy_soon = QTimer(self, singleShot=True, interval=BUSY_MS)
        self._busy_soon.timeout.connect(self._busy.show)
        self._count = NumberLabel(Number("count", row.title, 0), self, bold=False)
        self._count.hide()
        self._count.number_clicked.connect(self.number_clicked)
        self._switch = Switch(_("نمایش {}").format(row.title), self)
        self._switch.setChecked(row.visible)
        self._remark = ElidedLabel("", "legend", self)
        self._whole_remark = TextLabel("", "legend")
        self._remark.hide()
        self._details = self._make_details(row)
        self._lay_out()
        self._switch.clicked.connect(lambda on: self.visibility_changed.emit(row.id, on))

    def set_picture(self, picture: LayerPicture) -> None:
        """Show what the layer's picture says about itself."""
        first = picture.legend[0] if picture.legend else _UNKNOWN
        self._swatch.set_entry(first)
        self._swatch.setToolTip(plain_tooltip(first.text))
        count = next((n for n in picture.numbers if n.key == "count"), None)
        if count is None and picture.count is not None:
            count = Number("count", self._row.title, picture.count)
        self._count.setVisible(count is not None)
        if count is not None:
            self._count.set_number(count)
        self._remark.set_text(picture.remark)
        self._whole_remark.setText(picture.remark)
        self._show_remark()
        self._show_legend(picture)

    def set_busy(self, busy: bool) -> None:
        """Show that the layer is being made, once it takes long enough to be noticed."""
        if busy:
            self._busy_soon.start()
        else:
            self._busy_soon.stop()
            self._busy.hide()

    def set_opacity(self, opacity: float) -> None:
        """Move the slider as if the user did."""
        self._strength.setValue(round(opacity * 100))

    def set_switched(self, visible: bool) -> None:
        """Turn the switch without a signal."""
        self._switch.setChecked(visible)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if event.modifiers() & Qt.KeyboardModifier.AltModifier and event.key() in steps:
            self.moved.emit(self._row.id, steps[Qt.Key(event.key())])
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._toggle_details()
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._press = event.position().toPoint()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        far = QApplication.startDragDistance()
        point = event.position().toPoint()
        if self._press is None or (point - self._press).manhattanLength() < far:
            return
        self._press = None
        data = QMimeData()
        data.setData(LAYER_MIME, QByteArray(self._row.id.encode()))
        drag = QDrag(self)
        drag.setMimeData(data)
        drag.setPixmap(self._title.grab())
        drag.exec(Qt.DropAction.MoveAction)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._press is not None and self.rect().contains(event.position().toPoint()):
            self._toggle_details()
        self._press = None

    def paintEvent(self, event: QPaintEvent) -> None:
        if self.hasFocus():
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), 6, 6)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(SPACE * 2)
        line.addWidget(self._swatch)
        line.addWidget(self._title, 1)
        line.addWidget(self._busy)
        line.addWidget(self._count)
        line.addWidget(self._switch)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, SPACE, 0, SPACE)
        self._box.setSpacing(2)
        self._box.addLayout(line)
        self._box.addWidget(self._legend)
        self._box.addWidget(self._remark)
        self._box.addWidget(self._details)

    def _make_details(self, row: LayerRow) -> QWidget:
        details = QWidget(self)
        box = QVBoxLayout(details)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE)
        line = QHBoxLayout()
        line.setSpacing(SPACE * 2)
        shown = TextLabel(percent(row.opacity), "legend")
        shown.setMinimumWidth(36)
        shown.setWordWrap(False)
        slider = self._strength = QSlider(Qt.Orientation.Horizontal)
        slider.setRange(10, 100)
        slider.setValue(round(row.opacity * 100))
        slider.setAccessibleName(_("پررنگی {}").format(row.title))
        slider.valueChanged.connect(lambda value: shown.setText(percent(value / 100)))
        slider.valueChanged.connect(lambda v: self.opacity_changed.emit(row.id, v / 100))
        label = TextLabel(_("پررنگی"), "legend")
        label.setWordWrap(False)
        line.addWidget(label)
        line.addWidget(slider, 1)
        line.addWidget(shown)
        box.addWidget(self._whole_remark)
        box.addLayout(line)
        details.hide()
        return details

    def _toggle_details(self) -> None:
        self._details.setVisible(self._details.isHidden())
        self._show_remark()

    def _show_remark(self) -> None:
        """Show the remark in one line, or whole while the row is open."""
        has_remark = bool(self._remark.full_text())
        self._remark.setVisible(has_remark and self._details.isHidden())
        self._whole_remark.setVisible(has_remark)

    def _show_legend(self, picture: LayerPicture) -> None:
        told = any(entry.number for entry in picture.legend)
        # The same texts may stand for other rows, those of another filter.
        if picture.legend == self._entries and not told:
            return
        self._entries = entries = picture.legend
        # A lone symbol stands beside the layer's name already, with its text as a tooltip.
        needed = len(entries) > 1 or any(entry.symbol == "ramp" for entry in entries)
        self._legend.set_entries(entries if needed else (), picture.numbers)
        self._legend.setVisible(needed)
