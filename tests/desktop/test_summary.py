"""What the desk says of all filtered events: the counts are those of the events themselves."""

from __future__ import annotations

import numpy as np
import pytest

from data.clock import Clock
from data.errors import Cancelled
from data.feedback import Feedback, silent
from data.model.events import Kind
from data.model.snapshot import Snapshot
from desktop.creating import create
from desktop.session import Session
from desktop.summary import summarise


@pytest.fixture(scope="module")
def snapshot(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    path = tmp_path_factory.mktemp("summary") / "demo.gpkg"
    create(path, "tabriz", Clock(), silent(), events=3_000)
    session = Session.open(path)
    session.close()
    return session.snapshot


def test_every_count_adds_up_to_the_filtered_events(snapshot: Snapshot) -> None:
    summary = summarise(snapshot, silent())
    selected = len(snapshot.selected)
    assert sum(number.value for number in summary.districts) == selected
    assert sum(number.value for number in summary.kinds) == selected
    assert summary.per_day.sum() == selected


def test_the_days_are_of_all_time_whatever_the_period(snapshot: Snapshot) -> None:
    middle = int(np.median(snapshot.events.time))
    later = snapshot.filtered(snapshot.filter.replace(since=middle))
    all_time, since = summarise(snapshot, silent()), summarise(later, silent())
    assert since.first_day == all_time.first_day
    assert np.array_equal(since.per_day, all_time.per_day)
    assert sum(n.value for n in since.kinds) < sum(n.value for n in all_time.kinds)


def test_each_number_names_its_rows(snapshot: Snapshot) -> None:
    for number in summarise(snapshot, silent()).districts:
        rows = number.rows.mask(snapshot.events, snapshot.city)
        assert np.count_nonzero(rows & (snapshot.events.time < snapshot.now)) == number.value


def test_the_map_says_that_it_is_simulated_and_schematic(snapshot: Snapshot) -> None:
    remark = summarise(snapshot, silent()).remark
    assert "دادهٔ نمایشی" in remark and "غیررسمی" in remark


def test_nothing_to_count(snapshot: Snapshot) -> None:
    nothing = snapshot.filtered(snapshot.filter.replace(kinds=frozenset({int(Kind.SIGN) + 99})))
    summary = summarise(nothing, silent())
    assert summary.per_day.tolist() == [0]
    assert not summary.kinds


def test_it_can_be_stopped(snapshot: Snapshot) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        summarise(snapshot, feedback)
