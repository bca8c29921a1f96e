"""Excel workbooks (XLSX), read row by row without formulas, macros or external links."""

from __future__ import annotations

import datetime as dt
import warnings
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import ParseError

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.packed import check_office_file
from data.importers.tables import RawTable, Row, gather
from resources.text import _

_DAMAGE = (
    zipfile.BadZipFile,
    ParseError,
    OSError,
    KeyError,
    ValueError,
    TypeError,
    AttributeError,
    IndexError,
    OverflowError,
)


def read_workbook(
    path: Path, encoding: str | None, sheet: str | None, feedback: Feedback
) -> RawTable:
    """Read one sheet: the named one, else the first visible one that is not empty."""
    from openpyxl import load_workbook  # 0.3 s, not at start-up

    check_office_file(path)
    with warnings.catch_warnings():
        # Styles and validations that openpyxl does not know do not touch the values.
        warnings.simplefilter("ignore", UserWarning)
        try:
            book = load_workbook(path, read_only=True, data_only=True, keep_links=False)
        except _DAMAGE as error:
            raise _damaged() from error
        try:
            return _read_sheet(book, sheet, feedback)
        except _DAMAGE as error:
            raise _damaged() from error
        finally:
            book.close()


def _damaged() -> BadInput:
    return BadInput(_("فایل اکسل خراب است یا رمز دارد؛ آن را در اکسل باز و بی‌رمز ذخیره کنید."))


def _read_sheet(book: Any, sheet: str | None, feedback: Feedback) -> RawTable:
    sheets = {page.title: page for page in book.worksheets}
    if sheet is not None and sheet not in sheets:
        raise BadInput(
            _("برگهٔ «{sheet}» در این فایل نیست؛ برگه‌ها: {sheets}").format(
                sheet=sheet, sheets=_("، ").join(sheets)
            )
        )
    wanted = [sheet] if sheet else [name for name, p in sheets.items() if _visible(p)]
    for name in wanted or list(sheets):
        grid = gather(_rows(sheets[name]), feedback)
        if len(grid.line) or name == wanted[-1]:
            return RawTable(
                grid.columns,
                grid.cells,
                grid.line,
                sheet=name,
                sheets=tuple(sheets),
                surplus=grid.surplus,
            )
    raise BadInput(_("این فایل اکسل برگه‌ای ندارد؛ فایل دیگری برگزینید."))


def _visible(page: Any) -> bool:
    return getattr(page, "sheet_state", "visible") == "visible"


def _rows(page: Any) -> Iterator[Row]:
    # The size a sheet states of itself is often wrong; the rows themselves count.
    page.reset_dimensions()
    for line, values in enumerate(page.iter_rows(values_only=True), 1):
        if any(value is not None for value in values):
            yield line, [cell_text(value) for value in values]


def cell_text(value: object) -> str | None:
    """Return a cell's value as text: dates in ISO form, whole numbers without a point."""
    if value is None or value == "":
        return None
    if isinstance(value, str):
        return value
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
    if isinstance(value, dt.datetime):
        return value.isoformat(sep=" ", timespec="seconds")
    if isinstance(value, dt.date | dt.time):
        return value.isoformat()
    return str(value)
