"""The zone form tells one legal zone after a pause, and says why another is not."""

from __future__ import annotations

from dataclasses import replace

import pytest
import shapely
from PySide6.QtCore import Qt, QTime
from PySide6.QtWidgets import QPushButton

from data.calendar import Season
from data.model.zones import Activity, Rule, new_zone
from widgets.controls import Chip
from widgets.panels.zone_form import ZoneForm

ZONE = replace(
    new_zone("ضلع شمالی", 4, shapely.box(0, 0, 100, 50), at=0, by="owner"),
    rule=Rule(weekdays=frozenset(range(5)), start=420, end=840, season="1404-autumn"),
    reason="ازدحام",
)


@pytest.fixture
def form(desk, qtbot):
    made = ZoneForm()
    made.set_seasons([Season(1404, "autumn"), Season(1404, "winter")])
    made.set_zone(ZONE)
    made._timer.setInterval(20)
    qtbot.addWidget(made)
    made.resize(284, 500)
    made.show()
    return made


def button(form, text):
    return next(b for b in form.findChildren(QPushButton) if b.text() == text)


def test_shows_the_zone_silently(form, qtbot):
    with qtbot.assertNotEmitted(form.changed, wait=60):
        form.set_zone(ZONE)
    assert form.name.text() == "ضلع شمالی" and form.reason.text() == "ازدحام"
    assert form.start.text() == "۰۷:۰۰" and form.end.text() == "۱۴:۰۰"
    assert form.season.currentText() == "پاییز ۱۴۰۴"
    assert form.weekdays.chosen() == frozenset(range(5))


def test_typing_is_told_once_after_the_pause(form, qtbot, type_text):
    told = []
    form.changed.connect(told.append)
    form.name.clear()
    type_text(form.name, "خیابان امام")
    qtbot.waitUntil(lambda: bool(told))
    qtbot.wait(60)
    assert [zone.name for zone in told] == ["خیابان امام"]
    assert told[0].id == ZONE.id and told[0].rule == ZONE.rule


def test_every_field_is_told(form, qtbot):
    form.reason.setText("گزارش مردم")
    form.activity.setCurrentIndex(form.activity.findData(Activity.NO_STOPPING))
    form.start.setTime(QTime(6, 30))
    form.end.setTime(QTime(22, 0))
    form.season.setCurrentIndex(0)
    with qtbot.waitSignal(form.changed) as blocker:
        next(c for c in form.findChildren(Chip) if c.text() == "جمعه").click()
    zone = blocker.args[0]
    assert zone.reason == "گزارش مردم"
    assert zone.rule == Rule(Activity.NO_STOPPING, frozenset({0, 1, 2, 3, 4, 6}), 390, 1320, "")


def test_illegal_fields_say_why_and_tell_nothing(form, qtbot):
    with qtbot.assertNotEmitted(form.changed, wait=80):
        form.name.setText("   ")
    assert form._message.isVisible() and "نام" in form._message.text()
    form.name.setText("درست")
    assert not form._message.isVisible()


def test_change_of_another_zone_is_not_lost(form):
    told = []
    form.changed.connect(told.append)
    form.name.setText("نام تازه")
    other = new_zone("دیگر", 4, shapely.box(0, 0, 50, 50), at=0, by="owner")
    form.set_zone(other)
    assert [(z.id, z.name) for z in told] == [(ZONE.id, "نام تازه")]
    assert form.name.text() == "دیگر" and form.weekdays.chosen() == frozenset(range(7))


def test_same_value_is_no_change(form, qtbot):
    with qtbot.assertNotEmitted(form.changed, wait=80):
        form.name.setText("ضلع شمالی ")
        form.name.setText("ضلع شمالی")


def test_season_out_of_the_list_stays(form):
    form.set_zone(replace(ZONE, rule=replace(ZONE.rule, season="1399-spring")))
    assert form.season.currentText() == "بهار ۱۳۹۹"


def test_buttons(form, qtbot):
    with qtbot.waitSignal(form.delete_requested) as blocker:
        qtbot.mouseClick(button(form, "حذف محدوده"), Qt.MouseButton.LeftButton)
    assert blocker.args == [ZONE.id]
    with qtbot.waitSignal(form.edit_shape_requested) as blocker:
        qtbot.keyClick(button(form, "ویرایش شکل"), Qt.Key.Key_Space)
    assert blocker.args == [ZONE.id]


def test_empty_form_has_nothing_to_tell(desk, qtbot):
    form = ZoneForm()
    qtbot.addWidget(form)
    with qtbot.assertNotEmitted(form.delete_requested):
        button(form, "حذف محدوده").click()
    with qtbot.assertNotEmitted(form.changed):
        form.flush()


def test_time_shows_in_full(form):
    for field in (form.start, form.end):
        needed = field.fontMetrics().horizontalAdvance(field.text())
        assert field.lineEdit().width() >= needed
