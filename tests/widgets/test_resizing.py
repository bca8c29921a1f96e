"""A floating part follows the size of what it floats over while it lives."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QApplication, QLabel, QWidget

from widgets.resizing import follow_size


def test_a_part_follows_until_it_goes(qtbot) -> None:
    ground = QWidget()
    qtbot.addWidget(ground)
    ground.show()
    part, widths = QLabel("x", ground), []
    follow_size(ground, part, lambda: widths.append(ground.width()))
    ground.resize(300, 100)
    assert widths[-1] == 300
    part.deleteLater()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    ground.resize(400, 100)
    assert widths[-1] == 300
