"""Every code of the domain has a name, and no two codes of one kind share it."""

from __future__ import annotations

import pytest

from data.model import names as words
from data.model.events import KIND_GROUPS, Kind, Outcome, Precision, Source, Status
from data.model.zones import Activity, ZoneState

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
