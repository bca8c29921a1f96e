"""The first window tells what was chosen and closes for good."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton

from widgets.dialogs.welcome import Welcome


@pytest.fixture
def welcome(desk):
    made = Welcome(
        [("tabriz", "تبریز"), ("boston", "Boston")],
        [(f"/data/{i}.gpkg", f"<b>{i}&</b>.gpkg") for i in range(9)],
    )
    made.show()
    return made


def button(welcome, text):
    return next(b for b in welcome.findChildren(QPushButton) if text in b.text())


@pytest.mark.parametrize(
    ("text", "signal", "args"),
    [
        ("نمایشی", "demo_requested", []),
        ("باز کردن", "open_requested", []),
        ("تازه", "new_requested", ["boston"]),
        ("<b>2&&", "recent_chosen", ["/data/2.gpkg"]),
    ],
)
def test_choices(welcome, qtbot, text, signal, args):
    welcome.city.setCurrentIndex(1)
    gone = []
    welcome.destroyed.connect(lambda: gone.append(True))
    with qtbot.waitSignal(getattr(welcome, signal)) as blocker:
        qtbot.mouseClick(button(welcome, text), Qt.MouseButton.LeftButton)
    assert blocker.args == args
    qtbot.waitUntil(lambda: bool(gone))
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, Welcome)]


def test_shows_five_recent_at_most(welcome):
    assert sum("gpkg" in b.text() for b in welcome.findChildren(QPushButton)) == 5
    welcome.close()
