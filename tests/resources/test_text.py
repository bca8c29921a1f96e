"""Words, digits and direction."""

from __future__ import annotations

import pytest

from resources.text import (
    digits,
    is_rtl,
    isolate,
    language,
    localised,
    number,
    percent,
    set_language,
)


@pytest.mark.parametrize(
    ("value", "decimals", "farsi", "english"),
    [
        (1_234_567, 0, "۱٬۲۳۴٬۵۶۷", "1,234,567"),
        (12.5, 1, "۱۲٫۵", "12.5"),
        (0, 0, "۰", "0"),
        (-3, 0, "\u200e\u2212۳", "\u22123"),
        (-0.3, 0, "۰", "0"),
        (999_999.5, 1, "۹۹۹٬۹۹۹٫۵", "999,999.5"),
    ],
)
def test_numbers(value: float, decimals: int, farsi: str, english: str) -> None:
    assert number(value, decimals) == farsi
    set_language("en")
    assert number(value, decimals) == english


def test_percentages() -> None:
    assert percent(0.62) == "\u2067\u061c۶۲٪\u2069", "the sign on the left, whatever is around"
    set_language("en")
    assert percent(0.625, 1) == "62.5%"


def test_digits_of_any_text() -> None:
    assert digits("EPSG:32638") == "EPSG:۳۲۶۳۸"
    assert digits(1404) == "۱۴۰۴"
    set_language("en")
    assert digits(1404) == "1404"


def test_the_language_is_one_of_two() -> None:
    assert (language(), is_rtl()) == ("fa", True)
    set_language("en")
    assert (language(), is_rtl()) == ("en", False)
    with pytest.raises(ValueError, match="unknown"):
        set_language("de")
    assert language() == "en"


def test_names_by_language() -> None:
    names = {"fa": "تبریز", "en": "Tabriz"}
    assert localised(names) == "تبریز"
    set_language("en")
    assert localised(names) == "Tabriz"
    assert localised({"fa": "تبریز"}) == "تبریز"
    assert localised({"de": "Täbris"}) == "Täbris"
    assert localised({}) == ""


def test_isolates_wrap() -> None:
    assert isolate("Ab") == "\u2068Ab\u2069"
    assert isolate("۱۲ب۳۴۵", ltr=True) == "\u2066۱۲ب۳۴۵\u2069"


@pytest.mark.parametrize("control", "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
def test_no_text_breaks_out_of_its_isolate(control: str) -> None:
    assert isolate(f"a{control}b") == "\u2068ab\u2069"
