from __future__ import annotations

import numpy as np
import pytest
import shapely

from data.feedback import Feedback, silent
from data.model.events import Source
from data.model.snapshot import Snapshot
from layers import clusters
from layers.picture import Area, Dot, Frame, Label


def test_the_planted_place_is_the_largest_cluster(
    town: Snapshot, planted: tuple[float, float], frame: Frame
) -> None:
    picture = clusters.build(town, None, frame, silent())
    first = picture.findings[0]
    assert np.hypot(first.x - planted[0], first.y - planted[1]) < 150
    assert first.facts["dominant_hour"] == 10
    assert {type(mark) for mark in picture.marks} == {Area, Dot, Label}


def test_hulls_hold_the_events_of_their_finding(town: Snapshot) -> None:
    found = clusters.find(town, None, silent())
    for ring, finding in zip(found.hulls, found.findings, strict=True):
        events = town.events.take(np.isin(town.events.id, finding.ids))
        assert set(events.source) == {Source.COMPLAINT}
        assert shapely.contains_xy(shapely.Polygon(ring), events.x, events.y).all()


def test_a_new_frame_does_not_cluster_again(town: Snapshot, frame: Frame) -> None:
    class Counting(Feedback):
        heavy_calls = 0

        def heavy(self, function, *args):
            self.heavy_calls += 1
            return super().heavy(function, *args)

    feedback, fresh = Counting(), town.filtered(town.filter)
    near = Frame(frame.extent, frame.metres_per_pixel / 2)
    pictures = [clusters.build(fresh, None, f, feedback) for f in (frame, near, frame)]
    assert feedback.heavy_calls == 1
    assert pictures[0].numbers == pictures[1].numbers == pictures[2].numbers
    clusters.build(fresh, clusters.Choices(radius=120.0), frame, feedback)
    clusters.build(town.filtered(town.filter), None, frame, feedback)
    assert feedback.heavy_calls == 3


def test_clusters_and_noise_sum_to_all(town: Snapshot) -> None:
    found = clusters.find(town, None, silent())
    inside = sum(len(finding.ids) for finding in found.findings)
    assert inside + len(found.noise.events) == len(found.labels)
    assert found.card["parameters"]["noise"] == len(found.noise.events)


def test_chosen_parameters_are_used_and_shown(town: Snapshot, frame: Frame) -> None:
    choices = clusters.Choices(radius=120.0, least=12)
    picture = clusters.build(town, choices, frame, silent())
    assert picture.legend[0].text == "تجمع: دست‌کم ۱۲ پیام در شعاع ۱۲۰ متر"
    assert picture.card["parameters"]["chosen"]


def test_the_heavy_part_goes_through_the_feedback(town: Snapshot) -> None:
    calls = []

    class Worker(Feedback):
        def heavy(self, function, *args):
            calls.append(function.__module__)
            return super().heavy(function, *args)

    clusters.find(town.filtered(town.filter), None, Worker())
    assert calls == ["layers.stats.clusters"]


def test_the_heavy_part_can_travel_to_another_process() -> None:
    import pickle

    from layers.stats.clusters import find

    labels, rings = pickle.loads(pickle.dumps(find))(np.zeros((9, 2)), 5.0, 4, 5.0)
    assert labels.tolist() == [0] * 9
    assert pickle.loads(pickle.dumps(rings))[0].shape[1] == 2


@pytest.mark.parametrize("key", ["count", "share", "dominant_kind", "dominant_hour"])
def test_numbers_of_a_cluster_open_rows(town: Snapshot, key: str) -> None:
    finding = clusters.find(town, None, silent()).findings[0]
    number = {n.key: n for n in finding.numbers}[key]
    assert set(number.rows) <= set(finding.ids.tolist())
    if key != "share":
        assert number.value == len(number.rows)
