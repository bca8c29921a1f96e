"""What every map tool is: gestures in metres in, one value out.

A tool sees places, never pixels, sessions or stores. What it draws while it works are marks, given
to the same painter as everything else.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike
from PySide6.QtCore import QObject, Qt, Signal

from layers.picture import Area, Dot, Line, Look, Mark
from widgets.canvas.hits import Hit
from widgets.canvas.snapping import Snap, SnapIndex, ragged

HANDLE = Look(fill="panel", stroke="zone", width=2.0, size=10)
MIDPOINT = Look(fill="zone", stroke="panel", width=1.2, size=7)
TROUBLE = Look(stroke="warning", width=3.0, size=20)
HINTS = {
    "vertex": Look(stroke="accent", width=2.4, size=16),
    "edge": Look(stroke="accent", width=1.6, size=11),
}


@dataclass(frozen=True, slots=True)
class Pointer:
    """Where the pointer is.

    Attributes
    ----------
    x, y : float
        Metres.
    reach : float
        Metres within which a tool grasps and snaps: a few pixels at the map's scale.
    shift, control, alt : bool
        Keys held down.
    """

    x: float
    y: float
    reach: float = 1.0
    shift: bool = False
    control: bool = False
    alt: bool = False


class Tool(QObject):
    """A tool in hand; subclasses take the gestures they need.

    Signals
    -------
    finished(value)
        The one value the gesture was for.
    message(text)
        What to do next, or why not, in the user's language.
    changed()
        What `marks` returns is different now.
    """

    finished = Signal(object)
    message = Signal(str)
    changed = Signal()

    cursor = Qt.CursorShape.CrossCursor
    zooms = False  # whether what it finishes with is an extent to show

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.snap_index: SnapIndex | None = None
        self.hits_at: Callable[[float, float], tuple[Hit, ...]] = _nothing

    def take_up(
        self,
        snap_index: SnapIndex | None,
        hits_at: Callable[[float, float], tuple[Hit, ...]],
    ) -> None:
        """Be taken in hand by a canvas."""
        self.snap_index, self.hits_at = snap_index, hits_at

    def let_go(self) -> None:
        """Be laid down: forget what was begun."""
        self.snap_index, self.hits_at = None, _nothing

    def on_press(self, _pointer: Pointer) -> bool:
        """Return whether the tool takes the drag that may begin here; else the map is dragged."""
        return False

    def on_move(self, pointer: Pointer) -> None:
        """Follow the pointer, or the drag the tool took."""

    def on_release(self, pointer: Pointer) -> None:
        """End the drag the tool took."""

    def on_click(self, _pointer: Pointer) -> bool:
        """Return whether the tool used a click."""
        return False

    def on_double_click(self, _pointer: Pointer) -> bool:
        """Return whether the tool used a double click; its first click came before."""
        return False

    def on_key(self, _key: int) -> bool:
        """Return whether the tool used a key: a number, equal to the ``Qt.Key`` if it has one."""
        return False

    def marks(self) -> tuple[Mark, ...]:
        """Return what the tool draws now."""
        return ()

    def snap(self, pointer: Pointer) -> Snap | None:
        """Return what the pointer snaps to; nothing while Ctrl is held."""
        if self.snap_index is None or pointer.control:
            return None
        return self.snap_index.snap(pointer.x, pointer.y, pointer.reach)


def _nothing(_x: float, _y: float) -> tuple[Hit, ...]:
    return ()


def dots_mark(xy: ArrayLike, look: Look) -> Dot:
    """Return live points of one look, (n, 2) metres."""
    places = np.asarray(xy, np.float64).reshape(-1, 2)
    count = len(places)
    return Dot(places, np.zeros(count, np.uint8), (look,), np.full(count, -1, np.int64), "")


def line_mark(xy: ArrayLike, look: Look) -> Line:
    """Return a live line, (n, 2) metres."""
    return Line(*ragged([np.asarray(xy, np.float64)]), look)


def area_mark(xy: ArrayLike, look: Look) -> Area:
    """Return a live polygon of one ring, (n, 2) metres."""
    return Area((np.asarray(xy, np.float64).reshape(-1, 2),), look)
