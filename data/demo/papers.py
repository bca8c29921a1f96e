"""Zones and the finished plan of the demonstration city."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from shapely.geometry import LineString, Polygon

from data.calendar import Season, days_from_jalali
from data.demo.ground import Ground
from data.demo.truths import Planted, middle
from data.demo.wording import persian
from data.model.city import City, District
from data.model.plans import Plan, PlanState
from data.model.streets import StreetClass
from data.model.zones import Activity, Rule, Zone, ZoneState, legal_name, legal_shape
from data.timezones import DAY_SECONDS, zone_offsets

_WORKDAYS = frozenset(range(5))
_DEPUTY = "معاون منطقهٔ {number}"

# district, shift from its middle, metres along the street, state, rule, name, reason
_ZONES: tuple[tuple[int, float, float, float, ZoneState, Rule, str, str], ...] = (
    (4, -0.08, 0.05, 340.0, ZoneState.DRAFT,
     Rule(Activity.NO_PARKING, _WORKDAYS, 7 * 60, 14 * 60, "1404-autumn"),
     "محدودهٔ نمایشی غرب", "افزایش گزارش‌های پارک دوبل از آغاز مهر"),
    (8, -0.05, 0.10, 260.0, ZoneState.IN_FORCE,
     Rule(Activity.NO_STOPPING, frozenset(range(6)), 9 * 60, 21 * 60),
     "محدودهٔ نمایشی پیرامون بازار", "باز ماندن راه خودروهای امدادی"),
    (1, 0.1, 0.0, 300.0, ZoneState.APPROVED,
     Rule(Activity.NO_PARKING, _WORKDAYS, 16 * 60, 22 * 60, "1404-autumn"),
     "محدودهٔ نمایشی شرق", "گزارش‌های پرشمار گشت در عصرها"),
    (2, -0.14, 0.06, 220.0, ZoneState.PROPOSED,
     Rule(Activity.NO_LOADING, frozenset(range(7)), 8 * 60, 20 * 60),
     "محدودهٔ نمایشی جنوب شرق", "کانون تازه از نیمهٔ مهر"),
    (5, 0.05, -0.1, 240.0, ZoneState.ENDED,
     Rule(Activity.NO_PARKING, _WORKDAYS, 7 * 60, 9 * 60, "1403-autumn"),
     "محدودهٔ نمایشی مدرسه‌ها", "استقبال از مهر ۱۴۰۳"),
)  # fmt: skip


def make_zones(
    ground: Ground, planted: Planted, city: City, districts: tuple[District, ...]
) -> tuple[Zone, ...]:
    """Return legal zones along kerbs, one in every state that matters."""
    offsets = zone_offsets(city.timezone)

    def at(year: int, month: int, date: int) -> int:
        return int(offsets.utc(days_from_jalali(year, month, date) * DAY_SECONDS + 9 * 3600))

    corner = planted.spots["vanished"]
    zones = [
        _zone(0, ground, corner, 160.0, ZoneState.IN_FORCE, Rule(), "محدودهٔ نمایشی گوشهٔ جنوبی",
              "تکرار توقف در گوشه؛ اجرا از ۱ تیر ۱۴۰۴", at(1404, 3, 10))
    ]  # fmt: skip
    for i, (number, east, north, along, state, rule, name, reason) in enumerate(_ZONES, 1):
        if number <= len(districts):
            place = middle(districts, number, east, north)
            piece = ground.nearest(*place, StreetClass.COLLECTOR)
            year = 1403 if state == ZoneState.ENDED else 1404
            zone = _zone(i, ground, piece, along, state, rule, name, reason, at(year, 6, 20 + i))
            zones.append(zone)
    return tuple(zones)


def _zone(
    index: int,
    ground: Ground,
    piece: int,
    along: float,
    state: ZoneState,
    rule: Rule,
    name: str,
    reason: str,
    created_at: int,
) -> Zone:
    number = int(ground.district[piece])
    return Zone(
        # The same demonstration city has the same ids, so that it can be compared and tested.
        id=f"00000000-0000-4000-8000-{index + 1:012d}",
        name=legal_name(name),
        district=number,
        shape=legal_shape(np.asarray(_along(ground, piece, along).exterior.coords)[:-1]),
        rule=rule,
        reason=reason,
        state=state,
        created_at=created_at,
        created_by=persian(_DEPUTY.format(number=number)),
    )


def _along(ground: Ground, piece: int, length: float) -> Polygon:
    """Return a band of 26 m over both kerbs, along the direction of a piece."""
    direction = np.array([ground.normal[piece, 1], -ground.normal[piece, 0]]) * length / 2
    centre = ground.middle[piece]
    band = LineString([centre - direction, centre + direction])
    return band.buffer(13.0, cap_style="flat")


def finished_plan(city: City, districts: tuple[District, ...], now_day: int) -> tuple[Plan, ...]:
    """Return the plan of last season of the district with most residents, evaluated."""
    this = Season.of_day(now_day, city.calendar)
    index = ("spring", "summer", "autumn", "winter").index(this.name)
    last = Season(
        this.year - (index == 0), ("winter", "spring", "summer", "autumn")[index], city.calendar
    )
    district = max(districts, key=lambda d: (d.residents or 0, -d.number))
    start, _end = last.span(city.timezone)
    plan = Plan(
        id=0,
        district=district.number,
        season=last,
        title=f"برنامهٔ فصلی {district.name}",
        created_at=start - 20 * DAY_SECONDS,
        created_by=persian(_DEPUTY.format(number=district.number)),
    )
    notes = (
        "این برنامه نمایشی است.\n"
        "۱. گشت عصر در خیابان‌های پرتکرار، شنبه تا چهارشنبه.\n"
        "۲. هماهنگی با پلیس راهور برای اعمال قانون در پارک دوبل.\n"
        "۳. تذکر و اخطار به واحدهای صنفی پیش از جمع‌آوری.\n"
        "۴. گفت‌وگو با معتمدین محله دربارهٔ ساعت‌های بارگیری."
    )
    return (replace(plan, notes=notes, state=PlanState.EVALUATED),)
