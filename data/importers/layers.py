"""The checks of the small layers, by the kind of table they read."""

from __future__ import annotations

from data.importers.basemap_layer import CheckedBasemap, check_basemap
from data.importers.district_layer import CheckedDistricts, check_districts
from data.importers.layer_rows import CheckedRows
from data.importers.place_layer import (
    CheckedCrews,
    CheckedLots,
    CheckedPlaces,
    check_crews,
    check_lots,
    check_neighbourhoods,
)
from data.importers.shift_table import CheckedShifts, check_shifts
from data.importers.street_layer import CheckedStreets, check_streets
from data.importers.zone_layer import CheckedZones, check_zones

__all__ = [
    "CheckedBasemap",
    "CheckedCrews",
    "CheckedDistricts",
    "CheckedLots",
    "CheckedPlaces",
    "CheckedRows",
    "CheckedShifts",
    "CheckedStreets",
    "CheckedZones",
    "check_basemap",
    "check_crews",
    "check_districts",
    "check_lots",
    "check_neighbourhoods",
    "check_shifts",
    "check_streets",
    "check_zones",
]
