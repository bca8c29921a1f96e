from __future__ import annotations

import pytest
from PySide6.QtWidgets import QWidget

from widgets.canvas.attribution import Attribution


@pytest.fixture
def canvas(qtbot) -> QWidget:
    made = QWidget()
    qtbot.addWidget(made)
    made.resize(600, 400)
    made.show()
    return made


def test_owners_stand_in_the_corner_and_stay_there(canvas: QWidget) -> None:
    line = Attribution(canvas)
    assert not line.isVisible()
    line.set_text("© <b>کسی</b>")
    assert line.isVisible() and line.text() == "© <b>کسی</b>"
    for width, height in ((600, 400), (900, 300)):
        canvas.resize(width, height)
        corner = line.geometry().bottomRight()
        assert (corner.x(), corner.y()) == (width - 1, height - 1)
    line.set_text("")
    assert not line.isVisible()


def test_a_long_line_stays_in_the_map(canvas: QWidget) -> None:
    line = Attribution(canvas)
    line.set_text("© " + "کسی " * 200)
    assert line.geometry().left() >= 0 and line.width() < canvas.width()
