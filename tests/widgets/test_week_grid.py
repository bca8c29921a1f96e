"""The hour-of-week picture: Saturday first, hours from left to right, in both directions."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint

from resources.tokens import LIGHT
from widgets.week_grid import WeekGrid


def picture(qtbot, counts):
    made = WeekGrid(counts)
    qtbot.addWidget(made)
    made.resize(280, made.sizeHint().height())
    return made


def peak_at(day, hour):
    counts = np.zeros((7, 24))
    counts[day, hour] = 9
    return counts


@pytest.mark.parametrize(("day", "hour"), [(0, 0), (6, 23), (2, 11)])
def test_peak_is_painted_where_the_tooltip_says(desk, qtbot, day, hour):
    made = picture(qtbot, peak_at(day, hour))
    left, width = made._columns()
    x, y = int(left + (hour + 0.5) * width), day * 14 + 7
    colour = made.grab().toImage().pixelColor(x, y).name()
    assert colour == LIGHT.ramps["hours"][-1]
    assert "۹" in made._text_at(QPoint(x, y))


def test_words(desk, qtbot):
    made = picture(qtbot, peak_at(6, 17))
    assert made.accessibleDescription() == "بیشترین: جمعه، ساعت ۱۷"
    left, width = made._columns()
    text = made._text_at(QPoint(int(left + 17.5 * width), 6 * 14 + 3))
    assert text == "جمعه، ساعت ۱۷ تا ۱۸: ۹ مورد"
    assert made._text_at(QPoint(0, 0)) == made._text_at(QPoint(279, 110)) == ""


@pytest.mark.parametrize("counts", [np.zeros((7, 24), int), np.full((7, 24), np.nan)])
def test_empty_and_missing(desk, qtbot, counts):
    made = picture(qtbot, counts)
    made.grab()
    assert made.accessibleDescription() == "موردی ثبت نشده است."


def test_other_shapes_are_refused(qtbot):
    with pytest.raises(ValueError, match="7, 24"):
        WeekGrid(np.zeros((24, 7)))
