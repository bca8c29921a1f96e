"""Events of the demonstration city by the million: drawn from tables, block by block.

Every block of `BLOCK` rows has its own random stream, made from the seed and the block's number,
so the same rows come out however large the chunks are, and memory stays bounded.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from data.demo.ground import Ground
from data.demo.handling import Handling, share_table
from data.demo.rhythm import Days
from data.demo.themes import Theme
from data.demo.wording import Wording
from data.feedback import Feedback
from data.locating import district_table
from data.model.events import EventTable, Precision
from data.model.intake import NewEvents
from data.profile import Profile
from data.timezones import DAY_SECONDS, zone_offsets

Place = tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int16]]

BLOCK = 50_000
_CHUNK_BLOCKS = 4
_THEME_STEPS = 8_192
_CODE_STEPS = 512
_HOUR_STEPS = 512
# How often a row of each source has a point, and how often the rest at least a street.
_POINT_SHARE = np.array([0.0, 0.80, 0.42, 0.72])
_STREET_SHARE = 0.78


@dataclass(frozen=True, eq=False)
class Tables:
    """The themes as tables from which an even random number draws a day, a place, an hour …

    Attributes
    ----------
    theme : ndarray of uint8, shape (d, _THEME_STEPS)
        Theme by day.
    place : ndarray of int32, shape (sum of sizes,)
        Pieces of ground, theme after theme.
    place_start, place_size : ndarray of int64, shape (k,)
    seconds : ndarray of float64, shape (k, 2, _HOUR_STEPS + 1)
        Second of the day at even quantiles, on working and on quiet days.
    kind, source : ndarray of uint8, shape (k, _CODE_STEPS)
    stacked : ndarray of bool, shape (k,)
    day_share : ndarray of float64, shape (d,)
        Expected share of all events.
    """

    theme: NDArray[np.uint8]
    place: NDArray[np.int32]
    place_start: NDArray[np.int64]
    place_size: NDArray[np.int64]
    seconds: NDArray[np.float64]
    kind: NDArray[np.uint8]
    source: NDArray[np.uint8]
    stacked: NDArray[np.bool_]
    day_share: NDArray[np.float64]

    @classmethod
    def of(cls, themes: list[Theme]) -> Tables:
        """Build the tables once; drawing then costs a few look-ups a row."""
        weight = np.stack([t.share * t.days / t.days.sum() for t in themes], axis=1)
        places = [_place_table(t.place) for t in themes]
        size = np.array([len(p) for p in places])
        return cls(
            theme=_theme_table(weight),
            place=np.concatenate(places),
            place_start=np.cumsum(size) - size,
            place_size=size,
            seconds=np.stack([np.stack([_second_table(h) for h in _hours(t)]) for t in themes]),
            kind=np.stack([share_table(t.kinds, _CODE_STEPS) for t in themes]),
            source=np.stack([share_table(t.sources, _CODE_STEPS) for t in themes]),
            stacked=np.array([t.stacked for t in themes]),
            day_share=weight.sum(axis=1) / weight.sum(),
        )


def _hours(theme: Theme) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    return theme.hours, theme.hours if theme.quiet_hours is None else theme.quiet_hours


def _theme_table(weight: NDArray[np.float64]) -> NDArray[np.uint8]:
    edges = np.cumsum(weight, axis=1) / weight.sum(axis=1, keepdims=True)
    at = (np.arange(_THEME_STEPS) + 0.5) / _THEME_STEPS
    return np.stack([np.searchsorted(row, at) for row in edges]).astype(np.uint8)


def _place_table(weight: NDArray[np.float64]) -> NDArray[np.int32]:
    """Return pieces repeated by their weight, finer the more pieces there are."""
    used = np.flatnonzero(weight > 0)
    steps = 1 << int(np.ceil(np.log2(min(max(len(used) * 12, 64), 262_144))))
    edges = np.cumsum(weight[used])
    index = np.searchsorted(edges, (np.arange(steps) + 0.5) / steps * edges[-1])
    return used[np.minimum(index, len(used) - 1)].astype(np.int32)


def _second_table(weight: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the second of the day at even quantiles of weights a quarter hour."""
    edges = np.concatenate([[0.0], np.cumsum(weight)]) / weight.sum()
    quantile = np.linspace(0.0, 1.0, _HOUR_STEPS + 1)
    return np.interp(quantile, edges, np.linspace(0, DAY_SECONDS, len(weight) + 1))


