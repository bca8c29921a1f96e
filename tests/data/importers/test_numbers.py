from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.numbers import as_float, as_floats, as_int


@pytest.mark.parametrize(
    ("text", "value"),
    [("۴۶٫۲۹", 46.29), ("46/29", 46.29), ("١٢", 12), ("1,234,567", 1_234_567), ("۱٬۲۳۴", 1234)]
    + [("38,08", 38.08), ("1,234", 1234), ("\u200e-12.5", -12.5), (" 7 ", 7)],
)
def test_numbers_of_city_sheets(text: str, value: float) -> None:
    assert as_float(text) == value


@pytest.mark.parametrize("text", [None, "", "x", "inf", "nan", "12 m", "1/2/3"])
def test_no_number(text: str | None) -> None:
    assert math.isnan(as_float(text))


def test_whole_numbers() -> None:
    assert as_int("۴٫۰") == 4
    assert as_int("4.5") is None


def test_a_column_keeps_its_length() -> None:
    assert np.isnan(as_floats(["1", None])).tolist() == [False, True]


@given(st.floats(allow_nan=False, allow_infinity=False))
def test_every_float_comes_back(value: float) -> None:
    assert as_float(repr(value)) == value
