"""What a user decides about a map's sheet, as one value that can be remembered."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields, replace
from typing import Any

FORMATS = ("png", "svg", "pdf")
PAPERS = ("A5", "A4", "A3", "A2", "A1", "A0")
PARTS = ("title", "legend", "scale", "north", "source")
PALETTES = ("paper", "grey", "projector", "dark")
AREAS = ("screen", "district", "city")
SCALES = (2_000, 5_000, 10_000, 25_000, 50_000, 100_000, 200_000)
DPI = (72, 600)
PIXELS = (100, 10_000)


@dataclass(frozen=True, slots=True)
class SheetOptions:
    """One sheet.

    Attributes
    ----------
    format : str
        Of `FORMATS`.
    paper : str
        ``A4``, or empty for a picture of ``width`` by ``height`` pixels.
    title : str
        Empty for the map's own.
    parts : tuple of str
        Of `PARTS`.
    palette, area : str
        Of `PALETTES` and `AREAS`.
    denominator : int
        The n of the scale 1:n; 0 fits the area into the sheet.
    printer : str
    copies : int
    """

    format: str = "png"
    paper: str = "A4"
    landscape: bool = True
    dpi: int = 300
    width: int = 1600
    height: int = 1000
    title: str = ""
    parts: tuple[str, ...] = PARTS
    palette: str = "paper"
    area: str = "screen"
    denominator: int = 0
    printer: str = ""
    copies: int = 1

    def to_text(self) -> str:
        """Return what is worth remembering: everything but the title, which is of one map."""
        return json.dumps(asdict(replace(self, title="", copies=1)), ensure_ascii=False)

    @classmethod
    def from_text(cls, text: str) -> SheetOptions:
        """Return remembered options; whatever is unreadable or unknown has its default."""
        try:
            raw = json.loads(text or "{}")
        except ValueError:
            return cls()
        if not isinstance(raw, dict):
            return cls()
        default = cls()
        kept = {
            field.name: raw[field.name]
            for field in fields(cls)
            if _fits(field.name, raw.get(field.name), getattr(default, field.name))
        }
        if "parts" in kept:
            kept["parts"] = tuple(part for part in PARTS if part in kept["parts"])
        return cls(**kept)


def _fits(name: str, value: Any, default: Any) -> bool:
    """Return whether a remembered value may be used."""
    known = {
        "format": FORMATS,
        "paper": ("", *PAPERS),
        "palette": PALETTES,
        "area": AREAS,
        "denominator": (0, *SCALES),
    }
    ranges = {"dpi": DPI, "width": PIXELS, "height": PIXELS, "copies": (1, 99)}
    if name == "parts":
        return isinstance(value, list)
    if type(value) is not type(default):
        return False
    if name in known:
        return value in known[name]
    low, high = ranges.get(name, (None, None))
    return low is None or low <= value <= high
