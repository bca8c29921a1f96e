"""Texts made comparable: digits, letters, marks, and hostile ones."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.folding import LONGEST_TEXT, clean, fold, latin_digits

LETTERS = st.text(
    alphabet="ابپيیكکةهۀهٔئؤأإآٱۂےىـ\u200c\u200f\u202e\u0640\u064b ۱٢3_Aßİﷲﬁ", max_size=60
)


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), LETTERS))
def test_folding_twice_changes_nothing(text: str) -> None:
    once = fold(text)
    assert fold(once) == once


@settings(deadline=None)
@given(st.one_of(st.text(max_size=200), LETTERS))
def test_cleaning_twice_changes_nothing_and_can_be_written(text: str) -> None:
    once = clean(text)
    assert clean(once) == once
    once.encode("utf-8")


@settings(deadline=None)
@given(st.integers(0, 10**12))
def test_persian_arabic_and_latin_digits_are_equal(number: int) -> None:
    latin = str(number)
    persian = latin.translate(str.maketrans("0123456789", "۰۱۲۳۴۵۶۷۸۹"))
    arabic = latin.translate(str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩"))
    assert fold(persian) == fold(arabic) == fold(latin) == latin
    assert latin_digits(persian) == latin_digits(arabic) == latin


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("خيابان كاشاني", "خیابان کاشانی"),
        ("منطقهٔ ۴", "منطقة ٤"),
        ("منطقۀ 4", "منطقه ۴"),
        ("ائل‌گلی", "ایلگلی"),
        ("شاه‌گلی", "شاهگلی"),
        ("آبرسان", "ابرسان"),
        ("مؤسسه", "موسسه"),
        ("تبـــریز", "تبریز"),
        ("مُحَمَّد", "محمد"),
        ("  پارک\t دوبل\n", "پارک دوبل"),
        ("district_no", "District No"),
        ("\ufeffname", "NAME"),
        ("ﻻله", "لاله"),
    ],
)
def test_spellings_of_one_word_are_equal(one: str, other: str) -> None:
    assert fold(one) == fold(other)


def test_different_words_stay_different() -> None:
    words = ["بازار", "باراز", "لاله", "قره‌آغاج", "باغمیشه", "۱۲", "۲۱"]
    assert len({fold(word) for word in words}) == len(words)


def test_bidirectional_overrides_and_nul_are_gone() -> None:
    assert fold("ا\u202eب\x00پ\u2066") == "ابپ"
    assert clean("ا\u202eب\x00پ\u2069\x9b31m\x1b[0m") == "ابپ31m[0m"


def test_cleaning_keeps_what_is_writing() -> None:
    text = "خیابان «ائل‌گلی»، پلاک ۱۲\nطبقهٔ دوم\tكاشاني"
    assert clean(text) == text


def test_half_surrogates_are_removed() -> None:
    assert clean("a\ud800b") == "ab"


@pytest.mark.parametrize("letter", ["ا", "ﷺ", "\u202e", " "])
def test_ten_megabytes_take_no_time(letter: str) -> None:
    text = letter * 10_000_000
    began = time.perf_counter()
    folded, cleaned = fold(text), clean(text)
    assert time.perf_counter() - began < 0.5
    assert len(folded) <= LONGEST_TEXT
    assert len(cleaned) <= LONGEST_TEXT
    assert fold(folded) == folded
