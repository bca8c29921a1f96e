"""Writes small and large ``.osm.pbf`` files for tests: dense nodes, ways, nothing else.

Notes
-----
https://wiki.openstreetmap.org/wiki/PBF_Format
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

BLOCK = 8_000  # nodes or ways of one block
Tags = dict[str, str]


def varint(value: int) -> bytes:
    """Return a number in bytes of seven bits, the lowest first."""
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    return bytes((*out, value))


def number(field_: int, value: int) -> bytes:
    """Return a field that holds a number."""
    return varint(field_ << 3) + varint(value)


def content(field_: int, value: bytes) -> bytes:
    """Return a field that holds bytes."""
    return varint(field_ << 3 | 2) + varint(len(value)) + value


def packed(values: Iterable[int]) -> bytes:
    """Return numbers end to end."""
    return b"".join(map(varint, values))


def deltas(values: Sequence[int]) -> bytes:
    """Return the steps between numbers, signs folded into the lowest bit."""
    steps = (new - old for old, new in zip((0, *values), values, strict=False))
    return packed((step << 1) ^ (step >> 63) for step in steps)


def frame(kind: bytes, data: bytes, *, claimed: int | None = None, compress: bool = True) -> bytes:
    """Return one block with its length and header; ``claimed`` is the size it says it has."""
    size = number(2, len(data) if claimed is None else claimed)
    blob = size + content(3, zlib.compress(data)) if compress else content(1, data)
    header = content(1, kind) + number(3, len(blob))
    return len(header).to_bytes(4, "big") + header + blob


HEADER = frame(
    b"OSMHeader", content(4, b"OsmSchema-V0.6") + content(4, b"DenseNodes") + content(16, b"test")
)


@dataclass
class OsmFile:
    """Nodes and ways in degrees, with their tags."""

    nodes: list[tuple[float, float, Tags]] = field(default_factory=list)
    ways: list[tuple[list[int], Tags]] = field(default_factory=list)

    def point(self, lon: float, lat: float, **tags: str) -> int:
        """Add a node and return its number; ``name_fa`` stands for ``name:fa``."""
        self.nodes.append((lon, lat, _tags(tags)))
        return len(self.nodes)

    def way(self, *places: tuple[float, float], closed: bool = False, **tags: str) -> None:
        """Add a way through places."""
        refs = [self.point(*place) for place in places]
        self.ways.append((refs + refs[:1] if closed else refs, _tags(tags)))

    def content(self) -> bytes:
        """Return the file."""
        blocks = [HEADER]
        for start in range(0, len(self.nodes), BLOCK):
            blocks.append(_dense(start, self.nodes[start : start + BLOCK]))
        for start in range(0, len(self.ways), BLOCK):
            blocks.append(_ways(start, self.ways[start : start + BLOCK]))
        return b"".join(blocks)

    def write(self, path: Path) -> Path:
        """Write the file and return its path."""
        path.write_bytes(self.content())
        return path


def _tags(tags: Tags) -> Tags:
    return {key.replace("_fa", ":fa"): value for key, value in tags.items()}


class _Strings:
    """The table of a block's texts; place 0 is kept free."""

    def __init__(self) -> None:
        self._places: dict[str, int] = {"": 0}

    def place(self, text: str) -> int:
        return self._places.setdefault(text, len(self._places))

    def message(self) -> bytes:
        return content(1, b"".join(content(1, text.encode()) for text in self._places))


def _dense(start: int, nodes: Sequence[tuple[float, float, Tags]]) -> bytes:
    strings, tags = _Strings(), []
    for _lon, _lat, own in nodes:
        for key, value in own.items():
            tags += [strings.place(key), strings.place(value)]
        tags.append(0)
    dense = (
        content(1, deltas(range(start + 1, start + 1 + len(nodes))))
        + content(8, deltas([round(lat * 1e7) for _lon, lat, _tags in nodes]))
        + content(9, deltas([round(lon * 1e7) for lon, _lat, _tags in nodes]))
        + content(10, packed(tags))
    )
    return frame(b"OSMData", strings.message() + content(2, content(2, dense)))


def _ways(start: int, ways: Sequence[tuple[list[int], Tags]]) -> bytes:
    strings, group = _Strings(), bytearray()
    for id_, (refs, own) in enumerate(ways, start + 1):
        keys = packed(strings.place(key) for key in own)
        values = packed(strings.place(value) for value in own.values())
        way = number(1, id_) + content(2, keys) + content(3, values) + content(8, deltas(refs))
        group += content(3, way)
    return frame(b"OSMData", strings.message() + content(2, bytes(group)))
