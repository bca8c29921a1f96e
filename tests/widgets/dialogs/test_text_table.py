"""A table of outside texts: ragged rows, long cells and hostile letters do no harm."""

from __future__ import annotations

from PySide6.QtCore import Qt

from widgets.dialogs.text_table import TextTable


def table(qtbot, head, rows):
    made = TextTable("پیش‌نمایش")
    qtbot.addWidget(made)
    made.set_texts(head, rows)
    return made, made.model()


def test_ragged_rows(qtbot, qtmodeltester):
    _table, model = table(qtbot, ("الف", "ب"), [("۱",), ("۲", "۳", "۴"), ()])
    qtmodeltester.check(model)
    assert model.rowCount() == 3 and model.columnCount() == 2
    assert model.index(0, 1).data() == "" and "۳" in model.index(1, 1).data()


def test_hostile_cells(qtbot):
    cell = "\u202e<script>\x00\n" + "ن" * 1_000_000
    _table, model = table(qtbot, ("<b>",), [(cell,)])
    shown = model.index(0, 0).data()
    assert "<script>" in shown and "\u202e" not in shown and "\n" not in shown
    assert len(shown) < 250
    assert "<b>" in model.headerData(0, Qt.Orientation.Horizontal)
    assert model.headerData(1, Qt.Orientation.Vertical) == "۲"


def test_wide_columns_are_bounded(desk, qtbot):
    made = TextTable("x")
    qtbot.addWidget(made)
    made.set_texts(("الف", "ب"), [("ن" * 200, "x")])
    assert made.columnWidth(0) <= 220
