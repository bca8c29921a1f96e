from __future__ import annotations

import json
import threading

import numpy as np
import pytest
import shapely

from data.feedback import silent
from data.model.events import EventTable, Source
from data.model.snapshot import Snapshot
from layers import analyses
from resources.text import language, number, speaking

NAMES = ["density", "hotspots", "clusters", "coverage"]
every_analysis = pytest.mark.parametrize("name", NAMES)


def analyse(name: str, snapshot: Snapshot) -> analyses.Analysis:
    return getattr(analyses, name)(snapshot, None, silent())


@every_analysis
def test_an_analysis_is_ready_for_a_file(name: str, town: Snapshot) -> None:
    analysis = analyse(name, town)
    json.dumps([analysis.card, analysis.summary, analysis.rows], allow_nan=False)
    assert set(analysis.sentence) == {"fa", "en"}
    assert analysis.rows
    assert len(analysis.geometries) == len(analysis.rows)
    assert all(shapely.is_valid(shape) for shape in analysis.geometries)
    assert not any("\u2068" in str(value) for row in analysis.rows for value in row.values())


@every_analysis
def test_an_empty_workspace_is_answered_in_words(name: str, town: Snapshot) -> None:
    empty = Snapshot(town.city, town.districts, EventTable.empty(), now=town.now)
    analysis = analyse(name, empty)
    assert analysis.rows == []
    assert analysis.sentence["fa"]
    json.dumps([analysis.card, analysis.summary], allow_nan=False)


def test_the_density_integrates_to_the_events_per_week(town: Snapshot) -> None:
    analysis = analyse("density", town)
    cell = analysis.summary["cell_m"]
    total = sum(row["density"] for row in analysis.rows) * cell**2 / 1e6
    assert total == pytest.approx(len(town.placed) / town.weeks, rel=5e-3)
    assert max(row["density"] for row in analysis.rows) == analysis.summary["peak"]
    assert analysis.raster is not None


def test_the_hotspots_are_those_of_the_map(town: Snapshot) -> None:
    analysis = analyse("hotspots", town)
    first = analysis.rows[0]
    assert first["count"] == town_inside(town, analysis.geometries[0])
    assert analysis.summary["events_in_hotspots"] == sum(r["count"] for r in analysis.rows)
    assert f"{number(analysis.summary['hotspots'])} کانون پرتکرار" in analysis.sentence["fa"]


def town_inside(town: Snapshot, shape: shapely.Geometry) -> int:
    return int(np.sum(shapely.intersects_xy(shape, town.placed.x, town.placed.y)))


def test_every_event_of_the_hour_stands_in_the_coverage(town: Snapshot) -> None:
    analysis = analyse("coverage", town)
    assert len(analysis.rows) == analysis.summary["demand"]
    assert sum(not row["covered"] for row in analysis.rows) == analysis.summary["missed"]


def test_each_language_has_its_digits_and_other_threads_keep_theirs(town: Snapshot) -> None:
    count = len(town.placed)
    heard: list[str] = []
    with speaking("en"):
        listener = threading.Thread(target=lambda: heard.append(language()))
        listener.start()
        listener.join()
        sentence = analyse("density", town).sentence
        assert language() == "en"
    assert heard == ["fa"]
    assert language() == "fa"
    assert f"{count:,}" in sentence["en"]
    assert number(count) in sentence["fa"]


def test_clusters_of_another_source_when_one_is_said(town: Snapshot) -> None:
    only = town.filtered(town.filter.replace(sources=frozenset({Source.OBSTRUCTION})))
    assert analyse("clusters", only).card["source"] == ["obstruction"]
    assert analyse("clusters", town).card["source"] == ["complaint"]
