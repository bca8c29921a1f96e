"""What all small layers share: rows with reasons, shapes in the city's metres, words as values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from data.folding import clean, fold
from data.importers.clocks import MISSING
from data.importers.context import ImportContext
from data.importers.dates import read_times
from data.importers.positions import coordinate_system, within
from data.importers.reasons import Reject
from data.importers.shapes import UNREADABLE, Geometries, projected
from data.importers.tables import RawTable
from data.projection import metres_to_lonlat
from data.timezones import DAY_SECONDS, zone_offsets
from resources.text import _, digits

_YES = frozenset(("1", "true", "yes", "y", "بله", "بلی", "اری", "هست", "دارد", "x"))


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedRows:
    """How a table of a layer fell apart; ``accepted + rejects + duplicates == read``.

    Attributes
    ----------
    accepted : int
        Rows of the file that came in.
    rejects : tuple of Reject
    duplicates : ndarray of int64
        Lines of rows that repeat an earlier row.
    warnings : tuple of str
    read : int
    mapping : dict of str
        Field to column.
    """

    accepted: int
    rejects: tuple[Reject, ...]
    duplicates: NDArray[np.int64]
    warnings: tuple[str, ...]
    read: int
    mapping: dict[str, str]


@dataclass(eq=False)
class Sieve:
    """The rows of one table while they are checked one by one."""

    raw: RawTable
    mapping: dict[str, str]
    context: ImportContext
    reasons: dict[int, str] = field(default_factory=dict)
    repeated: list[int] = field(default_factory=list)
    warnings: list[str] = field(default_factory=list)

    def text(self, row: int, name: str) -> str:
        """Return the cleaned text of a field, empty where there is none."""
        if name not in self.mapping:
            return ""
        return clean(self.raw.column(self.mapping[name])[row] or "").strip()

    def reject(self, row: int, reason: str) -> None:
        """Set a row aside; the first reason stays."""
        self.reasons.setdefault(row, reason)

    def days(self, name: str) -> NDArray[np.int64]:
        """Return a field as local day numbers, `MISSING` where it is empty or no date."""
        if name not in self.mapping:
            return np.full(len(self.raw), MISSING, np.int64)
        zone = self.context.timezone or self.context.city.timezone
        utc = read_times(self.raw.column(self.mapping[name]), zone).utc
        known = utc != MISSING
        local = zone_offsets(zone).local(np.where(known, utc, 0)) // DAY_SECONDS
        return np.where(known, local, MISSING)

    def result(self, accepted: int) -> dict[str, Any]:
        """Return the arguments of `CheckedRows`."""
        raw = self.raw
        return {
            "accepted": accepted,
            "rejects": tuple(
                Reject(int(raw.line[row]), reason, raw.original(row))
                for row, reason in sorted(self.reasons.items())
            ),
            "duplicates": raw.line[np.array(sorted(self.repeated), int)],
            "warnings": (*raw.remarks, *self.warnings),
            "read": len(raw),
            "mapping": dict(self.mapping),
        }


def is_yes(text: str) -> bool:
    """Return whether a text says yes."""
    return fold(text) in _YES


def raw_shapes(raw: RawTable, mapping: Mapping[str, str]) -> Geometries:
    """Return the shapes of a layer, or those written as WKT in a column; None where none are."""
    if raw.geometry is not None:
        return raw.geometry
    if "shape" not in mapping:
        return np.full(len(raw), None, object)
    texts = np.array([*raw.column(mapping["shape"]), None], object)[:-1]
    made = shapely.force_2d(shapely.from_wkt(texts, on_invalid="ignore"))
    filled = np.array([text is not None for text in texts], bool)
    made[filled & shapely.is_missing(made)] = UNREADABLE
    return made


def shapes_in_metres(
    raw: RawTable, mapping: Mapping[str, str], context: ImportContext
) -> Geometries:
    """Return the shapes of a layer in metres of the city, None for rows without one.

    Raises
    ------
    Refused
        When neither the file nor the user says in which coordinate system they are.
    """
    shapes = raw_shapes(raw, mapping)
    there = ~shapely.is_missing(shapes) & ~shapely.is_empty(shapes)
    bounds = shapely.bounds(shapes[there])
    centre = (bounds[:, :2] + bounds[:, 2:]) / 2
    system = coordinate_system(raw, centre[:, 0], centre[:, 1], context.city, context.epsg)
    result = np.full(len(shapes), None, object)
    result[there] = projected(shapes[there], system, context.city.epsg)
    result[~there & ~shapely.is_missing(shapes)] = UNREADABLE
    return result


def shape_problem(
    shape: shapely.Geometry | None, types: tuple[int, ...], context: ImportContext
) -> str | None:
    """Return what is wrong with a shape in metres: absent, of another type, elsewhere; or None."""
    return shape_problems(np.array([shape, None], object)[:-1], types, context).get(0)


def shape_problems(
    shapes: Geometries, types: tuple[int, ...], context: ImportContext
) -> dict[int, str]:
    """Return what is wrong with some of many shapes in metres, by position."""
    bounds = shapely.bounds(shapes).reshape(-1, 4)
    there = np.isfinite(bounds).all(axis=1)
    middle = np.where(there[:, None], (bounds[:, :2] + bounds[:, 2:]) / 2, 0.0)
    outside = ~within(context.city, *metres_to_lonlat(context.city, middle[:, 0], middle[:, 1]))
    # A later word stands above an earlier one.
    words = np.full(len(shapes), None, object)
    words[outside] = _("شکل بیرون از محدودهٔ شهر است")
    words[~there] = _("مختصات خوانده نشد")
    readable = np.isin(shapely.get_type_id(shapes), types) & (shapes != UNREADABLE)
    words[~readable] = _("شکل این ردیف خوانده نشد یا از نوع دیگری است")
    words[shapely.is_missing(shapes)] = _("شکل ندارد")
    return {int(row): words[row] for row in np.flatnonzero(words != None)}  # noqa: E711


def place_text(at: tuple[float, float]) -> str:
    """Return a place in metres as it is shown in a sentence."""
    return digits(f"({at[0]:.1f}, {at[1]:.1f})")
