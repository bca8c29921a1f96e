"""What a layer hands to the painter: marks in metres, a legend and numbers.

Marks say what to draw and in which role; colours are given to the painter last, so that one
picture serves light and dark screens, paper and projector.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

from data.feedback import Feedback
from data.model.filters import Filter
from data.model.snapshot import Snapshot


@dataclass(frozen=True, slots=True)
class Look:
    """How a mark looks; roles are names in ``resources.tokens``.

    Attributes
    ----------
    fill, stroke : str
        Colour roles; empty for none.
    width : float
        Stroke width in pixels at 96 dpi.
    opacity : float
        Of the fill, 0 to 1.
    hatch, dash : bool
        Diagonal hatching in the stroke colour; dashed stroke.
    size : float
        Diameter of a dot, or height of a text, in pixels at 96 dpi.
    bold, halo : bool
        For labels.
    """

    fill: str = ""
    stroke: str = ""
    width: float = 1.0
    opacity: float = 1.0
    hatch: bool = False
    dash: bool = False
    size: float = 6.0
    bold: bool = False
    halo: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class Area:
    """A polygon; the first ring is its shell, the others are holes. Rings: (n, 2) metres."""

    rings: tuple[NDArray[np.float64], ...]
    look: Look
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Line:
    """Many polylines of one look as ragged arrays.

    ``xy`` is (v, 2) metres; polyline i is ``xy[offsets[i]:offsets[i + 1]]``.
    """

    xy: NDArray[np.float64]
    offsets: NDArray[np.int64]
    look: Look
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Mosaic:
    """Many polygons of one look that do not overlap, as ragged arrays of closed rings.

    ``xy`` is (v, 2) metres; polygon i is ``xy[offsets[i]:offsets[i + 1]]``, its key is
    ``key:names[i]``.
    """

    xy: NDArray[np.float64]
    offsets: NDArray[np.int64]
    look: Look
    names: NDArray[np.int64]
    key: str


@dataclass(frozen=True, slots=True, eq=False)
class Dot:
    """Many points; ``code[i]`` chooses ``looks[code[i]]``. ``ids`` name the events behind them."""

    xy: NDArray[np.float64]
    code: NDArray[np.uint8]
    looks: tuple[Look, ...]
    ids: NDArray[np.int64]
    key: str = "event"


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a place; where labels collide the higher ``priority`` stays."""

    x: float
    y: float
    text: str
    look: Look
    priority: float = 0.0
    key: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Raster:
    """A grid of numbers with a colour ramp.

    Attributes
    ----------
    values : ndarray of float32, shape (rows, columns)
        Row 0 is the southernmost; NaN is transparent.
    x, y : float
        Lower left corner in metres.
    cell : float
        Edge of a cell in metres.
    ramp : str
        Name of a ramp in ``resources.tokens``.
    low, high : float
        Values at the ramp's ends; at or below ``low`` nothing is painted.
    """

    values: NDArray[np.float32]
    x: float
    y: float
    cell: float
    ramp: str
    low: float
    high: float
    opacity: float = 1.0


@dataclass(frozen=True, slots=True, eq=False)
class Tile:
    """A picture of a piece of ground, laid over quadrilaterals.

    Attributes
    ----------
    content : bytes
        PNG, JPEG or WebP as it came: not to be trusted.
    key : str
        Equal for equal contents, so that it is decoded once.
    part : tuple of float
        Left, top, right, bottom of the part that is shown, as shares of the picture.
    corners : ndarray of float64, shape (rows, columns, 4, 2)
        Where the pieces of that part lie, in metres: by row from the top and column, each upper
        left, upper right, lower right, lower left.
    """

    content: bytes
    key: str
    part: tuple[float, float, float, float]
    corners: NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Tiles:
    """The tiles that together cover a window."""

    tiles: tuple[Tile, ...]


Mark = Area | Line | Mosaic | Dot | Label | Raster | Tiles


