from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
import pytest

from data.errors import Cancelled
from data.feedback import Feedback, silent
from data.model.snapshot import Snapshot
from data.web_mercator import TileName, corners_of
from layers import basemap
from layers.basemap import Choices
from layers.picture import Frame, LayerPicture, Tile, Tiles

X, Y = 600_000.0, 4_210_000.0
FRAME = Frame((X, Y, X + 1_000, Y + 800), 1.0)


@dataclass
class Source:
    """Tiles of some zooms; each one's content is its name."""

    there: set[int]
    zooms: tuple[int, int] = (3, 18)
    key: str = "test"
    attribution: str = "© کسی"
    asked: list[TileName] = field(default_factory=list)

    def tile(self, name: TileName, wanted: bool = True) -> bytes | None:
        assert wanted == (name.zoom == 17)
        self.asked.append(name)
        return repr(name).encode() if name.zoom in self.there else None


def build(town: Snapshot, source: Source | None, frame: Frame = FRAME) -> LayerPicture:
    return basemap.build(town, Choices(source), frame, silent())


def tiles_of(picture: LayerPicture) -> tuple[Tile, ...]:
    (mark,) = picture.marks
    assert isinstance(mark, Tiles)
    return mark.tiles


def test_tiles_lie_where_they_belong(town: Snapshot) -> None:
    source = Source({17})
    tiles = tiles_of(build(town, source))
    names = {repr(name).encode(): name for name in source.asked}
    assert {names[tile.content].zoom for tile in tiles} == {17}
    for tile in tiles:
        expected = corners_of(town.city, names[tile.content])
        assert np.allclose(tile.corners, expected)
        assert tile.part == (0, 0, 1, 1)
    assert len({tile.key for tile in tiles}) == len(tiles)


def test_the_source_is_named(town: Snapshot) -> None:
    assert build(town, Source({17})).remark == "© کسی"


def test_a_coarser_tile_stands_in_with_its_part(town: Snapshot) -> None:
    tiles = tiles_of(build(town, Source({15})))
    whole = tiles_of(build(town, Source({17})))
    assert len(tiles) == len(whole)
    for tile, full in zip(tiles, whole, strict=True):
        left, top, right, bottom = tile.part
        assert right - left == bottom - top == 0.25
        assert np.allclose(tile.corners, full.corners)
        assert "zoom=15" in tile.content.decode()
    name = TileName(17, 5, 6)
    part = basemap._within_parent((0, 0, 1, 1), name)
    assert part == (0.5, 0, 1, 0.5)
    assert basemap._within_parent(part, name.parent) == (0.25, 0.5, 0.5, 0.75)


def test_where_nothing_is_there_nothing_is_painted(town: Snapshot) -> None:
    source = Source(set(), zooms=(15, 18))
    picture = build(town, source)
    assert picture.marks == () and picture.remark
    assert min(name.zoom for name in source.asked) == 15


@pytest.mark.parametrize("choices", [None, Choices()])
def test_without_a_choice_it_says_where_to_choose(town: Snapshot, choices: object) -> None:
    picture = basemap.build(town, choices, FRAME, silent())
    assert picture.marks == () and "نقشهٔ زمینه" in picture.remark


def test_it_can_be_stopped(town: Snapshot) -> None:
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        basemap.build(town, Choices(Source({17})), FRAME, feedback)
