"""Values of a city."""

from __future__ import annotations

import dataclasses

import pytest
from shapely.geometry import box

from data.model.city import City, District, Place


def test_values_are_frozen_and_know_their_defaults() -> None:
    city = City("x", {"fa": "شهر"}, (0, 0), (0, 0, 1, 1), 32638, "UTC")
    district = District(1, "منطقهٔ ۱", box(0, 0, 1, 1))
    place = Place("بازار", 1.0, 2.0)
    assert (city.calendar, city.language) == ("jalali", "fa")
    assert not district.schematic
    assert district.residents is None
    assert (place.kind, place.aliases) == ("landmark", ())
    for value, name in ((city, "key"), (district, "number"), (place, "name")):
        with pytest.raises(dataclasses.FrozenInstanceError):
            setattr(value, name, None)
