from __future__ import annotations

import pytest

from data.importers.osm_tags import NOT_STREETS, STREETS, place_kind, shown_name
from data.importers.recognition import recognise
from data.importers.street_layer import RANKS
from data.model.streets import StreetClass


def test_names_are_persian_where_there_are_any() -> None:
    assert shown_name("خیابان امام", "Imam") == "خیابان امام"
    assert shown_name(None, " ولیعصر ") == "ولیعصر"
    assert shown_name(None, "Gate 5") == "Gate 5"
    assert shown_name("", None) == ""


@pytest.mark.parametrize(
    ("highway", "rank"),
    [
        ("motorway", StreetClass.ARTERIAL),
        ("trunk_link", StreetClass.ARTERIAL),
        ("primary_link", StreetClass.ARTERIAL),
        ("secondary", StreetClass.COLLECTOR),
        ("tertiary_link", StreetClass.COLLECTOR),
        ("residential", None),
    ],
)
def test_a_link_has_the_rank_of_its_road(highway: str, rank: StreetClass | None) -> None:
    assert highway in STREETS
    assert recognise(highway, RANKS) == rank


def test_no_way_is_both_street_and_none() -> None:
    assert not NOT_STREETS & set(STREETS)


@pytest.mark.parametrize(
    ("tags", "kind"),
    [
        ({"place": "suburb"}, "quarter"),
        ({"place": "neighbourhood"}, "neighbourhood"),
        ({"place": "square"}, "landmark"),
        ({"amenity": "hospital"}, "landmark"),
        ({"amenity": "school"}, "amenity"),
        ({"amenity": "hospital", "place": "quarter"}, "quarter"),
        ({"amenity": "bench"}, None),
        ({}, None),
    ],
)
def test_tags_name_a_kind(tags: dict[str, str | None], kind: str | None) -> None:
    assert place_kind(tags) == kind
