"""Every code that can be stored has a word."""

from __future__ import annotations

from enum import IntEnum

import pytest

from data.model.events import Kind, Outcome, Precision, Source, Status
from data.store.codes import CODED_COLUMNS, words_of

_ENUMS = {
    "source": Source,
    "kind": Kind,
    "outcome": Outcome,
    "status": Status,
    "precision": Precision,
}


@pytest.mark.parametrize("column, codes", _ENUMS.items())
def test_words_are_complete(column: str, codes: type[IntEnum]) -> None:
    words = words_of(column)
    assert {word.code for word in words} == {int(code) for code in codes}
    assert len({word.title for word in words}) == len(words)
    assert column in CODED_COLUMNS
