"""Delimited text: its encoding, its separator, its rows."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import TextIO

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.tables import RawTable, Row, gather
from resources.text import _, digits

SEPARATORS = ",;\t|"
LARGEST_CELL = 64 << 20
# A quotation mark that is never closed would swallow the rest of the file as one cell.
MOST_LINES_A_ROW = 500
_SAMPLE = 256 << 10
_BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ARABIC = re.compile("[\u0621-\u064a\u067e\u0686\u0698\u06a9\u06af\u06cc]")


def read_delimited(
    path: Path, encoding: str | None, sheet: str | None, feedback: Feedback
) -> RawTable:
    """Read a CSV, TSV or other delimited text; every cell keeps its text."""
    known = encoding or guess_encoding(path)
    remarks: tuple[str, ...] = ()
    if encoding is None and known == "cp1256":
        remarks = (
            _("رمزگذاری فایل UTF-8 نیست؛ cp1256 گرفته شد. اگر نوشته‌ها درست نیست آن را بگویید."),
        )
    try:
        grid = gather(_rows(path, known), feedback)
    except (UnicodeError, LookupError) as error:
        raise BadInput(
            _(
                "نوشته‌های فایل با رمزگذاری «{encoding}» خوانده نمی‌شود؛ رمزگذاری دیگری بگویید."
            ).format(encoding=known)
        ) from error
    return RawTable(
        grid.columns, grid.cells, grid.line, encoding=known, remarks=remarks, surplus=grid.surplus
    )


def guess_encoding(path: Path) -> str:
    """Return the name of the encoding by its mark, else by what the bytes can be."""
    with path.open("rb") as source:
        sample = source.read(_SAMPLE)
        for mark, name in _BOMS:
            if sample.startswith(mark):
                return name
        if b"\x00" in sample:
            guess = _utf16_without_mark(sample)
            if guess:
                return guess
        source.seek(0)
        if _is_utf8(source):
            return "utf-8"
    text = sample.decode("cp1256")
    foreign = sum(1 for letter in text if ord(letter) > 127)
    return "cp1256" if len(_ARABIC.findall(text)) * 2 >= foreign else "cp1252"


def _utf16_without_mark(sample: bytes) -> str | None:
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd * 5 > len(sample) // 2 and even * 10 < odd:
        return "utf-16-le"
    if even * 5 > len(sample) // 2 and odd * 10 < even:
        return "utf-16-be"
    return None


def _is_utf8(source: io.BufferedReader) -> bool:
    decoder = codecs.getincrementaldecoder("utf-8")()
    try:
        while block := source.read(1 << 20):
            decoder.decode(block)
        decoder.decode(b"", final=True)
    except UnicodeDecodeError:
        return False
    return True


def _rows(path: Path, encoding: str) -> Iterator[Row]:
    # A cell may be a whole letter; the limit of the csv module is one for the process.
    csv.field_size_limit(LARGEST_CELL)
    with _opened(path, encoding) as text:
        separator = _separator(text.read(_SAMPLE // 4))
        text.seek(0)
        reader = csv.reader(text, delimiter=separator)
        before = last = 0
        try:
            for cells in reader:
                last, before = before, reader.line_num
                if before - last > MOST_LINES_A_ROW:
                    raise _unclosed(last + 1)
                yield last + 1, cells
        except csv.Error as error:
            raise _unclosed(before + 1) from error
    if before - last > 1 and _ends_in_quotes(path, encoding, separator, last):
        raise _unclosed(last + 1)


def _opened(path: Path, encoding: str) -> TextIO:
    # cp1252 leaves five bytes undefined: they are shown as replaced, not a reason to refuse.
    errors = "replace" if encoding == "cp1252" else "strict"
    return path.open(encoding=encoding, errors=errors, newline="")


def _ends_in_quotes(path: Path, encoding: str, separator: str, first: int) -> bool:
    """Return whether the file ends inside a quotation that began in its last row.

    Parameters
    ----------
    first : int
        How many lines stand before that row.
    """
    with _opened(path, encoding) as text:
        lines = islice(text, first, None)
        try:
            for _cells in csv.reader(lines, delimiter=separator, strict=True):
                pass
        except csv.Error as error:
            return "end of data" in str(error)
    return False


def _unclosed(line: int) -> BadInput:
    return BadInput(
        digits(
            _("از سطر {line} گیومه‌ای باز مانده و ردیف‌ها به هم چسبیده‌اند؛ آن را درست کنید.").format(
                line=line
            )
        )
    )


def _separator(sample: str) -> str:
    """Return the separator that cuts the sample's rows most often into equally many cells."""
    best, best_score = ",", 0.0
    lines = sample.splitlines(keepends=True)[:60]
    for separator in SEPARATORS:
        try:
            widths = [len(row) for row in csv.reader(lines, delimiter=separator) if len(row) > 1]
        except csv.Error:
            continue
        if widths:
            usual = max(set(widths), key=widths.count)
            score = widths.count(usual) * (1 + usual / 100)
            if score > best_score:
                best, best_score = separator, score
    return best
