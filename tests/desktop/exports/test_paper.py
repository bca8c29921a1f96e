import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pypdf import PdfReader

from data.folding import fold
from desktop.exports.fonts import find_typeface
from desktop.exports.paper import CONTENT, FOOT, HEIGHT, MARGIN, WIDTH, Paper, document, paper_text
from resources.text import set_language


@pytest.fixture
def paper():
    with document(find_typeface(), "آزمون", format="A4") as pdf:
        yield Paper(pdf)


@pytest.fixture
def text_of(read_pdf, tmp_path):
    def read(paper: Paper) -> str:
        (tmp_path / "paper.pdf").write_bytes(bytes(paper.pdf.output()))
        return read_pdf(tmp_path / "paper.pdf")

    return read


def read(paper: Paper) -> PdfReader:
    return PdfReader(io.BytesIO(bytes(paper.pdf.output())))


@given(st.text())
def test_paper_text_cannot_turn_its_surroundings(text):
    clean = paper_text(text)
    assert not set(clean) & set("\u200e\u200f\u202a\u202b\u202d\u202e\u2066\u2067\u2068\u2069\x00")


def test_he_with_a_hamza_becomes_one_letter():
    assert paper_text("منطقه\u0654") == "منطق\u06c0"


def test_reading_begins_at_the_right_in_persian(paper):
    assert paper.x(0, 50) == WIDTH - MARGIN - 50
    set_language("en")
    with document(find_typeface(), "test", format="A4") as pdf:
        assert Paper(pdf).x(0, 50) == MARGIN


def test_a_text_is_copied_in_logical_order(paper, text_of, holds):
    words = "خیابان‌های منتهی به بازار، ۱۲٫۵٪ کاهش (سامانهٔ ۱۳۷)"
    paper.write(words)
    text = text_of(paper)
    assert fold("خیابان‌های منتهی به بازار") in text
    assert holds(text, words)


def test_the_height_is_known_before_writing(paper):
    words = "متن بلند برای شکستن سطر " * 12
    before = paper.height(words, 60, 9)
    assert paper.write(words, width=60) == pytest.approx(before)
    assert before > paper.height("کوتاه", 60, 9)


def test_a_long_text_flows_over_pages_above_the_foot(paper):
    paper.flow("یادداشت بلند برای آزمون صفحه‌ها. " * 600)
    assert paper.pages > 1
    assert paper.y <= HEIGHT - FOOT + 1e-6


def test_what_does_not_fit_goes_to_the_next_page(paper):
    paper.y = HEIGHT - FOOT - 5
    assert not paper.need(4)
    assert paper.need(6)
    assert paper.y == pytest.approx(MARGIN)


def test_every_page_can_be_gone_back_to(paper, text_of):
    paper.new_page()
    paper.new_page()
    for page in (1, 2, 3):
        with paper.on_page(page):
            paper.y = 280
            paper.write(f"شمارهٔ {page}")
    text = text_of(paper)
    assert [n for n in re.findall(r"\d", text)] == ["1", "2", "3"]
    assert text.count(fold("شماره")) == 3


def test_sections_are_bookmarks(paper):
    paper.section("کانون‌ها")
    assert [entry.title for entry in read(paper).outline] == ["کانون‌ها"]


def test_an_elided_text_fits(paper):
    text = paper.elided("نام بسیار بلند " * 20, 40, 8)
    assert text.endswith("…")
    assert paper.text_width(text, 8) <= 40


def test_a_text_fits_its_width(paper):
    assert paper.text_width("کوتاه", 9) < paper.text_width("کوتاه", 12) < CONTENT


def test_persian_letters_are_joined_in_an_english_document(text_of):
    set_language("en")
    with document(find_typeface(), "test", format="A4") as pdf:
        paper = Paper(pdf)
        paper.write("Passage بازارچه of Tabriz")
        assert fold("بازارچه") in text_of(paper)


def positions(paper: Paper) -> dict[str, float]:
    """Return the left edge of each word on the only page, as a reader finds it."""
    found: dict[str, float] = {}

    def visit(text, _cm, tm, _font, _size):
        if text.strip():
            found.setdefault(fold(text.strip()), tm[4])

    read(paper).pages[0].extract_text(visitor_text=visit)
    return found


def test_persian_notes_stand_at_the_right_of_an_english_document():
    set_language("en")
    with document(find_typeface(), "test", format="A4") as pdf:
        paper = Paper(pdf)
        paper.flow("گشت\nPatrol")
        places = positions(paper)
    middle = WIDTH / 2 / 25.4 * 72
    assert places[fold("Patrol")] < middle < min(x for w, x in places.items() if "atrol" not in w)


def test_the_last_line_of_a_text_keeps_room_for_what_follows(paper):
    paper.y = HEIGHT - FOOT - 20
    paper.flow("یک\nدو", size=9, room=15)
    assert paper.pages == 2
    assert paper.y < HEIGHT - FOOT - 15
