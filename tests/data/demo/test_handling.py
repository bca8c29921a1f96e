"""Outcome and status fit source and age."""

from __future__ import annotations

import numpy as np

from data.demo.handling import Handling, share_table
from data.model.events import Kind, Outcome, Source, Status

NOW = 1_763_881_920
DAY = 86_400
MANY = 20_000


def draw(source: Source, age: float, kind: Kind = Kind.DOUBLE_PARKED):
    rows = np.full(MANY, 1)
    return Handling(NOW).draw(
        (rows * source).astype(np.uint8),
        (rows * kind).astype(np.uint8),
        rows * int(NOW - age * DAY),
        np.random.default_rng(5),
    )


def test_shares_come_out_as_given() -> None:
    table = share_table({Status.DONE: 1, Status.CLOSED: 3})
    assert np.bincount(table)[[Status.DONE, Status.CLOSED]].tolist() == [256, 768]


def test_what_the_city_saw_has_no_status() -> None:
    outcome, status = draw(Source.OBSTRUCTION, 1)
    assert set(status) == {Status.UNKNOWN}
    assert Outcome.UNKNOWN not in set(outcome)


def test_young_complaints_are_open_and_old_ones_nearly_all_closed() -> None:
    outcome, young = draw(Source.COMPLAINT, 0.1)
    assert set(young) <= {Status.RECEIVED, Status.REFERRED, Status.IN_WORK}
    assert set(outcome) == {Outcome.UNKNOWN}
    outcome, old = draw(Source.COMPLAINT, 400)
    assert np.isin(old, [Status.CLOSED, Status.MERGED]).mean() > 0.9
    assert set(outcome[old == Status.IN_WORK]) == {Outcome.UNKNOWN}


def test_impounds_leave_the_lot_with_time_and_are_auctioned_only_after_a_year() -> None:
    shares = {}
    for age in (1, 10, 40, 200, 500):
        outcome, status = draw(Source.IMPOUND, age)
        assert set(outcome) == {Outcome.IMPOUNDED}
        shares[age] = (status == Status.IN_LOT).mean()
        assert (status == Status.AUCTIONED).any() == (age > 366)
    assert list(shares.values()) == sorted(shares.values(), reverse=True)


def test_what_is_no_obstruction_has_no_outcome() -> None:
    outcome, _status = draw(Source.COMPLAINT, 100, Kind.NOT_OBSTRUCTION)
    assert set(outcome) == {Outcome.UNKNOWN}


def test_stalls_are_cleared_and_cars_fined_never_the_other_way() -> None:
    cars, _ = draw(Source.OBSTRUCTION, 100)
    stalls, _ = draw(Source.OBSTRUCTION, 100, Kind.VENDOR)
    assert Outcome.CLEARED not in set(cars)
    assert Outcome.FINE not in set(stalls)
