"""The waiting window tells how far it is, and whether it was stopped or done."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar, QPushButton

from widgets.dialogs.waiting import Waiting


@pytest.fixture
def waiting(desk, qtbot):
    made = Waiting()
    qtbot.addWidget(made)
    made.show()
    yield made
    made.finish()


def test_progress(waiting):
    waiting.set_text("<b>شهر نمایشی ساخته می‌شود</b>")
    assert waiting._text.text().startswith("<b>")
    assert waiting._text.textFormat() == Qt.TextFormat.PlainText
    waiting.set_progress(3, 10)
    bar = waiting.findChild(QProgressBar)
    assert (bar.value(), bar.maximum()) == (3, 10)
    waiting.set_progress(3, 0)
    assert bar.maximum() == 0


def test_stopped_by_the_user(waiting, qtbot):
    with qtbot.waitSignal(waiting.stop_requested):
        qtbot.mouseClick(waiting.findChild(QPushButton), Qt.MouseButton.LeftButton)


def test_finished_is_not_stopped(waiting, qtbot):
    with qtbot.assertNotEmitted(waiting.stop_requested):
        waiting.finish()
    assert not waiting.isVisible()
