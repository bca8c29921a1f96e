"""Rows that wait for a place can be placed in three ways, whatever their text."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from widgets.panels.waiting_list import Candidate, WaitingList, WaitingRow

ROWS = [
    WaitingRow(7, "خ امام، نرسیده به آبرسان", 4, "۱۴۰۴/۰۷/۰۳", (Candidate("آبرسان", 1.5, 2.5),)),
    WaitingRow(2**40, "<b>شاه‌گلی</b>"),
]


@pytest.fixture
def waiting(desk, qtbot):
    made = WaitingList()
    qtbot.addWidget(made)
    made.resize(320, 520)
    made.set_rows(ROWS, 12_873)
    made.show()
    return made


def test_shows_rows_and_their_whole_number(waiting):
    assert "۱۲٬۸۷۳" in waiting._title.text()
    texts = [waiting.view.model().index(row, 0).data() for row in range(2)]
    assert "منطقهٔ ۴" in texts[0] and "۱۴۰۴/۰۷/۰۳" in texts[0]
    assert "<b>شاه‌گلی</b>" in texts[1]


def test_place_by_click(waiting, qtbot):
    waiting.view.setCurrentIndex(waiting.view.model().index(1, 0))
    with qtbot.waitSignal(waiting.place_requested) as blocker:
        qtbot.mouseClick(waiting.place_button, Qt.MouseButton.LeftButton)
    assert blocker.args == [2**40]
    assert waiting._address.textFormat() == Qt.TextFormat.PlainText


def test_place_by_candidate(waiting, qtbot):
    button = next(b for b in waiting.findChildren(QPushButton) if "آبرسان" in b.text())
    with qtbot.waitSignal(waiting.candidate_chosen) as blocker:
        button.click()
    assert blocker.args == [7, 1.5, 2.5]


def test_place_by_link(waiting, qtbot, type_text):
    type_text(waiting.link, "https://example.org/@38.08,46.29")
    with qtbot.waitSignal(waiting.link_pasted) as blocker:
        qtbot.keyClick(waiting.link, Qt.Key.Key_Return)
    assert blocker.args == [7, "https://example.org/@38.08,46.29"]
    with qtbot.assertNotEmitted(waiting.link_pasted):
        qtbot.keyClick(waiting.link, Qt.Key.Key_Return)


def test_candidates_follow_the_row(waiting, qtbot):
    qtbot.keyClick(waiting.view, Qt.Key.Key_Down)
    assert waiting.current() is ROWS[1] and ROWS[1].id == 2**40
    qtbot.waitUntil(lambda: len(waiting.findChildren(QPushButton)) == 1)


def test_nothing_waits(waiting, qtbot):
    waiting.set_rows([])
    assert waiting._empty.isVisible() and not waiting.view.isVisible()
    with qtbot.assertNotEmitted(waiting.place_requested):
        waiting._request_place()
    assert waiting.current() is None


def test_long_addresses_need_no_sideways_scrolling(waiting):
    waiting.set_rows([WaitingRow(1, "نشانی دراز " * 60)])
    waiting.grab()
    assert waiting.view.horizontalScrollBar().maximum() == 0
