from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.feedback import silent
from data.model.snapshot import Snapshot
from layers import streets
from layers.picture import Dot, Frame, Label, LayerPicture, Line

X, Y = 600_000.0, 4_210_000.0


def build(town: Snapshot, metres_per_pixel: float, extent=None) -> LayerPicture:
    frame = Frame(extent or (X, Y, X + 6_000, Y + 6_000), metres_per_pixel)
    return streets.build(town, None, frame, silent())


@pytest.mark.parametrize(("scale", "ranks"), [(50, 1), (20, 2), (5, 3)])
def test_more_ranks_the_closer_one_looks(town: Snapshot, scale: float, ranks: int) -> None:
    lines = [m for m in build(town, scale).marks if isinstance(m, Line)]
    assert len(lines) == ranks
    assert lines[-1].look.stroke == "street_arterial"


def test_segments_keep_their_own_vertices(town: Snapshot) -> None:
    lines = [m for m in build(town, 5).marks if isinstance(m, Line)]
    local = lines[0]
    assert local.offsets.tolist() == [0, 2, 4]
    assert local.xy[:2].tolist() == [[X, Y + 500], [X + 900, Y + 500]]
    assert local.xy[2:].tolist() == [[X, Y + 800], [X + 900, Y + 800]]


def test_only_streets_near_the_frame_are_drawn(town: Snapshot) -> None:
    corner = build(town, 1.0, (X + 5_000, Y + 5_000, X + 6_000, Y + 6_000))
    assert not [m for m in corner.marks if isinstance(m, Line)]


def test_names_come_with_the_scale(town: Snapshot) -> None:
    far = [m.text for m in build(town, 8).marks if isinstance(m, Label)]
    near = [m.text for m in build(town, 1.5).marks if isinstance(m, Label)]
    assert "خیابان امام" in far
    assert "کوچهٔ بهار" not in far
    assert {"خیابان امام", "خیابان شریعتی", "کوچهٔ بهار", "میدان ساعت"} <= set(near)


def test_a_name_stands_half_way_along_its_street(town: Snapshot) -> None:
    (label,) = [m for m in build(town, 8).marks if getattr(m, "text", "") == "خیابان امام"]
    assert (label.x, label.y) == (X + 3_000, Y + 3_000)


def test_simulated_streets_say_so(town: Snapshot) -> None:
    assert build(town, 5).remark == "شبکهٔ معابر نمایشی است"
    real = replace(town.streets, simulated=False)
    assert build(replace(town, streets=real), 5).remark == ""


def test_landmarks_without_streets(town: Snapshot) -> None:
    from data.model.streets import StreetTable

    picture = build(replace(town, streets=StreetTable.empty()), 5)
    (dots,) = [m for m in picture.marks if isinstance(m, Dot)]
    assert np.array_equal(dots.xy, [[X + 4_500, Y + 4_500]])
