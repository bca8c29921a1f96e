from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.model.snapshot import Snapshot
from layers import dots
from layers.dots import FAR, FAR_SPACING, MARGIN, SPACING, Crowd, nearer
from layers.picture import Frame, Look
from resources.text import number


def draw(town: Snapshot, frame: Frame):
    events = town.placed
    crowd = Crowd.of(town, events)
    return crowd.draw(lambda rows: events.kind[rows] % 2, (Look(), Look(dash=True)), frame)


def test_dense_places_keep_one_dot_a_cell_and_say_so(town: Snapshot, frame: Frame) -> None:
    wide = Frame(frame.extent, 60.0)
    drawn = draw(town, wide)
    (dot,) = drawn.marks
    cell = np.floor(dot.xy / (FAR_SPACING * 60.0))
    assert len(np.unique(cell, axis=0)) == len(dot.xy) < len(town.placed)
    assert drawn.remark.endswith(f"مورد کشیده شده است · {nearer()}")
    assert np.isin(dot.ids, town.placed.id).all()


def test_close_up_every_event_is_drawn_and_nothing_need_be_said(
    town: Snapshot, planted: tuple[float, float]
) -> None:
    x, y = planted
    drawn = draw(town, Frame((x - 30, y - 30, x + 30, y + 30), 0.1))
    half = 30 + MARGIN * 0.1
    placed = town.placed
    inside = (np.abs(placed.x - x) <= half) & (np.abs(placed.y - y) <= half)
    assert drawn.remark == ""
    assert len(drawn.marks[0].ids) > 0
    assert set(drawn.marks[0].ids) == set(placed.id[inside])


def test_dots_stay_while_the_map_is_moved(town: Snapshot) -> None:
    one = draw(town, Frame((600_000, 4_210_000, 606_000, 4_216_000), 30.0)).marks[0]
    other = draw(town, Frame((601_013, 4_211_017, 607_013, 4_217_017), 30.0)).marks[0]
    assert set(other.ids) <= set(one.ids)


def test_code_belongs_to_its_event(town: Snapshot, frame: Frame) -> None:
    (dot,) = draw(town, frame).marks
    kind = dict(zip(town.placed.id.tolist(), town.placed.kind.tolist(), strict=True))
    assert dot.code.tolist() == [kind[i] % 2 for i in dot.ids.tolist()]


def test_from_far_dots_are_fewer_and_smaller(town: Snapshot, frame: Frame) -> None:
    (near,) = draw(town, Frame(frame.extent, FAR)).marks
    (far,) = draw(town, Frame(frame.extent, FAR * 1.01)).marks
    assert SPACING < FAR_SPACING
    assert len(far.ids) < len(near.ids)
    assert all(a.size < b.size for a, b in zip(far.looks, near.looks, strict=True))


def test_winners_of_cells_show_what_looking_at_each_event_does(
    town: Snapshot, frame: Frame, monkeypatch: pytest.MonkeyPatch
) -> None:
    wide = Frame(frame.extent, 60.0)
    (each,) = draw(town, wide).marks
    monkeypatch.setattr(dots, "FEW", 0)
    drawn = draw(town, wide)
    (quick,) = drawn.marks
    assert set(quick.ids) <= set(town.placed.id)
    # A cell of the screen is empty in one only where it is in the other, but for shared borders.
    cells = {tuple(c) for c in np.floor(each.xy / (FAR_SPACING * 60.0)).astype(int).tolist()}
    other = {tuple(c) for c in np.floor(quick.xy / (FAR_SPACING * 60.0)).astype(int).tolist()}
    assert len(cells & other) > 0.9 * len(cells | other)
    assert f"از {number(len(town.placed))} مورد" in drawn.remark


def test_quick_dots_stay_while_the_map_is_moved(
    town: Snapshot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(dots, "FEW", 0)
    one = draw(town, Frame((600_000, 4_210_000, 606_000, 4_216_000), 30.0)).marks[0]
    other = draw(town, Frame((601_013, 4_211_017, 607_013, 4_217_017), 30.0)).marks[0]
    assert set(other.ids) <= set(one.ids)


def test_points_on_one_spot_are_one_dot_and_places_unknown_none(town: Snapshot) -> None:
    events = town.placed.take(np.arange(200))
    x, y = np.full(200, 603_000.0), np.full(200, 4_213_000.0)
    x[:3], y[5] = np.nan, np.inf
    events = replace(events, x=x, y=y)
    crowd = Crowd.of(town, events)
    drawn = crowd.draw(
        lambda rows: np.zeros(len(rows), np.uint8),
        (Look(),),
        Frame((602_990.0, 4_212_990.0, 603_010.0, 4_213_010.0), 0.05),
    )
    assert len(drawn.marks[0].ids) == 1
    assert f"{number(1)} از {number(196)}" in drawn.remark