@dataclass(frozen=True, slots=True)
class LegendEntry:
    """One line of a legend: a symbol with a text, or a ramp between two numbers.

    ``symbol`` is ``area``, ``line``, ``dot`` or ``ramp``; ``low`` and ``high`` label a ramp.
    ``number`` is the key of the picture's number that the text tells, empty for none.
    """

    symbol: str
    text: str
    look: Look = field(default_factory=Look)
    ramp: str = ""
    low: float = 0.0
    high: float = 0.0
    number: str = ""


class EventIds(Sequence[int]):
    """Ids of many events as one array, where a tuple would be a million objects.

    Equal to another when both hold the same ids in the same order.
    """

    def __init__(self, ids: NDArray[np.int64]) -> None:
        self.ids = np.asarray(ids, np.int64)

    def __len__(self) -> int:
        return len(self.ids)

    def __getitem__(self, place: Any) -> Any:
        return EventIds(self.ids[place]) if isinstance(place, slice) else int(self.ids[place])

    def __array__(self, dtype: Any = None, copy: bool | None = None) -> NDArray:
        return np.array(self.ids, dtype=dtype, copy=copy)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, EventIds) and np.array_equal(self.ids, other.ids)

    def __hash__(self) -> int:
        return hash((len(self.ids), self.ids[:8].tobytes()))


@dataclass(frozen=True, slots=True)
class Number:
    """A number on the screen and the rows behind it.

    Attributes
    ----------
    key : str
        Stable name within the layer, ``count``.
    label : str
        What it counts, in the user's language.
    value : float
    unit : str
    rows : Filter, or sequence of int
        The filter, or the event ids, whose rows the number stands for.
    """

    key: str
    label: str
    value: float
    unit: str = ""
    rows: Filter | tuple[int, ...] | EventIds = ()


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """Something a layer found that can be selected: a hotspot, a cluster, a gap.

    Attributes
    ----------
    key : str
        ``hotspot:1``, equal to the key of its marks.
    title : str
    x, y : float
        Where to go, metres.
    sentence : str
        What it means for a deputy, one sentence.
    numbers : tuple of Number
        Four at most.
    ids : ndarray of int64
        Events behind it.
    facts : dict
        Everything for the specialist and for exports: JSON types only.
    """

    key: str
    title: str
    x: float
    y: float
    sentence: str
    numbers: tuple[Number, ...]
    ids: NDArray[np.int64]
    facts: dict[str, Any]


@dataclass(frozen=True, slots=True, eq=False)
class LayerPicture:
    """A layer's whole answer.

    Attributes
    ----------
    count : int
        The number beside the layer's name.
    remark : str
        Honest words about what is shown: simulated, thinned, too few.
    card : dict
        The analysis card: method, parameters, period, family size; JSON types only.
    """

    layer: str
    marks: tuple[Mark, ...]
    legend: tuple[LegendEntry, ...] = ()
    numbers: tuple[Number, ...] = ()
    findings: tuple[Finding, ...] = ()
    count: int | None = None
    remark: str = ""
    card: dict[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Frame:
    """The window on the map.

    Attributes
    ----------
    extent : tuple of float
        West, south, east, north in metres.
    metres_per_pixel : float
        At 96 dpi.
    """

    extent: tuple[float, float, float, float]
    metres_per_pixel: float

    @property
    def size(self) -> tuple[int, int]:
        """Width and height in pixels."""
        west, south, east, north = self.extent
        scale = self.metres_per_pixel
        return max(1, round((east - west) / scale)), max(1, round((north - south) / scale))


class Layer(Protocol):
    """What the catalogue holds: a module or object that turns a snapshot into a picture.

    ``title`` is called when shown, so that it follows the language. ``choices`` is the layer's
    own frozen dataclass or None for its defaults.
    """

    id: str

    def title(self) -> str:
        """Return the layer's name in the user's language."""
        ...

    def build(
        self, snapshot: Snapshot, choices: Any, frame: Frame, feedback: Feedback
    ) -> LayerPicture:
        """Return the picture; pure, raises `Cancelled` when told to stop."""
        ...
