"""Some thousands of points as stamps: the pixels of a disc, written around each middle at once.

The work follows the number of points; for many more than a window has room for, `dots` grows discs
on the pixel grid instead.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage, QPainter

from data.feedback import Feedback
from layers.picture import Look
from resources.tokens import Palette
from widgets.canvas.surface import Surface
from widgets.canvas.viewport import Viewport

PHASES = 3  # places of a middle within its pixel, each way: discs stand where they belong
PIECE = 4_096  # points a step: Python's lock is free again after a few milliseconds
SOLID = 128  # alpha from which a pixel hides what lies below
BAND = 128  # rows drawn at a time, for the same reason


@dataclass(frozen=True, slots=True, eq=False)
class Pixels:
    """Some pixels of each stamp; where one has fewer than others its strongest is repeated.

    Attributes
    ----------
    dy, dx : ndarray of int32, shape (stamps, pixels)
    colours : ndarray of uint32, shape (stamps, pixels)
        Premultiplied 0xAARRGGBB.
    """

    dy: NDArray[np.int32]
    dx: NDArray[np.int32]
    colours: NDArray[np.uint32]


@dataclass(frozen=True, slots=True, eq=False)
class Stamps:
    """Pixels of discs, a stamp for each look and place of the middle in its pixel.

    Attributes
    ----------
    reach : int
        Pixels around a middle that any disc touches.
    fringe, solid : Pixels
    """

    reach: int
    fringe: Pixels
    solid: Pixels

    @classmethod
    def of(cls, looks: tuple[Look, ...], surface: Surface) -> Stamps:
        """Return the stamps of some looks, made at the first call."""
        roles = {role for look in looks for role in (look.fill, look.stroke) if role}
        colours = tuple((role, surface.palette.colour(role)) for role in sorted(roles))
        return _made(looks, colours, surface.scale)


@lru_cache(maxsize=32)
def _made(looks: tuple[Look, ...], colours: tuple[tuple[str, str], ...], scale: float) -> Stamps:
    surface = Surface(Viewport(0, 0, 1, 1, 1), Palette("stamps", dict(colours), {}), scale)
    reach = int(np.ceil(max(outer_radius(look, scale) for look in looks) + 0.5))
    axis = np.arange(-reach, reach + 1, dtype=np.int32)
    dy, dx = (side.ravel() for side in np.meshgrid(axis, axis, indexing="ij"))
    shift = (np.arange(PHASES) + 0.5) / PHASES - 0.5
    down, right = (side.ravel() for side in np.meshgrid(shift, shift, indexing="ij"))
    distances = np.hypot(dy - down[:, None], dx - right[:, None])
    table = np.concatenate([disc_colours(look, distances, surface) for look in looks])
    alpha = table >> 24
    fringe, solid = (alpha > 4) & (alpha < SOLID), alpha >= SOLID
    return Stamps(reach, _chosen(table, fringe, dy, dx), _chosen(table, solid, dy, dx))


def _chosen(table: NDArray[np.uint32], chosen: NDArray[np.bool_], dy, dx) -> Pixels:
    most = max(1, int(chosen.sum(axis=1).max()))
    order = np.argsort(~chosen, axis=1, kind="stable")[:, :most]
    there = np.take_along_axis(chosen, order, axis=1)
    strongest = np.argmax(table >> 24, axis=1)[:, None]
    pixel = np.where(there, order, strongest)
    return Pixels(dy[pixel], dx[pixel], np.take_along_axis(table, pixel, axis=1))


def outer_radius(look: Look, scale: float) -> float:
    """Return the radius of a disc with its ring, in painter units."""
    return (look.size / 2 + (look.width / 2 if look.stroke else 0.0)) * scale


def coverage(radius: float, distance: NDArray[np.float64] | float) -> NDArray[np.float64]:
    """Return how much of a pixel a disc covers whose middle is ``distance`` away."""
    return np.clip(radius + 0.5 - distance, 0.0, 1.0)


def disc_colours(
    look: Look, distances: NDArray[np.float64], surface: Surface
) -> NDArray[np.uint32]:
    """Return premultiplied colours of a disc and its ring at distances from the middle."""
    radius, half_ring = look.size / 2 * surface.scale, look.width / 2 * surface.scale
    premultiplied = np.zeros((*distances.shape, 4))
    disc = coverage(radius, distances) * look.opacity
    # Only the ring: through an empty disc the map is seen.
    ring = coverage(radius + half_ring, distances) - coverage(radius - half_ring, distances)
    for role, cover in ((look.fill, disc), (look.stroke, ring)):
        if role:
            colour, alpha = surface.colour(role), cover[..., None]
            over = np.array([255, colour.red(), colour.green(), colour.blue()]) * alpha
            premultiplied = premultiplied * (1 - alpha) + over
    parts = premultiplied.round().astype(np.uint32)
    return (parts << np.array([24, 16, 8, 0], np.uint32)).sum(axis=-1, dtype=np.uint32)


def paint_stamps(
    painter: QPainter,
    units: NDArray[np.float32],
    codes: NDArray[np.uint8],
    stamps: Stamps,
    feedback: Feedback,
) -> None:
    """Draw points, later ones on top; soft fringes show on empty pixels and hide no disc.

    Parameters
    ----------
    units : ndarray of float32, shape (n, 2)
        Finite painter units, n at least 1.
    codes : ndarray of uint8, shape (n,)
        Look of each point.
    """
    pixel = np.floor(units).astype(np.int32)
    phase = ((units - pixel) * PHASES).astype(np.int32)
    which = (codes.astype(np.int32) * PHASES + phase[:, 1]) * PHASES + phase[:, 0]
    (left, top), (right, bottom) = pixel.min(axis=0), pixel.max(axis=0)
    reach = stamps.reach
    wide, tall = int(right - left) + 1 + 2 * reach, int(bottom - top) + 1 + 2 * reach
    place = (pixel[:, 1] - top + reach) * wide + pixel[:, 0] - left + reach
    sheet = np.zeros(tall * wide, np.uint32)
    for pixels in (stamps.fringe, stamps.solid):
        _write(sheet, place, which, pixels, wide, feedback)
    _blit(painter, sheet.reshape(tall, wide), int(left) - reach, int(top) - reach, feedback)


def _write(sheet, place, which, pixels: Pixels, wide: int, feedback: Feedback) -> None:
    """Write stamps in the order of their points: where they meet the later one stays."""
    offsets = pixels.dy * np.int32(wide) + pixels.dx
    for at in range(0, len(place), PIECE):
        feedback.check()
        stamp = which[at : at + PIECE]
        sheet[place[at : at + PIECE, None] + offsets[stamp]] = pixels.colours[stamp]


def _blit(painter: QPainter, sheet: NDArray[np.uint32], x: int, y: int, feedback: Feedback) -> None:
    tall, wide = sheet.shape
    form = QImage.Format.Format_ARGB32_Premultiplied
    for row in range(0, tall, BAND):
        feedback.check()
        band = sheet[row : row + BAND]
        image = QImage(band.data, wide, len(band), 4 * wide, form)
        painter.drawImage(x, y + row, image)
