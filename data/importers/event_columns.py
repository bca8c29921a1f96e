"""The columns of an event from the texts of a row: district, precision, kind, outcome, status."""

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from data.folding import clean
from data.importers.context import ImportContext
from data.importers.dates import Times
from data.importers.district_names import district_column
from data.importers.positions import Positions
from data.importers.recognition import (
    COMPLAINT_STATUSES,
    IMPOUND_STATUSES,
    OUTCOMES,
    coded,
    kind_of,
    recognise,
)
from data.importers.tables import Column, RawTable
from data.locating import locate
from data.model.events import EventTable, Kind, Outcome, Precision, Source, Status
from data.timezones import DAY_SECONDS, zone_offsets
from resources.text import _, number

MOST_LOOKED_UP = 20_000  # addresses; looking up more would take seconds


def _column(raw: RawTable, mapping: Mapping[str, str], field: str) -> Column:
    return raw.column(mapping[field]) if field in mapping else (None,) * len(raw)


def event_table(
    raw: RawTable,
    mapping: Mapping[str, str],
    source: Source,
    times: Times,
    positions: Positions,
    rows: NDArray[np.intp],
    context: ImportContext,
) -> tuple[EventTable, tuple[str, ...]]:
    """Return the events of the accepted rows, and what the user should know of them.

    Parameters
    ----------
    rows : ndarray of int, shape (n,)
        Positions of the accepted rows; all have a time.
    """
    time, x, y = times.utc[rows], positions.x[rows], positions.y[rows]
    district, warnings = _districts(raw, mapping, rows, time, x, y, context)
    kind = _kinds(raw, mapping, source)[rows]
    table = EventTable(
        x=x,
        y=y,
        precision=_precision(raw, mapping, rows, x, district),
        time=time,
        source=np.full(len(rows), source, np.uint8),
        kind=kind,
        outcome=_outcomes(raw, mapping, source)[rows],
        district=district,
        status=_statuses(raw, mapping, source)[rows],
        batch=np.zeros(len(rows), np.int32),
        id=np.zeros(len(rows), np.int64),
    )
    without_clock = int(np.count_nonzero(~times.has_clock[rows]))
    warnings = (*warnings, *_kind_warning(raw, mapping, kind, rows))
    warnings += _waiting(raw, mapping, rows[np.isnan(x)], context)
    if without_clock:
        warnings += (
            _("{count} ردیف ساعت ندارد و با ساعت ۰۰:۰۰ ثبت می‌شود.").format(
                count=number(without_clock)
            ),
        )
    return table, warnings


def _districts(
    raw: RawTable,
    mapping: Mapping[str, str],
    rows: NDArray[np.intp],
    time: NDArray[np.int64],
    x: NDArray[np.float64],
    y: NDArray[np.float64],
    context: ImportContext,
) -> tuple[NDArray[np.int16], tuple[str, ...]]:
    """Return districts by place, else by the table's own word, and what does not agree."""
    day = zone_offsets(context.city.timezone).local(time) // DAY_SECONDS
    by_place = locate(x, y, day, context.districts)
    warnings: list[str] = []
    told = np.zeros(len(rows), np.int16)
    if "district" in mapping:
        column = raw.column(mapping["district"])
        told, unknown = district_column([column[row] for row in rows.tolist()], context.districts)
        if unknown:
            warnings.append(_("منطقهٔ {count} ردیف شناخته نشد.").format(count=number(unknown)))
        differ = int(np.count_nonzero((by_place > 0) & (told > 0) & (by_place != told)))
        if differ:
            warnings.append(
                _("در {count} ردیف منطقهٔ نوشته‌شده با جای نقطه نمی‌خواند؛ جای نقطه گرفته شد.").format(
                    count=number(differ)
                )
            )
    inside = np.isfinite(x) & (by_place == 0)
    stray = int(np.count_nonzero(inside)) if context.districts else 0
    if stray:
        warnings.append(
            _("{count} نقطه درون شهر است ولی در هیچ منطقه‌ای نیست.").format(count=number(stray))
        )
    return np.where(by_place > 0, by_place, told).astype(np.int16), tuple(warnings)


