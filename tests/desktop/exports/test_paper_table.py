import re

import pytest

from data.folding import fold
from desktop.exports.fonts import find_typeface
from desktop.exports.paper import FOOT, HEIGHT, Paper, document
from desktop.exports.paper_table import Column, write_table

COLUMNS = (Column("محل", 0.5), Column("موارد", 0.2, numeric=True), Column("شرح", 0.3))


@pytest.fixture
def pages(tmp_path, read_pdf):
    """Return a function that writes rows as a table and reads its pages."""

    def write(rows) -> list[str]:
        with document(find_typeface(), "جدول", format="A4") as pdf:
            paper = Paper(pdf)
            for _row in write_table(paper, COLUMNS, rows):
                assert paper.y <= HEIGHT - FOOT + 1e-6
            (tmp_path / "table.pdf").write_bytes(bytes(pdf.output()))
            count = paper.pages
        text = read_pdf(tmp_path / "table.pdf")
        assert text.count(fold("موارد")) == count
        return [text] * count

    return write


def test_hundreds_of_rows_flow_with_their_heading(pages):
    found = pages([("محل", str(1_000 + i), "شرح") for i in range(500)])
    assert len(found) > 5
    assert re.findall(r"\b1\d{3}\b", found[0]) == [str(1_000 + i) for i in range(500)]


def test_cells_are_written_in_reading_order(monkeypatch):
    written: list[tuple[str, float]] = []
    monkeypatch.setattr(
        Paper, "write", lambda self, text, *, offset, **look: written.append((text, offset))
    )
    with document(find_typeface(), "جدول", format="A4") as pdf:
        list(write_table(Paper(pdf), COLUMNS, [("میدان", "۷", "کوتاه")]))
    assert [text for text, _offset in written[3:]] == ["میدان", "۷", "کوتاه"]
    offsets = [offset for _text, offset in written[3:]]
    assert offsets == sorted(offsets)


@pytest.mark.parametrize("name", ["خیابان بلندنام " * 20, "ا" * 300, "ا" * 5_000, ""])
def test_long_names_wrap_inside_their_cell(pages, name):
    assert len(pages([(name, "1", "")])) == 1


def test_control_characters_do_not_reach_the_paper(pages):
    assert fold("نام") in pages([("نا\u202e\x00م", "1", "")])[0]
