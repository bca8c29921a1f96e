from __future__ import annotations

import numpy as np
import pytest
import shapely
from hypothesis import given
from hypothesis import strategies as st

from data.importers.district_names import district_column, district_number, locate
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


@given(st.permutations(range(4)), st.integers(0, 4_000))
def test_a_border_point_is_always_in_the_lowest_district(order: list[int], step: int) -> None:
    squares = [(0, 0), (4_000, 0), (0, 4_000), (4_000, 4_000)]
    made = [
        District(n + 1, "", shapely.box(x, y, x + 4_000, y + 4_000))
        for n, (x, y) in enumerate(squares)
    ]
    x, y = np.array([4_000.0, 4_000.0, np.nan]), np.array([float(step), 4_000.0, 1.0])
    found = locate(x, y, np.zeros(3, np.int64), [made[i] for i in order])
    assert found.tolist() == [1, 1, 0]


def test_the_boundary_valid_on_the_day_counts() -> None:
    box = shapely.box(0, 0, 10, 10)
    two = (District(1, "", box, valid_to=100), District(2, "", box, valid_from=100))
    at = np.array([5.0, 5.0])
    assert locate(at, at, np.array([99, 100]), two).tolist() == [1, 2]
