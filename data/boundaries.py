"""District boundaries of a city profile: GeoJSON in degrees, checked feature by feature."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import Any

import numpy as np
import shapely
from shapely import Geometry

from data.errors import BadInput
from data.folding import clean
from resources.text import _

MOST_DISTRICTS = 1_000
MOST_VERTICES = 2_000_000
# What RFC 7946 and its predecessor call longitude and latitude in WGS 84.
_DEGREES = ("CRS84", "EPSG::4326", "EPSG:4326")
_INVENTED = ("schematic", "invented", "simulated")


@dataclass(frozen=True, slots=True, eq=False)
class Boundary:
    """One district as a file gives it: geometry in degrees, names by language."""

    number: int
    names: dict[str, str]
    geometry: Geometry
    schematic: bool = False
    residents: object = None


def read_boundaries(text: str) -> list[Boundary]:
    """Return the districts of a GeoJSON text in the order of their numbers.

    Parameters
    ----------
    text : str
        A FeatureCollection of polygons in degrees, WGS 84 (RFC 7946), with the property
        ``district`` (1 and up) and, if known, ``name_fa``, ``name_en``, ``population``, ``status``.

    Raises
    ------
    BadInput
        When it is no such text, or a polygon is not valid.
    """
    collection = _collection(text)
    boundaries = [_boundary(feature) for feature in collection["features"]]
    numbers = [boundary.number for boundary in boundaries]
    if len(set(numbers)) != len(numbers):
        raise BadInput(_("شمارهٔ یکی از مناطق تکراری است؛ شماره‌های فایل را بررسی کنید."))
    return sorted(boundaries, key=lambda boundary: boundary.number)


def _collection(text: str) -> dict[str, Any]:
    try:
        collection = json.loads(text)
    except (ValueError, RecursionError) as error:
        raise BadInput(_("فایل مناطق GeoJSON درستی نیست؛ آن را دوباره بسازید.")) from error
    features = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(features, list) or not 1 <= len(features) <= MOST_DISTRICTS:
        raise BadInput(_("فایل مناطق GeoJSON درستی نیست؛ آن را دوباره بسازید."))
    crs = collection.get("crs")
    if crs is not None and not json.dumps(crs).rstrip('"} ').endswith(_DEGREES):
        raise BadInput(
            _("مرز مناطق باید به درجه باشد؛ فایل را با دستگاه مختصات WGS 84 ذخیره کنید.")
        )
    return collection


def _boundary(feature: object) -> Boundary:
    properties = feature.get("properties") if isinstance(feature, dict) else None
    if not isinstance(feature, dict) or not isinstance(properties, dict):
        raise BadInput(_("فایل مناطق GeoJSON درستی نیست؛ آن را دوباره بسازید."))
    number = properties.get("district")
    if not isinstance(number, int) or isinstance(number, bool) or not 1 <= number <= 9_999:
        raise BadInput(_("یکی از مناطق شماره ندارد؛ ویژگی district آن را پر کنید."))
    names = {key[5:]: properties[key] for key in ("name_fa", "name_en") if key in properties}
    status = str(properties.get("status", "")).casefold()
    return Boundary(
        number,
        {lang: clean(name) for lang, name in names.items() if isinstance(name, str)},
        _polygon(feature.get("geometry"), number),
        any(word in status for word in _INVENTED),
        properties.get("population"),
    )


def _polygon(geometry: object, number: int) -> Geometry:
    message = _("مرز منطقهٔ {number} درست نیست؛ فایل را در QGIS بررسی کنید.").format(number=number)
    if not isinstance(geometry, dict) or geometry.get("type") not in ("Polygon", "MultiPolygon"):
        raise BadInput(message)
    try:
        polygon = shapely.force_2d(shapely.from_geojson(json.dumps(geometry)))
    except (shapely.GEOSException, ValueError) as error:
        raise BadInput(message) from error
    xy = shapely.get_coordinates(polygon)
    inside = np.all(np.abs(xy) <= (180.0, 90.0))  # false for NaN as well
    if polygon.is_empty or len(xy) > MOST_VERTICES or not inside or not polygon.is_valid:
        raise BadInput(message)
    return polygon
