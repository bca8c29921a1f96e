"""Bars open the rows of what was clicked or chosen by key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from data.model.filters import Filter
from layers.picture import Number
from resources.tokens import DARK
from widgets import theme
from widgets.charts.bars import Bars

NUMBERS = [
    Number(str(n), f"منطقهٔ {n}", value, "", Filter(districts=frozenset({n})))
    for n, value in ((1, 120.0), (2, 0.0), (3, 60.0))
]


@pytest.fixture
def bars(desk, qtbot):
    made = Bars("به تفکیک منطقه")
    qtbot.addWidget(made)
    made.resize(420, 200)
    made.set_numbers(NUMBERS)
    made.show()
    made.grab()
    return made


def click(bars, x, y):
    scene = bars._view.mapViewToScene(QPointF(x, y))
    QTest.mouseClick(
        bars.viewport(),
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
        bars.mapFromScene(scene),
    )


@pytest.mark.parametrize(("x", "index"), [(0, 0), (1.2, 1), (2.3, 2)])
def test_click_on_a_column_opens_its_rows(bars, qtbot, x, index):
    with qtbot.waitSignal(bars.number_clicked) as blocker:
        click(bars, x, 10)
    assert blocker.args[0] is NUMBERS[index]


def test_hits(bars):
    assert bars.bar_at(0.31, 1) == 0
    assert bars.bar_at(0.5, 1) is None, "between two columns"
    assert bars.bar_at(-1, 1) is None and bars.bar_at(3, 1) is None
    assert bars.bar_at(0, -5) is None, "on the names"


def test_keys(bars, qtbot):
    with qtbot.assertNotEmitted(bars.number_clicked):
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    for _press in range(9):
        qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert bars.accessibleDescription() == "منطقهٔ 3: ۶۰"
    qtbot.keyClick(bars, Qt.Key.Key_Left)
    with qtbot.waitSignal(bars.number_clicked) as blocker:
        qtbot.keyClick(bars, Qt.Key.Key_Return)
    assert blocker.args[0] is NUMBERS[1]


def test_new_numbers_and_theme(bars, desk, qtbot):
    bars.set_numbers(NUMBERS[:1])
    assert [item.toPlainText() for item in bars._values if item.isVisible()] == ["۱۲۰"]
    before = bars.grab().toImage()
    theme.apply_theme(desk, DARK, rtl=True)
    qtbot.waitUntil(lambda: bars.grab().toImage() != before)


def test_no_numbers(bars, qtbot):
    bars.set_numbers([])
    bars.grab()
    qtbot.keyClick(bars, Qt.Key.Key_Right)
    assert bars.bar_at(0, 1) is None
