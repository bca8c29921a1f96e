"""Axes write names in the user's letters, none over another."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF

from resources.text import isolate
from widgets import theme
from widgets.charts.axis import NameAxis, style_axis


def test_names(qapp):
    axis = NameAxis("bottom")
    style_axis(axis)
    axis.set_names(["منطقهٔ ۱", "منطقهٔ ۲"], 300)
    assert axis._tickLevels == [[(0, isolate("منطقهٔ ۱")), (1, isolate("منطقهٔ ۲"))]]


def test_names_that_begin_alike_go_without_it_where_room_is_short(qapp):
    axis = NameAxis("bottom")
    axis.set_names(["منطقهٔ ۱", "منطقهٔ ۱۰"], 60)
    assert axis._tickLevels == [[(0, isolate("۱")), (1, isolate("۱۰"))]]


NAMES = ["تذکر", "اخطاریهٔ کتبی", "جریمه", "جابه‌جایی", "جمع‌آوری بساط", "توقیف", "یافت نشد"]


@pytest.mark.parametrize("width", [140, 240, 420, 900])
def test_names_touch_neither_each_other_nor_the_edge(qapp, width):
    metrics = QFontMetricsF(theme.text_font("legend"))
    axis = NameAxis("bottom")
    margin = axis.set_names(NAMES, width)
    column = width / (len(NAMES) + 2 * margin)
    levels: dict[int, float] = {}
    for at, text in axis._tickLevels[0]:
        half = metrics.horizontalAdvance(text.strip("\n")) / 2
        middle = (at + margin + 0.5) * column
        level = text.count("\n")
        assert middle - half >= levels.get(level, 0.0)
        levels[level] = middle + half
    assert all(end <= width for end in levels.values())


@given(st.lists(st.text(max_size=40), max_size=12), st.floats(0, 400))
def test_names_of_any_letters(qapp, names, width):
    axis = NameAxis("bottom")
    assert axis.set_names(names, width) in (0, 0.5)
    assert len(axis._tickLevels[0]) == len(names)
