"""A window with the choices about a sheet on one side and its preview on the other."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QImage
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from resources.text import _
from resources.tokens import SPACE
from widgets.dialogs.sheet_form import SheetForm
from widgets.dialogs.sheet_options import SheetOptions
from widgets.dialogs.sheet_preview import SheetPreview
from widgets.labels import TextLabel

PAUSE_MS = 250  # after the last letter or choice, before the preview is made anew
FORM_WIDTH = 330


class SheetDialog(QDialog):
    """What exporting and printing have in common; it blocks nothing.

    Signals
    -------
    preview_requested : SheetOptions
    """

    preview_requested = Signal(object)

    def __init__(self, *, pictures: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setModal(False)
        self.resize(1060, 640)
        self._base = SheetOptions()
        # From the outside inwards: a widget that moves into another is dressed anew.
        outer = QVBoxLayout(self)
        outer.setContentsMargins(SPACE * 4, SPACE * 4, SPACE * 4, SPACE * 4)
        outer.setSpacing(SPACE * 3)
        middle, self.buttons = QHBoxLayout(), QHBoxLayout()
        outer.addLayout(middle, 1)
        outer.addLayout(self.buttons)
        self.buttons.setSpacing(SPACE * 2)
        middle.setSpacing(SPACE * 4)
        column = self._column(middle)
        self.form = SheetForm(pictures=pictures, parent=column.parentWidget())
        self._message = TextLabel("", "warning", column.parentWidget())
        self._message.hide()
        for widget in (self.form, self._message):
            column.addWidget(widget)
        column.addStretch()
        self.preview = SheetPreview(self)
        middle.addWidget(self.preview, 1)
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._ask)
        self.form.changed.connect(self._on_changed)

    def set_options(self, options: SheetOptions) -> None:
        """Show options and ask for their preview."""
        self._base = options
        self.form.set_options(options)
        self._on_changed()

    def options(self) -> SheetOptions:
        """Return what is chosen."""
        return self.form.options(self._base)

    def show_preview(self, image: QImage, title: str) -> None:
        """Show the sheet, and the title it has of itself."""
        self.preview.set_image(image)
        self.form.title.setPlaceholderText(title)
        self.set_message("")

    def set_message(self, text: str) -> None:
        """Say why these choices cannot be carried out; an empty text says nothing."""
        self._message.setText(text)
        self._message.setVisible(bool(text))
        if text:
            self.preview.set_text("")

    def button(self, text: str, signal: Signal, *, primary: bool = False) -> QPushButton:
        """Return a button that emits a signal with the options."""
        made = QPushButton(text, self)
        made.setAutoDefault(False)
        if primary:
            made.setProperty("role", "primary")
            made.setDefault(True)
        made.clicked.connect(lambda: signal.emit(self.options()))  # type: ignore[attr-defined]
        return made

    def _on_changed(self) -> None:
        self._pause.start()

    def _ask(self) -> None:
        self.preview.set_text(_("در حال ساختن پیش‌نمایش…"))
        self.preview_requested.emit(self.options())

    def _column(self, middle: QHBoxLayout) -> QVBoxLayout:
        """Return the column of choices, which scrolls where the window is low."""
        area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFixedWidth(FORM_WIDTH)
        side = QWidget(area)
        side.setProperty("role", "panel")
        area.setWidget(side)
        middle.addWidget(area)
        column = QVBoxLayout(side)
        column.setContentsMargins(0, 0, SPACE * 2, 0)
        return column
