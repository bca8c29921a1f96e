"""The charts beside the map: made and filled one a turn, each from the newest summary."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from desktop.overview import Overview
from desktop.summary import Summary
from layers.picture import Number

EMPTY = Summary("", 0, np.zeros(1, np.int64), (), (), (), np.zeros((7, 24), np.int64), None)


def summary(value: int) -> Summary:
    return replace(EMPTY, districts=(Number("district:1", "1", value),))


def test_the_newest_summary_wins_whenever_it_comes(qtbot) -> None:
    overview = Overview(lambda number: None)
    qtbot.addWidget(overview)
    overview.show_summary(summary(3))
    overview.show_summary(summary(5))
    qtbot.waitUntil(lambda: len(overview._charts) == 4 and not overview._stale)
    assert [n.value for n in overview._charts["districts"]._numbers] == [5]
    overview.show_summary(summary(7))
    qtbot.waitUntil(lambda: not overview._stale)
    assert [n.value for n in overview._charts["districts"]._numbers] == [7]


def test_a_click_on_a_bar_opens_its_rows(qtbot) -> None:
    opened: list[Number] = []
    overview = Overview(opened.append)
    qtbot.addWidget(overview)
    overview.show_summary(summary(3))
    qtbot.waitUntil(lambda: len(overview._charts) == 4 and not overview._stale)
    chart = overview._charts["districts"]
    chart.number_clicked.emit(chart._numbers[0])
    assert [number.value for number in opened] == [3]
