"""Which column holds which field: by its name, else by what stands in it; the user has the word."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.errors import BadInput
from data.importers.dates import looks_like_times
from data.importers.numbers import as_float
from data.importers.tables import RawTable
from data.importers.vocabulary import OTHER_TIMES, column_words, folded_synonyms
from data.model.city import City
from resources.text import _

EXACT = 1_000  # likeness from which a name is equal, not only like
SAMPLE = 400  # filled cells looked at to know a column by its content
_POINT_TEXT = re.compile(r"\s*(POINT\s*\(|\(\s*-?\d+\.\d+\s*,|geo:|https?://)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Fields:
    """The fields of one kind of table, in the order in which they are asked for."""

    names: tuple[str, ...]
    required: tuple[str, ...] = ()


_PLACE = ("lon", "lat", "x", "y", "point")
_EVENT = (
    *("external_id", "time", "clock", *_PLACE, "address", "district", "neighbourhood"),
    *("kind", "kind_detail", "text", "status", "outcome", "referrer"),
)
FIELDS: dict[str, Fields] = {
    "complaints": Fields(_EVENT, ("time",)),
    "obstructions": Fields((*_EVENT, "plate"), ("time",)),
    "impounds": Fields((*_EVENT, "plate", "lot", "released"), ("time",)),
    "districts": Fields(
        (
            *("number", "name", "residents", "residents_year", "area_km2", "source", "schematic"),
            *("valid_from", "valid_to", "shape"),
        ),
        ("number",),
    ),
    "neighbourhoods": Fields(
        ("name", "aliases", "source", "confidence", *_PLACE, "shape"), ("name",)
    ),
    "streets": Fields(("name", "rank", "shape")),
    "basemap": Fields(("name", "rank", "place", "shape")),
    "lots": Fields(("name", "capacity", *_PLACE), ("name",)),
    "crews": Fields(("name", "district", "contractor", *_PLACE), ("name",)),
    "shifts": Fields(
        ("crew", "weekdays", "start", "end", "first_day", "last_day", "reach", "on_call"),
        ("crew", "start", "end", "first_day", "last_day"),
    ),
    "zones": Fields(
        ("name", "district", "activity", "weekdays", "start", "end", "season", "reason", "shape"),
        ("name",),
    ),
}


def suggest_mapping(raw: RawTable, kind: str, city: City) -> dict[str, str]:
    """Return the likely column of each field; fields without one are left out.

    Equal names win over names that contain a field's words, these over contents: a column of
    dates, of degrees inside the city, of points written as text.
    """
    wanted = fields_of(kind).names
    mapping: dict[str, str] = {}
    for _score, field, column in sorted(_likely(raw, wanted), key=lambda item: -item[0]):
        if field not in mapping and column not in mapping.values():
            mapping[field] = column
    if "time" in wanted:
        _complete_time(raw, mapping)
    if "lon" in wanted and raw.geometry is None:
        _complete_place(raw, mapping, city)
    return {field: mapping[field] for field in wanted if field in mapping}


def checked_mapping(raw: RawTable, kind: str, mapping: Mapping[str, str]) -> dict[str, str]:
    """Return the mapping, refusing unknown fields, absent columns and missing required fields."""
    fields = fields_of(kind)
    for field, column in mapping.items():
        if field not in fields.names:
            raise BadInput(
                _("فیلد «{field}» برای این نوع داده نیست؛ فیلدها: {fields}").format(
                    field=field, fields=" ".join(fields.names)
                )
            )
        raw.column(column)
    missing = [field for field in fields.required if field not in mapping]
    if missing:
        raise BadInput(
            _(
                "ستون «{label}» شناخته نشد؛ آن را با ‎--map {field}=… بگویید. ستون‌ها: {columns}"
            ).format(
                label=field_label(missing[0]),
                field=missing[0],
                columns=_("، ").join(raw.columns[:40]),
            )
        )
    return dict(mapping)


def fields_of(kind: str) -> Fields:
    """Return the fields of a kind of table; raises `BadInput` for an unknown kind."""
    if kind not in FIELDS:
        raise BadInput(
            _("نوع «{kind}» شناخته نیست؛ یکی از این‌ها: {kinds}").format(
                kind=kind, kinds=" ".join(FIELDS)
            )
        )
    return FIELDS[kind]


def _likely(raw: RawTable, wanted: Sequence[str]) -> list[tuple[int, str, str]]:
    names = folded_synonyms()
    found = []
    for column in raw.columns:
        words = column_words(column)
        for field in wanted:
            score = _likeness(words, names[field])
            if field == "point" and score and not _holds_points(_sample(raw, column)):
                continue
            if score >= EXACT or (score and _may_be_like(field, words)):
                found.append((score, field, column))
    return found


def _may_be_like(field: str, words: str) -> bool:
    """Return whether a column with a field's word among others may be taken for it.

    Dates of other things are neither the event's time nor any other field, and a "name" of
    something is not always the name that is meant.
    """
    parts = set(words.split())
    if field == "time":
        return not OTHER_TIMES & parts
    return field != "name" and not {"date", "تاریخ"} & parts


def _likeness(words: str, names: Sequence[str]) -> int:
    close = words.replace(" ", "")
    for rank, name in enumerate(names):
        if words == name or close == name.replace(" ", ""):
            return EXACT + 100 - rank
    parts = set(words.split())
    for rank, name in enumerate(names):
        # One short word inside a longer name ("id", "x", "to") says nothing.
        if len(name) > 3 and set(name.split()) <= parts:
            return 100 + 10 * len(name.split()) - rank // 4
    return 0


def _complete_time(raw: RawTable, mapping: dict[str, str]) -> None:
    known = mapping.get("time")
    if known is not None and looks_like_times(_sample(raw, known)):
        return
    for column in _free(raw, mapping):
        if OTHER_TIMES & set(column_words(column).split()):
            continue
        if looks_like_times(_sample(raw, column)):
            mapping["time"] = column
            return
    if known is not None and _likeness(column_words(known), folded_synonyms()["time"]) < EXACT:
        del mapping["time"]


def _complete_place(raw: RawTable, mapping: dict[str, str], city: City) -> None:
    if "lon" in mapping and "lat" in mapping:
        return
    mapping.pop("lon", None)
    mapping.pop("lat", None)
    if "x" in mapping and "y" in mapping:
        return
    mapping.pop("x", None)
    mapping.pop("y", None)
    west, south, east, north = city.extent
    free = _free(raw, mapping)
    lon = next((c for c in free if _within(_sample(raw, c), west, east)), None)
    lat = next((c for c in free if c != lon and _within(_sample(raw, c), south, north)), None)
    if lon and lat:
        mapping.update(lon=lon, lat=lat)
        return
    if "point" not in mapping:
        column = next((c for c in free if _holds_points(_sample(raw, c))), None)
        if column:
            mapping["point"] = column


def _holds_points(sample: Sequence[str]) -> bool:
    return sum(1 for text in sample if _POINT_TEXT.match(text)) * 2 > len(sample)


def _within(sample: Sequence[str], low: float, high: float) -> bool:
    """Return whether a column of fractions lies mostly between two values."""
    values = [as_float(text) for text in sample if "." in text or "٫" in text or "/" in text]
    inside = sum(1 for value in values if low <= value <= high)
    return len(values) * 2 > len(sample) > 0 and inside * 2 > len(values)


def _free(raw: RawTable, mapping: Mapping[str, str]) -> list[str]:
    return [column for column in raw.columns if column not in mapping.values()]


def _sample(raw: RawTable, column: str) -> list[str]:
    texts: list[str] = []
    for text in raw.column(column):
        if text and not text.isspace():
            texts.append(text)
            if len(texts) == SAMPLE:
                break
    return texts


def field_label(field: str) -> str:
    """Return a field's name in the user's language."""
    labels = {
        "external_id": _("شناسه در منبع"),
        "time": _("تاریخ"),
        "clock": _("ساعت"),
        "lon": _("طول جغرافیایی"),
        "lat": _("عرض جغرافیایی"),
        "x": _("مختصات X"),
        "y": _("مختصات Y"),
        "point": _("نقطه یا پیوند نقشه"),
        "shape": _("شکل (WKT)"),
        "address": _("نشانی"),
        "district": _("منطقه"),
        "neighbourhood": _("محله یا ناحیهٔ خدمات شهری"),
        "kind": _("نوع"),
        "kind_detail": _("ریز موضوع"),
        "text": _("شرح"),
        "status": _("وضعیت"),
        "outcome": _("نتیجه"),
        "referrer": _("ارجاع‌دهنده"),
        "plate": _("پلاک"),
        "lot": _("توقفگاه"),
        "released": _("تاریخ ترخیص"),
        "number": _("شمارهٔ منطقه"),
        "name": _("نام"),
        "aliases": _("نام‌های دیگر"),
        "confidence": _("سطح اطمینان"),
        "source": _("منبع"),
        "residents": _("جمعیت"),
        "residents_year": _("سال جمعیت"),
        "area_km2": _("مساحت (کیلومتر مربع)"),
        "schematic": _("تقریبی و غیررسمی"),
        "valid_from": _("اعتبار از"),
        "valid_to": _("اعتبار تا"),
        "rank": _("ردهٔ معبر"),
        "place": _("نوع جای"),
        "capacity": _("ظرفیت"),
        "contractor": _("پیمانکار"),
        "crew": _("اکیپ"),
        "weekdays": _("روزهای هفته"),
        "start": _("ساعت آغاز"),
        "end": _("ساعت پایان"),
        "first_day": _("از تاریخ"),
        "last_day": _("تا تاریخ"),
        "reach": _("شعاع پوشش (متر)"),
        "on_call": _("آماده‌باش"),
        "activity": _("نوع محدودیت"),
        "season": _("فصل"),
        "reason": _("دلیل"),
    }
    return labels[field]
