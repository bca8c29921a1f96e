"""One line of the layer list: count, switch, folded opacity, honest remark."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel, QSlider

from data.model.filters import Filter
from layers.picture import LayerPicture, LegendEntry, Look, Number
from widgets.controls import Switch
from widgets.panels.layer_row import BUSY_MS, LayerItem, LayerRow


def item(qtbot, **changes):
    made = LayerItem(LayerRow("hotspots", "کانون‌های سد معبر", **changes))
    qtbot.addWidget(made)
    made.resize(264, 60)
    made.show()
    return made


def test_switch_tells(desk, qtbot):
    row = item(qtbot)
    switch = row.findChild(Switch)
    assert switch.isChecked() and "کانون‌های سد معبر" in switch.accessibleName()
    with qtbot.waitSignal(row.visibility_changed) as blocker:
        qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert blocker.args == ["hotspots", False]
    with qtbot.assertNotEmitted(row.visibility_changed):
        row.set_switched(True)


def test_enter_and_click_open_the_opacity(desk, qtbot):
    row = item(qtbot, opacity=0.5)
    slider = row.findChild(QSlider)
    assert not slider.isVisible()
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert slider.isVisible() and slider.value() == 50
    with qtbot.waitSignal(row.opacity_changed) as blocker:
        slider.setValue(80)
    assert blocker.args == ["hotspots", 0.8]
    qtbot.mouseClick(row, Qt.MouseButton.LeftButton)
    assert not slider.isVisible()


def test_alt_arrows_ask_to_move(qtbot):
    row = item(qtbot)
    with qtbot.waitSignal(row.moved) as blocker:
        qtbot.keyClick(row, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert blocker.args == ["hotspots", 1]
    with qtbot.assertNotEmitted(row.moved):
        qtbot.keyClick(row, Qt.Key.Key_Down)


def test_picture_gives_count_legend_and_remark(desk, qtbot):
    row = item(qtbot)
    number = Number("count", "کانون", 12_480, "", Filter())
    ramp = LegendEntry("ramp", "شعاع محاسبه ۲۵۰ متر", ramp="hotspot", high=84)
    row.set_picture(LayerPicture("hotspots", (), (ramp,), (number,), remark="دادهٔ نمایشی"))
    assert row._count.text() == "۱۲٬۴۸۰" and row._remark.isVisible()
    assert row._legend.isVisible()
    with qtbot.waitSignal(row.number_clicked) as blocker:
        qtbot.mouseClick(row._count, Qt.MouseButton.LeftButton)
    assert blocker.args[0] is number
    qtbot.keyClick(row, Qt.Key.Key_Return)
    assert row._whole_remark.isVisible() and not row._remark.isVisible()
    row.set_picture(LayerPicture("hotspots", (), count=3))
    assert row._count.text() == "۳" and not row._remark.isVisible()
    assert not row._whole_remark.isVisible()
    assert not row._legend.isVisible()


def test_one_symbol_named_like_the_layer_is_not_repeated(qtbot):
    row = item(qtbot)
    entry = LegendEntry("area", "کانون‌های سد معبر", Look(fill="zone"))
    row.set_picture(LayerPicture("hotspots", (), (entry,)))
    assert not row._legend.isVisible()


def test_busy(qtbot):
    row = item(qtbot)
    row.set_busy(True)
    assert not row._busy.isVisible(), "a short wait is not worth a sign"
    qtbot.waitUntil(row._busy.isVisible)
    row.set_busy(False)
    assert not row._busy.isVisible()
    row.set_busy(True)
    row.set_busy(False)
    qtbot.wait(BUSY_MS + 50)
    assert not row._busy.isVisible()


def test_other_texts_keep_the_legend(desk, qtbot):
    row = item(qtbot)
    first, second = LegendEntry("area", "الف", Look()), LegendEntry("dot", "ب", Look())
    row.set_picture(LayerPicture("hotspots", (), (first, second)))
    shown = row._legend.findChildren(QLabel)
    row.set_picture(LayerPicture("hotspots", (), (second, first)))
    assert row._legend.findChildren(QLabel) == shown
    assert [label.text() for label in shown] == ["ب", "الف"]


def test_a_lone_symbol_is_told_by_the_swatch(desk, qtbot):
    row = item(qtbot)
    row.set_picture(LayerPicture("zones", (), (LegendEntry("area", "<b>محدوده", Look()),)))
    assert not row._legend.isVisible()
    assert "محدوده" in row._swatch.toolTip() and "<b>" not in row._swatch.toolTip()
