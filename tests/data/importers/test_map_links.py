from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.map_links import point_of

LON, LAT = 46.2919, 38.08


@pytest.mark.parametrize(
    "text",
    [
        "geo:38.08,46.2919?z=17",
        "https://www.google.com/maps/@38.08,46.2919,17z",
        "https://maps.google.com/?q=38.08,46.2919",
        "https://www.google.com/maps/place/x/data=!4m2!3d38.08!4d46.2919",
        "https://www.google.com/maps/search/?api=1&query=38.08%2C46.2919",
        "https://www.openstreetmap.org/?mlat=38.08&mlon=46.2919#map=17/1.5/2.5",
        "https://www.openstreetmap.org/#map=17/38.08/46.2919",
        "https://neshan.org/maps/@38.08,46.2919,16z,0p",
        "https://neshan.org/maps/#c38.08-46.2919-16z-0p",
        "https://balad.ir/location?latitude=38.08&longitude=46.2919&zoom=16",
        "https://balad.ir/#16/38.08/46.2919",
        "POINT (46.2919 38.08)",
        "(38.08, 46.2919)",
        "۳۸٫۰۸، ۴۶٫۲۹۱۹",
    ],
)
def test_links_and_texts_give_their_point(text: str) -> None:
    assert point_of(text) == pytest.approx((LON, LAT))


@pytest.mark.parametrize("text", ["", "https://goo.gl/maps/abc", "خ امام", "12", "999.0, 999.0"])
def test_no_point(text: str) -> None:
    assert point_of(text) is None


@given(st.text(max_size=200))
def test_any_text_is_harmless(text: str) -> None:
    point = point_of(text)
    assert point is None or (abs(point[0]) <= 180 and abs(point[1]) <= 180)
