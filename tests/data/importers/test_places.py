from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.importers.places import Gazetteer, named_part
from data.model.city import LEARNED, Place
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


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("خ امام، روبروی بانک، پلاک ۱۲", "خ امام"),
        ("خیابان ۱۷ شهریور پلاک ۴", "خیابان ۱۷ شهریور"),
        ("کوچه ۵، شهید باکری", "شهید باکری"),
        ("بلوار آزادی روبروی پارک", "بلوار آزادی"),
        ("123 Boylston Street, Boston", "Boylston Street"),
        ("پلاک ۱۲، کوچه ۳", ""),
        ("", ""),
    ],
)
def test_the_part_of_an_address_that_names_a_place(address: str, name: str) -> None:
    assert named_part(address) == name


def test_what_a_person_taught_comes_first_and_the_newest_stands(gazetteer: Gazetteer) -> None:
    address = "خ امام نرسیده به آبرسان"
    assert gazetteer.find(address)[0].kind != LEARNED
    gazetteer.learn(named_part(address), 1.0, 2.0, LEARNED)
    gazetteer.learn(named_part(address), 3.0, 4.0, LEARNED)
    found = gazetteer.find("خیابان امام، پلاک ۸")
    assert (found[0].kind, found[0].x, found[0].y) == (LEARNED, 3.0, 4.0)
    assert [c.kind for c in found].count(LEARNED) == 1 and "street" in {c.kind for c in found}


@given(st.text(max_size=120))
def test_a_named_part_is_found_again_in_its_address(address: str) -> None:
    name = named_part(address)
    if name:
        gazetteer = Gazetteer()
        gazetteer.learn(name, 1.0, 2.0, LEARNED)
        assert gazetteer.find(name)[0].kind == LEARNED
