"""The ground of the map from one layer: lines are streets, points and areas are named places."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import shapely

from data.feedback import Feedback, silent
from data.importers.columns import checked_mapping
from data.importers.context import ImportContext
from data.importers.layer_rows import CheckedRows, Sieve, raw_shapes
from data.importers.osm_tags import KEYS, place_kind
from data.importers.place_layer import named_points
from data.importers.shapes import LINES
from data.importers.street_layer import check_streets
from data.importers.tables import RawTable
from data.model.city import GROUND_KINDS, Place
from data.model.streets import StreetTable


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedBasemap(CheckedRows):
    """Streets and named places that came together."""

    streets: StreetTable
    places: tuple[Place, ...]


def check_basemap(
    raw: RawTable,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedBasemap:
    """Check streets and places of one file.

    Raises
    ------
    Refused
        When the coordinate system is not said.
    """
    feedback = feedback or silent()
    mapping = checked_mapping(raw, "basemap", mapping)
    line = np.isin(shapely.get_type_id(raw_shapes(raw, mapping)), LINES)
    of_streets = {field: column for field, column in mapping.items() if field != "place"}
    streets = check_streets(raw.take(line), of_streets, context, feedback)
    places, rows = _places(Sieve(raw.take(~line), dict(mapping), context), feedback)
    return CheckedBasemap(
        streets=streets.streets,
        places=places,
        accepted=streets.accepted + rows.accepted,
        rejects=tuple(sorted((*streets.rejects, *rows.rejects), key=lambda r: r.line)),
        duplicates=np.sort(np.concatenate([streets.duplicates, rows.duplicates])),
        warnings=tuple(dict.fromkeys((*streets.warnings, *rows.warnings))),
        read=len(raw),
        mapping=mapping,
    )


def _places(sieve: Sieve, feedback: Feedback) -> tuple[tuple[Place, ...], CheckedRows]:
    kind = {"": "landmark"}
    places = []
    for row, name, x, y in named_points(sieve, feedback):
        text = sieve.text(row, "place")
        if text not in kind:
            known = text if text in GROUND_KINDS else place_kind(dict.fromkeys(KEYS, text))
            kind[text] = known or "landmark"
        places.append(Place(name, x, y, kind[text], source=sieve.raw.attribution))
    return tuple(places), CheckedRows(**sieve.result(len(places)))
