"""The demonstration city: seeded, plausible and always labelled simulated."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from data.calendar import day_of, parse_instant, shift_years
from data.demo.events import EventMaker, Tables
from data.demo.ground import Ground, make_attractions
from data.demo.network import make_streets
from data.demo.papers import finished_plan, make_zones
from data.demo.rhythm import Days
from data.demo.staff import crew_bases, make_crews, make_lots, make_shifts, make_users
from data.demo.themes import kept_clear, ordinary_themes
from data.demo.truths import Scene, middle, plant, planted_themes
from data.demo.wording import Wording
from data.errors import BadInput
from data.feedback import Feedback
from data.model.city import Place
from data.model.crews import Crew, Lot, Shift
from data.model.intake import NewEvents
from data.model.plans import Plan
from data.model.roles import User
from data.model.streets import StreetTable
from data.model.zones import Zone
from data.profile import Profile
from resources.text import _

DEMO_NOW = "1404/09/02 10:42"
MOST_EVENTS = 10_000_000
_REPEAT_PLACES = 520


@dataclass(frozen=True, eq=False)
class DemoCity:
    """Everything the demonstration workspace is filled with; all of it is invented but landmarks.

    Attributes
    ----------
    streets : StreetTable
    places : tuple of Place
        The profile's places, invented hospitals, markets and a stadium, and the crews' bases.
    lots, crews, shifts, users, zones, plans
        A deputy for every district and headquarters; the owner is made by the session.
    now : int
        UTC seconds of the clock.
    events : int
        How many events `event_chunks` yields.
    """

    profile: Profile
    streets: StreetTable
    places: tuple[Place, ...]
    lots: tuple[Lot, ...]
    crews: tuple[Crew, ...]
    shifts: tuple[Shift, ...]
    users: tuple[User, ...]
    zones: tuple[Zone, ...]
    plans: tuple[Plan, ...]
    now: int
    events: int
    maker: EventMaker

    def event_chunks(self, feedback: Feedback) -> Iterator[NewEvents]:
        """Yield the events in pieces of at most 200,000; the same ones at every call."""
        return self.maker.chunks(feedback)


def generate(
    profile: Profile, *, events: int = 100_000, seed: int = 1404, now: int | None = None
) -> DemoCity:
    """Make a demonstration city.

    Three years of events up to now, on invented streets. Planted truths, with their share of all
    events (ordinary events keep clear of these places):

    ==================  ====================================================  =====
    doubled street      District 4, collector near its middle: twice as many  0.6 %
                        a day from 1 Mehr 1404 on
    vanished corner     District 3: down to 4 % from 1 Tir 1404, when its     0.6 %
                        zone came into force
    steady corner       District 8, north of its middle: the same throughout  0.8 %
    fading corner       District 7: falls evenly to a tenth in three years    0.6 %
    new corner          District 2: nothing before 15 Mehr 1404               0.2 %
    default coordinate  District 8: complaints stacked on one coordinate      0.6 %
    crew gap            District 4, a collector in its east: complaints at    0.8 %
                        14:00–15:00 on school days, when no shift is present
    patrolled street    District 1: reports of the city only, no complaint    0.8 %
    never patrolled     District 5: complaints only, spread over homes        1.2 %
    more calls          District 10: complaints five times as many at the     3 %
                        end as at the beginning; what the city saw is level
    bursts              District 10: 16 places, each reported only within     0.6 %
                        six days (near repeats)
    ==================  ====================================================  =====

    Ordinary rhythm: kinds have their hours; Fridays and holidays are quiet for vehicles and busy
    for vendors; the weeks before Nowruz are full; schools weigh in Mehr; on snow days of Dey and
    Bahman complaints that are no obstruction explode. About two thirds of the rows have a point.

    Parameters
    ----------
    profile : Profile
    events : int
        0 to 10,000,000.
    seed : int
        The same seed gives the same city (with the same NumPy and GEOS).
    now : int, optional
        UTC seconds; 2 Azar 1404 10:42 in the city's time zone by default. No event is later.

    Raises
    ------
    BadInput
        When the number of events is out of range.
    """
    if not 0 <= events <= MOST_EVENTS or seed < 0:
        raise BadInput(_("شمار موارد نمایشی باید میان ۰ و ۱۰٬۰۰۰٬۰۰۰ باشد."))
    city, districts = profile.city, profile.districts
    now = parse_instant(DEMO_NOW, city.timezone) if now is None else now
    last_day = day_of(now, city.timezone)
    rng = np.random.Generator(np.random.PCG64([seed, 0]))
    streets = make_streets(districts, rng)
    ground, planted = plant(Ground.of_streets(streets, districts), districts)
    core = _core(profile)
    spots = slice(len(ground), len(ground) + _REPEAT_PLACES)
    ground = ground.with_spots(_repeat_places(ground, core, rng), 7.0)
    attractions = make_attractions(ground, districts, core, rng)
    days = Days.between(shift_years(last_day, -3) + 1, last_day, rng)
    ordinary = ordinary_themes(ground, attractions, spots, days, rng)
    truths = planted_themes(Scene(ground, planted, days), attractions.homes, rng)
    rest = 1.0 - sum(truth.share for truth in truths)
    themes = [*kept_clear(ordinary, planted.cleared(ground), rest), *truths]
    lots, crews = make_lots(ground, districts), make_crews(ground, districts)
    wording = Wording(streets, lots, seed)
    return DemoCity(
        profile=profile,
        streets=streets,
        places=(*profile.places, *attractions.places, *crew_bases(crews)),
        lots=lots,
        crews=crews,
        shifts=make_shifts(crews, int(days.number[0]), last_day + 365),
        users=make_users(districts),
        zones=make_zones(ground, planted, city, districts),
        plans=finished_plan(city, districts, last_day),
        now=now,
        events=events,
        maker=EventMaker(
            Tables.of(themes), ground, profile, days, wording, now=now, count=events, seed=seed
        ),
    )


def _core(profile: Profile) -> tuple[float, float]:
    """Return where trade is thickest: the first landmark, else the middle of a district."""
    for place in profile.places:
        if place.kind == "landmark":
            return place.x, place.y
    return middle(profile.districts, 8)


def _repeat_places(
    ground: Ground, core: tuple[float, float], rng: np.random.Generator
) -> np.ndarray:
    """Choose pieces of street on which the same shop or corner is reported again and again."""
    weight = ground.near(*core, 2_200.0) + 0.08 * ground.length
    weight *= np.array([1.5, 1.2, 0.4])[ground.rank]
    return rng.choice(len(ground), _REPEAT_PLACES, replace=False, p=weight / weight.sum())
