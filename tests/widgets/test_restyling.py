"""Open widgets take on another palette in small pieces, whatever happens to them meanwhile."""

from __future__ import annotations

from PySide6.QtWidgets import QLabel, QPushButton, QWidget

from resources.tokens import DARK, LIGHT
from widgets import restyling, theme


def ground(widget: QWidget) -> str:
    return widget.grab().toImage().pixelColor(widget.width() // 2, 2).name()


def buttons(qtbot, count: int) -> list[QPushButton]:
    made = [QPushButton() for _n in range(count)]
    for button in made:
        qtbot.addWidget(button)
        button.setProperty("role", "primary")
        button.show()
    return made


def test_every_open_widget_changes(desk, qtbot):
    shown, hidden = buttons(qtbot, 2)
    hidden.hide()
    assert ground(shown) == LIGHT.colour("accent")
    theme.apply_theme(desk, DARK, rtl=True)
    qtbot.waitUntil(lambda: ground(shown) == DARK.colour("accent"))
    qtbot.waitUntil(lambda: ground(hidden) == DARK.colour("accent"))


def test_the_last_change_holds(desk, qtbot):
    (button,) = buttons(qtbot, 1)
    theme.apply_theme(desk, DARK, rtl=True)
    theme.apply_theme(desk, LIGHT, rtl=True)
    qtbot.waitUntil(lambda: not desk.findChild(restyling._Restyling)._timer.isActive())
    assert ground(button) == LIGHT.colour("accent")


def test_the_event_loop_turns_in_between(desk, qtbot, monkeypatch):
    monkeypatch.setattr(restyling, "SLICE_SECONDS", 0.0)
    window = QWidget()
    qtbot.addWidget(window)
    labels = [QLabel("x", window) for _n in range(30)]
    window.show()
    theme.apply_theme(desk, DARK, rtl=True)
    work = desk.findChild(restyling._Restyling)
    left = []
    work._timer.timeout.connect(lambda: left.append(len(work._waiting)))
    qtbot.waitUntil(lambda: not work._timer.isActive())
    assert len(left) > len(labels) and left == sorted(left, reverse=True)


def test_a_widget_deleted_meanwhile_is_passed_over(desk, qtbot):
    kept, lost = QPushButton(), QWidget()
    qtbot.addWidget(kept)
    kept.setProperty("role", "primary")
    kept.show()
    lost.show()
    theme.apply_theme(desk, DARK, rtl=True)
    lost.deleteLater()
    qtbot.waitUntil(lambda: ground(kept) == DARK.colour("accent"))
