"""The framing of an OpenStreetMap ``.osm.pbf``, walked before any library is given the file.

The file is a row of blocks: four bytes of length, a small header with the block's kind and size,
then the block, mostly compressed. What is cut off, is no such file or would unpack into far more
than it holds is known from the frames alone.

Notes
-----
https://wiki.openstreetmap.org/wiki/PBF_Format: headers below 64 KiB, blocks below 32 MiB.
"""

from __future__ import annotations

from pathlib import Path
from typing import BinaryIO

from data.errors import BadInput
from data.feedback import Feedback
from data.importers.packed import HARMLESS
from resources.text import _

LARGEST_HEADER = 64 << 10
LARGEST_BLOCK = 32 << 20
LARGEST_UNPACKED = 8 << 30  # bytes of all blocks together
HIGHEST_RATIO = 60  # unpacked to packed; real extracts stay below 5
_FIRST_BYTES = 24  # of a block, in which its unpacked size stands
_FOREIGN = (b"<ogrvrt", b"<vrtdataset", b"<?xml", b"<gpx", b"<kml")

Fields = dict[int, int | bytes]


def check_blocks(path: Path, feedback: Feedback) -> None:
    """Walk all frames of a file.

    Raises
    ------
    BadInput
        When it is no ``.osm.pbf``, is cut off, or unpacks into too much.
    """
    size = path.stat().st_size
    unpacked = 0
    with path.open("rb") as source:
        _check_head(source.read(4_096))
        source.seek(0)
        first = True
        while source.tell() < size:
            feedback.progress(source.tell(), size)
            kind, block = _next_frame(source, size)
            if first != (kind == b"OSMHeader"):
                raise _not_pbf()
            first = False
            end = source.tell() + block
            unpacked += _unpacked(source.read(min(_FIRST_BYTES, block)))
            source.seek(end)
    if unpacked > LARGEST_UNPACKED or unpacked > max(HARMLESS, size * HIGHEST_RATIO):
        raise BadInput(_("فایل پس از باز شدن بیش از اندازه بزرگ می‌شود؛ آن را چند بخش کنید."))


def _check_head(head: bytes) -> None:
    """Refuse what another driver of the library could take for its own."""
    lowered = head.lower()
    if b"OSMHeader" not in head[:64] or any(mark in lowered for mark in _FOREIGN):
        raise _not_pbf()


def _next_frame(source: BinaryIO, size: int) -> tuple[bytes, int]:
    """Return the kind of the next block and its length; the file stands at its begin."""
    length = int.from_bytes(source.read(4), "big")
    if not 0 < length <= LARGEST_HEADER or source.tell() + length > size:
        raise _cut_off()
    fields = message_fields(source.read(length))
    kind, block = fields.get(1), fields.get(3)
    if not isinstance(kind, bytes) or not isinstance(block, int):
        raise _not_pbf()
    if not 0 < block <= LARGEST_BLOCK or source.tell() + block > size:
        raise _cut_off()
    return kind, block


def _unpacked(start: bytes) -> int:
    """Return the size a block says it unpacks to; its own size is at least as small."""
    value = message_fields(start).get(2, 0)
    if not isinstance(value, int) or value > LARGEST_BLOCK:
        raise BadInput(_("فایل پس از باز شدن بیش از اندازه بزرگ می‌شود؛ آن را چند بخش کنید."))
    return value


def message_fields(content: bytes) -> Fields:
    """Return the numbers and texts of a message by field number; what is cut off is left out.

    Notes
    -----
    https://protobuf.dev/programming-guides/encoding: a key of field number and wire type, 0 for
    a number of seven bits a byte, 2 for bytes after their length.
    """
    fields: Fields = {}
    at = 0
    while at < len(content):
        key, at = _number(content, at)
        value, at = _number(content, at)
        if key & 7 == 2:
            fields[key >> 3] = content[at : at + value]
            at += value
        elif key & 7 == 0:
            fields[key >> 3] = value
        else:
            break
    return fields


def _number(content: bytes, at: int) -> tuple[int, int]:
    value = shift = 0
    while at < len(content) and shift < 64:
        byte = content[at]
        value |= (byte & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if byte < 0x80:
            break
    return value, at


def _not_pbf() -> BadInput:
    return BadInput(
        _("این فایل osm.pbf درستی نیست؛ برش شهر را از OpenStreetMap دوباره دریافت کنید.")
    )


def _cut_off() -> BadInput:
    return BadInput(_("این فایل osm.pbf ناتمام یا خراب است؛ آن را دوباره دریافت کنید."))
