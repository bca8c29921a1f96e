import io

import pytest
from pypdf import PdfReader

from data.folding import fold
from desktop.exports.fonts import find_typeface
from desktop.exports.paper import FOOT, HEIGHT, Paper
from desktop.exports.paper_table import Column, write_table

COLUMNS = (Column("محل", 0.5), Column("موارد", 0.2, numeric=True), Column("شرح", 0.3))


def pages(rows) -> list[str]:
    paper = Paper(find_typeface(), "جدول")
    for _row in write_table(paper, COLUMNS, rows):
        assert paper.y <= HEIGHT - FOOT + 1e-6
    reader = PdfReader(io.BytesIO(bytes(paper.pdf.output())))
    return [fold(page.extract_text()) for page in reader.pages]


def test_hundreds_of_rows_flow_with_their_heading():
    rows = [(f"محل شماره {i}", str(i), "شرح") for i in range(500)]
    found = pages(rows)
    assert len(found) > 5
    assert all("موارد" in page for page in found)
    whole = "\n".join(found)
    assert all(f"محل شماره {i}\n" in whole for i in range(500))


def test_cells_follow_each_other_in_reading_order():
    text = pages([("میدان", "۷", "کوتاه")])[0]
    assert text.index(fold("میدان")) < text.index("7") < text.index(fold("کوتاه"))


@pytest.mark.parametrize("name", ["خیابان بلندنام " * 20, "ا" * 300, "ا" * 5_000, ""])
def test_long_names_wrap_inside_their_cell(name):
    assert len(pages([(name, "1", "")])) == 1


def test_control_characters_do_not_reach_the_paper():
    assert fold("نام") in pages([("نا\u202e\x00م", "1", "")])[0]
