"""What OpenStreetMap's tags mean for the map: which roads are streets, which places have a name.

Names are Persian where there are any: ``name:fa``, else ``name``.
"""

from __future__ import annotations

from data.folding import clean

ATTRIBUTION = "© مشارکت‌کنندگان OpenStreetMap"
SOURCE = "OpenStreetMap"

# Roads that vehicles use; a link has the rank of its road. Ways for feet and wheels only, and
# what is being built or planned, are left out (https://wiki.openstreetmap.org/wiki/Key:highway).
_ROADS = ("motorway", "trunk", "primary", "secondary", "tertiary")
STREETS: tuple[str, ...] = (
    *_ROADS,
    *(f"{road}_link" for road in _ROADS),
    *("unclassified", "residential", "living_street", "pedestrian", "service", "road"),
)
NOT_STREETS = frozenset(
    (
        *("footway", "cycleway", "bridleway", "steps", "path", "track", "corridor", "elevator"),
        *("platform", "construction", "proposed", "abandoned", "raceway", "bus_guideway"),
    )
)
# Named quarters, the wider first.
QUARTERS = ("borough", "suburb", "quarter")
NEIGHBOURHOODS = ("neighbourhood", "village", "hamlet")
# Landmarks by key; the minor ones come only when one looks closely.
LANDMARKS: dict[str, tuple[str, ...]] = {
    "amenity": ("hospital", "university", "townhall", "marketplace", "bus_station", "courthouse"),
    "place": ("square",),
    "railway": ("station",),
    "tourism": ("museum", "attraction"),
    "leisure": ("stadium", "park"),
}
MINOR: dict[str, tuple[str, ...]] = {
    "amenity": (
        *("school", "college", "place_of_worship", "clinic", "police", "fire_station", "bank"),
        *("library", "cinema", "theatre", "post_office", "fuel", "parking"),
    ),
    "leisure": ("garden", "sports_centre"),
}
KEYS = ("place", "amenity", "railway", "tourism", "leisure")


def shown_name(persian: str | None, local: str | None) -> str:
    """Return the name to show: ``name:fa``, else ``name``, cleaned; empty where there is none."""
    return clean(persian or "").strip() or clean(local or "").strip()


def place_kind(tags: dict[str, str | None]) -> str | None:
    """Return the kind of place some tags mean, None where they mean none.

    Returns
    -------
    str
        ``quarter``, ``neighbourhood``, ``landmark`` or ``amenity``, the wider before the finer.
    """
    place = tags.get("place")
    if place in QUARTERS:
        return "quarter"
    if place in NEIGHBOURHOODS:
        return "neighbourhood"
    for kind, table in (("landmark", LANDMARKS), ("amenity", MINOR)):
        if any(tags.get(key) in values for key, values in table.items()):
            return kind
    return None
