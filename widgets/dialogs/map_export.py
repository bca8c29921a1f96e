"""The map as a picture: format, size, title, colours, and how it will look."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSpinBox, QWidget

from resources.text import _
from resources.tokens import SPACE
from widgets.dialogs.sheet_dialog import SheetDialog
from widgets.dialogs.sheet_form import choices, choose
from widgets.dialogs.sheet_options import DPI, PIXELS, SheetOptions


class MapExportDialog(SheetDialog):
    """Chooses a sheet and asks for its file.

    Signals
    -------
    save_requested, copy_requested : SheetOptions
    """

    save_requested = Signal(object)
    copy_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(pictures=True, parent=parent)
        self.setWindowTitle(_("نقشه به‌صورت تصویر"))
        formats = ((_("PNG، تصویر"), "png"), (_("SVG، برداری"), "svg"), (_("PDF، برداری"), "pdf"))
        self.format = choices(self.form, formats)
        self.dpi = _spin(self.form, *DPI, 10, _(" نقطه در اینچ"))
        self._pixels = QWidget(self.form)
        self.width_px, self.height_px = (
            _spin(self._pixels, *PIXELS, 100),
            _spin(self._pixels, *PIXELS, 100),
        )
        self._arrange()
        self._connect()

    def set_options(self, options: SheetOptions) -> None:
        """Show options and ask for their preview."""
        for field, value in (
            (self.dpi, options.dpi),
            (self.width_px, options.width),
            (self.height_px, options.height),
        ):
            with QSignalBlocker(field):
                field.setValue(value)
        with QSignalBlocker(self.format):
            choose(self.format, options.format)
        super().set_options(options)
        self._follow()

    def options(self) -> SheetOptions:
        """Return what is chosen."""
        return replace(
            super().options(),
            format=self.format.currentData(),
            dpi=self.dpi.value(),
            width=self.width_px.value(),
            height=self.height_px.value(),
        )

    def _arrange(self) -> None:
        line = QHBoxLayout(self._pixels)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(SPACE)
        self.width_px.setAccessibleName(_("پهنا به نقطه"))
        self.height_px.setAccessibleName(_("بلندی به نقطه"))
        for widget in (self.width_px, QLabel("×"), self.height_px):
            line.addWidget(widget)
        line.addStretch()
        self.form.add(_("قالب"), self.format, 1)
        self.form.add(_("اندازه به نقطه"), self._pixels, 3)
        self.form.add(_("تراکم"), self.dpi, 5)
        close = QPushButton(_("بستن"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self.buttons.addWidget(self.button(_("رونوشت برگه"), self.copy_requested))
        self.buttons.addStretch()
        self.buttons.addWidget(close)
        self.buttons.addWidget(self.button(_("ذخیره…"), self.save_requested, primary=True))

    def _connect(self) -> None:
        for signal in (
            self.format.currentIndexChanged,
            self.form.paper.currentIndexChanged,
            self.dpi.valueChanged,
            self.width_px.valueChanged,
            self.height_px.valueChanged,
        ):
            signal.connect(self._follow)
            signal.connect(self._on_changed)

    def _follow(self) -> None:
        """Offer what these choices heed: vectors have no density, a picture no direction."""
        picture = self.form.paper.currentData() == ""
        for row, shown in (
            (self._pixels, picture),
            (self.form.direction, not picture),
            (self.dpi, self.format.currentData() == "png"),
        ):
            self.form.rows.setRowVisible(row, shown)


def _spin(parent: QWidget, low: int, high: int, step: int, suffix: str = "") -> QSpinBox:
    spin = QSpinBox(parent)
    spin.setRange(low, high)
    spin.setSingleStep(step)
    spin.setSuffix(suffix)
    return spin
