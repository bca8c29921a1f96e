"""Events in columns."""

from __future__ import annotations

import numpy as np
import pytest

from data.model.events import (
    KIND_GROUPS,
    OBSTRUCTION_KINDS,
    EventTable,
    Kind,
    Outcome,
    Precision,
    Source,
    Status,
)


def table(count: int) -> EventTable:
    columns = {name: np.arange(count).astype(dtype) for name, dtype in EventTable.columns().items()}
    return EventTable(**columns)


def test_codes_are_stored_and_never_renumbered() -> None:
    assert [int(s) for s in Source] == [1, 2, 3]
    assert [int(p) for p in Precision] == [0, 1, 2, 3, 4]
    assert [int(k) for k in Kind] == [0, 1, 2, 3, 4, 5, 10, 20, 30, 40, 41, 50, 51, 90]
    assert [int(o) for o in Outcome] == list(range(8))
    assert [int(s) for s in Status] == [0, 1, 2, 3, 4, 5, 6, 7, 20, 21, 22, 23, 24]


def test_every_kind_is_in_exactly_one_group() -> None:
    grouped = [kind for kinds in KIND_GROUPS.values() for kind in kinds]
    assert sorted(grouped) == sorted(Kind)
    assert Kind.NOT_OBSTRUCTION not in OBSTRUCTION_KINDS


def test_an_empty_table_has_all_columns() -> None:
    empty = EventTable.empty()
    assert len(empty) == 0
    assert empty.district.dtype == np.int16


@pytest.mark.parametrize("name", list(EventTable.columns()))
def test_a_column_of_another_type_or_length_is_a_fault(name: str) -> None:
    columns = {n: np.zeros(3, d) for n, d in EventTable.columns().items()}
    with pytest.raises(ValueError, match="column"):
        EventTable(**{**columns, name: columns[name].astype(np.complex128)})
    with pytest.raises(ValueError, match="column"):
        EventTable(**{**columns, name: np.zeros(4, columns[name].dtype)})


def test_take_by_mask_positions_and_slice_agree() -> None:
    rows = table(9)
    mask = rows.id % 2 == 0
    for chosen in (mask, np.flatnonzero(mask), slice(None, None, 2)):
        assert rows.take(chosen).id.tolist() == [0, 2, 4, 6, 8]
        assert rows.take(chosen).x.tolist() == [0, 2, 4, 6, 8]


def test_concatenate_keeps_order_types_and_all_columns() -> None:
    joined = EventTable.concatenate([table(2), EventTable.empty(), table(3)])
    assert joined.time.tolist() == [0, 1, 0, 1, 2]
    assert {n: getattr(joined, n).dtype.type for n in EventTable.columns()} == EventTable.columns()
    assert len(EventTable.concatenate([])) == 0


def test_only_points_are_placed() -> None:
    assert table(5).placed.tolist() == [True, False, False, False, False]
