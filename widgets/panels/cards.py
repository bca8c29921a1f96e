"""One card of the inspector: what was found, in numbers, one sentence, hours and next steps."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from layers.picture import Number
from resources.text import _, digits
from resources.tokens import SPACE
from widgets import theme
from widgets.controls import Card, Fold
from widgets.copying import offer_copy
from widgets.flow_layout import FlowLayout
from widgets.labels import NumberLabel, SectionTitle, TextLabel, number_text
from widgets.week_grid import WeekGrid

_LABEL_WIDTH = 92  # px a number's name may take before it wraps
_LONGEST_UNIT = 8  # letters; longer ones stand beside the number and wrap


@dataclass(frozen=True, slots=True)
class CardAction:
    """A next step offered on a card."""

    id: str
    text: str
    primary: bool = False


@dataclass(frozen=True, slots=True, eq=False)
class CardContent:
    """What a card shows.

    Attributes
    ----------
    key : str
        ``hotspot:1``, ``zone:…``: whose card it is.
    badge, badge_role : str
        State in a word, and its colour role in ``resources.tokens``.
    numbers : tuple of Number
        Four at most; a click opens their rows.
    compared : dict of str
        Words beside a number, by its key: «▲ افزایش واقعی».
    sentence : str
        What it means, in one sentence.
    hours : ndarray of int, shape (7, 24), optional
        Counts by weekday (0 = Saturday) and hour.
    facts : dict
        The analysis card, folded; names to values.
    remark : str
        Honest words in the warning colour: simulated, too few.
    """

    key: str
    title: str
    badge: str = ""
    badge_role: str = "muted"
    numbers: tuple[Number, ...] = ()
    compared: dict[str, str] = field(default_factory=dict)
    sentence: str = ""
    hours: NDArray[np.generic] | None = None
    facts: dict[str, Any] = field(default_factory=dict)
    remark: str = ""
    actions: tuple[CardAction, ...] = ()


class ContentCard(Card):
    """A card of the inspector.

    Signals
    -------
    action : str, str
        Key of the card, id of the action.
    number_clicked : Number
    """

    action = Signal(str, str)
    number_clicked = Signal(object)

    def __init__(self, content: CardContent, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.content = content
        self.setAccessibleName(content.title)
        self._badge: QLabel | None = None
        self.box.addLayout(self._heading())
        if content.numbers:
            self.box.addLayout(self._numbers())
        if content.sentence:
            self.box.addWidget(_note(content.sentence))
        if content.remark:
            self.box.addWidget(TextLabel(content.remark, "warning"))
        if content.hours is not None:
            self.box.addWidget(SectionTitle(_("ساعت و روز هفته")))
            week = WeekGrid(content.hours)
            offer_copy(week)
            self.box.addWidget(week)
        if content.facts:
            self.box.addWidget(Fold(_("شناسنامهٔ تحلیل"), _facts(content.facts)))
        if content.actions:
            self.box.addWidget(self._actions())
        self._colour_badge()

    def changeEvent(self, event) -> None:
        super().changeEvent(event)
        if event.type() == event.Type.PaletteChange:
            self._colour_badge()

    def _heading(self) -> QHBoxLayout:
        row = QHBoxLayout()
        row.setSpacing(SPACE * 2)
        row.addWidget(TextLabel(self.content.title, "title"), 1)
        if self.content.badge:
            self._badge = QLabel("● " + self.content.badge)
            self._badge.setTextFormat(Qt.TextFormat.PlainText)
            self._badge.setFont(theme.text_font("label"))
            row.addWidget(self._badge, 0, Qt.AlignmentFlag.AlignTop)
        return row

    def _colour_badge(self) -> None:
        if self._badge is not None:
            colour = theme.colour(self.content.badge_role).name()
            self._badge.setStyleSheet(f"color: {colour}; padding-top: 3px;")

    def _numbers(self) -> QGridLayout:
        grid = QGridLayout()
        grid.setHorizontalSpacing(SPACE * 3)
        grid.setVerticalSpacing(SPACE)
        grid.setColumnStretch(2, 1)
        for row, value in enumerate(self.content.numbers):
            label = TextLabel(value.label, "muted")
            width = QFontMetrics(theme.text_font("label")).horizontalAdvance(value.label)
            label.setMinimumWidth(min(width + 4, _LABEL_WIDTH))
            beside = [self.content.compared.get(value.key, "")]
            shown = NumberLabel(value)
            if len(value.unit) > _LONGEST_UNIT:
                shown.setText(number_text(replace(value, unit="")))
                beside.insert(0, value.unit)
            shown.number_clicked.connect(self.number_clicked)
            grid.addWidget(label, row, 0)
            grid.addWidget(shown, row, 1, Qt.AlignmentFlag.AlignLeading)
            if any(beside):
                grid.addWidget(TextLabel(" · ".join(filter(None, beside)), "muted"), row, 2)
        return grid

    def _actions(self) -> QWidget:
        widget = QWidget()
        flow = FlowLayout(widget)
        flow.setSpacing(SPACE * 2)
        for step in self.content.actions:
            button = QPushButton(step.text)
            button.setAccessibleName(step.text)
            if step.primary:
                button.setProperty("role", "primary")
            button.clicked.connect(
                lambda _on=False, step=step: self.action.emit(self.content.key, step.id)
            )
            flow.addWidget(button)
        return widget


def _note(sentence: str) -> QFrame:
    frame = QFrame()
    frame.setProperty("role", "note")
    box = QVBoxLayout(frame)
    box.setContentsMargins(SPACE * 3, SPACE * 2, SPACE * 3, SPACE * 2)
    box.addWidget(TextLabel(sentence))
    return frame


def _facts(facts: dict[str, Any]) -> QWidget:
    widget = QWidget()
    grid = QGridLayout(widget)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(SPACE * 3)
    grid.setVerticalSpacing(2)
    grid.setColumnStretch(1, 1)
    for row, (name, value) in enumerate(facts.items()):
        label = TextLabel(str(name), "legend")
        label.setWordWrap(False)
        grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(TextLabel(_fact_text(value), "legend"), row, 1)
    return widget


def _fact_text(value: Any) -> str:
    if isinstance(value, float):
        return digits(f"{value:.6g}")
    if isinstance(value, (list, tuple)):
        return _("، ").join(_fact_text(part) for part in value)
    if isinstance(value, dict):
        return _("، ").join(f"{key}: {_fact_text(part)}" for key, part in value.items())
    return digits("—" if value is None else value)
