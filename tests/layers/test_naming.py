from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.model.snapshot import Snapshot
from data.model.streets import StreetTable
from layers.naming import Names

X, Y = 600_000.0, 4_210_000.0


def plain(name: str) -> str:
    return name.replace("\u2068", "").replace("\u2069", "")


@pytest.mark.parametrize(
    ("x", "y", "name"),
    [
        (X + 4_500, Y + 4_550, "میدان ساعت"),
        (X + 1_000, Y + 3_050, "خیابان امام"),
        (X + 3_060, Y + 5_000, "خیابان شریعتی"),
        (X + 450, Y + 560, "کوچهٔ بهار"),
        (X + 4_500, Y + 5_000, "نزدیک میدان ساعت"),
        (X + 1_000, Y + 5_500, "جایی بی‌نام در منطقهٔ ۱"),
        (X - 9_000, Y, "جایی بی‌نام"),
    ],
)
def test_places_are_called_what_people_call_them(
    town: Snapshot, x: float, y: float, name: str
) -> None:
    assert plain(Names(town).at(x, y)) == name


def test_a_nameless_street_and_the_gap_between_two_streets_name_nothing(town: Snapshot) -> None:
    # One segment's end and the next one's start are neighbours in the array, not on the ground.
    assert plain(Names(town).at(X + 4_600, Y + 1_600)) == "جایی بی‌نام در منطقهٔ ۲"
    assert plain(Names(town).at(X + 450, Y + 860)) == "جایی بی‌نام در منطقهٔ ۱"


def test_a_city_without_streets_and_places(town: Snapshot) -> None:
    bare = replace(town, places=(), streets=StreetTable.empty(), districts=())
    assert Names(bare).at(X, Y) == "جایی بی‌نام"


def test_a_foreign_name_is_isolated(town: Snapshot) -> None:
    assert Names(town).at(X + 4_500, Y + 4_500) == "\u2068میدان ساعت\u2069"


def test_a_named_street_within_reach_goes_before_a_nearer_nameless_one(town: Snapshot) -> None:
    streets = replace(town.streets, name=np.array([0, -1, 2, -1], np.int32))
    names = Names(replace(town, streets=streets))
    assert plain(names.at(X + 3_040, Y + 3_100)) == "خیابان امام"
