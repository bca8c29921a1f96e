"""The status line writes places as surveyors do and shows jobs that can be stopped."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QProgressBar

from resources.text import set_language
from widgets.controls import IconButton
from widgets.status import StatusLine


def line(qtbot):
    made = StatusLine()
    qtbot.addWidget(made)
    made.resize(1366, 28)
    made.show()
    return made


def test_pointer_in_degrees_and_metres(desk, qtbot):
    status = line(qtbot)
    status.set_pointer(46.2919, 38.08, 613304.36, 4215479.17)
    assert status._degrees.text() == "۴۶٫۲۹۱۹ شرقی  ۳۸٫۰۸۰۰ شمالی"
    assert status._metres.text().strip("\u2066\u2069") == "UTM 38N 613304, 4215479"
    status.set_pointer(None)
    assert status._degrees.text() == status._metres.text() == ""


def test_western_city(qtbot):
    set_language("en")
    status = line(qtbot)
    status.set_pointer(-71.06, 42.36, 330000, 4690000, "UTM 19N")
    assert "71.0600" in status._degrees.text() and "\u2212" not in status._degrees.text()
    assert "UTM 19N" in status._metres.text()


def test_scale(qtbot):
    status = line(qtbot)
    status.set_scale(60_012.3)
    assert "۱:۶۰٬۰۰۰" in status._scale.text()
    status.set_scale(None)
    assert status._scale.text() == ""


def test_job_is_shown_and_stopped(desk, qtbot):
    status = line(qtbot)
    status.add_job("import", "ورود داده")
    status.add_job("import", "ورود دادهٔ مهر")
    assert status.job_ids() == ["import"]
    status.job_progress("import", 5_000_000_000, 10_000_000_000)
    bar = status.findChild(QProgressBar)
    assert bar.value() * 2 == bar.maximum()
    status.job_progress("import", 1, 0)
    assert bar.maximum() == 0
    stop = status.findChild(IconButton)
    assert "ورود داده" in stop.accessibleName()
    with qtbot.waitSignal(status.stop_requested) as blocker:
        qtbot.mouseClick(stop, Qt.MouseButton.LeftButton)
    assert blocker.args == ["import"]


def test_ended_jobs_are_deleted(qtbot):
    status = line(qtbot)
    for index in range(20):
        status.add_job(str(index), "کار")
        status.end_job(str(index))
    status.end_job("never began")
    status.job_progress("never began", 1, 2)
    qtbot.waitUntil(lambda: not status.findChildren(QProgressBar))
    assert status.job_ids() == []


def test_saved_who_and_message(qtbot):
    status = line(qtbot)
    status.set_saved("ذخیره شد، ۱۰:۴۲")
    status.set_user("<b>معاون</b>")
    status.set_message("پیام " * 200)
    assert status._who.text() == "<b>معاون</b>"
    assert status._who.textFormat() == Qt.TextFormat.PlainText
    assert status.minimumSizeHint().width() < 1366
