from __future__ import annotations

import pytest

from data.importers.columns import FIELDS
from data.importers.vocabulary import SYNONYMS, column_words, folded_synonyms, known_column


@pytest.mark.parametrize(
    ("name", "words"),
    [("CreatedDate", "created date"), ("requested_datetime", "requested datetime")]
    + [("تاريخ\u200cثبت:", "تاریخ ثبت"), ("  X-Coord ", "x coord"), ("SRType", "srtype")],
)
def test_names_become_words(name: str, words: str) -> None:
    assert column_words(name) == words


def test_every_field_has_names_and_every_name_is_words() -> None:
    assert {field for fields in FIELDS.values() for field in fields.names} <= set(SYNONYMS)
    for names in folded_synonyms().values():
        assert all(column_words(name) == name for name in names)


def test_known_names_are_told_from_values() -> None:
    assert known_column("تاریخ") and known_column("CreationDt") and known_column("SRType")
    assert not known_column("خ امام") and not known_column("Illegal Parking")
