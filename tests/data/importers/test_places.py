from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.places import Gazetteer
from data.model.city import Place
from data.model.streets import StreetTable


@pytest.fixture
def gazetteer() -> Gazetteer:
    """Return a gazetteer of two landmarks and one street."""
    streets = StreetTable(
        np.array([[0.0, 0.0], [10.0, 0.0], [20.0, 0.0]]),
        np.array([0, 3], np.int64),
        np.zeros(1, np.uint8),
        np.zeros(1, np.int32),
        ("خیابان امام",),
        np.array([1], np.int64),
    )
    places = [
        Place("ائل‌گلی", 5.0, 6.0, aliases=("شاه‌گلی", "ایل گلی")),
        Place("چهارراه آبرسان", 7.0, 8.0),
    ]
    return Gazetteer.of(places, streets)


@pytest.mark.parametrize("address", ["ائل گلی", "شاه‌گلي", "پارک ایل‌گلی، نبش کوچه", "شاهگلی"])
def test_spellings_and_aliases_mean_one_place(gazetteer: Gazetteer, address: str) -> None:
    assert gazetteer.find(address)[0].name == "ائل‌گلی"


def test_an_address_offers_all_it_names(gazetteer: Gazetteer) -> None:
    found = gazetteer.find("خ امام، نرسیده به آبرسان، جنب بانک")
    assert {(c.name, c.kind) for c in found} == {
        ("خیابان امام", "street"),
        ("چهارراه آبرسان", "landmark"),
    }
    assert all(0 < c.score <= 1 for c in found)


def test_generic_words_name_nothing(gazetteer: Gazetteer) -> None:
    gazetteer.learn("خیابان", 1.0, 1.0, "street")
    assert gazetteer.find("خیابان") == () and gazetteer.find("") == ()


def test_it_learns(gazetteer: Gazetteer) -> None:
    assert gazetteer.find("بانک ملی") == ()
    gazetteer.learn("بانک ملی", 1.0, 2.0, "landmark")
    assert gazetteer.find("بانك ملي")[0].x == 1.0


@given(st.text(max_size=300))
def test_any_address_is_harmless(address: str) -> None:
    gazetteer = Gazetteer.of([Place("آبرسان", 1.0, 2.0)])
    assert len(gazetteer.find(address)) <= 1