def _precision(
    raw: RawTable,
    mapping: Mapping[str, str],
    rows: NDArray[np.intp],
    x: NDArray[np.float64],
    district: NDArray[np.int16],
) -> NDArray[np.uint8]:
    def filled(field: str) -> NDArray[np.bool_]:
        column = _column(raw, mapping, field)
        return np.array([bool(column[r] and column[r].strip()) for r in rows.tolist()], bool)

    return np.select(
        [np.isfinite(x), filled("address"), filled("neighbourhood"), district > 0],
        [Precision.POINT, Precision.STREET, Precision.NEIGHBOURHOOD, Precision.DISTRICT],
        Precision.UNKNOWN,
    ).astype(np.uint8)


def _kinds(raw: RawTable, mapping: Mapping[str, str], source: Source) -> NDArray[np.uint8]:
    columns = [_column(raw, mapping, field) for field in ("kind", "kind_detail", "text")]
    if "kind" in mapping or "kind_detail" in mapping:
        # What is written freely is only asked where no kind is named.
        columns[2] = tuple(
            None if kind or detail else text for kind, detail, text in zip(*columns, strict=True)
        )
    return coded(columns, lambda kind, detail, text: kind_of(kind, detail, text, source), 0)


def _outcomes(raw: RawTable, mapping: Mapping[str, str], source: Source) -> NDArray[np.uint8]:
    default = Outcome.IMPOUNDED if source is Source.IMPOUND else Outcome.UNKNOWN
    return coded(
        [_column(raw, mapping, "outcome")], lambda text: recognise(text, OUTCOMES), default
    )


def _statuses(raw: RawTable, mapping: Mapping[str, str], source: Source) -> NDArray[np.uint8]:
    table = IMPOUND_STATUSES if source is Source.IMPOUND else COMPLAINT_STATUSES
    codes = coded(
        [_column(raw, mapping, "status")], lambda text: recognise(text, table), Status.UNKNOWN
    )
    if "released" in mapping:
        left = np.array([bool(t and t.strip()) for t in raw.column(mapping["released"])], bool)
        codes[left & (codes == Status.UNKNOWN)] = Status.RELEASED
    return codes


def _kind_warning(
    raw: RawTable,
    mapping: Mapping[str, str],
    kind: NDArray[np.uint8],
    rows: NDArray[np.intp],
) -> tuple[str, ...]:
    """Say how many rows are kept as something else than obstruction, and what they mostly are."""
    others = rows[kind == Kind.NOT_OBSTRUCTION]
    if not len(others) or "kind" not in mapping:
        return ()
    column = raw.column(mapping["kind"])
    counts: dict[str, int] = {}
    for row in others.tolist():
        text = clean(column[row] or "").strip()[:60]
        counts[text] = counts.get(text, 0) + 1
    most = sorted(counts, key=lambda text: -counts[text])[:3]
    return (
        _("{count} ردیف موضوعی جز سد معبر دارد و جدا نگه داشته می‌شود؛ بیشتر: {kinds}").format(
            count=number(len(others)), kinds=_("، ").join(f"«{text}»" for text in most)
        ),
    )


def _waiting(
    raw: RawTable, mapping: Mapping[str, str], rows: NDArray[np.intp], context: ImportContext
) -> tuple[str, ...]:
    """Say how many rows wait to be placed, and of how many the gazetteer knows the place."""
    if not len(rows):
        return ()
    told = _("{count} ردیف نقطه ندارد و در «منتظر جانمایی» می‌ماند.").format(count=number(len(rows)))
    if context.gazetteer is None or "address" not in mapping or len(rows) > MOST_LOOKED_UP:
        return (told,)
    column = raw.column(mapping["address"])
    named = sum(1 for row in rows.tolist() if context.gazetteer.find(column[row] or "", 1))
    known = _("نشانی {count} ردیف از آن‌ها جای شناخته‌ای را نام می‌برد.").format(count=number(named))
    return (f"{told} {known}",)
