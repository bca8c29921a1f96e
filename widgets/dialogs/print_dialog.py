"""Printing the map: printer, paper, copies, and how the sheet will look."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QPushButton, QSpinBox, QWidget

from resources.text import _
from widgets.dialogs.sheet_dialog import SheetDialog
from widgets.dialogs.sheet_form import choices, choose, fill
from widgets.dialogs.sheet_options import SheetOptions
from widgets.labels import TextLabel

MOST_COPIES = 99


class PrintDialog(SheetDialog):
    """Chooses a printer and a sheet; without a printer the sheet can be saved as PDF.

    Signals
    -------
    print_requested, pdf_requested : SheetOptions
    """

    print_requested = Signal(object)
    pdf_requested = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.setWindowTitle(_("چاپ نقشه"))
        self.printer = choices(self.form, [(_("در جست‌وجوی چاپگر…"), "")])
        self.printer.setEnabled(False)
        self.copies = QSpinBox(self.form)
        self.copies.setRange(1, MOST_COPIES)
        self._hint = TextLabel("", "warning", self.form)
        self.form.add(_("چاپگر"), self.printer, 0)
        self.form.rows.insertRow(1, self._hint)
        self.form.add(_("تعداد نسخه"), self.copies, 2)
        self.form.rows.setRowVisible(self._hint, False)
        self._print = self.button(_("چاپ"), self.print_requested, primary=True)
        self._print.setEnabled(False)
        close = QPushButton(_("بستن"), self)
        close.setAutoDefault(False)
        close.clicked.connect(self.close)
        self.buttons.addWidget(self.button(_("ذخیره به‌صورت PDF…"), self.pdf_requested))
        self.buttons.addStretch()
        self.buttons.addWidget(close)
        self.buttons.addWidget(self._print)

    def set_printers(self, names: Sequence[str], preferred: str) -> None:
        """Offer printers; where there is none say what can be done instead."""
        if not names:
            fill(self.printer, [(_("چاپگری پیدا نشد"), "")])
            self._hint.setText(
                _(
                    "چاپگری روی این رایانه نصب نیست؛ برگه را به‌صورت PDF ذخیره کنید و در "
                    "رایانه‌ای که چاپگر دارد چاپ کنید."
                )
            )
        else:
            fill(self.printer, [(name, name) for name in names])
            choose(self.printer, preferred)
        self.form.rows.setRowVisible(self._hint, not names)
        self.printer.setEnabled(bool(names))
        self._print.setEnabled(bool(names))

    def options(self) -> SheetOptions:
        """Return what is chosen."""
        return replace(
            super().options(),
            format="pdf",
            printer=self.printer.currentData() or "",
            copies=self.copies.value(),
        )
