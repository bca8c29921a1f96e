"""From the texts of options to values: a filter, an instant, a size, an extent, a language."""

from __future__ import annotations

import math
from typing import Annotated, Any

import typer

from data.calendar import parse_instant
from data.errors import BadInput
from data.model.city import City
from data.model.events import KIND_GROUPS, SOURCES, Kind
from data.model.filters import DEFAULT_SOURCES, Filter
from data.model.snapshot import Snapshot
from data.timezones import DAY_SECONDS, zone_offsets
from desktop import late
from resources.text import LANGUAGES, _, set_language
from resources.tokens import PALETTES, Palette
from widgets.dialogs.sheet_options import PARTS

Since = Annotated[str | None, typer.Option("--since", help="First day: ISO or Jalali.")]
Until = Annotated[str | None, typer.Option("--until", help="End, exclusive.")]
Sources = Annotated[str | None, typer.Option("--source", help="complaints,obstructions,impounds")]
KindName = Annotated[str | None, typer.Option("--kind", help="vehicle, shop, vendor …")]


def chosen_filter(
    snapshot: Snapshot,
    source: str | None,
    kind: str | None,
    district: int | None,
    since: str | None,
    until: str | None,
) -> Filter:
    """Return the filter that the options ask for; dates are days of the city."""
    if district is not None and district not in {d.number for d in snapshot.districts}:
        raise BadInput(_("منطقه‌ای با این شماره در این شهر نیست."))
    city = snapshot.city
    chosen = Filter(
        since=parse_instant(since, city.timezone) if since else None,
        until=parse_instant(until, city.timezone) if until else None,
        sources=_sources(source),
        districts=frozenset({district}) if district else None,
    )
    if chosen.since is not None and chosen.until is not None and chosen.until <= chosen.since:
        raise BadInput(_("پایان بازه باید پس از آغاز آن باشد؛ since و until را بررسی کنید."))
    return chosen if kind is None else chosen.replace(kinds=_kinds(kind))


def _sources(text: str | None) -> frozenset[int]:
    if text is None:
        return DEFAULT_SOURCES
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in SOURCES]
    if unknown or not names:
        raise BadInput(
            _("منبع «{name}» نیست؛ یکی از این‌ها: {names}").format(
                name=", ".join(unknown), names=", ".join(SOURCES)
            )
        )
    return frozenset(SOURCES[name] for name in names)


def _kinds(text: str) -> frozenset[int]:
    """Return the kinds of a group or of a single kind, by name."""
    if text in KIND_GROUPS:
        return frozenset(KIND_GROUPS[text])
    single = {kind.name.lower(): kind for kind in Kind}
    if text in single:
        return frozenset({single[text]})
    names = ", ".join([*KIND_GROUPS, *single])
    raise BadInput(_("نوع «{name}» نیست؛ یکی از این‌ها: {names}").format(name=text, names=names))


def moment(at: str | None, city: City) -> tuple[int | None, int | None]:
    """Return the local day number and minute of an instant, or neither."""
    if at is None:
        return None, None
    local = int(zone_offsets(city.timezone).local(parse_instant(at, city.timezone)))
    return local // DAY_SECONDS, local % DAY_SECONDS // 60


def finite(value: float | None) -> float | None:
    """Return an option's number, refusing what is no length or share."""
    if value is not None and not math.isfinite(value):
        raise typer.BadParameter("a finite number is needed")
    return value


def picture_size(text: str) -> tuple[int, int]:
    """Return width and height of ``1280x800``, in pixels."""
    width, _x, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise BadInput(_("اندازه را به شکل 1280x800 بنویسید."))
    size = int(width), int(height)
    if not all(100 <= side <= 10_000 for side in size):
        raise BadInput(_("هر سوی تصویر باید میان ۱۰۰ و ۱۰٬۰۰۰ نقطه باشد."))
    return size


def sheet_size(size: str, paper: str | None, orientation: str, dpi: int | None) -> Any:
    """Return the `SheetSize` of a paper, at 300 dots an inch, or of pixels, at 96."""
    exports = late.exports()
    if paper is None:
        return exports.SheetSize(*picture_size(size), dpi or 96)
    if orientation not in ("landscape", "portrait"):
        raise BadInput(_("جهت برگه landscape یا portrait است."))
    return exports.on_paper(paper, landscape=orientation == "landscape", dpi=dpi or 300)


def named_palette(name: str) -> Palette:
    """Return a palette by its name."""
    if name not in PALETTES:
        names = ", ".join(PALETTES)
        raise BadInput(
            _("رنگ‌های «{name}» شناخته نشد؛ یکی از این‌ها: {names}").format(
                name=name[:40], names=names
            )
        )
    return PALETTES[name]


def kept_parts(without: str) -> frozenset[str]:
    """Return the parts of a sheet but those that are named."""
    left_out = {name.strip() for name in without.split(",") if name.strip()}
    unknown = left_out.difference(PARTS)
    if unknown:
        raise BadInput(
            _("بخش «{name}» در برگه نیست؛ یکی از این‌ها: {names}").format(
                name=", ".join(sorted(unknown))[:80], names=", ".join(PARTS)
            )
        )
    return frozenset(PARTS) - left_out


def extent_in_degrees(text: str | None) -> tuple[float, float, float, float] | None:
    """Return west, south, east and north of ``W,S,E,N``."""
    if text is None:
        return None
    parts = text.split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        raise BadInput(_("محدودهٔ نقشه را به شکل W,S,E,N به درجه بنویسید.")) from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise BadInput(_("محدودهٔ نقشه درست نیست: غرب از شرق و جنوب از شمال کمتر باشد."))
    return west, south, east, north


def speak(city: City, language: str | None) -> None:
    """Choose the language: the one asked for, else the city's own."""
    chosen = language or city.language
    if chosen not in LANGUAGES:
        raise BadInput(_("زبان باید fa یا en باشد."))
    set_language(chosen)
