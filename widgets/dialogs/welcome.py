"""The first window: open the demonstration city, a new workspace, or one that is there."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from resources.text import _, isolate
from resources.tokens import SPACE
from widgets.controls import rule_line
from widgets.labels import SectionTitle, TextLabel

_MOST_RECENT = 5


class Welcome(QDialog):
    """A window that blocks nothing; it closes once something was chosen.

    Signals
    -------
    demo_requested, open_requested
    new_requested : str
        Key of the city.
    recent_chosen : str
        The address of a workspace, as it was given.
    """

    demo_requested = Signal()
    open_requested = Signal()
    new_requested = Signal(str)
    recent_chosen = Signal(str)

    def __init__(
        self,
        cities: Sequence[tuple[str, str]],
        recent: Sequence[tuple[str, str]] = (),
        parent: QWidget | None = None,
    ) -> None:
        """Offer cities by key and name, and recent workspaces by address and name."""
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(_("گذر"))
        self.setModal(False)
        self.setMinimumWidth(440)
        self.city = QComboBox()
        self.city.setAccessibleName(_("شهر"))
        for key, name in cities:
            self.city.addItem(name, key)
        box = QVBoxLayout(self)
        box.setContentsMargins(SPACE * 6, SPACE * 6, SPACE * 6, SPACE * 6)
        box.setSpacing(SPACE * 3)
        brand = TextLabel(_("گذر"), "brand")
        box.addWidget(brand)
        box.addWidget(TextLabel(_("میز کار معاون خدمات شهری برای رفع سد معبر"), "muted"))
        box.addWidget(self._button(_("دیدن شهر نمایشی"), self.demo_requested.emit, primary=True))
        box.addLayout(self._new_row())
        box.addWidget(self._button(_("باز کردن پروندهٔ کار…"), self.open_requested.emit))
        if recent:
            box.addWidget(rule_line())
            box.addWidget(SectionTitle(_("پرونده‌های اخیر")))
        for address, name in recent[:_MOST_RECENT]:
            button = self._button(
                isolate(name[:60].replace("&", "&&")),
                lambda address=address: self.recent_chosen.emit(address),
            )
            box.addWidget(button)
        box.addStretch()

    def _new_row(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        new = self._button(
            _("پروندهٔ کار تازه"),
            lambda: self.new_requested.emit(self.city.currentData()),
        )
        row.addWidget(new, 1)
        row.addWidget(self.city, 1)
        return row

    def _button(self, text: str, run, *, primary: bool = False) -> QPushButton:
        button = QPushButton(text)
        button.setAccessibleName(text)
        button.setLayoutDirection(Qt.LayoutDirection.LayoutDirectionAuto)
        button.setAutoDefault(primary)
        if primary:
            button.setProperty("role", "primary")
        button.clicked.connect(lambda: self._run(run))
        return button

    def _run(self, run) -> None:
        run()
        self.close()
