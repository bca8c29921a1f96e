from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from openpyxl import Workbook

from data.errors import BadInput
from data.feedback import silent
from data.importers.spreadsheets import cell_text, read_workbook


@pytest.fixture
def city_sheet(tmp_path: Path) -> Path:
    """Return a sheet as offices make them: titles, merged headers, a total."""
    book = Workbook()
    page = book.active
    page.title = "مهر"
    page.append(["شهرداری تبریز"])
    page.merge_cells("A1:E1")
    page.append([])
    page.append(["تاریخ", "منطقه", "مختصات", None, "موضوع"])
    page.append([None, None, "طول جغرافیایی", "عرض جغرافیایی", None])
    page.merge_cells("C3:D3")
    page.append(["۱۴۰۴/۷/۳", "م۴", 46.28, 38.07, "پارک دوبل"])
    page.append([dt.datetime(2025, 9, 26, 8, 30), 8, None, None, "دستفروش"])
    page.append(["جمع کل", None, None, None, 2])
    book.create_sheet("خالی")
    path = tmp_path / "city.xlsx"
    book.save(path)
    return path


def test_a_city_sheet_is_read_below_its_titles(city_sheet: Path) -> None:
    raw = read_workbook(city_sheet, None, None, silent())
    assert raw.columns == ("تاریخ", "منطقه", "طول جغرافیایی", "عرض جغرافیایی", "موضوع")
    assert raw.column("تاریخ") == ("۱۴۰۴/۷/۳", "2025-09-26 08:30:00", "جمع کل")
    assert raw.column("منطقه") == ("م۴", "8", None)
    assert raw.line.tolist() == [5, 6, 7]
    assert raw.sheet == "مهر" and raw.sheets == ("مهر", "خالی")


def test_an_absent_sheet_is_named_with_those_there_are(city_sheet: Path) -> None:
    with pytest.raises(BadInput, match="مهر، خالی"):
        read_workbook(city_sheet, None, "آبان", silent())


def test_a_file_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "x.xlsx"
    path.write_bytes(b"PK\x03\x04 nothing")
    with pytest.raises(BadInput):
        read_workbook(path, None, None, silent())


@pytest.mark.parametrize(
    ("value", "text"),
    [(None, None), ("", None), (" a ", " a "), (3.0, "3"), (3.25, "3.25"), (7, "7")]
    + [(dt.date(2025, 9, 26), "2025-09-26"), (dt.time(8, 30), "08:30:00"), (True, "True")],
)
def test_values_become_texts(value: object, text: str | None) -> None:
    assert cell_text(value) == text
