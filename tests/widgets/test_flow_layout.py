"""The flow layout wraps, follows the direction of reading and keeps to its width."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton, QWidget

from resources.tokens import SPACE
from widgets.flow_layout import FlowLayout


def make(qtbot, direction, columns=None, count=5, width=200):
    holder = QWidget()
    holder.setLayoutDirection(direction)
    flow = FlowLayout(holder, columns)
    buttons = []
    for index in range(count):
        button = QPushButton(str(index))
        button.setFixedHeight(20)
        if columns is None:
            button.setFixedWidth(80)
        flow.addWidget(button)
        buttons.append(button)
    qtbot.addWidget(holder)
    holder.resize(width, 200)
    holder.show()
    return holder, flow, buttons


@pytest.mark.parametrize("direction", list(Qt.LayoutDirection)[:2])
def test_wraps_from_the_first_side(qtbot, direction):
    _holder, flow, buttons = make(qtbot, direction)
    assert buttons[0].y() == buttons[1].y() < buttons[2].y() < buttons[4].y()
    assert (buttons[0].x() > buttons[1].x()) == (direction == Qt.LayoutDirection.RightToLeft)
    assert flow.heightForWidth(200) == 3 * 20 + 2 * SPACE


def test_columns_share_the_width(qtbot):
    _holder, _flow, buttons = make(qtbot, Qt.LayoutDirection.RightToLeft, columns=4, width=212)
    assert {button.width() for button in buttons} == {50}
    assert all(b.x() >= 0 and b.x() + b.width() <= 212 for b in buttons)


def test_narrow_holder_does_not_overflow(qtbot):
    _holder, _flow, buttons = make(qtbot, Qt.LayoutDirection.LeftToRight, width=40, count=2)
    assert buttons[1].y() > buttons[0].y()


def test_items_can_be_taken(qtbot):
    _holder, flow, _buttons = make(qtbot, Qt.LayoutDirection.LeftToRight)
    assert flow.itemAt(9) is None and flow.takeAt(9) is None
    flow.takeAt(0)
    assert flow.count() == 4


def test_what_is_hidden_takes_no_room(desk, qtbot):
    widget = QWidget()
    qtbot.addWidget(widget)
    flow = FlowLayout(widget)
    first, second = QPushButton("یک"), QPushButton("دو")
    for button in (first, second):
        flow.addWidget(button)
    widget.resize(400, 100)
    widget.show()
    left = second.geometry().right()
    first.hide()
    flow.activate()
    assert second.geometry().right() > left
