from dataclasses import replace

import numpy as np
import pytest

from data.errors import BadInput, Cancelled
from data.feedback import silent
from data.model.events import Source
from data.model.filters import Filter
from desktop.exports.report import compose_report
from layers.picture import Dot


def test_the_four_numbers_stand_for_their_rows(report, snapshot):
    assert [key.number.key for key in report.key_numbers] == [
        "count",
        "before",
        "hotspots",
        "coverage",
    ]
    for key in report.key_numbers[:2]:
        assert isinstance(key.number.rows, Filter)
        assert key.number.rows.mask(snapshot.events, snapshot.city).sum() == key.number.value


def test_the_total_is_the_snapshots(report):
    assert report.total.now.value == len(report.snapshot.selected)
    assert set(report.snapshot.selected.district.tolist()) == {report.plan.district}


def test_hotspots_lie_in_the_district(report):
    assert report.hotspots
    counted = {i for finding in report.hotspots for i in finding.ids.tolist()}
    assert counted <= set(report.snapshot.placed.id.tolist())
    assert set(report.key_numbers[2].number.rows) == counted


def test_no_complaint_point_is_in_the_pictures(report):
    complaints = report.snapshot.events.id[report.snapshot.events.source == Source.COMPLAINT]
    for picture in report.pictures.values():
        for mark in picture.marks:
            if isinstance(mark, Dot) and mark.key == "event":
                assert not np.isin(mark.ids, complaints).any()


def test_only_the_districts_zones_and_crews_are_listed(report):
    assert [line.zone.name for line in report.zones] == ["گذر بازارچه"]
    assert {line.crew.district for line in report.shifts} == {1}
    assert [line.shift.id for line in report.shifts] == [1, 2, 3]


def test_what_is_invented_is_said(report):
    words = " ".join(report.remarks)
    assert "نمایشی" in words
    assert "تقریبی" in words
    assert "روی نقشه است" in words


def test_nothing_is_said_of_real_data(make):
    real = make.snapshot()
    districts = tuple(replace(district, schematic=False) for district in real.districts)
    real = replace(real, simulated=False, districts=districts)
    report = compose_report(real, make.plan(), user=make.user, feedback=silent())
    assert not any("نمایشی" in words or "تقریبی" in words for words in report.remarks)


def test_a_plan_for_a_season_to_come_says_what_it_rests_on(snapshot, make):
    report = compose_report(snapshot, make.plan("1405-autumn"), user=make.user, feedback=silent())
    assert report.evidence.earlier
    assert "پاییز ۱۴۰۴" in report.sentences[0]
    assert "پاییز ۱۴۰۵" in report.sentences[0]


def test_a_district_that_is_not_there_is_refused(snapshot, make):
    with pytest.raises(BadInput):
        compose_report(snapshot, make.plan(district=99), user=make.user, feedback=silent())


def test_an_empty_city_still_gives_a_plan(make):
    empty = make.snapshot(zones=())
    empty = replace(empty, events=type(empty.events).empty(), crews=(), shifts=())
    report = compose_report(empty, make.plan(), user=make.user, feedback=silent())
    assert report.total.now.value == 0
    assert report.hotspots == ()


def test_composing_can_be_stopped(snapshot, make, stop_at):
    with pytest.raises(Cancelled):
        compose_report(snapshot, make.plan(), user=make.user, feedback=stop_at(3))


def test_the_map_shows_the_zones_that_are_listed(make):
    zones = make.zones(("این فصل", "فصل دیگر"))
    other = replace(zones[1], rule=replace(zones[1].rule, season="1404-winter"))
    many = make.snapshot(zones=(zones[0], other))
    report = compose_report(many, make.plan(), user=make.user, feedback=silent())
    listed = [line.zone.id for line in report.zones]
    drawn = [finding.key.removeprefix("zone:") for finding in report.pictures["zones"].findings]
    assert drawn == listed == [zones[0].id]
