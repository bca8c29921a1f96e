"""What colours the districts, and how large the hexagons are; shown while their layers are."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QVBoxLayout, QWidget

from resources.text import _
from resources.tokens import SPACE
from widgets.labels import TextLabel


class LayerChoice(QWidget):
    """A name and a list of choices beside it.

    Signals
    -------
    chosen : object
        The value of the choice.
    """

    chosen = Signal(object)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.box = QComboBox()
        self.box.setAccessibleName(name)
        label = TextLabel(name, "muted")
        label.setWordWrap(False)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(SPACE * 2)
        row.addWidget(label)
        row.addWidget(self.box, 1)
        self.box.activated.connect(lambda index: self.chosen.emit(self.box.itemData(index)))

    def offer(self, choices: Sequence[tuple[str, object]]) -> None:
        """Offer these texts and values."""
        self.box.clear()
        for text, value in choices:
            self.box.addItem(text, value)


class LayerChoices(QWidget):
    """The choices of two layers, one below the other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.districts = LayerChoice(_("رنگ مناطق"))
        self.hexagons = LayerChoice(_("پهنای شش‌ضلعی"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(SPACE * 2)
        box.addWidget(self.districts)
        box.addWidget(self.hexagons)
