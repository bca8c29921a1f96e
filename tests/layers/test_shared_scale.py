"""Two pictures on one scale: equal colours mean equal numbers, and the legend says so."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from layers.picture import Dot, LayerPicture, LegendEntry, Look, Raster
from layers.shared_scale import share_scale

TOPS = st.floats(0.1, 1e6)


def picture(high: float, ramp: str = "hotspot") -> LayerPicture:
    values = np.linspace(0, high * 1.2, 12, dtype=np.float32).reshape(3, 4)
    raster = Raster(values, 0.0, 0.0, 10.0, ramp, high / 50, high, 0.7)
    entry = LegendEntry("ramp", "تعداد", ramp=ramp, low=0.0, high=high)
    return LayerPicture("hotspots", (raster,), (entry, LegendEntry("area", "کانون")), count=5)


@given(TOPS, TOPS)
def test_the_greater_top_holds_for_both(one: float, other: float) -> None:
    pair = share_scale(picture(one), picture(other))
    for shared in pair:
        raster, entry = shared.marks[0], shared.legend[0]
        assert (raster.low, raster.high) == (max(one, other) / 50, max(one, other))
        assert entry.high == max(one, other) and "مشترک" in entry.text
        assert shared.legend[1].text == "کانون" and shared.count == 5


def test_the_values_stay_as_they_are() -> None:
    first, second = picture(3.0), picture(5.0)
    shared, _other = share_scale(first, second)
    assert shared.marks[0].values is first.marks[0].values


def test_without_a_common_ramp_nothing_changes() -> None:
    dots = Dot(np.zeros((1, 2)), np.zeros(1, np.uint8), (Look(),), np.zeros(1, np.int64))
    plain = LayerPicture("impounds", (dots,))
    assert share_scale(plain, plain) == (plain, plain)
    first, second = picture(3.0), picture(5.0, "signed")
    assert share_scale(first, second) == (first, second)
    assert share_scale(first, plain) == (first, plain), "nothing on one side"
