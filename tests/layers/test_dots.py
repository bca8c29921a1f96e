from __future__ import annotations

import numpy as np

from data.model.snapshot import Snapshot
from layers.dots import FAR, FAR_SPACING, MARGIN, SPACING, draw_dots, nearer
from layers.picture import Frame, Look


def draw(town: Snapshot, frame: Frame):
    events = town.placed
    return draw_dots(events, events.kind % 2, (Look(), Look(dash=True)), frame)


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
