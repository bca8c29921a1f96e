"""What happens in the demonstration city: themes, each with its places, days, hours and kinds."""

from __future__ import annotations

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from data.demo.ground import Attractions, Ground
from data.demo.rhythm import Days, Rhythm, peaks, school_days
from data.model.events import Kind, Source

Weights = NDArray[np.float64]

CARS = {
    Kind.DOUBLE_PARKED: 0.42,
    Kind.NO_STOPPING: 0.24,
    Kind.ON_PAVEMENT: 0.18,
    Kind.VENDOR_PICKUP: 0.08,
    Kind.VEHICLE_OTHER: 0.08,
}
SEEN = {Source.OBSTRUCTION: 0.51, Source.COMPLAINT: 0.22, Source.IMPOUND: 0.27}
TOLD = {Source.OBSTRUCTION: 0.36, Source.COMPLAINT: 0.44, Source.IMPOUND: 0.20}
CLEARED = {Source.OBSTRUCTION: 0.66, Source.COMPLAINT: 0.34}
CITIZENS = {Source.COMPLAINT: 1.0}


@dataclass(frozen=True, eq=False)
class Theme:
    """One reason for events.

    Attributes
    ----------
    share : float
        Part of all events, relative to the other themes.
    place : ndarray of float64, shape (p,)
        Weight of each piece of ground.
    days : ndarray of float64, shape (d,)
        Weight of each day.
    hours, quiet_hours : ndarray of float64, shape (96,)
        Weight of each quarter hour, on working days and on Fridays and holidays.
    kinds, sources : dict
        Weight of each `Kind` and `Source`.
    stacked : bool
        Whether every event is given as a point.
    """

    name: str
    share: float
    place: Weights
    days: Weights
    hours: Weights
    kinds: dict[Kind, float]
    sources: dict[Source, float]
    quiet_hours: Weights | None = None
    stacked: bool = False


def ordinary_themes(
    ground: Ground, attractions: Attractions, spots: slice, days: Days, rng: np.random.Generator
) -> list[Theme]:
    """Return the themes of an ordinary city, without the planted truths.

    Parameters
    ----------
    spots : slice
        The repeat places (same shop, same corner) among the pieces of ``ground``.
    """
    shops, homes = attractions.shops, attractions.homes
    trade = peaks((11.2, 1.7, 1.0), (18.6, 1.9, 1.15))
    late = peaks((17.5, 2.4, 0.6), (20.5, 2.0, 1.0))
    work = peaks((10.5, 2.2, 1.0), (15.5, 2.0, 0.5))
    street = Rhythm(0.42, 1.08, 1.55, (1.0, 0.94, 1.08, 0.95))
    again = np.zeros(len(ground))
    again[spots] = rng.pareto(1.6, spots.stop - spots.start) + 0.15
    matches = np.zeros(len(days.number))
    games = rng.choice(np.flatnonzero(~np.isin(days.month, (4, 5))), 45, replace=False)
    matches[games] = 1.0
    vehicles = [
        Theme("shopping streets", 0.235, shops, street.over(days), trade, CARS, SEEN, late),
        Theme("homes", 0.115, homes, Rhythm(0.8).over(days), late, CARS, TOLD),
        Theme("repeat places", 0.10, again, street.over(days), trade, CARS, SEEN, late),
        Theme("schools", 0.065, attractions.schools, school_days(days),
              peaks((7.45, 0.3, 1.0), (12.7, 0.45, 0.9)), CARS, TOLD),
        Theme("hospitals", 0.05, attractions.hospitals, Rhythm(0.75).over(days),
              peaks((10.3, 1.8, 1.0), (16.5, 1.5, 0.5)), CARS, SEEN),
        Theme("stadium", 0.014, attractions.stadium, matches,
              peaks((17.4, 0.9, 1.0), floor=0.005), CARS, SEEN),
    ]  # fmt: skip
    return vehicles + _trades(ground, attractions, days, work, late) + _winter(homes, days)


def _trades(
    ground: Ground, attractions: Attractions, days: Days, work: Weights, late: Weights
) -> list[Theme]:
    """Return vendors, shops, builders, abandoned cars and the rest."""
    shops, homes, markets = attractions.shops, attractions.homes, attractions.markets
    busy_fridays = Rhythm(1.35, 1.3, 2.1, (1.05, 1.1, 1.0, 0.75))
    fridays = np.where(days.weekday == 6, 1.0, 0.004)
    building = Rhythm(0.3, 0.9, 1.0, (1.05, 1.5, 1.1, 0.45))
    even = Rhythm(0.5).over(days)
    stalls = {Kind.VENDOR: 0.8, Kind.VENDOR_PICKUP: 0.2}
    return [
        Theme("vendors", 0.10, shops**1.3 / (shops**1.3).sum(), busy_fridays.over(days),
              peaks((12.0, 2.0, 0.8), (19.0, 2.0, 1.2)), stalls, CLEARED, late),
        Theme("Friday markets", 0.022, markets, fridays, peaks((10.5, 1.8, 1.0)), stalls, CLEARED),
        Theme("shop spill-over", 0.085, shops, Rhythm(0.5, 1.1, 1.4).over(days),
              peaks((11.5, 2.0, 1.0), (18.5, 2.2, 1.0)), {Kind.SHOP: 1.0}, CLEARED),
        Theme("building", 0.055, homes, building.over(days), work,
              {Kind.MATERIAL: 0.62, Kind.RUBBLE: 0.38}, CLEARED),
        Theme("abandoned", 0.03, homes, even, work, {Kind.ABANDONED: 1.0},
              {Source.OBSTRUCTION: 0.35, Source.COMPLAINT: 0.45, Source.IMPOUND: 0.2}),
        Theme("signs and kiosks", 0.03, shops + homes, even, work,
              {Kind.SIGN: 0.45, Kind.KIOSK: 0.25, Kind.OTHER: 0.3}, CLEARED),
    ]  # fmt: skip


def _winter(homes: Weights, days: Days) -> list[Theme]:
    """Return what citizens call about besides obstruction: rubbish, and snow when it falls."""
    snow = np.where(days.snow, 60.0, np.where(np.isin(days.month, (10, 11)), 1.0, 0.02))
    other = {Kind.NOT_OBSTRUCTION: 1.0}
    morning = peaks((8.7, 2.2, 1.0), (18.5, 3.0, 0.7))
    rubbish = Rhythm(0.9, 1.0, 1.1, (1.0, 1.3, 1.0, 0.8)).over(days)
    return [
        Theme("snow", 0.058, homes, snow, morning, other, CITIZENS),
        Theme("rubbish", 0.028, homes, rubbish, morning, other, CITIZENS),
    ]


def kept_clear(themes: list[Theme], cleared: NDArray[np.bool_], share: float) -> list[Theme]:
    """Return the themes with no weight on some pieces, so that planted truths stand alone.

    Parameters
    ----------
    cleared : ndarray of bool, shape (p,)
    share : float
        What their shares sum to afterwards.
    """
    scale = share / sum(theme.share for theme in themes)
    return [
        replace(theme, share=theme.share * scale, place=np.where(cleared, 0.0, theme.place))
        for theme in themes
    ]
