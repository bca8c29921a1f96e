"""Switches, chips and folds work by mouse and keyboard and say what they are."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from resources.tokens import DARK
from widgets import theme
from widgets.controls import Card, Chip, ChipGroup, Fold, IconButton, Switch, rule_line


def group(qtbot, all_text="همه"):
    made = ChipGroup("منطقه", all_text)
    made.set_items([(n, str(n)) for n in (1, 2, 3)])
    qtbot.addWidget(made)
    made.show()
    return made


def chip(made, text):
    return next(c for c in made.findChildren(Chip) if c.text() == text)


def test_switch(desk, qtbot):
    switch = Switch("نمایش کانون‌ها")
    qtbot.addWidget(switch)
    switch.show()
    assert switch.accessibleName() == "نمایش کانون‌ها"
    qtbot.mouseClick(switch, Qt.MouseButton.LeftButton)
    assert switch.isChecked()
    qtbot.keyClick(switch, Qt.Key.Key_Space)
    assert not switch.isChecked()


def test_switch_knob_stands_at_the_end_of_reading(desk, qtbot):
    switch = Switch("x")
    qtbot.addWidget(switch)
    switch.setChecked(True)
    images = []
    for direction in (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight):
        switch.setLayoutDirection(direction)
        images.append(switch.grab().toImage())
    knob, track = theme.colour("panel"), theme.colour("accent")
    left, right = (10, 10), (switch.width() - 11, 10)
    assert images[0].pixelColor(*left) == knob and images[0].pixelColor(*right) == track
    assert images[1].pixelColor(*right) == knob and images[1].pixelColor(*left) == track


def test_choosing_one_leaves_all(qtbot):
    made = group(qtbot)
    assert made.chosen() is None
    with qtbot.waitSignal(made.chosen_changed) as blocker:
        qtbot.mouseClick(chip(made, "2"), Qt.MouseButton.LeftButton)
    assert blocker.args == [frozenset({2})]
    with qtbot.waitSignal(made.chosen_changed) as blocker:
        qtbot.keyClick(chip(made, "3"), Qt.Key.Key_Space)
    assert blocker.args == [frozenset({2, 3})]


def test_last_one_given_up_means_all(qtbot):
    made = group(qtbot)
    made.set_chosen({2})
    with qtbot.waitSignal(made.chosen_changed) as blocker:
        chip(made, "2").click()
    assert blocker.args == [None] and chip(made, "همه").isChecked()


def test_all_takes_the_others_back(qtbot):
    made = group(qtbot)
    made.set_chosen({1, 3})
    with qtbot.waitSignal(made.chosen_changed) as blocker:
        chip(made, "همه").click()
    assert blocker.args == [None] and not chip(made, "1").isChecked()


def test_without_all_one_must_stay(qtbot):
    made = group(qtbot, all_text="")
    made.set_chosen({1})
    with qtbot.assertNotEmitted(made.chosen_changed):
        chip(made, "1").click()
    assert made.chosen() == frozenset({1})
    made.set_chosen(None)
    assert made.chosen() == frozenset({1, 2, 3})


def test_setting_is_silent(qtbot):
    made = group(qtbot)
    with qtbot.assertNotEmitted(made.chosen_changed):
        made.set_chosen({1})


def test_new_items_replace_the_old(qtbot):
    made = group(qtbot)
    made.set_items([(7, "7")])
    qtbot.waitUntil(lambda: len(made.findChildren(Chip)) == 2)
    assert made.chosen() is None


def test_fold(desk, qtbot):
    content = QLabel("درون")
    fold = Fold("شناسنامهٔ تحلیل", content)
    qtbot.addWidget(fold)
    fold.show()
    assert not content.isVisible()
    with qtbot.waitSignal(fold.opened):
        qtbot.keyClick(fold._button, Qt.Key.Key_Space)
    assert content.isVisible() and fold.is_open()
    fold.set_open(False)
    assert not content.isVisible()


def test_icon_button_follows_the_theme(desk, qtbot):
    button = IconButton("undo", "واگرد", shortcut="Ctrl+Z")
    qtbot.addWidget(button)
    button.show()
    assert button.accessibleName() == "واگرد" and "Ctrl+Z" in button.toolTip()
    before = button.icon().pixmap(20).toImage()
    theme.apply_theme(desk, DARK, rtl=True)
    qtbot.waitUntil(lambda: button.icon().pixmap(20).toImage() != before)
    shown = button.icon().pixmap(20).toImage()
    button.set_icon("redo")
    assert button.icon().pixmap(20).toImage() != shown


def test_card_and_line(desk, qtbot):
    card = Card()
    qtbot.addWidget(card)
    card.box.addWidget(rule_line())
    assert card.property("role") == "card"
