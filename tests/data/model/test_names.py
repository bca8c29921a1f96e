"""Every code of the domain has a name, and no two codes of one kind share it."""

from __future__ import annotations

import pytest
import shapely

from data.model import names as words
from data.model.city import District
from data.model.events import KIND_GROUPS, Kind, Outcome, Precision, Source, Status
from data.model.zones import Activity, ZoneState
from resources.text import speaking

UNKNOWN = "نامعلوم"


@pytest.mark.parametrize(
    ("codes", "name"),
    [
        (Source, words.source_name),
        (Kind, words.kind_name),
        (Outcome, words.outcome_name),
        (Status, words.status_name),
        (Precision, words.precision_name),
        (Activity, words.activity_name),
        (ZoneState, words.zone_state_name),
        (KIND_GROUPS, words.kind_group_name),
    ],
)
def test_every_code_has_its_own_name(codes, name):
    names = [name(code) for code in codes]
    assert all(names) and len(set(names)) == len(names)
    assert names.count(UNKNOWN) <= 1


def test_codes_of_a_later_version_are_unknown():
    assert words.kind_name(250) == words.status_name(250) == UNKNOWN


def test_words_a_deputy_uses():
    assert words.kind_name(Kind.DOUBLE_PARKED) == "پارک دوبل"
    assert words.status_name(Status.IN_LOT) == "در توقفگاه"
    assert words.activity_name(Activity.NO_STOPPING) == "ایست ممنوع"


@pytest.mark.parametrize(
    ("number", "name", "farsi", "english"),
    [
        (4, "منطقهٔ ۴", "منطقهٔ ۴", "District 4"),
        (4, " منطقه 4 ", "منطقهٔ ۴", "District 4"),
        (10, "District 10", "منطقهٔ ۱۰", "District 10"),
        (7, "", "منطقهٔ ۷", "District 7"),
        (4, "منطقهٔ ۵", "منطقهٔ ۵", "منطقهٔ ۵"),
        (3, "ائل‌گلی", "ائل‌گلی", "ائل‌گلی"),
    ],
)
def test_a_district_is_called_by_its_number_or_keeps_its_name(number, name, farsi, english):
    district = District(number, name, shapely.Point(0, 0).buffer(1), False)
    assert words.district_title(district) == farsi
    with speaking("en"):
        assert words.district_title(district) == english
