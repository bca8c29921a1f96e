"""What someone wants of a map's sheet, as one value."""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from desktop.exports.sheet_size import SheetSize
from resources.tokens import PAPER, Palette
from widgets.canvas.viewport import Extent

# What may be left out of a sheet. Its remarks may not: they say what is invented or approximate.
PARTS = ("title", "legend", "scale", "north", "source")

NEAT = (10, 12, 14, 15, 16, 18, 20, 22, 25, 30, 35, 40, 45, 50, 60, 70, 80, 90, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What someone wants of a map.

    Attributes
    ----------
    size : SheetSize
    district, bbox, extent
        What the map shows: one district by number; west, south, east, north in degrees; the
        same in metres. Without any of them the whole city.
    denominator : float
        The n of a fixed scale 1:n around the middle of what is shown; 0 fits it in.
    choices : mapping of str
        The layers' own choices by id.
    opacities : mapping of str to float
        By layer id; layers that are not named are opaque.
    title : str
        Empty for the map's own.
    parts : frozenset of str
        Of `PARTS`.
    """

    size: SheetSize = SheetSize(1280, 800)
    district: int | None = None
    bbox: tuple[float, float, float, float] | None = None
    extent: Extent | None = None
    denominator: float = 0.0
    choices: Mapping[str, Any] = field(default_factory=dict)
    palette: Palette = PAPER
    opacities: Mapping[str, float] = field(default_factory=dict)
    title: str = ""
    parts: frozenset[str] = frozenset(PARTS)


def neat_scale(denominator: float) -> float:
    """Return the next scale of two plain figures, at most a fifth coarser: 1:12,000, 1:25,000."""
    power = 10.0 ** (math.floor(math.log10(denominator)) - 1)
    return next(step * power for step in NEAT if step * power >= denominator * (1 - 1e-6))
