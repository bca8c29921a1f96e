"""The rows behind a number: title, count, copying for a spreadsheet, showing on the map."""

from __future__ import annotations

import time

import pytest
from PySide6.QtCore import QItemSelectionModel, Qt
from PySide6.QtGui import QGuiApplication

from data.model.intake import EventRow
from resources.text import speaking
from widgets.panels.rows_model import COLUMNS
from widgets.panels.rows_table import RowsTable


def events(count):
    return [
        EventRow(
            id=i,
            source=1,
            kind=1,
            outcome=0,
            status=0,
            district=1 + i % 10,
            precision=0,
            time=1_760_000_000 + i,
            batch=1,
            x=0.0,
            y=0.0,
            texts={"address": f"=HYPERLINK({i})", "text": "الف\tب\nج"},
        )
        for i in range(count)
    ]


@pytest.fixture
def table(desk, qtbot):
    made = RowsTable("Asia/Tehran")
    qtbot.addWidget(made)
    made.show_rows("کانون ۱ · از ۱ مهر", events(3), {1: "مهر.csv"})
    made.show()
    return made


def test_says_which_number_and_how_many(table):
    assert table._title.full_text() == "کانون ۱ · از ۱ مهر"
    assert table._count.text() == "۳ ردیف" and "۳ ردیف" in table.windowTitle()
    assert table.row_count() == 3


def test_enter_shows_the_row_on_the_map(table, qtbot):
    table.view.setFocus()
    with qtbot.waitSignal(table.row_activated) as blocker:
        qtbot.keyClick(table.view, Qt.Key.Key_Return)
    assert blocker.args == [2], "the newest row stands first"


def test_ids_of_any_size(table, qtbot):
    table.show_rows("بزرگ", [events(1)[0].__class__(**{**_fields(events(1)[0]), "id": 2**40})])
    with qtbot.waitSignal(table.row_activated) as blocker:
        table._on_activated(table.view.model().index(0, 0))
    assert blocker.args == [2**40]


def _fields(row):
    return {name: getattr(row, name) for name in row.__dataclass_fields__}


def test_copies_all_or_the_selected_rows_neutralised(table):
    lines = table.copied_text().split("\n")
    assert len(lines) == 4 and all(line.count("\t") == 8 for line in lines)
    assert "'=HYPERLINK(2)" in lines[1] and "الف ب ج" in lines[1]
    model, selection = table.view.model(), table.view.selectionModel()
    flags = QItemSelectionModel.SelectionFlag
    selection.select(model.index(1, 0), flags.Select | flags.Rows)
    assert len(table.copied_text().split("\n")) == 3


def test_ctrl_c(table, qtbot):
    table.view.setFocus()
    table.copy()
    assert QGuiApplication.clipboard().text() == table.copied_text()


def test_many_rows_show_at_once(table):
    rows = events(100_000)
    began = time.perf_counter()
    table.show_rows("همه", rows)
    table.grab()
    assert time.perf_counter() - began < 3
    assert table.row_count() == 100_000


def test_no_rows(table):
    table.show_rows("هیچ", [])
    assert table.row_count() == 0 and table._count.text() == "۰ ردیف"
    assert table.copied_text().count("\n") == 0


@pytest.mark.parametrize("language", ["fa", "en"])
def test_dates_and_files_are_whole_and_the_columns_fill_the_table(desk, qtbot, language):
    with speaking(language):
        table = RowsTable("Asia/Tehran")
        qtbot.addWidget(table)
        table.show_rows("کانون ۱", events(40), {1: "گزارش مهر ۱۴۰۴.csv"})
        table.show()
        metrics = table.view.fontMetrics()
        for name in ("date", "origin", "status"):
            column = COLUMNS.index(name)
            shown = table.view.model().index(0, column).data()
            assert table.view.columnWidth(column) >= metrics.horizontalAdvance(shown) + 6
        assert table.view.horizontalHeader().length() >= table.view.viewport().width()


def test_a_long_file_name_does_not_push_the_rest_away(desk, qtbot):
    table = RowsTable("Asia/Tehran")
    qtbot.addWidget(table)
    table.show_rows("کانون ۱", events(3), {1: "نام بلند " * 40})
    assert table.view.columnWidth(COLUMNS.index("origin")) <= 180
