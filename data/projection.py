"""Between degrees (WGS 84) and the metres in which a city is measured, on whole arrays."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import ArrayLike, NDArray

from data.errors import BadInput
from data.model.city import City
from resources.text import _

if TYPE_CHECKING:
    from pyproj import CRS, Transformer

Metres = NDArray[np.float64]


def metric_crs(epsg: int) -> CRS:
    """Return a projected coordinate system in metres, refusing every other one.

    Parameters
    ----------
    epsg : int
        EPSG code. Web Mercator counts as metres for PROJ but stretches lengths (in Tabriz by
        1.269), so it is refused too.

    Raises
    ------
    BadInput
        When the code is unknown or the system cannot measure.
    """
    from pyproj import CRS
    from pyproj.exceptions import CRSError

    try:
        crs = CRS.from_epsg(epsg)
    except CRSError as error:
        message = _("دستگاه مختصات EPSG:{epsg} شناخته نشد؛ کد آن را بررسی کنید.")
        raise BadInput(message.format(epsg=epsg)) from error
    metres = all(axis.unit_name == "metre" for axis in crs.axis_info[:2])
    if not (crs.is_projected and metres) or epsg in (3857, 3395, 900913):
        message = _("با EPSG:{epsg} نمی‌توان به متر اندازه گرفت؛ یک دستگاه UTM برگزینید.")
        raise BadInput(message.format(epsg=epsg))
    return crs


@functools.lru_cache(maxsize=8)
def _transformer(epsg: int, inverse: bool) -> Transformer:
    from pyproj import Transformer

    metric = metric_crs(epsg)
    if inverse:
        return Transformer.from_crs(metric, 4326, always_xy=True)
    return Transformer.from_crs(4326, metric, always_xy=True)


def lonlat_to_metres(city: City, lon: ArrayLike, lat: ArrayLike) -> tuple[Metres, Metres]:
    """Project longitudes and latitudes to metres of the city's coordinate system.

    Parameters
    ----------
    lon, lat : array_like of float
        Degrees, WGS 84, of one shape.

    Returns
    -------
    x, y : ndarray of float64
        Metres, of that shape; NaN where an input is not finite or cannot be projected.
    """
    return _project(_transformer(city.epsg, False), lon, lat)


def metres_to_lonlat(city: City, x: ArrayLike, y: ArrayLike) -> tuple[Metres, Metres]:
    """Return longitudes and latitudes in degrees of metres; the inverse of `lonlat_to_metres`."""
    return _project(_transformer(city.epsg, True), x, y)


def _project(
    transformer: Transformer, first: ArrayLike, second: ArrayLike
) -> tuple[Metres, Metres]:
    one, other = np.broadcast_arrays(np.asarray(first, float), np.asarray(second, float))
    out = transformer.transform(one.ravel(), other.ravel())
    x, y = (np.asarray(part, float).reshape(one.shape) for part in out)
    lost = ~(np.isfinite(x) & np.isfinite(y))
    return np.where(lost, np.nan, x), np.where(lost, np.nan, y)
