"""The background: tiles of a file or a network address, under everything else."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from data.feedback import Feedback
from data.model.city import City
from data.model.snapshot import Snapshot
from data.web_mercator import TileName, corners_of, pieces_for, tiles_in
from layers.picture import Frame, LayerPicture, Tile, Tiles
from resources.text import _

id = "basemap"

MARGIN = 128  # pixels beyond the frame, so that a pan finds its ground painted
ANCESTORS = 8  # coarser tiles that may stand in for one that is not there


class TileSource(Protocol):
    """Where tiles come from; any thread may ask, and no answer waits for a network."""

    key: str
    attribution: str
    zooms: tuple[int, int]

    def tile(self, name: TileName, wanted: bool = True) -> bytes | None:
        """Return a picture (PNG, JPEG or WebP), None where there is none now.

        A tile that is not ``wanted`` would only stand in for another and is not worth fetching.
        """
        ...


@dataclass(frozen=True, slots=True)
class Choices:
    """What the background is made from; None for no background."""

    source: TileSource | None = None


def title() -> str:
    """Return the layer's name."""
    return _("نقشهٔ زمینه")


def build(
    snapshot: Snapshot, choices: Choices | None, frame: Frame, feedback: Feedback
) -> LayerPicture:
    """Return the tiles of a frame; where one is missing, a part of a coarser one stands in."""
    feedback.check()
    source = None if choices is None else choices.source
    if source is None:
        return LayerPicture(id, (), remark=_("زمینه‌ای برگزیده نشده است؛ «نقشه › نقشهٔ زمینه»."))
    tiles = []
    margin = MARGIN * frame.metres_per_pixel
    west, south, east, north = frame.extent
    wide = (west - margin, south - margin, east + margin, north + margin)
    for name in tiles_in(snapshot.city, wide, frame.metres_per_pixel, source.zooms):
        feedback.check()
        tile = _tile(snapshot.city, source, name, frame.metres_per_pixel)
        if tile is not None:
            tiles.append(tile)
    marks = (Tiles(tuple(tiles)),) if tiles else ()
    return LayerPicture(
        id,
        marks,
        remark=source.attribution if tiles else _("در اینجا زمینه‌ای نیست"),
        card={"source": source.attribution, "tiles": len(tiles)},
    )


def _tile(city: City, source: TileSource, name: TileName, scale: float) -> Tile | None:
    held, part = name, (0.0, 0.0, 1.0, 1.0)
    for _step in range(ANCESTORS):
        content = source.tile(held, wanted=held == name)
        if content is not None:
            corners = corners_of(city, name, pieces_for(name.zoom, scale))
            key = f"{source.key}/{held.zoom}/{held.x}/{held.y}"
            return Tile(content, key, part, corners)
        if held.zoom <= source.zooms[0]:
            return None
        part = _within_parent(part, held)
        held = held.parent
    return None


def _within_parent(
    part: tuple[float, float, float, float], name: TileName
) -> tuple[float, float, float, float]:
    """Return a part of a tile as shares of its parent: left, top, right, bottom."""
    left, top, right, bottom = part
    x, y = name.x % 2, name.y % 2
    return (x + left) / 2, (y + top) / 2, (x + right) / 2, (y + bottom) / 2
