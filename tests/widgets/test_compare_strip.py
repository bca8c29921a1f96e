"""The strip of two compared periods: both numbers open their rows, the difference is in words."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from data.model.filters import Filter
from layers.picture import Number
from widgets.compare_strip import CompareStrip

NOW = Number("now", "پاییز ۱۴۰۴", 120, "مورد", Filter(since=10))
BEFORE = Number("before", "پاییز ۱۴۰۳", 100, "مورد", Filter(since=5))


@pytest.fixture
def strip(desk, qtbot):
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.resize(800, 400)
    ground.show()
    made = CompareStrip(ground)
    made.tell(NOW, BEFORE, "۲۰ مورد بیشتر")
    made.ground = ground
    return made


def test_both_numbers_open_their_rows(strip, qtbot):
    for label, value in ((strip.now, NOW), (strip.before, BEFORE)):
        with qtbot.waitSignal(strip.number_clicked) as blocker:
            qtbot.mouseClick(label, Qt.MouseButton.LeftButton)
        assert blocker.args == [value]


def test_it_reads_in_the_users_direction(strip):
    strip.ground.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
    assert strip.layoutDirection() == Qt.LayoutDirection.RightToLeft
    assert strip.now.geometry().x() > strip.before.geometry().x()


def test_without_a_year_before_only_that_is_said(strip):
    strip.tell(NOW, None, "پارسال داده‌ای ندارد")
    assert not strip.before.isVisible() and strip.now.isVisible()
    assert strip.difference.text() == "پارسال داده‌ای ندارد"


def test_it_stays_in_the_middle_above_the_lower_edge(strip):
    for width in (800, 1_200):
        strip.ground.resize(width, 400)
        assert abs(strip.geometry().center().x() - width / 2) <= 1
        assert strip.geometry().bottom() < 400 - 40


def test_the_button_closes(strip, qtbot):
    from widgets.controls import IconButton

    with qtbot.waitSignal(strip.closed):
        strip.findChild(IconButton).click()
