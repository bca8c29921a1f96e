"""Labels show outside text as letters, shorten honestly, and open the rows of a number."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from data.model.filters import Filter
from layers.picture import Number
from resources.text import percent, set_language
from widgets.labels import (
    ElidedLabel,
    NumberLabel,
    SectionTitle,
    TextLabel,
    number_text,
    plain_tooltip,
)

HOSTILE = "<img src=x onerror=alert(1)><b>درشت</b>"


@pytest.mark.parametrize("kind", [TextLabel, SectionTitle, ElidedLabel])
def test_markup_is_shown_as_letters(qtbot, kind):
    label = kind(HOSTILE)
    qtbot.addWidget(label)
    label.resize(2_000, 30)
    assert label.textFormat() == Qt.TextFormat.PlainText
    assert label.text() == HOSTILE


def test_tooltip_is_plain():
    assert "<img" not in plain_tooltip(HOSTILE) and "&lt;img" in plain_tooltip(HOSTILE)
    assert plain_tooltip("ساده") == "ساده"


def test_long_text_is_elided_and_whole_in_the_tooltip(desk, qtbot):
    text = "خیابان امام خمینی، نرسیده به چهارراه آبرسان، جنب بانک"
    label = ElidedLabel(text)
    qtbot.addWidget(label)
    label.resize(100, 20)
    label.show()
    assert label.text().endswith("…") and len(label.text()) < len(text)
    assert label.toolTip() == text and label.accessibleName() == text
    label.resize(1_000, 20)
    assert label.text() == text and not label.toolTip()


def test_huge_text_is_bounded(qtbot):
    label = ElidedLabel("الف" * 3_000_000)
    qtbot.addWidget(label)
    label.resize(100, 20)
    assert len(label.text()) < 2_100


@pytest.mark.parametrize("key", [Qt.Key.Key_Space, None])
def test_number_asks_for_its_rows(qtbot, key):
    value = Number("count", "از ۱ مهر", 1_218, "", Filter())
    label = NumberLabel(value)
    qtbot.addWidget(label)
    label.show()
    assert label.text() == "۱٬۲۱۸"
    assert "از ۱ مهر" in label.accessibleName() and "۱٬۲۱۸" in label.accessibleName()
    with qtbot.waitSignal(label.number_clicked) as blocker:
        if key is None:
            qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
        else:
            qtbot.keyClick(label, key)
    assert blocker.args[0] is value is label.number()


@pytest.mark.parametrize(
    ("value", "unit", "text"),
    [
        (71.0, "٪", percent(0.71)),
        (9.0, "دقیقه", "۹ دقیقه"),
        (12.5, "", "۱۲٫۵"),
        (1234.56, "", "۱٬۲۳۵"),
        (0.0, "", "۰"),
    ],
)
def test_number_text(value, unit, text):
    assert number_text(Number("k", "l", value, unit)) == text


def test_number_text_in_english():
    set_language("en")
    assert number_text(Number("k", "l", 1_234.0)) == "1,234"
