"""A card shows what it was given, as letters, and its numbers and steps answer."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QPushButton

from data.model.filters import Filter
from layers.picture import Number
from resources.tokens import DARK
from widgets import theme
from widgets.controls import Fold
from widgets.labels import NumberLabel
from widgets.panels.cards import CardAction, CardContent, ContentCard
from widgets.week_grid import WeekGrid

FULL = CardContent(
    "hotspot:1",
    "کانون ۱ <script>",
    "معنادار",
    "hotspot",
    (Number("now", "از ۱ مهر", 218, "", Filter()), Number("share", "سهم", 71, "٪", (1, 2))),
    {"now": "▲ افزایش واقعی"},
    "با اطمینان ۹۹٪ …",
    np.ones((7, 24)),
    {"method": "Gi*", "radius": 250.0, "sources": [1, 2], "none": None, "deep": {"q": 0.05}},
    "دادهٔ نمایشی",
    (CardAction("plan", "افزودن به برنامه", True), CardAction("rows", "پیام‌ها")),
)


def card(qtbot, content):
    made = ContentCard(content)
    qtbot.addWidget(made)
    made.resize(280, 600)
    made.show()
    return made


def texts(made):
    return {label.text() for label in made.findChildren(QLabel)}


def test_everything_is_shown(desk, qtbot):
    made = card(qtbot, FULL)
    assert {"کانون ۱ <script>", "● معنادار", "▲ افزایش واقعی", "دادهٔ نمایشی"} <= texts(made)
    assert {"۲۵۰", "۱، ۲", "—", "q: ۰.۰۵"} <= texts(made)
    assert made.findChild(WeekGrid) and not made.findChild(Fold).is_open()
    assert all(lab.textFormat() == Qt.TextFormat.PlainText for lab in made.findChildren(QLabel))


def test_numbers_and_steps_answer(desk, qtbot):
    made = card(qtbot, FULL)
    with qtbot.waitSignal(made.number_clicked) as blocker:
        qtbot.mouseClick(made.findChildren(NumberLabel)[1], Qt.MouseButton.LeftButton)
    assert blocker.args[0].rows == (1, 2)
    step = next(b for b in made.findChildren(QPushButton) if b.text() == "پیام‌ها")
    with qtbot.waitSignal(made.action) as blocker:
        qtbot.keyClick(step, Qt.Key.Key_Space)
    assert blocker.args == ["hotspot:1", "rows"]


def test_least_card(desk, qtbot):
    made = card(qtbot, CardContent("zone:1", "محدوده"))
    assert texts(made) == {"محدوده"} and not made.findChildren(QPushButton)


def test_badge_follows_the_theme(desk, qtbot):
    made = card(qtbot, FULL)
    theme.apply_theme(desk, DARK, rtl=True)
    qtbot.waitUntil(lambda: DARK.colour("hotspot") in made._badge.styleSheet())
