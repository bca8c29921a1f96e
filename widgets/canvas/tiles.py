"""Tiles to pixels: foreign pictures decoded with bounds, kept while there is room, laid down."""

from __future__ import annotations

import threading
from collections import OrderedDict

import numpy as np
from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QPointF, QRectF
from PySide6.QtGui import QImage, QImageReader, QPainter, QPolygonF, QTransform

from data.feedback import Feedback
from layers.picture import Tile, Tiles
from resources.tokens import GROUND_STRENGTH
from widgets.canvas.rasters import blank_image
from widgets.canvas.surface import PRINT_DPI, Surface

WIDEST = 1024  # pixels a side; common tiles have 256 or 512
ROOM = 96 << 20  # bytes of decoded pictures that are kept
FORMATS = frozenset({b"png", b"jpeg", b"webp"})
# Around a picture its edge is repeated, so that no gap shows between neighbours.
BORDER = 1


class DecodedTiles:
    """Decoded pictures by key, the longest unused dropped first; shared by all threads.

    Parameters
    ----------
    room : int
        Bytes.
    """

    def __init__(self, room: int = ROOM) -> None:
        self._room = room
        self._turn = threading.Lock()
        self._images: OrderedDict[str, QImage | None] = OrderedDict()
        self.used = 0

    def image(self, tile: Tile) -> QImage | None:
        """Return a tile's picture with its border, None where it is none that can be shown."""
        with self._turn:
            if tile.key in self._images:
                self._images.move_to_end(tile.key)
                return self._images[tile.key]
        image = decoded(tile.content)
        with self._turn:
            if tile.key not in self._images:
                self._images[tile.key] = image
                self.used += _size(image)
            while self.used > self._room and len(self._images) > 1:
                _key, dropped = self._images.popitem(last=False)
                self.used -= _size(dropped)
        return image


_decoded = DecodedTiles()


def decoded(content: bytes) -> QImage | None:
    """Return a foreign picture with its border; None where it is too large, broken or no picture.

    The size is read from its head before anything is unpacked.
    """
    buffer = QBuffer()
    buffer.setData(QByteArray(content))
    buffer.open(QIODevice.OpenModeFlag.ReadOnly)
    reader = QImageReader(buffer)
    reader.setAutoTransform(False)
    size = reader.size()
    known = bytes(reader.format().data()) in FORMATS
    if not known or not 0 < size.width() <= WIDEST or not 0 < size.height() <= WIDEST:
        return None
    image = reader.read()
    return None if image.isNull() else _bordered(image)


def sample() -> Tiles:
    """Return a tile of one pixel, for what has to be painted once before threads do."""
    image = QImage(1, 1, QImage.Format.Format_RGB32)
    image.fill(0)
    buffer = QBuffer()
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]
    corners = np.array([[[[0.0, 4.0], [4.0, 4.0], [4.0, 0.0], [0.0, 0.0]]]])
    whole = (0.0, 0.0, 1.0, 1.0)
    return Tiles((Tile(bytes(buffer.data().data()), "sample", whole, corners),))


def _bordered(image: QImage) -> QImage:
    width, height = image.width(), image.height()
    wide = QImage(
        width + 2 * BORDER, height + 2 * BORDER, QImage.Format.Format_ARGB32_Premultiplied
    )
    wide.fill(0)
    painter = QPainter(wide)
    painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Source)
    # The middle comes last, over what its shifted copies painted there.
    for dx, dy in ((0, 0), (2, 0), (0, 2), (2, 2), (1, 0), (0, 1), (2, 1), (1, 2), (1, 1)):
        painter.drawImage(dx * BORDER, dy * BORDER, image)
    painter.end()
    return wide


def _size(image: QImage | None) -> int:
    return 0 if image is None else image.sizeInBytes()


def paint_tiles(painter: QPainter, tiles: Tiles, surface: Surface, feedback: Feedback) -> None:
    """Lay tiles on the ground; into vectors as one image of print resolution."""
    strength = GROUND_STRENGTH.get(surface.palette.name, 1.0)
    if not surface.vector and strength == 1:
        _lay(painter, tiles, surface, feedback)
        return
    # Neighbours overlap: made transparent one by one they would show their seams.
    scale = PRINT_DPI / 96 if surface.vector else surface.scale
    own = Surface(surface.viewport, surface.palette, scale)
    image = blank_image(own)
    inner = QPainter(image)
    try:
        _lay(inner, tiles, own, feedback)
    finally:
        inner.end()
    painter.save()
    painter.setOpacity(painter.opacity() * strength)
    painter.drawImage(QRectF(0, 0, *surface.size), image)
    painter.restore()


def _lay(painter: QPainter, tiles: Tiles, surface: Surface, feedback: Feedback) -> None:
    painter.save()
    try:
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        # Softened edges of neighbours would let the ground shine through between them.
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, False)
        for tile in tiles.tiles:
            feedback.check()
            image = _decoded.image(tile)
            if image is not None:
                _lay_one(painter, tile, image, surface)
    finally:
        painter.restore()


def _lay_one(painter: QPainter, tile: Tile, image: QImage, surface: Surface) -> None:
    rows, columns = tile.corners.shape[:2]
    width, height = image.width() - 2 * BORDER, image.height() - 2 * BORDER
    left, top, right, bottom = tile.part
    x = BORDER + width * np.linspace(left, right, columns + 1)
    y = BORDER + height * np.linspace(top, bottom, rows + 1)
    outer = painter.worldTransform()
    for row in range(rows):
        for column in range(columns):
            part = QRectF(QPointF(x[column], y[row]), QPointF(x[column + 1], y[row + 1]))
            ground = surface.units(tile.corners[row, column])
            if not _in_view(ground, surface):
                continue
            change = QTransform.quadToQuad(_polygon(_corners(part)), _polygon(ground))
            if change is None:
                continue
            painter.setWorldTransform(change * outer)
            # The border is painted too and covered by the neighbours' middles.
            grown = part.adjusted(-BORDER, -BORDER, BORDER, BORDER)
            painter.drawImage(grown, image, grown)
    painter.setWorldTransform(outer)


def _corners(part: QRectF) -> np.ndarray:
    left, top, right, bottom = part.getCoords()
    return np.array([[left, top], [right, top], [right, bottom], [left, bottom]])


def _polygon(corners: np.ndarray) -> QPolygonF:
    return QPolygonF([QPointF(x, y) for x, y in corners.tolist()])


def _in_view(corners: np.ndarray, surface: Surface) -> bool:
    width, height = surface.size
    (low_x, low_y), (high_x, high_y) = corners.min(axis=0), corners.max(axis=0)
    return bool(
        np.isfinite(corners).all()
        and low_x <= width
        and high_x >= 0
        and low_y <= height
        and high_y >= 0
    )
