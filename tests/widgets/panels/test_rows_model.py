"""Rows of events: dates and digits of the user, text as letters, sorted by the alphabet."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt

from data.calendar import parse_instant
from data.model.intake import EventRow
from widgets.panels.rows_model import COLUMNS, RowsModel, column_title, spreadsheet_text

FIRST = parse_instant("1404/07/03 10:42", "Asia/Tehran")


def event(id_, **changes):
    values = {
        "source": 2,
        "kind": 1,
        "outcome": 3,
        "status": 2,
        "district": 4,
        "precision": 0,
        "time": FIRST + id_ * 60,
        "batch": 1,
        "x": 0.0,
        "y": 0.0,
        "texts": {"address": "خ امام", "text": "شرح"},
    }
    return EventRow(id=id_, **{**values, **changes})


@pytest.fixture
def model(qtmodeltester, qapp):
    made = RowsModel("Asia/Tehran")
    made.set_rows([event(i) for i in range(3)], {1: "مهر.xlsx"})
    qtmodeltester.check(made)
    return made


def shown(model, row, name):
    return model.index(row, COLUMNS.index(name)).data()


def test_cells(model):
    assert shown(model, 0, "date") == "۱۴۰۴/۰۷/۰۳ ۱۰:۴۲"
    assert shown(model, 0, "source") == "پیام شهروندی"
    assert shown(model, 0, "district") == "۴"
    assert "مهر.xlsx" in shown(model, 0, "origin")
    assert "خ امام" in shown(model, 0, "address")


def test_headers_have_titles_and_persian_numbers(model):
    horizontal, vertical = Qt.Orientation.Horizontal, Qt.Orientation.Vertical
    titles = [model.headerData(i, horizontal) for i in range(len(COLUMNS))]
    assert titles == [column_title(name) for name in COLUMNS] and all(titles)
    assert model.headerData(1, vertical) == "۲"


def test_unknown_place_and_hand_entry(model):
    model.set_rows([event(1, district=0, batch=0, texts={})], {})
    assert shown(model, 0, "district") == "—"
    assert "ثبت در برنامه" in shown(model, 0, "origin")
    assert shown(model, 0, "text") == ""


def test_hostile_text_is_bounded_and_isolated(model):
    text = "\u202e<script>\x00" + "ن" * 1_000_000
    model.set_rows([event(1, texts={"text": text})], {})
    cell = shown(model, 0, "text")
    assert "<script>" in cell and "\u202e" not in cell and "\x00" not in cell
    assert len(cell) < 400 and cell.startswith("\u2068") and cell.endswith("\u2069")


def test_sorts_by_time_number_and_alphabet(model):
    rows = [
        event(1, district=10, texts={"address": "ولیعصر"}),
        event(2, district=2, texts={"address": "پاستور"}),
        event(3, district=9, texts={"address": "آبرسان"}),
        event(4, district=1, texts={"address": "گلستان"}),
    ]

    def order(name, descending=False):
        direction = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        model.set_rows(rows, {})
        model.sort(COLUMNS.index(name), direction)
        return [model.event_at(row).id for row in range(4)]

    assert order("date", descending=True) == [4, 3, 2, 1]
    assert order("district") == [4, 2, 3, 1]
    assert order("address") == [3, 2, 4, 1]
    assert sorted(order("kind")) == sorted(order("origin")) == [1, 2, 3, 4]


def test_selection_follows_its_row(model):
    chosen = QPersistentModelIndex(model.index(2, 0))
    model.sort(COLUMNS.index("date"), Qt.SortOrder.DescendingOrder)
    assert chosen.row() == 0 and model.event_at(0).id == 2


@pytest.mark.parametrize("start", ["=1+1", "+a", "-a", "@x", "\t=1", "\r=1", "\n=cmd|x", " =2"])
def test_formulas_are_neutralised(start):
    assert spreadsheet_text(start).startswith("'")


@given(st.text(max_size=60))
def test_a_cell_never_breaks_the_table(text):
    cell = spreadsheet_text(text)
    assert not set(cell) & set("\t\r\n\x00")
    assert cell[:1] not in ("=", "@")
