"""Reading a city profile: a TOML file and the GeoJSON and CSV files it names.

A profile may come from anyone, so every value is checked; what cannot be used is refused with
`BadInput` before anything is made from it.
"""

from __future__ import annotations

import csv
import io
import math
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path, PureWindowsPath
from typing import Any

import shapely
from shapely.geometry import box

from data.boundaries import Boundary, read_boundaries
from data.errors import BadInput
from data.folding import clean
from data.holidays import parse_holiday
from data.model.city import City, District, Holiday, Place
from data.projection import lonlat_to_metres, metric_crs
from data.timezones import zone_offsets
from resources.text import LANGUAGES, _

CITIES = Path(__file__).resolve().parents[1] / "resources" / "cities"
BUILT_IN = ("tabriz",)
LARGEST_PROFILE = 1_000_000  # bytes
LARGEST_COMPANION = 20_000_000  # bytes of a districts or places file
MOST_PLACES = 50_000
MOST_HOLIDAYS = 5_000
PLACE_KINDS = ("landmark", "neighbourhood", "crew_base")


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A city with its districts and the places people name.

    Attributes
    ----------
    city : City
    districts : tuple of District
        At least one, in metres, in the order of their numbers.
    places : tuple of Place
    schematic : bool
        Whether any boundary is invented and must be labelled so.
    """

    city: City
    districts: tuple[District, ...]
    places: tuple[Place, ...]
    schematic: bool


def load_profile(name_or_path: str | Path) -> Profile:
    """Read a built-in profile by its name or any other by its path.

    Parameters
    ----------
    name_or_path : str or Path
        ``tabriz``, or a TOML file. Its ``districts`` and ``places`` are files beside it; without
        ``districts`` the extent is the one district.

    Raises
    ------
    BadInput
        When a file is absent, too large, not what it should be, or a value is not acceptable.
    """
    built_in = str(name_or_path) in BUILT_IN
    path = CITIES / f"{name_or_path}.toml" if built_in else Path(name_or_path)
    table = _toml(path)
    head = table.get("city")
    if not isinstance(head, dict):
        raise BadInput(_("فایل شهر بخش [city] ندارد؛ آن را بیفزایید."))
    city = _city(head, path.stem)
    boundaries = _boundaries(head, city, path.parent)
    figures = _figures(table.get("district", []))
    districts = tuple(_district(city, b, head, figures.get(b.number, {})) for b in boundaries)
    places = _places(city, path.parent, head["places"]) if "places" in head else ()
    return Profile(city, districts, places, any(d.schematic for d in districts))


def _read(path: Path, largest: int) -> str:
    """Return the text of a file of bounded size."""
    try:
        with path.open("rb") as file:
            content = file.read(largest + 1)
    except (OSError, ValueError) as error:
        raise BadInput(
            _("فایل «{name}» باز نشد؛ نام و جای آن را بررسی کنید.").format(name=clean(path.name))
        ) from error
    if len(content) > largest:
        raise BadInput(
            _("فایل «{name}» بیش از اندازه بزرگ است؛ آن را کوچک‌تر کنید.").format(
                name=clean(path.name)
            )
        )
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        message = _("فایل «{name}» با رمزگذاری UTF-8 نیست؛ آن را با UTF-8 ذخیره کنید.")
        raise BadInput(message.format(name=clean(path.name))) from error


def _toml(path: Path) -> dict[str, Any]:
    text = _read(path, LARGEST_PROFILE)
    try:
        return tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        message = _("فایل شهر «{name}» TOML درستی نیست؛ نوشتهٔ آن را بررسی کنید.")
        raise BadInput(message.format(name=clean(path.name))) from error


def _city(head: dict[str, Any], stem: str) -> City:
    epsg = re.fullmatch(r"EPSG:(\d{4,6})", str(head.get("crs", "")), re.IGNORECASE | re.ASCII)
    if epsg is None:
        raise BadInput(_("کلید crs را به شکل EPSG:32638 بنویسید."))
    metric_crs(int(epsg[1]))
    timezone = _text(head, "timezone")
    zone_offsets(timezone)
    west, south, east, north = extent = _degrees(head, "extent", 4)
    if not (west < east and south < north):
        raise BadInput(_("گسترهٔ شهر وارونه است؛ آن را غرب، جنوب، شرق، شمال بنویسید."))
    lon, lat = centre = _degrees(head, "centre", 2)
    if not (west <= lon <= east and south <= lat <= north):
        raise BadInput(_("مرکز شهر بیرون از گسترهٔ آن است؛ یکی از این دو را درست کنید."))
    city = City(
        key=_text(head, "key", stem),
        name=_names(head.get("name")),
        centre=(lon, lat),
        extent=(west, south, east, north),
        epsg=int(epsg[1]),
        timezone=timezone,
        calendar=_choice(head, "calendar", ("jalali", "gregorian")),
        language=_choice(head, "language", LANGUAGES),
        weekend=_weekend(head),
        holidays=_holidays(head),
    )
    _check_reach(city, extent, centre)
    return city


def _weekend(head: dict[str, Any]) -> tuple[int, ...]:
    days = head.get("weekend", [6])
    if not isinstance(days, list) or any(type(day) is not int or not 0 <= day <= 6 for day in days):
        raise BadInput(_("کلید weekend باید فهرستی از روزهای هفته باشد؛ شنبه ۰ و جمعه ۶ است."))
    return tuple(sorted(set(days)))


def _holidays(head: dict[str, Any]) -> tuple[Holiday, ...]:
    texts = head.get("holidays", [])
    if not isinstance(texts, list) or len(texts) > MOST_HOLIDAYS:
        raise BadInput(_("کلید holidays باید فهرستی از تاریخ‌ها باشد؛ مانند 01-13."))
    calendar = _choice(head, "calendar", ("jalali", "gregorian"))
    return tuple(sorted({parse_holiday(str(text), calendar) for text in texts}))


def _check_reach(city: City, extent: tuple[float, ...], centre: tuple[float, ...]) -> None:
    """Refuse a coordinate system that lies elsewhere and an extent no city has."""
    west, south, east, north = extent
    x, y = lonlat_to_metres(city, [west, centre[0], east], [south, centre[1], north])
    if not all(map(math.isfinite, (*x, *y))):
        raise BadInput(_("دستگاه مختصات به گسترهٔ شهر نمی‌خورد؛ کد آن را بررسی کنید."))
    # A degree is at most 111.7 km; a wrong zone stretches or shrinks lengths beyond that.
    wide = (east - west) * 111_700 * math.cos(math.radians(centre[1]))
    if not 0.9 < (x[2] - x[0]) / wide < 1.1:
        raise BadInput(_("دستگاه مختصات به گسترهٔ شهر نمی‌خورد؛ کد آن را بررسی کنید."))
    if max(x[2] - x[0], y[2] - y[0]) > 300_000:
        raise BadInput(_("گسترهٔ شهر از ۳۰۰ کیلومتر بیشتر است؛ آن را کوچک‌تر کنید."))


def _text(table: dict[str, Any], key: str, default: str | None = None) -> str:
    value = table.get(key, default)
    if not isinstance(value, str) or not clean(value).strip():
        raise BadInput(_("کلید «{key}» در فایل شهر نیست؛ آن را بیفزایید.").format(key=key))
    return clean(value).strip()[:300]


def _choice(table: dict[str, Any], key: str, allowed: tuple[str, ...]) -> str:
    value = _text(table, key, allowed[0])
    if value not in allowed:
        message = _("«{key}» باید یکی از این‌ها باشد: {allowed}")
        raise BadInput(message.format(key=key, allowed=", ".join(allowed)))
    return value


def _names(value: object) -> dict[str, str]:
    names = {"fa": value} if isinstance(value, str) else value
    if not isinstance(names, dict) or not names:
        raise BadInput(_("کلید «{key}» در فایل شهر نیست؛ آن را بیفزایید.").format(key="name"))
    return {str(language)[:8]: _text(names, language) for language in names}


def _degrees(table: dict[str, Any], key: str, count: int) -> tuple[float, ...]:
    values = table.get(key)
    message = _("«{key}» باید {count} عدد بر حسب درجه باشد.").format(key=key, count=count)
    if not isinstance(values, list) or len(values) != count:
        raise BadInput(message)
    for index, value in enumerate(values):
        number = isinstance(value, int | float) and not isinstance(value, bool)
        # A comparison with NaN is false, so NaN is refused as well.
        if not number or not abs(value) <= (180, 90)[index % 2]:
            raise BadInput(message)
    return tuple(float(value) for value in values)


def _beside(folder: Path, name: object) -> Path:
    """Return the path of a companion file, which may only lie beside or below the profile."""
    if not isinstance(name, str) or not name or "\x00" in name:
        raise BadInput(_("نام فایل همراه درست نیست؛ تنها نام آن را بنویسید."))
    path = folder / name
    # Asked first, because on Windows resolving a share would call upon its host.
    rooted = PureWindowsPath(name).anchor
    if rooted or not path.resolve().is_relative_to(folder.resolve()):
        raise BadInput(_("فایل همراه باید کنار فایل شهر باشد."))
    return path


def _boundaries(head: dict[str, Any], city: City, folder: Path) -> list[Boundary]:
    if "districts" in head:
        return read_boundaries(_read(_beside(folder, head["districts"]), LARGEST_COMPANION))
    return [Boundary(1, dict(city.name), box(*city.extent), schematic=True)]


def _figures(rows: object) -> dict[int, dict[str, Any]]:
    """Return the published figures of each district by its number."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise BadInput(_("بخش [[district]] در فایل شهر درست نیست؛ آن را بررسی کنید."))
    figures = {row["number"]: row for row in rows if isinstance(row.get("number"), int)}
    if len(figures) != len(rows):
        raise BadInput(_("شمارهٔ مناطق در فایل شهر نیست یا تکراری است؛ آن را درست کنید."))
    return figures


