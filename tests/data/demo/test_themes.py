"""Themes are complete, and planted truths stand alone."""

from __future__ import annotations

import numpy as np
import pytest

from data.calendar import jalali_day
from data.demo import DemoCity
from data.demo.ground import Ground, make_attractions
from data.demo.rhythm import Days
from data.demo.themes import Theme, kept_clear, ordinary_themes
from data.model.events import OBSTRUCTION_KINDS, Kind
from data.profile import Profile


@pytest.fixture(scope="module")
def themes(demo: DemoCity, tabriz: Profile) -> list[Theme]:
    rng = np.random.default_rng(1)
    ground = Ground.of_streets(demo.streets, tabriz.districts)
    spots = slice(len(ground), len(ground) + 3)
    ground = ground.with_spots(np.array([1, 2, 3]), 5.0)
    attractions = make_attractions(ground, tabriz.districts, (613_430.0, 4_215_440.0), rng)
    days = Days.between(jalali_day(1401, 9, 3), jalali_day(1404, 9, 2), rng)
    return ordinary_themes(ground, attractions, spots, days, rng)


def test_every_theme_has_places_days_and_hours(themes: list[Theme]) -> None:
    for theme in themes:
        for weight in (theme.place, theme.days, theme.hours):
            assert np.all(np.isfinite(weight)), theme.name
            assert weight.min() >= 0
            assert weight.sum() > 0
        assert sum(theme.kinds.values()) == pytest.approx(1.0)
        assert sum(theme.sources.values()) == pytest.approx(1.0)


def test_every_kind_happens(themes: list[Theme]) -> None:
    kinds = {kind for theme in themes for kind in theme.kinds}
    assert kinds == {*OBSTRUCTION_KINDS, Kind.NOT_OBSTRUCTION}


def test_cleared_ground_has_no_weight(themes: list[Theme]) -> None:
    cleared = np.zeros(len(themes[0].place), bool)
    cleared[::2] = True
    for before, after in zip(themes, kept_clear(themes, cleared, 0.5), strict=True):
        assert not after.place[::2].any()
        assert np.array_equal(after.place[1::2], before.place[1::2])
    assert sum(t.share for t in kept_clear(themes, cleared, 0.5)) == pytest.approx(0.5)
