from hypothesis import given
from hypothesis import strategies as st

from desktop.exports.line_breaking import break_lines, elide, text_width

texts = st.text(alphabet="ابپ \u200c", max_size=200)


@given(texts, st.integers(1, 30))
def test_lines_fit_and_hold_every_letter(text, width):
    lines = break_lines(text, width, len)
    assert all(len(line) <= width for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(text.split())


@given(texts, st.integers(2, 30))
def test_an_elided_text_fits(text, width):
    assert text_width(elide(text, width, len), len) <= width


def test_words_stay_whole_where_they_can():
    assert break_lines("یک دو سه", 5, len) == ["یک دو", "سه"]


def test_an_empty_text_is_one_line():
    assert break_lines("  ", 5, len) == [""]
