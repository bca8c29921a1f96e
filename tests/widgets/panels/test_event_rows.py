"""Rows by the million: nothing is made before it is looked at."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt

from data.model.events import EventTable
from data.model.intake import EventRow
from widgets.panels.event_rows import AROUND, EventRows, ordered
from widgets.panels.rows_model import COLUMNS, RowsModel, rank_names
from widgets.panels.rows_table import MOST_COPIED, RowsTable


def table(n: int) -> EventTable:
    columns = {name: np.zeros(n, dtype) for name, dtype in EventTable.columns().items()}
    columns["id"] = np.arange(n) + 10
    columns["time"] = 1_760_000_000 - np.arange(n)
    columns["kind"] = np.arange(n, dtype=np.uint8) % 3
    columns["district"] = (np.arange(n) % 5).astype(np.int16)
    columns["batch"] = (np.arange(n) % 2).astype(np.int32)
    columns["source"] = np.full(n, 2, np.uint8)
    columns["x"][:] = np.nan
    return EventTable(**columns)


def read(rows: EventRows, ids: list[int]) -> list[EventRow]:
    """Return rows as the store gives them; the first id stands in the first row."""
    plain = EventRows(rows.events, np.arange(len(rows.events)))
    return [replace(plain[i - 10], texts={"address": f"نشانی {i}", "text": "شرح"}) for i in ids]


@pytest.fixture
def rows() -> EventRows:
    return EventRows(table(50_000), np.arange(50_000))


def test_a_row_is_made_of_the_columns(rows: EventRows) -> None:
    assert len(rows) == 50_000
    row = rows[7]
    assert (row.id, row.kind, row.district, row.source) == (17, 1, 2, 2)
    assert row.x is None and row.y == 0.0 and row.texts == {}
    assert [r.id for r in rows[3:5]] == [13, 14]


def test_texts_are_asked_for_once_around_what_is_looked_at(rows: EventRows) -> None:
    ids = rows.wanted_around(1_000)
    assert ids == list(range(1_010 - AROUND, 1_010 + AROUND))
    assert rows.wanted_around(1_000) == []
    rows.add_texts(read(rows, ids))
    assert rows[1_000].texts["address"] == "نشانی 1010"
    assert rows.missing([1_000, 5]) == [15]


@pytest.mark.parametrize("column", ["date", "district", "kind", "origin"])
@pytest.mark.parametrize("descending", [False, True])
def test_the_order_is_that_of_the_small_table(qapp, column: str, descending: bool) -> None:
    events, origins = table(60), {0: "ب.csv", 1: "الف.csv"}
    many = EventRows(events, np.arange(60))
    small = RowsModel("Asia/Tehran")
    small.set_rows(list(many), origins)
    way = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
    small.sort(COLUMNS.index(column), way)
    order = ordered(events, column, descending, lambda c, codes: rank_names(origins, c, codes))
    assert events.id[order].tolist() == [small.event_at(row).id for row in range(60)]


def test_a_large_table_opens_at_once_and_fills_with_texts(desk, qtbot, rows: EventRows) -> None:
    shown = RowsTable("Asia/Tehran")
    qtbot.addWidget(shown)
    with qtbot.waitSignal(shown.texts_wanted) as wanted:
        shown.show_rows("همه", rows, {1: "مهر.csv"})
        shown.show()
    assert shown.row_count() == 50_000
    model, address = shown.view.model(), COLUMNS.index("address")
    assert "…" in model.index(0, address).data()
    shown.add_texts(read(rows, wanted.args[0]))
    assert "نشانی 10" in model.index(0, address).data()
    with qtbot.waitSignal(shown.order_wanted) as asked:
        shown.view.sortByColumn(COLUMNS.index("kind"), Qt.SortOrder.AscendingOrder)
    assert asked.args == ["kind", False]
    shown.set_order(np.arange(50_000)[::-1])
    assert model.event_at(0).id == 50_009


def test_copying_waits_for_the_texts(desk, qtbot, rows: EventRows) -> None:
    shown = RowsTable("Asia/Tehran")
    qtbot.addWidget(shown)
    shown.show_rows("همه", rows, {})
    with qtbot.waitSignal(shown.texts_wanted) as wanted:
        shown.copy()
    shown.add_texts(read(rows, wanted.args[0]))
    lines = shown.copied_text().split("\n")
    assert len(lines) == MOST_COPIED + 1
    assert all("نشانی" in line for line in lines[1:])