def _district(
    city: City, boundary: Boundary, head: dict[str, Any], row: dict[str, Any]
) -> District:
    geometry = shapely.transform(
        boundary.geometry, lambda lon, lat: lonlat_to_metres(city, lon, lat), interleaved=False
    )
    names = boundary.names
    name = names.get(city.language) or next(iter(names.values()), str(boundary.number))
    residents = _figure(row.get("residents", boundary.residents))
    return District(
        number=boundary.number,
        name=_text(row, "name", name),
        geometry=geometry,
        schematic=boundary.schematic or head.get("schematic") is True,
        residents=None if residents is None else int(residents),
        residents_year=_text(head, "residents_year") if "residents_year" in head else "",
        area_km2=_figure(row.get("area_km2")),
        source=_text(head, "source") if "source" in head else "",
    )


def _figure(value: object) -> float | None:
    if value is None:
        return None
    number = isinstance(value, int | float) and not isinstance(value, bool)
    if not number or not 0 <= value < 1e9:  # type: ignore[operator]
        raise BadInput(_("جمعیت یا مساحت یکی از مناطق عدد درستی نیست؛ آن را درست کنید."))
    return float(value)  # type: ignore[arg-type]


def _places(city: City, folder: Path, name: object) -> tuple[Place, ...]:
    """Read places from CSV: name, lon, lat, and if known kind, aliases (by ``|``), source …"""
    text = _read(_beside(folder, name), LARGEST_COMPANION)
    try:
        rows = list(csv.DictReader(io.StringIO(text), strict=True))
        lon = [float(row["lon"]) for row in rows]
        lat = [float(row["lat"]) for row in rows]
    except (csv.Error, KeyError, TypeError, ValueError) as error:
        raise BadInput(_("فایل مکان‌ها درست نیست؛ ستون‌های name و lon و lat لازم است.")) from error
    if len(rows) > MOST_PLACES:
        raise BadInput(_("فایل مکان‌ها بیش از اندازه بزرگ است؛ آن را کوچک‌تر کنید."))
    x, y = lonlat_to_metres(city, lon, lat)
    return tuple(_place(row, *at) for row, *at in zip(rows, x.tolist(), y.tolist(), strict=True))


def _place(row: dict[str, Any], x: float, y: float) -> Place:
    if not (math.isfinite(x) and math.isfinite(y)):
        raise BadInput(_("جای یکی از مکان‌ها درست نیست؛ طول و عرض آن را بررسی کنید."))
    aliases = (clean(alias).strip() for alias in (row.get("aliases") or "").split("|"))
    return Place(
        name=_text(row, "name"),
        x=x,
        y=y,
        kind=_choice({"kind": row.get("kind") or "landmark"}, "kind", PLACE_KINDS),
        aliases=tuple(alias for alias in aliases if alias),
        source=clean(row.get("source") or ""),
        confidence=clean(row.get("confidence") or ""),
    )
