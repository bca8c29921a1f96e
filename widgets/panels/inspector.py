"""The inspector: cards for what is selected, and a form for what is being made."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from resources.text import _
from resources.tokens import SPACE
from widgets.labels import TextLabel
from widgets.panels.cards import CardAction, CardContent, ContentCard

__all__ = ["CardAction", "CardContent", "Inspector"]


class Inspector(QScrollArea):
    """A column of cards that scrolls.

    Signals
    -------
    action : str, str
        Key of the card, id of the action.
    number_clicked : Number
    """

    action = Signal(str, str)
    number_clicked = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("جزئیات"))
        self.setProperty("role", "panel")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._cards: list[ContentCard] = []
        self._form: QWidget | None = None
        self._overview: QWidget | None = None
        column = QWidget()
        column.setProperty("role", "panel")
        self._box = QVBoxLayout(column)
        self._box.setContentsMargins(SPACE * 3, SPACE * 3, SPACE * 3, SPACE * 3)
        self._box.setSpacing(SPACE * 3)
        self._empty = TextLabel("", "empty")
        self._empty.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._empty.setMinimumHeight(96)
        self._box.addWidget(self._empty)
        self._box.addStretch()
        self.setWidget(column)
        self.set_invitation(
            _("روی نقشه، یک کانون، محدوده یا مورد را برگزینید تا جزئیات آن اینجا بیاید.")
        )

    def set_invitation(self, text: str) -> None:
        """Say what to do next while nothing is selected."""
        self._empty.setText(text)

    def set_overview(self, overview: QWidget) -> None:
        """Put a widget below the invitation; both rest while something is selected."""
        self._overview = overview
        self._box.insertWidget(self._box.indexOf(self._empty) + 1, overview)
        self._tell_empty()

    def show_cards(self, contents: Sequence[CardContent]) -> None:
        """Show these cards instead of the ones before; none shows the invitation."""
        for card in self._cards:
            self._box.removeWidget(card)
            card.hide()
            card.deleteLater()
        self._cards = [self._make(content) for content in contents]
        first = 1 if self._form is None else 2
        for index, card in enumerate(self._cards):
            self._box.insertWidget(first + index, card)
        self._tell_empty()
        self.verticalScrollBar().setValue(0)

    def card_keys(self) -> list[str]:
        """Return the keys of the cards shown, from the top."""
        return [card.content.key for card in self._cards]

    def set_form(self, form: QWidget | None) -> None:
        """Put a form above the cards, or take it away; the caller keeps and ends it."""
        if self._form is not None and self._form is not form:
            self._box.removeWidget(self._form)
            self._form.hide()
            self._form.setParent(None)
        self._form = form
        if form is not None:
            self._box.insertWidget(1, form)
            form.show()
            self.ensureWidgetVisible(form)
        self._tell_empty()

    def _make(self, content: CardContent) -> ContentCard:
        card = ContentCard(content)
        card.action.connect(self.action)
        card.number_clicked.connect(self.number_clicked)
        return card

    def _tell_empty(self) -> None:
        empty = not self._cards and self._form is None
        self._empty.setVisible(empty)
        if self._overview is not None:
            self._overview.setVisible(empty)
