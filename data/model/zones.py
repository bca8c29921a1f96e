"""What a no-parking zone is, and when its shape and its rule are legal."""

from __future__ import annotations

import uuid
from dataclasses import dataclass, field, replace
from enum import StrEnum

import numpy as np
import shapely
from shapely.geometry import Polygon

from data.errors import BadInput, IllegalShape
from data.folding import clean
from resources.text import _

SMALLEST_AREA = 10.0  # m²: less than one parked car
LARGEST_AREA = 5_000_000.0  # m²: more than a bazaar quarter
MOST_VERTICES = 2_000
FARTHEST = 1e8  # m
GRID = 0.001  # m: a millimetre, so that a saved shape comes back to the bit
THINNEST = 1.0  # m: twice the area over the perimeter of a sliver


class ZoneState(StrEnum):
    """The life of a zone."""

    DRAFT = "draft"
    PROPOSED = "proposed"
    APPROVED = "approved"
    NOTIFIED = "notified"
    IN_FORCE = "in_force"
    EVALUATED = "evaluated"
    ENDED = "ended"


class Activity(StrEnum):
    """What is forbidden (CDS Curbs names)."""

    NO_PARKING = "no parking"
    NO_STOPPING = "no stopping"
    NO_LOADING = "no loading"


@dataclass(frozen=True, slots=True)
class Rule:
    """Whom, when and from when to when a zone binds.

    Attributes
    ----------
    weekdays : frozenset of int
        0 = Saturday.
    start, end : int
        Minutes of the day; an end at or before the start is on the next day, and equal values
        mean the whole day.
    season : str
        ``1404-autumn`` or empty for all the year round.
    """

    activity: Activity = Activity.NO_PARKING
    weekdays: frozenset[int] = frozenset(range(7))
    start: int = 0
    end: int = 0
    season: str = ""

    def __post_init__(self) -> None:
        if not self.weekdays or not self.weekdays <= frozenset(range(7)):
            raise BadInput(_("دست‌کم یک روز هفته را برگزینید."))
        if not (0 <= self.start < 1440 and 0 <= self.end <= 1440):
            raise BadInput(_("ساعت باید میان ۰۰:۰۰ و ۲۴:۰۰ باشد."))


@dataclass(frozen=True, slots=True, eq=False)
class Zone:
    """A no-parking zone; equal when every field and the shape's coordinates are.

    Attributes
    ----------
    id : str
        UUID, the same through its whole life.
    shape : shapely Polygon
        Metres of the city's coordinate system.
    version : int
        Counted up at each saving; 0 before the first.
    """

    id: str
    name: str
    district: int
    shape: Polygon
    rule: Rule = field(default_factory=Rule)
    reason: str = ""
    state: ZoneState = ZoneState.DRAFT
    version: int = 0
    created_at: int = 0
    created_by: str = ""

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Zone):
            return NotImplemented
        same = all(
            getattr(self, name) == getattr(other, name)
            for name in self.__dataclass_fields__
            if name != "shape"
        )
        return same and shapely.equals_exact(self.shape, other.shape, 0.0)

    def __hash__(self) -> int:
        return hash(self.id)

    def renamed(self, name: str) -> Zone:
        """Return a copy under another name, cleaned and at most 300 letters."""
        return replace(self, name=legal_name(name))


def new_zone(name: str, district: int, shape: Polygon, *, at: int, by: str) -> Zone:
    """Return a draft zone with a fresh id; raises `IllegalShape` or `BadInput`."""
    if shape.interiors:
        hole = shape.interiors[0].coords[0]
        raise IllegalShape(
            _("محدوده نباید حفره داشته باشد؛ آن را به چند محدوده تقسیم کنید."), (hole[0], hole[1])
        )
    return Zone(
        str(uuid.uuid4()),
        legal_name(name),
        district,
        legal_shape(np.asarray(shape.exterior.coords)[:-1]),
        created_at=at,
        created_by=by,
    )


def legal_name(name: str) -> str:
    """Return a cleaned name, refusing an empty one."""
    cleaned = clean(name).strip()[:300]
    if not cleaned:
        raise BadInput(_("برای محدوده نامی بنویسید."))
    return cleaned


def legal_shape(vertices: np.ndarray) -> Polygon:
    """Return the polygon of a ring, or raise `IllegalShape` saying what is wrong and where.

    Parameters
    ----------
    vertices : ndarray of float64, shape (n, 2)
        Metres, without the closing vertex. Equal neighbours are taken as one.
    """
    ring = np.asarray(vertices, float).reshape(-1, 2)
    # Projected metres stay below ten million; more (or NaN) is no place on earth.
    if not np.all(np.abs(ring) <= FARTHEST):
        raise IllegalShape(_("یکی از رأس‌ها مختصات درستی ندارد؛ آن را دوباره بگذارید."))
    ring = _without_repeats(ring)
    if len(ring) < 3:
        raise IllegalShape(_("محدوده دست‌کم سه رأس جدا از هم می‌خواهد."))
    if len(ring) > MOST_VERTICES:
        raise IllegalShape(_("محدوده بیش از اندازه رأس دارد؛ آن را ساده‌تر بکشید."))
    polygon = Polygon(ring)
    crossing = _crossing(polygon)
    if crossing is not None:
        raise IllegalShape(_("خط محدوده خودش را قطع می‌کند؛ رأس نشان‌داده را جابه‌جا کنید."), crossing)
    _check_size(polygon)
    snapped = shapely.set_precision(polygon, GRID)
    if not isinstance(snapped, Polygon) or snapped.interiors:
        raise IllegalShape(_("محدوده در جایی بیش از اندازه باریک است؛ پهن‌ترش کنید."), _at(polygon))
    # Snapping turns rings round, so the order is set last.
    return shapely.orient_polygons(snapped)


def _without_repeats(ring: np.ndarray) -> np.ndarray:
    if len(ring) < 2:
        return ring
    moved = np.any(np.abs(ring - np.roll(ring, 1, axis=0)) > 1e-6, axis=1)
    return ring[moved]


def _crossing(polygon: Polygon) -> tuple[float, float] | None:
    """Return where a ring touches or crosses itself, None for a valid polygon."""
    if polygon.is_valid:
        return None
    reason = shapely.is_valid_reason(polygon)
    inside = reason[reason.find("[") + 1 : reason.find("]")].split()
    if "[" in reason and len(inside) >= 2:
        return float(inside[0]), float(inside[1])
    return _at(polygon)


def _at(polygon: Polygon) -> tuple[float, float]:
    return float(polygon.centroid.x), float(polygon.centroid.y)


def _check_size(polygon: Polygon) -> None:
    at = _at(polygon)
    if polygon.area < SMALLEST_AREA:
        raise IllegalShape(_("محدوده از جای یک خودرو کوچک‌تر است؛ بزرگ‌ترش کنید."), at)
    if polygon.area > LARGEST_AREA:
        raise IllegalShape(_("محدوده از ۵ کیلومتر مربع بزرگ‌تر است؛ آن را چند بخش کنید."), at)
    if 2 * polygon.area / polygon.length < THINNEST:
        raise IllegalShape(_("محدوده بیش از اندازه باریک است؛ دست‌کم یک متر پهنا بدهید."), at)
