"""No text leaves as a formula, and numbers stay numbers."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.spreadsheet import safe_text


@pytest.mark.parametrize("text", ["=1", "+a", "-a", "@x", "\tx", "\r", " =1", "\u202e=1", "-1-1"])
def test_formulas_are_neutralised(text: str) -> None:
    assert safe_text(text) == "'" + text


@pytest.mark.parametrize("text", ["", "12", "-12.5", "+98", "-1e5", "خ امام", "a=1"])
def test_numbers_and_words_stay(text: str) -> None:
    assert safe_text(text) == text


@given(st.text(st.sampled_from("=+-@\t\r\n \u200f\u2066.1a"), max_size=8))
def test_what_leaves_is_no_formula_and_is_made_safe_once(text: str) -> None:
    cell = safe_text(text)
    assert cell in (text, "'" + text)
    assert safe_text(cell) == cell
    if cell[:1] in ("=", "+", "-", "@", "\t", "\r", "\n"):
        assert cell[0] in "+-" and float(cell) == float(text)
