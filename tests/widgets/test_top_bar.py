"""The top bar chooses season and district, searches by keyboard and fits a small screen."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QListWidget, QVBoxLayout, QWidget

from data.calendar import Season
from widgets.top_bar import SearchResult, TopBar


@pytest.fixture
def bar(desk, qtbot):
    window = QWidget()
    box = QVBoxLayout(window)
    made = TopBar()
    made.set_city("تبریز", simulated=True)
    made.set_seasons([Season(1404, "autumn"), Season(1404, "summer")], "1404-autumn")
    made.set_districts([(4, "منطقهٔ ۴"), (10, "منطقهٔ ۱۰")], 4)
    box.addWidget(made)
    box.addStretch()
    qtbot.addWidget(window)
    window.resize(1366, 400)
    window.show()
    made.window_ = window
    return made


def results(bar):
    return bar.window_.findChild(QListWidget)


def test_shows_city_season_and_district(bar):
    assert bar._city.full_text() == "تبریز · دادهٔ نمایشی"
    assert bar.seasons.currentText() == "پاییز ۱۴۰۴"
    assert bar.districts.currentData() == 4


def test_choices_by_keyboard(bar, qtbot):
    with qtbot.waitSignal(bar.season_chosen) as blocker:
        qtbot.keyClick(bar.seasons, Qt.Key.Key_Down)
    assert blocker.args == ["1404-summer"]
    with qtbot.waitSignal(bar.district_chosen) as blocker:
        qtbot.keyClick(bar.districts, Qt.Key.Key_Up)
    assert blocker.args == [None]


def test_setting_is_silent_and_unknown_means_own_choice(bar, qtbot):
    with qtbot.assertNotEmitted(bar.season_chosen), qtbot.assertNotEmitted(bar.district_chosen):
        bar.set_season("1399-winter")
        bar.set_district(10)
    assert bar.seasons.currentData() is None and bar.districts.currentData() == 10


def test_search_waits_for_the_pause_and_results_are_chosen_by_key(bar, qtbot, type_text):
    with qtbot.waitSignal(bar.search) as blocker:
        type_text(bar.search_field, "ساعت")
    assert blocker.args == ["ساعت"]
    bar.set_results([SearchResult("میدان ساعت", "مکان", 1), SearchResult("<b>ساعت", "", 2)])
    assert results(bar).isVisible() and "<b>ساعت" in results(bar).item(1).text()
    qtbot.keyClick(bar.search_field, Qt.Key.Key_Down)
    with qtbot.waitSignal(bar.result_chosen) as blocker:
        qtbot.keyClick(bar.search_field, Qt.Key.Key_Return)
    assert blocker.args == [2] and not results(bar).isVisible()
    assert bar.search_field.text() == ""


def test_escape_and_empty_search_hide_the_results(bar, qtbot, type_text):
    type_text(bar.search_field, "هیچ")
    bar.set_results([])
    assert results(bar).isVisible() and "یافت نشد" in results(bar).item(0).text()
    qtbot.keyClick(bar.search_field, Qt.Key.Key_Return)
    assert results(bar).isVisible(), "there is nothing to choose"
    qtbot.keyClick(bar.search_field, Qt.Key.Key_Escape)
    assert not results(bar).isVisible()
    bar.search_field.clear()
    bar.set_results([SearchResult("x")])
    assert not results(bar).isVisible()


def test_plan_and_actions(bar, qtbot):
    with qtbot.waitSignal(bar.plan_requested):
        qtbot.mouseClick(bar.plan_button, Qt.MouseButton.LeftButton)
    ran = []
    undo = QAction("واگرد", bar)
    undo.triggered.connect(lambda: ran.append("undo"))
    bar.set_actions([undo], [QAction("ورود داده", bar), None, QAction("روز و شب", bar)])
    button = bar._actions.itemAt(0).widget()
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    assert ran == ["undo"] and button.accessibleName() == "واگرد"
    assert bar.menu_button.isVisible()
    assert [a.text() for a in bar._menu.actions() if not a.isSeparator()] == [
        "ورود داده",
        "روز و شب",
    ]
    bar.set_actions([], [])
    assert not bar.menu_button.isVisible()


def test_fits_a_small_screen(bar):
    bar.set_city("شهری با نامی بسیار بسیار بلند " * 4, simulated=True)
    assert bar.minimumSizeHint().width() < 1366 - 200
    right = max(w.geometry().right() for w in bar.findChildren(QWidget) if w.parent() is bar)
    assert right < bar.width()


def test_focus_search(bar, qtbot):
    bar.search_field.setText("x")
    bar.focus_search()
    assert bar.search_field.selectedText() == "x"
