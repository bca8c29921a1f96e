from __future__ import annotations

from dataclasses import replace

from data.feedback import silent
from data.model.snapshot import Snapshot
from layers import districts
from layers.picture import Area, Frame, Label
from resources.text import speaking


def test_the_chosen_district_stands_out(town: Snapshot, frame: Frame) -> None:
    one = town.filtered(town.filter.replace(districts=frozenset({2})))
    picture = districts.build(one, None, frame, silent())
    strong = [m for m in picture.marks if isinstance(m, Area) and m.look.stroke == "selected_line"]
    assert [mark.key for mark in strong] == ["district:2"]
    assert [m.text for m in picture.marks if isinstance(m, Label)] == ["منطقهٔ ۱", "منطقهٔ ۲"]


def test_schematic_boundaries_say_so_and_real_ones_do_not(town: Snapshot, frame: Frame) -> None:
    picture = districts.build(town, None, frame, silent())
    assert picture.remark == "مرز مناطق تقریبی و غیررسمی است"
    assert [entry.text for entry in picture.legend] == ["مرز منطقه"], "the remark is said once"
    assert "تقریبی" in picture.findings[0].sentence
    real = tuple(replace(d, schematic=False) for d in town.districts)
    assert districts.build(replace(town, districts=real), None, frame, silent()).remark == ""


def test_published_figures_come_with_year_and_source(town: Snapshot, frame: Frame) -> None:
    known = replace(
        town.districts[0], residents=218_647, residents_year="1395", area_km2=15.41, source="آمار"
    )
    picture = districts.build(replace(town, districts=(known,)), None, frame, silent())
    (finding,) = picture.findings
    assert [(n.key, n.value, n.unit) for n in finding.numbers] == [
        ("area", 15.41, "کیلومتر مربع"),
        ("residents", 218_647, "سال ۱۳۹۵"),
    ]
    assert "منبع: آمار" in finding.sentence


def test_districts_are_called_in_the_language_in_use(town: Snapshot, frame: Frame) -> None:
    with speaking("en"):
        picture = districts.build(town, None, frame, silent())
    assert [m.text for m in picture.marks if isinstance(m, Label)] == ["District 1", "District 2"]
    assert picture.findings[0].title == "District 1"
