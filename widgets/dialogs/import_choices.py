"""What a user decides about a whole file: its kind, sheet, encoding, coordinates and clock."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QLineEdit, QWidget

from resources.text import _
from resources.tokens import SPACE
from widgets.dialogs.import_values import ImportSource
from widgets.flow_layout import FlowLayout


class ImportChoices(QWidget):
    """Choices above the columns; what the format does not have is hidden.

    Signals
    -------
    kind_changed, sheet_changed, encoding_changed : str
    """

    kind_changed = Signal(str)
    sheet_changed = Signal(str)
    encoding_changed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.kind, self.sheet, self.encoding = QComboBox(), QComboBox(), QComboBox()
        self.epsg = _short_line(_("کد EPSG یا خودکار"), 12)
        self.timezone = _short_line(_("همان شهر"), 60)
        row = FlowLayout(self)
        row.setSpacing(SPACE * 2)
        for text, field in (
            (_("نوع داده"), self.kind),
            (_("برگه"), self.sheet),
            (_("رمزگذاری متن"), self.encoding),
            (_("دستگاه مختصات"), self.epsg),
            (_("منطقهٔ زمانی"), self.timezone),
        ):
            row.addWidget(_labelled(text, field))
        self.kind.activated.connect(lambda: self.kind_changed.emit(self.kind.currentData()))
        self.sheet.activated.connect(lambda: self.sheet_changed.emit(self.sheet.currentData()))
        self.encoding.activated.connect(
            lambda: self.encoding_changed.emit(self.encoding.currentData())
        )

    def set_source(self, source: ImportSource) -> None:
        """Offer what the file has; what was written about coordinates and clock stays."""
        fill(self.kind, source.kinds, source.kind)
        fill(self.sheet, [(name, name) for name in source.sheets], source.sheet)
        fill(self.encoding, [(name, name) for name in source.encodings], source.encoding)
        for combo in (self.sheet, self.encoding):
            combo.parentWidget().setVisible(combo.count() > 0)


def fill(combo: QComboBox, items: Iterable[tuple[str, str]], chosen: str) -> None:
    """Put keys with their texts into a combo box and choose one, telling nobody."""
    with QSignalBlocker(combo):
        combo.clear()
        for key, text in items:
            combo.addItem(text, key)
        combo.setCurrentIndex(max(0, combo.findData(chosen)))


def _short_line(hint: str, longest: int) -> QLineEdit:
    line = QLineEdit()
    line.setPlaceholderText(hint)
    line.setMaxLength(longest)
    line.setFixedWidth(130)
    return line


def _labelled(text: str, field: QWidget) -> QWidget:
    """Return a field with its name before it."""
    widget = QWidget()
    row = QHBoxLayout(widget)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(SPACE * 2)
    label = QLabel(text)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setProperty("role", "muted")
    label.setBuddy(field)
    field.setAccessibleName(text)
    row.addWidget(label)
    row.addWidget(field)
    return widget
