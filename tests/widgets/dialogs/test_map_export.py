from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QAbstractSpinBox, QComboBox, QLineEdit, QPushButton

from resources.text import set_language
from widgets.dialogs.map_export import MapExportDialog
from widgets.dialogs.sheet_options import SheetOptions

AREAS = [("صفحه", "screen"), ("شهر", "city")]


@pytest.fixture
def dialog(qtbot):
    made = MapExportDialog()
    qtbot.addWidget(made)
    made.form.set_areas(AREAS)
    return made


def test_what_was_chosen_last_is_offered_again(dialog):
    chosen = SheetOptions(
        "svg", "A2", False, 150, 900, 700, "عنوان", ("title",), "dark", "city", 10_000
    )
    dialog.set_options(chosen)
    assert dialog.options() == chosen


def test_an_area_that_is_gone_is_not_chosen(dialog):
    dialog.set_options(replace(SheetOptions(), area="district"))
    assert dialog.options().area == "screen"


def test_choosing_asks_for_one_preview_after_a_pause(dialog, qtbot):
    asked = []
    dialog.preview_requested.connect(asked.append)
    dialog.set_options(SheetOptions())
    dialog.form.title.setText("نقشهٔ بازار")
    with qtbot.waitSignal(dialog.preview_requested):
        dialog.form.paper.setCurrentText("A3")
    assert [(o.title, o.paper) for o in asked] == [("نقشهٔ بازار", "A3")]


def test_only_what_a_choice_heeds_is_offered(dialog):
    dialog.set_options(SheetOptions())
    form = dialog.form.rows
    assert form.isRowVisible(dialog.dpi) and not form.isRowVisible(dialog.width_px.parentWidget())
    dialog.format.setCurrentIndex(dialog.format.findData("pdf"))
    assert not form.isRowVisible(dialog.dpi)
    dialog.form.paper.setCurrentIndex(dialog.form.paper.findData(""))
    assert form.isRowVisible(dialog.width_px.parentWidget())
    assert not form.isRowVisible(dialog.form.direction)
    assert dialog.options().paper == ""


def test_saving_and_copying_tell_the_options(dialog, qtbot):
    dialog.set_options(replace(SheetOptions(), title="الف"))
    save, copy = (
        b for b in dialog.findChildren(QPushButton) if b.text() in ("ذخیره…", "رونوشت برگه")
    )
    for button in (save, copy):
        signal = dialog.save_requested if button.text() == "ذخیره…" else dialog.copy_requested
        with qtbot.waitSignal(signal) as told:
            button.click()
        assert told.args[0].title == "الف"


def test_a_refusal_is_said_beside_the_choices(dialog):
    dialog.set_message("بزرگ است")
    assert "بزرگ است" in [label.text() for label in dialog.findChildren(type(dialog._message))]
    image = QImage(20, 10, QImage.Format.Format_RGB32)
    dialog.show_preview(image, "نقشهٔ سد معبر")
    assert dialog._message.isHidden()
    assert dialog.form.title.placeholderText() == "نقشهٔ سد معبر"


@pytest.mark.parametrize("language", ["fa", "en"])
def test_every_field_has_a_name_and_can_be_reached(qtbot, language):
    set_language(language)
    dialog = MapExportDialog()
    qtbot.addWidget(dialog)
    kinds = (QComboBox, QLineEdit, QAbstractSpinBox)
    fields = [field for kind in kinds for field in dialog.findChildren(kind)]
    fields = [f for f in fields if not isinstance(f.parent(), QAbstractSpinBox)]
    assert len(fields) >= 9
    assert all(field.accessibleName() for field in fields)
    assert all(field.focusPolicy() & Qt.FocusPolicy.TabFocus for field in fields)
