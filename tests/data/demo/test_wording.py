"""Texts of invented events."""

from __future__ import annotations

import numpy as np
import pytest

from data.demo import DemoCity
from data.feedback import silent
from data.folding import clean
from data.model.events import Kind, Precision, Source
from data.model.intake import TEXT_COLUMNS, NewEvents


@pytest.fixture(scope="module")
def chunk(demo: DemoCity) -> NewEvents:
    return next(demo.event_chunks(silent()))


def has(chunk: NewEvents, column: str) -> np.ndarray:
    return np.array([text is not None for text in chunk.texts[column]])


def test_columns_are_known_whole_and_clean(chunk: NewEvents) -> None:
    assert set(chunk.texts) <= set(TEXT_COLUMNS)
    for column in chunk.texts.values():
        assert len(column) == len(chunk)
        assert all(text == clean(text) for text in set(column) - {None})


def test_rows_without_a_point_have_an_address(chunk: NewEvents) -> None:
    assert np.array_equal(has(chunk, "address"), chunk.table.precision != Precision.POINT)
    streets = np.flatnonzero(chunk.table.precision == Precision.STREET)[:500]
    assert all("نمایشی" in (chunk.texts["address"][i] or "") for i in streets)


def test_complaints_name_their_referrer_and_impounds_their_lot(
    demo: DemoCity, chunk: NewEvents
) -> None:
    assert np.array_equal(has(chunk, "referrer"), chunk.table.source == Source.COMPLAINT)
    assert np.array_equal(has(chunk, "lot"), chunk.table.source == Source.IMPOUND)
    assert set(chunk.texts["lot"]) - {None} == {lot.name for lot in demo.lots}
    assert np.array_equal(has(chunk, "kind_text"), chunk.table.kind == Kind.NOT_OBSTRUCTION)


def test_texts_are_shared_not_copied(chunk: NewEvents) -> None:
    address = [text for text in chunk.texts["address"] if text]
    assert len({id(text) for text in address}) < 0.5 * len(address)