class EventMaker:
    """Makes the rows; everything that decides them is fixed when it is made.

    Parameters
    ----------
    now : int
        UTC seconds; no event is later.
    count : int
        Number of all events.
    """

    def __init__(
        self,
        tables: Tables,
        ground: Ground,
        profile: Profile,
        days: Days,
        wording: Wording,
        *,
        now: int,
        count: int,
        seed: int,
    ) -> None:
        self._tables, self._ground, self._districts = tables, ground, profile.districts
        self._days, self._wording = days, wording
        self._offsets = zone_offsets(profile.city.timezone)
        self._handling = Handling(now)
        self._count, self._seed = count, seed
        self._second_of_now = int(self._offsets.local(now)) % DAY_SECONDS
        self._ends = np.cumsum(self._day_counts())

    def _day_counts(self) -> NDArray[np.int64]:
        rng = np.random.Generator(np.random.PCG64([self._seed, 1]))
        share = self._tables.day_share.copy()
        # The last day is not over yet.
        share[-1] *= self._second_of_now / DAY_SECONDS
        # Days differ by more than chance: weather, events, who was on duty.
        share *= rng.gamma(60.0, 1 / 60.0, len(share))
        return rng.multinomial(self._count, share / share.sum())

    def chunks(self, feedback: Feedback) -> Iterator[NewEvents]:
        """Yield all rows, in the order of their days, at most 200,000 at a time."""
        blocks = range(-(-self._count // BLOCK))
        for first in range(0, len(blocks), _CHUNK_BLOCKS):
            feedback.progress(first * BLOCK, self._count)
            parts = [self._block(b) for b in blocks[first : first + _CHUNK_BLOCKS]]
            tables, streets = zip(*parts, strict=True)
            table = EventTable.concatenate(tables)
            yield NewEvents(table, self._wording.texts(table, np.concatenate(streets)))
        feedback.progress(self._count, self._count)

    def _block(self, block: int) -> tuple[EventTable, NDArray[np.int32]]:
        """Return the rows of one block and the street (index of its name) of each."""
        rows = np.arange(block * BLOCK, min((block + 1) * BLOCK, self._count))
        rng = np.random.Generator(np.random.PCG64([self._seed, 2, block]))
        tables, count = self._tables, len(rows)
        day = np.searchsorted(self._ends, rows, side="right")
        theme = tables.theme[day, rng.integers(0, _THEME_STEPS, count)]
        time = self._times(day, theme, rng)
        order = np.argsort(time, kind="stable")
        theme, time = theme[order], time[order]
        pick = (rng.random(count) * tables.place_size[theme]).astype(np.int64)
        piece = tables.place[tables.place_start[theme] + pick]
        source = tables.source[theme, rng.integers(0, _CODE_STEPS, count)]
        kind = tables.kind[theme, rng.integers(0, _CODE_STEPS, count)]
        x, y, district = self._place(piece, rng)
        precision = _precision(source, tables.stacked[theme], rng)
        x[precision > 0] = y[precision > 0] = np.nan
        outcome, status = self._handling.draw(source, kind, time, rng)
        table = EventTable(
            x=x,
            y=y,
            precision=precision,
            time=time,
            source=source,
            kind=kind,
            outcome=outcome,
            district=district,
            status=status,
            batch=np.zeros(count, np.int32),
            id=np.zeros(count, np.int64),
        )
        return table, self._ground.street[piece]

    def _times(
        self, day: NDArray[np.int64], theme: NDArray[np.uint8], rng: np.random.Generator
    ) -> NDArray[np.int64]:
        quiet = self._days.quiet[day].astype(np.int64)
        at = rng.random(len(day))
        last = np.flatnonzero(day == len(self._days.number) - 1)
        if len(last):
            at[last] *= self._share_before_now(theme[last], quiet[last])
        step, part = np.divmod(at * _HOUR_STEPS, 1.0)
        step = step.astype(np.int64)
        low = self._tables.seconds[theme, quiet, step]
        second = low + part * (self._tables.seconds[theme, quiet, step + 1] - low)
        return self._offsets.utc(self._days.number[day] * DAY_SECONDS + second.astype(np.int64))

    def _share_before_now(
        self, theme: NDArray[np.uint8], quiet: NDArray[np.int64]
    ) -> NDArray[np.float64]:
        """Return how much of each theme's day is over; at least one step, so something happens."""
        before = (self._tables.seconds <= self._second_of_now).sum(axis=2) - 1
        return np.maximum(before[theme, quiet], 0) / _HOUR_STEPS

    def _place(self, piece: NDArray[np.int32], rng: np.random.Generator) -> Place:
        """Return metres and district of an event on each piece."""
        ground = self._ground
        along = rng.random(len(piece))
        side = rng.integers(0, 2, len(piece)) * 2 - 1
        spread = (rng.random(len(piece)) * 2 - 1) * ground.spread[piece]
        away = side * ground.half_width[piece] + spread
        xy = ground.start[piece]
        xy += along[:, None] * ground.step[piece]
        xy += away[:, None] * ground.normal[piece]
        district = ground.district[piece]
        near = np.flatnonzero(ground.border[piece])
        found = district_table(self._districts).label(*xy[near].T)
        # A point on the outer edge by a hair stays with its street.
        district[near] = np.where(found > 0, found, district[near])
        return xy[:, 0].copy(), xy[:, 1].copy(), district


def _precision(
    source: NDArray[np.uint8], stacked: NDArray[np.bool_], rng: np.random.Generator
) -> NDArray[np.uint8]:
    dice = rng.random((2, len(source)))
    worse = np.where(dice[1] < _STREET_SHARE, Precision.STREET, Precision.DISTRICT)
    pointed = stacked | (dice[0] < _POINT_SHARE[source])
    return np.where(pointed, Precision.POINT, worse).astype(np.uint8)
