import pytest
from PySide6.QtWidgets import QLabel, QPushButton

from widgets.dialogs.print_dialog import PrintDialog
from widgets.dialogs.sheet_options import SheetOptions


@pytest.fixture
def dialog(qtbot):
    made = PrintDialog()
    qtbot.addWidget(made)
    made.form.set_areas([("شهر", "city")])
    made.set_options(SheetOptions(paper="", printer="دوم"))
    return made


def button(dialog, text) -> QPushButton:
    return next(b for b in dialog.findChildren(QPushButton) if b.text() == text)


def test_nothing_is_printed_before_a_printer_is_known(dialog):
    assert not button(dialog, "چاپ").isEnabled()


def test_the_usual_printer_is_chosen(dialog, qtbot):
    dialog.set_printers(["یکم", "دوم"], "دوم")
    dialog.copies.setValue(3)
    with qtbot.waitSignal(dialog.print_requested) as told:
        button(dialog, "چاپ").click()
    options = told.args[0]
    assert (options.printer, options.copies, options.format) == ("دوم", 3, "pdf")
    assert options.paper == "A4"  # a picture's size in pixels is no paper


def test_without_a_printer_the_sheet_can_be_saved(dialog, qtbot):
    dialog.set_printers([], "")
    assert not button(dialog, "چاپ").isEnabled()
    shown = [label.text() for label in dialog.findChildren(QLabel) if not label.isHidden()]
    assert any("چاپگری روی این رایانه نصب نیست" in text for text in shown)
    with qtbot.waitSignal(dialog.pdf_requested):
        button(dialog, "ذخیره به‌صورت PDF…").click()


def test_copies_are_not_remembered(dialog):
    dialog.set_printers(["یکم"], "")
    dialog.copies.setValue(7)
    assert SheetOptions.from_text(dialog.options().to_text()).copies == 1
