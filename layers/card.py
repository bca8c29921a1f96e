"""The analysis card: everything needed to make a result again to the same digits."""

from __future__ import annotations

from typing import Any

import numpy as np

from data.calendar import iso_utc
from data.model.events import EventTable, Kind, Outcome, Source, Status
from data.model.filters import Filter
from data.model.snapshot import Snapshot

RULE_VERSION = 1
_CODES = {"sources": Source, "kinds": Kind, "outcomes": Outcome, "statuses": Status}


def analysis_card(
    snapshot: Snapshot, events: EventTable, method: str, parameters: dict[str, Any]
) -> dict[str, Any]:
    """Return the card of one analysis; JSON types only.

    Parameters
    ----------
    events : EventTable
        The rows that went in.
    method : str
        The statistic with its source, in English: read by specialists and by machines.
    parameters : dict
        JSON types; what is None was not used.
    """
    since, until = snapshot.period
    return {
        "method": method,
        "rule_version": RULE_VERSION,
        "parameters": parameters,
        "seed": None,
        "source": _names(Source, snapshot.filter.sources) or [s.name.lower() for s in Source],
        "period": [iso_utc(since), iso_utc(until)],
        "filter": filter_facts(snapshot.filter),
        "events": len(events),
        "share_placed": round(snapshot.share_placed, 4),
        "input": fingerprint(events),
        "city": snapshot.city.key,
        "epsg": snapshot.city.epsg,
        "now": iso_utc(snapshot.now),
        "simulated": snapshot.simulated,
        "schematic_districts": snapshot.schematic,
    }


def filter_facts(filter_: Filter) -> dict[str, Any]:
    """Return a filter in JSON types: names of codes, ISO times; what does not restrict is left."""
    facts: dict[str, Any] = {
        side: iso_utc(value)
        for side in ("since", "until")
        if (value := getattr(filter_, side)) is not None
    }
    for name, codes in _CODES.items():
        chosen = getattr(filter_, name)
        if chosen is not None:
            facts[name] = _names(codes, chosen)
    for name in ("districts", "hours", "weekdays", "week_hours"):
        chosen = getattr(filter_, name)
        if chosen is not None:
            facts[name] = sorted(int(value) for value in chosen)
    if filter_.day_kind is not None:
        facts["day_kind"] = filter_.day_kind.name.lower()
    return facts


def fingerprint(events: EventTable) -> str:
    """Return 16 hexadecimal digits that change with any row and not with the rows' order.

    Every row is mixed to 64 bits (finaliser of MurmurHash3, A. Appleby) and the rows are added.
    """
    word = events.id.view(np.uint64) * np.uint64(0x9E3779B97F4A7C15)
    word = word + events.time.view(np.uint64) * np.uint64(0xC2B2AE3D27D4EB4F)
    for place, factor in ((events.x, 0x165667B19E3779F9), (events.y, 0x27D4EB2F165667C5)):
        word = word + np.ascontiguousarray(place).view(np.uint64) * np.uint64(factor)
    code = events.source.astype(np.uint64) * np.uint64(256) + events.kind
    word = word + code * np.uint64(0xFF51AFD7ED558CCD)
    for factor in (0xFF51AFD7ED558CCD, 0xC4CEB9FE1A85EC53):
        word = (word ^ (word >> np.uint64(33))) * np.uint64(factor)
    return f"{int((word ^ (word >> np.uint64(33))).sum(dtype=np.uint64)):016x}"


def _names(codes: Any, chosen: frozenset[int] | None) -> list[str]:
    known = {int(code) for code in codes}
    return [codes(c).name.lower() for c in sorted(chosen or ()) if c in known]
