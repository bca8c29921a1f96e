"""People and yards of the demonstration city: crews, their shifts, lots and users."""

from __future__ import annotations

import numpy as np
import shapely

from data.demo.ground import Ground
from data.demo.truths import middle
from data.demo.wording import persian
from data.model.city import District, Place
from data.model.crews import Crew, Lot, Shift
from data.model.roles import Role, User
from data.model.streets import StreetClass

_EVERY_DAY = frozenset(range(7))
_WORKING = frozenset(range(6))

# (start, end) in hours; handovers leave gaps. District 1 works three shifts a day, District 5
# four; District 4 hands over from 14:00 to 15:00, when no crew is out.
_THREE = ((6.0, 13.75), (14.0, 21.75), (22.0, 5.75))
_FOUR = ((0.0, 6.0), (6.0, 12.0), (12.0, 18.0), (18.0, 0.0))
_GAP = ((7.0, 14.0), (15.0, 21.5))
_TWO = ((7.0, 14.25), (14.5, 22.0))
_PATTERNS = {1: _THREE, 4: _GAP, 5: _FOUR, 8: _THREE, 6: ((7.5, 15.0),), 9: ((8.0, 14.0),)}
_CREWS = {4: 3, 6: 3, 8: 3, 9: 1}
_REACH = {6: 2_600.0, 5: 2_200.0, 8: 900.0}
_LOTS = ((0.72, 0.30, 420), (0.18, 0.62, 650), (0.42, 0.24, 380))


def make_crews(ground: Ground, districts: tuple[District, ...]) -> tuple[Crew, ...]:
    """Return one to three crews a district, each based on a larger street."""
    crews: list[Crew] = []
    for district in districts:
        count = _CREWS.get(district.number, 2)
        for i in range(count):
            turn = 2 * np.pi * i / count + district.number
            x, y = middle((district,), 1, 0.24 * np.cos(turn), 0.24 * np.sin(turn))
            x, y = ground.middle[_inside(ground, district, x, y)].tolist()
            name = persian(f"اکیپ {i + 1} منطقهٔ {district.number}")
            crews.append(Crew(len(crews) + 1, name, district.number, x, y, contractor=i == 2))
    return tuple(crews)


def _inside(ground: Ground, district: District, x: float, y: float) -> int:
    """Return the larger street's piece of a district nearest to a place."""
    away = np.hypot(*(ground.middle - (x, y)).T)
    own = (ground.district == district.number) & (ground.length > 15.0)
    large = own & (ground.rank <= StreetClass.COLLECTOR)
    return int(np.argmin(np.where(large if large.any() else own, away, np.inf)))


def crew_bases(crews: tuple[Crew, ...]) -> tuple[Place, ...]:
    """Return the crews' bases as places on the map."""
    return tuple(
        Place(f"پایگاه نمایشی {c.name}", c.x, c.y, kind="crew_base", source="نمایشی") for c in crews
    )


def make_shifts(crews: tuple[Crew, ...], first_day: int, last_day: int) -> tuple[Shift, ...]:
    """Return the shifts of every crew: its district's pattern shared out, and nights on call."""
    shifts: list[Shift] = []
    seen: dict[int, int] = {}
    for crew in crews:
        index = seen[crew.district] = seen.get(crew.district, -1) + 1
        pattern = _PATTERNS.get(crew.district, _TWO)
        days = _EVERY_DAY if crew.district in (1, 5, 8) else _WORKING
        for start, end in pattern:
            shifts.append(_shift(len(shifts), crew, days, start, end, first_day, last_day))
        if index == 0 and pattern not in (_THREE, _FOUR):
            night = _shift(
                len(shifts), crew, _EVERY_DAY, 22.0, 7.0, first_day, last_day, on_call=True
            )
            shifts.append(night)
    return tuple(shifts)


def _shift(
    count: int,
    crew: Crew,
    days: frozenset[int],
    start: float,
    end: float,
    first_day: int,
    last_day: int,
    on_call: bool = False,
) -> Shift:
    return Shift(
        id=count + 1,
        crew=crew.id,
        weekdays=days,
        start=int(start * 60),
        end=int(end * 60),
        first_day=first_day,
        last_day=last_day,
        reach=_REACH.get(crew.district, 1_500.0),
        on_call=on_call,
    )


def make_lots(ground: Ground, districts: tuple[District, ...]) -> tuple[Lot, ...]:
    """Return three lots on main roads."""
    west, south, east, north = shapely.total_bounds([d.geometry for d in districts]).tolist()
    lots = []
    for number, (u, v, capacity) in enumerate(_LOTS, 1):
        place = west + u * (east - west), south + v * (north - south)
        x, y = ground.middle[ground.nearest(*place, StreetClass.ARTERIAL)].tolist()
        lots.append(Lot(number, persian(f"توقفگاه نمایشی {number}"), x, y, capacity))
    return tuple(lots)


def make_users(districts: tuple[District, ...]) -> tuple[User, ...]:
    """Return a deputy for every district, and headquarters."""
    deputies = [User(persian(f"معاون منطقهٔ {d.number}"), Role.DEPUTY, d.number) for d in districts]
    return (*deputies, User("ستاد", Role.HEADQUARTERS))
