"""From the texts of a table to checked events: every row accepted, set aside or a duplicate."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.errors import BadInput
from data.feedback import Feedback, silent
from data.folding import clean, fold
from data.importers.clocks import MISSING
from data.importers.columns import checked_mapping
from data.importers.context import ImportContext
from data.importers.dates import Times, read_times
from data.importers.event_columns import event_table
from data.importers.fingerprints import fingerprints, repeated
from data.importers.positions import Positions, read_positions
from data.importers.reasons import Reason, Reject, reason_text
from data.importers.tables import Column, RawTable
from data.model.events import SOURCES, Source
from data.model.intake import NewEvents
from data.timezones import DAY_SECONDS
from resources.text import _, number

__all__ = ["CheckedEvents", "ImportContext", "Reject", "check_events"]

_TEXTS = ("external_id", "address", "text", "referrer", "neighbourhood", "plate", "lot")
_TOTAL = re.compile(
    r"(?:جمع|جمع کل|مجموع|مجموع کل|سرجمع|جمع صفحه|total|grand total|sub ?total|sum)"
    r"(?: (?:منطقه|محله|ماه|کل|ناحیه|همه)\b.*)?\s*[:：]?\s*[\d,.٬٫]*"
)


@dataclass(frozen=True, eq=False)
class CheckedEvents:
    """The piles into which a table fell; ``len(events) + rejects + duplicates == read``.

    Attributes
    ----------
    events : NewEvents
    rejects : tuple of Reject
        In the order of the file.
    duplicates : ndarray of int64
        Lines of the rows that came before.
    warnings : tuple of str
    read : int
        Rows with any text, headers left out.
    mapping : dict of str
        Field to column.
    """

    events: NewEvents
    rejects: tuple[Reject, ...]
    duplicates: NDArray[np.int64]
    warnings: tuple[str, ...]
    read: int
    mapping: dict[str, str]


def check_events(
    raw: RawTable,
    kind: str,
    mapping: Mapping[str, str],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedEvents:
    """Check every row of a table of events.

    Parameters
    ----------
    raw : RawTable
    kind : str
        ``complaints``, ``obstructions`` or ``impounds``.
    mapping : dict of str
        Field to column, as `suggest_mapping` gives it or the user wants it.
    context : ImportContext
    feedback : Feedback, optional

    Raises
    ------
    Refused
        When a required field has no column, or a layer does not say its coordinate system.
    """
    feedback = feedback or silent()
    if kind not in SOURCES:
        raise BadInput(_("در این نوع داده مورد سد معبر نیست؛ نوع دیگری برگزینید."))
    mapping = checked_mapping(raw, kind, mapping)
    timezone = context.timezone or context.city.timezone
    feedback.progress(0, 5)
    times = read_times(raw.column(mapping["time"]), timezone, _optional(raw, mapping, "clock"))
    feedback.progress(1, 5)
    positions = read_positions(raw, mapping, context.city, context.epsg)
    reason = _reasons(raw, mapping, times, positions, context, timezone)
    feedback.progress(2, 5)
    fine = np.flatnonzero(reason == Reason.NONE)
    marks = _fingerprints(raw, mapping, SOURCES[kind], positions, fine)
    again = repeated(marks, context.known)
    feedback.progress(3, 5)
    rows = fine[~again]
    table, warnings = event_table(raw, mapping, SOURCES[kind], times, positions, rows, context)
    feedback.progress(4, 5)
    events = NewEvents(table, _texts(raw, mapping, rows), marks[~again])
    feedback.progress(5, 5)
    warnings = (*raw.remarks, *positions.warnings, *warnings, *_alike(mapping, again))
    return CheckedEvents(
        events, _rejects(raw, reason), raw.line[fine[again]], warnings, len(raw), mapping
    )


def _rejects(raw: RawTable, reason: NDArray[np.uint8]) -> tuple[Reject, ...]:
    return tuple(
        Reject(int(raw.line[row]), reason_text(int(reason[row])), raw.original(row))
        for row in np.flatnonzero(reason != Reason.NONE).tolist()
    )


def _alike(mapping: Mapping[str, str], again: NDArray[np.bool_]) -> tuple[str, ...]:
    """Say on what ground rows count as repeated where the file has no ids."""
    if "external_id" in mapping or not again.any():
        return ()
    return (
        _("فایل شناسه ندارد؛ {count} ردیف که همهٔ فیلدهایش تکراری بود کنار گذاشته شد.").format(
            count=number(int(np.count_nonzero(again)))
        ),
    )


def _optional(raw: RawTable, mapping: Mapping[str, str], field: str) -> Column | None:
    return raw.column(mapping[field]) if field in mapping else None


def _reasons(
    raw: RawTable,
    mapping: Mapping[str, str],
    times: Times,
    positions: Positions,
    context: ImportContext,
    timezone: str,
) -> NDArray[np.uint8]:
    """Return the first `Reason` that applies to each row, 0 where it may come in."""
    reason = positions.problem.copy()
    if "released" in mapping:
        reason[_released_first(raw, mapping, times, timezone)] = Reason.RELEASE_FIRST
    undated = times.utc == MISSING
    reason[~undated & (times.utc > context.now)] = Reason.FUTURE
    reason[undated] = Reason.FALSE_DATE
    reason[times.ambiguous] = Reason.AMBIGUOUS_DATE
    column = raw.column(mapping["time"])
    for row in np.flatnonzero(undated).tolist():
        text = column[row]
        if _is_total(raw, row):
            reason[row] = Reason.TOTAL
        elif not text or text.isspace():
            reason[row] = Reason.NO_DATE
    for row in raw.surplus:
        if reason[row] != Reason.TOTAL:
            reason[row] = Reason.SURPLUS
    return reason


def _is_total(raw: RawTable, row: int) -> bool:
    cells = (column[row] for column in raw.cells)
    return any(_TOTAL.fullmatch(fold(cell)) for cell in cells if cell and len(cell) < 60)


def _released_first(
    raw: RawTable, mapping: Mapping[str, str], times: Times, timezone: str
) -> NDArray[np.bool_]:
    """Return which rows leave the lot before they enter it, or on a day that does not exist."""
    column = raw.column(mapping["released"])
    filled = np.fromiter((bool(t and not t.isspace()) for t in column), bool, len(column))
    left = read_times(column, timezone)
    # Where one of the two has no clock, only the days can be compared.
    whole_days = ~(left.has_clock & times.has_clock)
    before = left.utc + np.where(whole_days & ~left.has_clock, DAY_SECONDS - 1, 0) < times.utc
    return filled & (left.utc == MISSING) | (left.utc != MISSING) & before


def _fingerprints(
    raw: RawTable,
    mapping: Mapping[str, str],
    source: Source,
    positions: Positions,
    rows: NDArray[np.intp],
) -> NDArray[np.int64]:
    ids = raw.column(mapping["external_id"]) if "external_id" in mapping else None
    fields: dict[str, Sequence[str | None]] = {
        field: raw.column(column) for field, column in mapping.items() if field != "external_id"
    }
    if raw.geometry is not None:
        places = zip(positions.x.tolist(), positions.y.tolist(), strict=True)
        fields["place"] = [f"{x:.2f} {y:.2f}" for x, y in places]
    return fingerprints(source, ids, fields, rows)


def _texts(
    raw: RawTable, mapping: Mapping[str, str], rows: NDArray[np.intp]
) -> dict[str, Sequence[str | None]]:
    chosen = rows.tolist()

    def cleaned(column: Sequence[str | None]) -> list[str | None]:
        return [clean(text).strip() or None if (text := column[row]) else None for row in chosen]

    texts: dict[str, Sequence[str | None]] = {
        field: cleaned(raw.column(mapping[field])) for field in _TEXTS if field in mapping
    }
    parts = [cleaned(raw.column(mapping[f])) for f in ("kind", "kind_detail") if f in mapping]
    if parts:
        texts["kind_text"] = [
            " / ".join(part for part in pair if part) or None for pair in zip(*parts, strict=True)
        ]
    return texts
