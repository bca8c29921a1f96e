import re

import pytest
from fpdf.bidi import BidiParagraph
from fpdf.enums import TextDirection
from hypothesis import given
from hypothesis import strategies as st

from desktop.exports.line_order import (
    carried,
    directed,
    is_rtl_text,
    visual_runs,
    without_controls,
)
from resources.text import isolate, percent, set_language


def seen(line: str, rtl: bool) -> str:
    """Return the letters from left to right."""
    return "".join(
        text[::-1] if from_right else text for text, from_right in visual_runs(line, rtl)
    )


def test_a_number_stands_left_of_the_persian_name_it_follows():
    runs = visual_runs("Hotspot 1 · بیمارستان نمایشی ۵: With 99%", False)
    assert runs == [
        ("Hotspot 1 · ", False),
        ("۵", False),
        ("بیمارستان نمایشی ", True),
        (": With 99%", False),
    ]


def test_a_line_that_begins_in_persian_still_reads_from_the_left():
    line = f"{isolate('اکیپ ۱ منطقهٔ ۴')}, 15:00–21:30"
    runs = visual_runs(line, False)
    assert runs[-1] == (", 15:00–21:30", False)
    assert runs[0] == ("۴", False)


@pytest.mark.parametrize("rtl", [False, True])
def test_a_joiner_does_not_break_a_word(rtl):
    runs = visual_runs("GIS ویژگی\u200cهای می\u200cرود 12", rtl)
    assert ("ویژگی\u200cهای می\u200cرود", True) in [(text.strip(), r) for text, r in runs]


@pytest.mark.parametrize("words", ["{}", "{} همه", "از {}", "از {} همه", "({})، ۵", "GIS {} GIS"])
def test_the_sign_of_a_percentage_stands_left_of_its_number(words):
    assert "٪۷۳" in seen(words.format(percent(0.73)), True)
    assert "٪۷٫۵" in seen(words.format(percent(0.075, 1)), True)


@given(
    st.text("ابپ \u200cABC۱۲12٪%،.:(«»)-\u2066\u2067\u2068\u2069\u061c", max_size=40), st.booleans()
)
def test_every_letter_stays_and_controls_go(line, rtl):
    assert sorted(seen(line, rtl)) == sorted(without_controls(line))


@given(st.text("ابپABC۱۲12 ،.:-", max_size=30), st.booleans())
def test_letters_are_ordered_as_the_standard_has_it(line, rtl):
    base = TextDirection.RTL if rtl else TextDirection.LTR
    assert seen(line, rtl) == BidiParagraph(line, base).get_reordered_string()


def test_the_first_letter_with_a_direction_decides():
    assert is_rtl_text("۱. گشت عصر") is True
    assert is_rtl_text("1. Patrol عصر") is False
    assert is_rtl_text("12:30 …") is None


def test_isolates_cut_by_a_line_break_are_opened_again():
    lines = carried(["a \u2068ب", "پ\u2069, 5", "\u2067c"])
    assert lines == ["a \u2068ب\u2069", "\u2068پ\u2069, 5", "\u2067c\u2069"]


@given(st.lists(st.text("ab\u2066\u2067\u2068\u2069", max_size=12), max_size=5))
def test_every_line_closes_what_it_opens(lines):
    for line in carried(lines):
        inside = re.sub("[^\u2066-\u2069]", "", line)
        while (less := re.sub("[\u2066-\u2068]\u2069", "", inside)) != inside:
            inside = less
        assert set(inside) <= {"\u2069"}


def test_a_line_is_given_the_direction_of_the_language():
    assert directed("a") == "\u2067a\u2069"
    set_language("en")
    assert directed("ا") == "\u2066ا\u2069"
