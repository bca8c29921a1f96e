"""Planted truths: what the statistics should find in the demonstration city.

Each stands alone on its ground: ordinary themes have no weight there. `PLANTED_SPOTS` are kerbs
of a few metres, made before the themes; streets are whole. Places, times and sizes are written
in the docstring of `data.demo.generate`.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import shapely
from numpy.typing import NDArray

from data.demo.ground import Ground
from data.demo.rhythm import Days, Rhythm, peaks, school_days
from data.demo.themes import CARS, CITIZENS, SEEN, TOLD, Theme
from data.model.city import District
from data.model.events import Kind, Source
from data.model.streets import StreetClass

Weights = NDArray[np.float64]

BURSTS = 16  # near-repeat places
RUSH = peaks((11.0, 1.8, 1.0), (18.5, 1.9, 1.1))
_CLEAR = 70.0  # m around planted spots without ordinary events
_BURST_DAYS = 6

# Spot: district, shift from its middle as shares of its size (east, north), kerb length in metres.
PLANTED_SPOTS: dict[str, tuple[int, float, float, float]] = {
    "vanished": (3, 0.12, 0.16, 14.0),
    "steady": (8, -0.05, 0.10, 10.0),
    "fading": (7, 0.18, 0.10, 14.0),
    "new": (2, -0.14, 0.06, 14.0),
    "stacked": (8, 0.02, -0.12, 0.0),
    **{
        # Turned by the golden angle each, so that no two lie on one piece of street.
        f"burst {i}": (
            10,
            *(0.09 * np.sqrt(i + 0.5) * np.array([np.cos(2.4 * i), np.sin(2.4 * i)])),
            8.0,
        )
        for i in range(BURSTS)
    },
}

# Street: the collector nearest to a place of a district.
PLANTED_STREETS: dict[str, tuple[int, float, float]] = {
    "doubled": (4, -0.08, 0.05),
    "gap": (4, 0.16, -0.08),
    "patrolled": (1, 0.1, 0.0),
}


@dataclass(frozen=True, eq=False)
class Planted:
    """Where the truths were planted: pieces of ground, and indexes of street names, by truth."""

    spots: dict[str, int]
    streets: dict[str, int]

    def cleared(self, ground: Ground) -> NDArray[np.bool_]:
        """Return the pieces that only planted truths may use."""
        cleared = np.isin(ground.street, list(self.streets.values()))
        for name, spot in self.spots.items():
            if not name.startswith("burst"):
                cleared |= np.hypot(*(ground.middle - ground.middle[spot]).T) < _CLEAR
        return cleared


def middle(
    districts: tuple[District, ...], number: int, east: float = 0.0, north: float = 0.0
) -> tuple[float, float]:
    """Return a place in a district, shifted from its middle by shares of its size; metres."""
    district = districts[(number - 1) % len(districts)]
    x, y = shapely.get_coordinates(shapely.point_on_surface(district.geometry))[0]
    west, south, right, top = district.geometry.bounds
    return float(x + east * (right - west)), float(y + north * (top - south))


def plant(ground: Ground, districts: tuple[District, ...]) -> tuple[Ground, Planted]:
    """Add the planted spots to the ground and choose the planted streets."""
    spots: dict[str, int] = {}
    for name, (number, east, north, size) in PLANTED_SPOTS.items():
        piece = ground.nearest(*middle(districts, number, east, north), StreetClass.COLLECTOR)
        spots[name] = len(ground)
        ground = ground.with_spots(np.array([piece]), size)
    streets = {
        name: int(ground.street[ground.nearest(*middle(districts, *place), StreetClass.COLLECTOR)])
        for name, place in PLANTED_STREETS.items()
    }
    return ground, Planted(spots, streets)


@dataclass(frozen=True, eq=False)
class Scene:
    """What the planted themes are made from."""

    ground: Ground
    planted: Planted
    days: Days

    def street(self, name: str) -> Weights:
        """Return the weight of a planted street's pieces."""
        ground = self.ground
        return np.where(ground.street == self.planted.streets[name], ground.length, 0.0)

    def spot(self, name: str) -> Weights:
        """Return the weight of a planted spot."""
        place = np.zeros(len(self.ground))
        place[self.planted.spots[name]] = 1.0
        return place


def planted_themes(scene: Scene, homes: Weights, rng: np.random.Generator) -> list[Theme]:
    """Return the planted truths as themes.

    Parameters
    ----------
    homes : ndarray of float64, shape (p,)
        Weight of each piece where people live.
    """
    even = Rhythm(0.6).over(scene.days)
    return [
        *_corners(scene, even),
        *_streets(scene, even),
        *_reporting(scene, homes, even),
        *_bursts(scene, rng),
    ]


def _corners(scene: Scene, even: Weights) -> list[Theme]:
    days = scene.days
    vanished = even * np.where(days.since(1404, 4, 1), 0.04, 1.0)
    fading = even * (2.0 - 1.8 * days.grown)
    mixed = {Kind.OTHER: 0.5, Kind.VEHICLE_OTHER: 0.3, Kind.SHOP: 0.2}
    corners = [
        Theme("vanished corner", 0.006, scene.spot("vanished"), vanished, RUSH, CARS, SEEN),
        Theme("steady corner", 0.008, scene.spot("steady"), even, RUSH, CARS, SEEN),
        Theme("fading corner", 0.006, scene.spot("fading"), fading, RUSH, CARS, SEEN),
        Theme("default coordinate", 0.006, scene.spot("stacked"), even, RUSH, mixed, CITIZENS,
              stacked=True),
    ]  # fmt: skip
    new = even * days.since(1404, 7, 15)
    if new.any():
        corners.append(Theme("new corner", 0.0022, scene.spot("new"), new, RUSH, CARS, TOLD))
    return corners


def _streets(scene: Scene, even: Weights) -> list[Theme]:
    doubled = even * np.where(scene.days.since(1404, 7, 1), 2.0, 1.0)
    school, gap = school_days(scene.days), peaks((14.5, 0.22, 1.0), floor=0.004)
    crews = {Source.OBSTRUCTION: 1.0}
    return [
        Theme("doubled street", 0.006, scene.street("doubled"), doubled, RUSH, CARS, SEEN),
        Theme("crew gap", 0.008, scene.street("gap"), school, gap, CARS, CITIZENS),
        Theme("patrolled street", 0.008, scene.street("patrolled"), even, RUSH, CARS, crews),
    ]


def _reporting(scene: Scene, homes: Weights, even: Weights) -> list[Theme]:
    """Return what only the way of reporting makes; absent where a city has no such district."""
    more = even * (0.4 + 1.6 * scene.days.grown)
    tenth, fifth = (np.where(scene.ground.district == n, homes, 0.0) for n in (10, 5))
    themes = [
        Theme("more calls", 0.03, tenth, more, RUSH, CARS, CITIZENS),
        Theme("never patrolled", 0.012, fifth, even, RUSH, CARS, CITIZENS),
    ]
    return [theme for theme in themes if theme.place.any()]


def _bursts(scene: Scene, rng: np.random.Generator) -> list[Theme]:
    """Return places that are reported again and again within six days, then never more."""
    count = len(scene.days.number)
    starts = np.sort(rng.choice(count - _BURST_DAYS, BURSTS, replace=False))
    windows = np.zeros((BURSTS, count))
    for window, start in zip(windows, starts, strict=True):
        window[start : start + _BURST_DAYS] = 1.0
    return [
        Theme(name, 0.0004, scene.spot(name), window, RUSH, CARS, TOLD, stacked=True)
        for name, window in zip((f"burst {i}" for i in range(BURSTS)), windows, strict=True)
    ]
