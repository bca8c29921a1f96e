"""The plan dialog tells its choices, keeps the user's title, and freezes what is signed."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from data.calendar import Season
from data.model.filters import Filter
from layers.picture import Number
from widgets.dialogs.plan_dialog import PlanDialog, PlanDraft
from widgets.labels import NumberLabel


@pytest.fixture
def dialog(desk, qtbot):
    made = PlanDialog()
    made.set_choices([(4, "منطقهٔ ۴"), (5, "منطقهٔ ۵")], [Season(1404, "autumn")])
    made.set_draft(PlanDraft(5, "1404-autumn", "", "نوبت عصر"))
    made.show()
    yield made
    made.close()


def test_draft(dialog, qtbot):
    assert dialog.title.text() == "برنامهٔ پاییز ۱۴۰۴، منطقهٔ ۵"
    with qtbot.waitSignal(dialog.save_requested) as blocker:
        qtbot.mouseClick(dialog.save_button, Qt.MouseButton.LeftButton)
    title = "برنامهٔ پاییز ۱۴۰۴، منطقهٔ ۵"
    assert blocker.args == [PlanDraft(5, "1404-autumn", title, "نوبت عصر")]


def test_choice_is_told_and_names_the_plan(dialog, qtbot):
    with qtbot.waitSignal(dialog.choice_changed) as blocker:
        qtbot.keyClick(dialog.district, Qt.Key.Key_Up)
    assert blocker.args == [4, "1404-autumn"]
    assert dialog.title.text() == "برنامهٔ پاییز ۱۴۰۴، منطقهٔ ۴"


def test_own_title_stays(dialog, qtbot):
    dialog.title.setText("طرح مهر")
    qtbot.keyClick(dialog.district, Qt.Key.Key_Up)
    assert dialog.title.text() == "طرح مهر"


def test_numbers_open_their_rows(dialog, qtbot):
    for _round in range(3):
        dialog.set_numbers(
            [Number(str(i), f"عدد {i}", float(i), "", Filter()) for i in range(12)], "ناتمام"
        )
    qtbot.waitUntil(lambda: len(dialog.findChildren(NumberLabel)) == 8)
    assert dialog._remark.text() == "ناتمام"
    with qtbot.waitSignal(dialog.number_clicked) as blocker:
        dialog.findChildren(NumberLabel)[3].click()
    assert blocker.args[0].key == "3"


@pytest.mark.parametrize(("text", "format_"), [("خروجی PDF", "pdf"), ("خروجی GeoPackage", "gpkg")])
def test_exports(dialog, qtbot, text, format_):
    button = next(b for b in dialog.findChildren(QPushButton) if b.text() == text)
    with qtbot.waitSignal(dialog.export_requested) as blocker:
        button.click()
    assert blocker.args == [format_]


def test_frozen_plan_can_only_be_read(dialog):
    dialog.set_state("تصویب‌شده", frozen=True)
    assert dialog.notes.isReadOnly() and not dialog.save_button.isEnabled()
    dialog.set_state("پیش‌نویس")
    assert not dialog.notes.isReadOnly() and dialog.save_button.isEnabled()


def test_notes_are_bounded_and_plain(dialog):
    dialog.notes.setPlainText("<b>" + "ن" * 20_000)
    notes = dialog.draft().notes
    assert notes.startswith("<b>") and len(notes) == 10_000


def test_fits_a_small_screen(dialog):
    hint = dialog.minimumSizeHint()
    assert hint.width() < 900 and hint.height() < 700
