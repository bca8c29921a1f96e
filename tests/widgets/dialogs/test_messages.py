"""Messages are answered by the user, show letters as they are, and leave nothing behind."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtWidgets import QApplication, QFileDialog, QMessageBox, QWidget

from widgets.dialogs.messages import Messages

HOSTILE = "<img src=x onerror=alert(1)>"


@pytest.fixture
def parent(desk, qtbot):
    made = QWidget()
    qtbot.addWidget(made)
    made.show()
    return made


def answer(act):
    """Act on the box once it stands on the screen; return what was seen of it."""
    seen = {}

    def run():
        box = next(w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox))
        seen.update(text=box.text(), format=box.textFormat())
        act(box)

    QTimer.singleShot(0, run)
    return seen


def boxes():
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [w for w in QApplication.topLevelWidgets() if isinstance(w, QMessageBox)]


@pytest.mark.parametrize(("verb", "expected"), [("حذف محدوده", True), ("انصراف", False)])
def test_ask(parent, verb, expected):
    seen = answer(lambda box: next(b for b in box.buttons() if b.text() == verb).click())
    assert Messages(parent).ask(HOSTILE, "حذف محدوده") is expected
    assert seen == {"text": HOSTILE, "format": Qt.TextFormat.PlainText}
    assert boxes() == []


def test_escape_and_enter_do_nothing_dangerous(parent, qtbot):
    for key in (Qt.Key.Key_Escape, Qt.Key.Key_Return):
        answer(lambda box, key=key: qtbot.keyClick(box, key))
        assert Messages(parent).ask("حذف شود؟", "حذف", "نه") is False


@pytest.mark.parametrize("name", ["error", "info"])
def test_tell(parent, name):
    seen = answer(lambda box: box.buttons()[0].click())
    getattr(Messages(parent), name)(HOSTILE + "ن" * 10_000)
    assert seen["text"].startswith(HOSTILE) and len(seen["text"]) <= 2_000
    assert boxes() == []


def test_files(parent, monkeypatch):
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_args: ("a.csv", ""))
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_args: ("", ""))
    assert Messages(parent).open_file("گشودن", "*.csv") == "a.csv"
    assert Messages(parent).save_file("ذخیره", "plan.pdf", "*.pdf") == ""
