from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from data.feedback import silent
from data.model.city import Place
from data.model.snapshot import Snapshot
from data.model.streets import StreetClass, StreetTable
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
    picture = build(replace(town, streets=StreetTable.empty()), 5)
    (dots,) = [m for m in picture.marks if isinstance(m, Dot)]
    assert np.array_equal(dots.xy, [[X + 4_500, Y + 4_500]])


def grid(count: int, step: float) -> StreetTable:
    """Return a square of ``count`` local streets with a wave of a quarter metre in each."""
    side = int(np.sqrt(count))
    x, y = (part.ravel() * step for part in np.meshgrid(np.arange(side), np.arange(side)))
    along = np.linspace(0, step, 9)
    xy = np.empty((len(x), 9, 2))
    xy[:, :, 0] = X + x[:, None] + along
    xy[:, :, 1] = Y + y[:, None] + np.where(np.arange(9) % 2, 0.25, 0.0)
    offsets = np.arange(len(x) + 1, dtype=np.int64) * 9
    rank = np.full(len(x), StreetClass.LOCAL, np.uint8)
    name = np.full(len(x), -1, np.int32)
    return StreetTable(xy.reshape(-1, 2), offsets, rank, name, (), np.arange(len(x)))


def lines_of(picture: LayerPicture) -> list[Line]:
    return [mark for mark in picture.marks if isinstance(mark, Line)]


def test_streets_are_generalised_for_the_scale(town: Snapshot) -> None:
    town = replace(town, streets=grid(400, 300.0))
    far, near = (lines_of(build(town, scale))[0] for scale in (4.0, 0.25))
    assert np.diff(far.offsets).tolist() == [2] * 400
    assert np.diff(near.offsets).tolist() == [9] * 400
    ends = town.streets.xy[town.streets.offsets[:-1]]
    assert {tuple(v) for v in far.xy[far.offsets[:-1]]} == {tuple(v) for v in ends}


def test_a_frame_costs_what_it_shows_however_many_streets_there_are(town: Snapshot) -> None:
    dense = replace(town, streets=grid(90_000, 40.0))
    for scale in (0.5, 1.0, 2.0, 4.0, 8.0, 16.0):
        extent = (X, Y, X + 1366 * scale, Y + 768 * scale)
        drawn = sum(len(line.offsets) - 1 for line in lines_of(build(dense, scale, extent)))
        assert drawn <= 12_000
    assert 2 < streets.drawn_below(dense.streets, StreetClass.LOCAL) < 9
    assert streets.drawn_below(town.streets, StreetClass.LOCAL) == 9.0


def test_a_street_longer_than_the_frame_is_named_inside_it(town: Snapshot) -> None:
    extent = (X + 100, Y + 2_900, X + 700, Y + 3_100)
    (label,) = [m for m in build(town, 1, extent).marks if getattr(m, "text", "") == "خیابان امام"]
    assert X + 100 <= label.x <= X + 700 and label.y == Y + 3_000


def test_a_street_shorter_than_its_name_has_none(town: Snapshot) -> None:
    assert "خیابان امام" in [getattr(m, "text", "") for m in build(town, 8).marks]
    tiny = replace(town.streets, xy=(town.streets.xy - [X, Y]) * 0.01 + [X, Y])
    assert "خیابان امام" not in [
        getattr(m, "text", "") for m in build(replace(town, streets=tiny), 8).marks
    ]


@pytest.mark.parametrize(
    ("kind", "scale", "shown"),
    [
        ("quarter", 20, True),
        ("quarter", 2, False),
        ("neighbourhood", 20, False),
        ("neighbourhood", 5, True),
        ("landmark", 10, True),
        ("amenity", 10, False),
        ("amenity", 1.5, True),
        ("crew_base", 5, False),
    ],
)
def test_names_of_places_come_and_go_with_the_scale(
    town: Snapshot, kind: str, scale: float, shown: bool
) -> None:
    town = replace(town, places=(Place("جا", X + 100, Y + 100, kind),))
    texts = [m.text for m in build(town, scale).marks if isinstance(m, Label)]
    assert ("جا" in texts) == shown


def test_the_layer_says_whose_data_it_shows(town: Snapshot) -> None:
    source = "© مشارکت‌کنندگان OpenStreetMap"
    real = replace(town.streets, simulated=False, attribution=source)
    place = Place("جا", X, Y, "landmark", source=source)
    assert build(replace(town, streets=real, places=(place,)), 5).remark == source
