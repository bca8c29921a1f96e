"""The two piles of an import: what was accepted and what was set aside, with its reasons."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QWidget

from resources.text import _, digits, number
from resources.tokens import SPACE
from widgets.dialogs.import_values import ImportPiles
from widgets.dialogs.text_table import TextTable
from widgets.labels import SectionTitle, TextLabel


class PilesView(QWidget):
    """Accepted and set-aside rows side by side, with the sums above them.

    Signals
    -------
    rejects_requested
        Save the rows set aside to a file.
    swap_requested
        Exchange longitude and latitude, and check again.
    """

    rejects_requested = Signal()
    swap_requested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._sums = TextLabel("", "strong")
        self._warnings = TextLabel("", "warning")
        self._accepted_title, self._rejected_title = SectionTitle(""), SectionTitle("")
        self._accepted = TextTable(_("ردیف‌های پذیرفته"))
        self._rejected = TextTable(_("ردیف‌های کنارگذاشته"))
        self._save = QPushButton(_("ذخیرهٔ ردیف‌های کنارگذاشته"))
        self._save.clicked.connect(self.rejects_requested)
        self._swap = QPushButton(_("جابه‌جا کردن طول و عرض"))
        self._swap.clicked.connect(self.swap_requested)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(SPACE * 4)
        grid.addWidget(self._sums, 0, 0, 1, 2)
        grid.addWidget(self._warnings, 1, 0, 1, 2)
        grid.addWidget(self._accepted_title, 2, 0)
        grid.addWidget(self._rejected_title, 2, 1)
        grid.addWidget(self._accepted, 3, 0)
        grid.addWidget(self._rejected, 3, 1)
        grid.addLayout(self._buttons(), 4, 1)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        grid.setRowStretch(3, 1)

    def _buttons(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(self._save)
        row.addWidget(self._swap)
        row.addStretch()
        return row

    def set_piles(self, piles: ImportPiles) -> None:
        """Show what a check found."""
        self._sums.setText(
            _(
                "{read} ردیف خوانده شد: {accepted} پذیرفته، {rejected} کنارگذاشته، {same} تکراری"
            ).format(
                read=number(piles.read),
                accepted=number(piles.accepted),
                rejected=number(piles.rejected),
                same=number(piles.duplicates),
            )
        )
        self._warnings.setText("\n".join(piles.warnings[:8]))
        self._warnings.setVisible(bool(piles.warnings))
        self._accepted_title.setText(_("پذیرفته: {n}").format(n=number(piles.accepted)))
        self._rejected_title.setText(_("کنارگذاشته: {n}").format(n=number(piles.rejected)))
        self._accepted.set_texts(piles.accepted_head, piles.accepted_rows)
        self._rejected.set_texts(
            (_("ردیف"), _("علت"), _("متن اصلی")),
            [(digits(r.row), r.reason, r.text) for r in piles.rejected_rows],
        )
        self._save.setVisible(piles.rejected > 0)
        self._swap.setVisible(piles.swapped > 0)
