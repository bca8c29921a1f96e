"""Degrees to metres and back."""

from __future__ import annotations

import numpy as np
import pytest

from data.errors import BadInput
from data.model.city import City
from data.projection import lonlat_to_metres, metres_to_lonlat, metric_crs

TABRIZ = City("t", {"fa": "ت"}, (46.29, 38.08), (46.1, 37.9, 46.5, 38.2), 32638, "Asia/Tehran")


def test_the_reference_point_of_the_domain() -> None:
    x, y = lonlat_to_metres(TABRIZ, 46.2919, 38.0800)
    assert (float(x), float(y)) == pytest.approx((613_304.36, 4_215_479.17), abs=0.01)


def test_round_trip_is_exact_to_a_micrometre_and_keeps_the_shape() -> None:
    lon, lat = np.meshgrid(np.linspace(46.1, 46.5, 40), np.linspace(37.9, 38.2, 30))
    x, y = lonlat_to_metres(TABRIZ, lon, lat)
    back = metres_to_lonlat(TABRIZ, x, y)
    assert x.shape == lon.shape
    assert np.abs(np.array(back) - [lon, lat]).max() < 1e-11


def test_what_cannot_be_projected_is_nan_not_infinite() -> None:
    x, y = lonlat_to_metres(TABRIZ, [46.3, np.nan, np.inf, 46.3], [38.0, 38.0, 38.0, 95.0])
    assert np.isnan(x).tolist() == np.isnan(y).tolist() == [False, True, True, True]


def test_no_rows_are_no_rows() -> None:
    x, _y = lonlat_to_metres(TABRIZ, [], [])
    assert x.shape == (0,)


@pytest.mark.parametrize("epsg", [4326, 3857, 2225, 99999, -1, 0])
def test_systems_that_cannot_measure_are_refused(epsg: int) -> None:
    with pytest.raises(BadInput):
        metric_crs(epsg)
