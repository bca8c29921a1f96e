import numpy as np
import pytest

from data.calendar import Season, parse_instant
from data.model.events import Source
from desktop.exports.evidence import (
    choose_evidence,
    compare_all,
    compare_by_kind,
    compare_by_month,
)

DISTRICT = 1


def at(snapshot, text: str):
    from dataclasses import replace

    return replace(snapshot, now=parse_instant(text, snapshot.city.timezone))


def test_a_finished_season_speaks_for_itself(snapshot):
    evidence = choose_evidence(Season(1404, "autumn"), snapshot, DISTRICT)
    assert evidence.season == Season(1404, "autumn")
    assert not evidence.unfinished
    assert not evidence.earlier
    assert (evidence.rows.since, evidence.rows.until) == evidence.season.span("Asia/Tehran")
    assert evidence.before.since == Season(1403, "autumn").span("Asia/Tehran")[0]


def test_an_unfinished_season_is_compared_with_the_same_days(snapshot):
    half = at(snapshot, "1404/08/15 12:00")
    evidence = choose_evidence(Season(1404, "autumn"), half, DISTRICT)
    assert evidence.unfinished
    assert evidence.before.until == parse_instant("1403/08/15 12:00", "Asia/Tehran")


@pytest.mark.parametrize("season", [Season(1405, "autumn"), Season(1404, "winter")])
def test_a_season_to_come_is_spoken_for_by_earlier_years(snapshot, season):
    evidence = choose_evidence(season, snapshot, DISTRICT)
    assert evidence.earlier
    assert evidence.season.name == season.name
    assert evidence.season.span("Asia/Tehran")[0] < snapshot.now


@pytest.mark.parametrize("season", [Season(1404, "autumn"), Season(1404, "winter")])
def test_kinds_and_months_sum_to_the_rows_of_the_filter(snapshot, season):
    evidence = choose_evidence(season, snapshot, DISTRICT)
    total = compare_all(snapshot, evidence)
    rows = evidence.rows.mask(snapshot.events, snapshot.city)
    assert total.now.value == np.count_nonzero(rows)
    for lines in (compare_by_kind(snapshot, evidence), compare_by_month(snapshot, evidence)):
        assert sum(line.now.value for line in lines) == total.now.value
        assert sum(line.before.value for line in lines) == total.before.value


def test_every_number_counts_the_rows_it_names(snapshot):
    half = at(snapshot, "1404/08/15 12:00")
    evidence = choose_evidence(Season(1404, "autumn"), half, DISTRICT)
    happened = half.events.take(half.events.time < half.now)
    lines = compare_by_kind(half, evidence) + compare_by_month(half, evidence)
    for line in (*lines, compare_all(half, evidence)):
        for number in (line.now, line.before):
            assert number.rows.mask(happened, snapshot.city).sum() == number.value


def test_the_sources_of_the_snapshot_are_kept(snapshot):
    only = snapshot.filtered(snapshot.filter.replace(sources=frozenset({Source.IMPOUND})))
    evidence = choose_evidence(Season(1404, "autumn"), only, DISTRICT)
    events = only.filtered(evidence.rows).selected
    assert set(events.source.tolist()) == {Source.IMPOUND}
    assert set(events.district.tolist()) == {DISTRICT}


def test_before_any_record_nothing_is_compared(snapshot):
    evidence = choose_evidence(Season(1402, "spring"), snapshot, DISTRICT)
    assert compare_all(snapshot, evidence).before is None
    assert compare_all(snapshot, evidence).change is None
