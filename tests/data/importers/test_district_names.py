from __future__ import annotations

import pytest

from data.importers.district_names import district_column, district_number
from data.model.city import District


@pytest.mark.parametrize(
    "text",
    ["م۴", "م 4", "منطقه چهار", "منطقهٔ ۴", "4", "٤", "۰۴", "District 4", "4.0", "منطقه چهارم"]
    + ["شهرداری منطقه ۴", "منطقه ۴ شهرداری تبریز", "منطقه-4", "چهار", "م.۴"],
)
def test_the_names_of_district_four(text: str) -> None:
    assert district_number(text) == 4


@pytest.mark.parametrize("text", [None, "", "خ امام", "منطقه", "4 و 5", "م"])
def test_no_district(text: str | None) -> None:
    assert district_number(text) is None


def test_numbers_no_district_has_are_counted(districts: tuple[District, ...]) -> None:
    numbers, unknown = district_column(["م۴", None, "99", "منطقهٔ ۸", "?"], districts)
    assert numbers.tolist() == [4, 0, 0, 8, 0] and unknown == 2
