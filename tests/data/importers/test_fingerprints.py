from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from data.importers import fingerprints as module
from data.importers.fingerprints import repeated
from data.model.events import Source

NONE = np.empty(0, np.int64)


def fingerprints(
    source: Source, ids: list[str | None] | None, fields: dict[str, list[str | None]]
) -> np.ndarray:
    size = len(ids or next(iter(fields.values())))
    return module.fingerprints(source, ids, fields, np.arange(size))


def test_ids_decide_where_there_are_some() -> None:
    marks = fingerprints(Source.COMPLAINT, ["۱۲", "12", None, " "], {"text": ["a", "b", "c", "c"]})
    assert marks[0] == marks[1] and marks[2] == marks[3] and marks[0] != marks[2]


def test_sources_do_not_meet() -> None:
    one, other = (fingerprints(s, ["1"], {}) for s in (Source.COMPLAINT, Source.IMPOUND))
    assert one[0] != other[0]


def test_they_are_the_same_in_every_version() -> None:
    assert fingerprints(Source.COMPLAINT, ["101000001871"], {})[0] == 8_438_415_217_635_149_765


def test_digits_letters_and_empty_fields_do_not_matter() -> None:
    fields = {"time": ["۱۴۰۴/۷/۱", "1404/7/1"], "address": ["كوي", "کوی"], "text": [None, ""]}
    marks = fingerprints(Source.COMPLAINT, None, fields)
    assert marks[0] == marks[1]
    assert marks[0] == fingerprints(Source.COMPLAINT, None, {**fields, "text": [None, None]})[0]


def test_the_first_stays_and_the_known_go() -> None:
    marks = np.array([5, 3, 5, 9], np.int64)
    assert repeated(marks, NONE).tolist() == [False, False, True, False]
    assert repeated(marks, np.array([-1, 3], np.int64)).tolist() == [False, True, True, False]


@given(st.lists(st.integers(-3, 3)), st.lists(st.integers(-3, 3)))
def test_like_a_set(marks: list[int], known: list[int]) -> None:
    seen, expected = set(known), []
    for mark in marks:
        expected.append(mark in seen)
        seen.add(mark)
    ordered = np.array(sorted(known), np.int64)
    assert repeated(np.array(marks, np.int64), ordered).tolist() == expected


def test_only_the_rows_that_are_meant() -> None:
    ids = ["a", "b", "c"]
    chosen = module.fingerprints(Source.IMPOUND, ids, {}, np.array([2, 0]))
    assert chosen.tolist() == fingerprints(Source.IMPOUND, ["c", "a"], {}).tolist()
