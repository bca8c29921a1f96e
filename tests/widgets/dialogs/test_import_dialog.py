"""Match columns, see both piles, then say yes; nothing blocks and nothing is guessed silently."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from shiboken6 import isValid

from widgets.dialogs.import_dialog import (
    FieldChoice,
    ImportDialog,
    ImportPiles,
    ImportSource,
    RejectedRow,
)

SOURCE = ImportSource(
    "<b>مهر</b>.xlsx",
    (("complaints", "پیام‌های شهروندی"), ("obstructions", "گزارش‌ها")),
    "complaints",
    ("تاریخ ثبت", "نشانی", "=cmd"),
    (("۱۴۰۴/۷/۳", "خ امام", "<script>"),),
    (FieldChoice("date", "تاریخ", True), FieldChoice("address", "نشانی")),
    {"date": "تاریخ ثبت", "address": "نشانی"},
    ("مهر", "آبان"),
    "آبان",
    ("utf-8", "cp1256"),
    "utf-8",
)
PILES = ImportPiles(
    1_240,
    1_180,
    48,
    12,
    ("تاریخ",),
    (("۱۴۰۴/۰۷/۰۳",),),
    (RejectedRow(7, "تاریخ در تقویم نیست", "۱۴۰۴/۱۲/۳۰"),),
    ("۶۲٪ ردیف‌ها نقطه ندارند.",),
)


@pytest.fixture
def dialog(desk, qtbot):
    made = ImportDialog()
    made.set_source(SOURCE)
    made.show()
    yield made
    if isValid(made):
        made.close()


def test_shows_the_suggested_matching(dialog):
    assert not dialog.isModal()
    assert dialog.mapping() == SOURCE.mapping
    assert (
        dialog.choices.kind.currentData() == "complaints"
        and dialog.choices.sheet.currentText() == "آبان"
    )
    assert dialog._file.full_text() == "<b>مهر</b>.xlsx"
    assert dialog._go.isEnabled()


def test_mapping_is_corrected(dialog):
    combo = dialog._columns["address"]
    combo.setCurrentIndex(combo.findData("=cmd"))
    assert dialog.mapping() == {"date": "تاریخ ثبت", "address": "=cmd"}
    combo.setCurrentIndex(0)
    assert dialog.mapping() == {"date": "تاریخ ثبت"}


def test_required_columns_are_asked_for(dialog):
    dialog._columns["date"].setCurrentIndex(0)
    assert not dialog._go.isEnabled() and "تاریخ" in dialog._message.text()
    dialog._columns["date"].setCurrentIndex(1)
    assert dialog._go.isEnabled() and not dialog._message.isVisible()


@pytest.mark.parametrize(
    ("name", "value"),
    [("kind", "obstructions"), ("sheet", "مهر"), ("encoding", "cp1256")],
)
def test_choices_are_told(dialog, qtbot, name, value):
    combo, signal = getattr(dialog.choices, name), getattr(dialog, f"{name}_changed")
    with qtbot.assertNotEmitted(signal):
        combo.setCurrentIndex(combo.findData(value))
    with qtbot.waitSignal(signal) as blocker:
        combo.activated.emit(combo.currentIndex())
    assert blocker.args == [value]


def test_formats_without_sheets_hide_the_choice(dialog):
    dialog.set_source(replace(SOURCE, sheets=(), encodings=()))
    assert not dialog.choices.sheet.isVisible() and not dialog.choices.encoding.isVisible()


def test_both_piles_then_yes(dialog, qtbot):
    with qtbot.waitSignal(dialog.check_requested):
        qtbot.mouseClick(dialog._go, Qt.MouseButton.LeftButton)
    dialog.set_busy("در حال بررسی …")
    assert not dialog._go.isEnabled() and dialog._message.isVisible()
    assert not any(
        field.isEnabled()
        for field in (dialog.choices.kind, dialog.choices.sheet, dialog.choices.encoding)
    )
    dialog.set_busy("")
    assert dialog.choices.kind.isEnabled()
    dialog.set_piles(PILES)
    sums = dialog._piles._sums.text()
    assert all(part in sums for part in ("۱٬۲۴۰", "۱٬۱۸۰", "۴۸", "۱۲"))
    assert dialog._piles._rejected.model().rowCount() == 1
    assert dialog._go.text() == "ورود ۱٬۱۸۰ ردیف"
    with qtbot.waitSignal(dialog.rejects_requested):
        dialog._piles._save.click()
    with qtbot.waitSignal(dialog.accepted):
        dialog._go.click()


def test_back_to_the_columns(dialog):
    dialog.set_piles(PILES)
    assert not dialog.choices.isEnabled()
    dialog._back.click()
    assert dialog.choices.isEnabled()
    assert dialog._steps.currentIndex() == 0 and dialog._go.text() == "بررسی همهٔ ردیف‌ها"


def test_nothing_accepted_cannot_be_imported(dialog):
    dialog.set_piles(replace(PILES, accepted=0, rejected=1_228))
    assert not dialog._go.isEnabled()


def test_error_is_shown_and_the_window_lives(dialog):
    dialog.set_busy("…")
    dialog.show_error("فایل خوانده نشد؛ رمزگذاری دیگری را بیازمایید.")
    assert "رمزگذاری" in dialog._message.text() and dialog._steps.isEnabled()


def test_escape_leaves_all_as_it_was_and_the_window_is_deleted(desk, qtbot):
    made = ImportDialog()
    made.set_source(SOURCE)
    made.show()
    gone = []
    made.destroyed.connect(lambda: gone.append(True))
    with qtbot.waitSignal(made.rejected):
        qtbot.keyClick(made, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: bool(gone))
    assert not [w for w in QApplication.topLevelWidgets() if isinstance(w, ImportDialog)]


def test_fits_a_small_screen(dialog):
    hint = dialog.minimumSizeHint()
    assert hint.width() < 1366 and hint.height() < 700


def test_the_matching_is_set_from_outside(dialog):
    dialog.set_mapping({"address": "=cmd", "date": "absent"})
    assert dialog.mapping() == {"address": "=cmd"}


def test_swapped_coordinates_are_repaired_by_one_click(dialog, qtbot):
    dialog.set_piles(PILES)
    assert not dialog._piles._swap.isVisible()
    dialog.set_piles(replace(PILES, swapped=40))
    with qtbot.waitSignal(dialog.swap_requested):
        dialog._piles._swap.click()
