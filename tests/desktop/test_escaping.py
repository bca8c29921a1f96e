"""Esc reaches whoever asked last and has something to end."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from desktop.escaping import on_escape


def test_the_last_who_has_something_to_end_takes_the_key(qtbot) -> None:
    window, ended, going = QWidget(), [], {"first": True, "second": True}
    qtbot.addWidget(window)

    def end(name: str) -> bool:
        was, going[name] = going[name], False
        if was:
            ended.append(name)
        return was

    on_escape(window, QObject(window), lambda: end("first"))
    on_escape(window, QObject(window), lambda: end("second"))
    for _time in range(3):
        qtbot.keyClick(window, Qt.Key.Key_Escape)
    assert ended == ["second", "first"]
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert ended == ["second", "first"]
