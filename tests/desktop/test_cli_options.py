"""From the texts of options to values, and what is refused."""

from __future__ import annotations

import math

import pytest
import typer
from hypothesis import given
from hypothesis import strategies as st

from data.calendar import jalali_day
from data.errors import BadInput
from data.model.events import SOURCES, Kind, Source
from data.model.filters import DEFAULT_SOURCES
from data.timezones import DAY_SECONDS
from desktop.cli_options import chosen_filter, extent_in_degrees, finite, moment, picture_size
from desktop.session import Session


def test_every_option_reaches_the_filter(session: Session) -> None:
    chosen = chosen_filter(
        session.snapshot, "complaints,impounds", "rubble", 4, "1404/07/01", "1404/08/01"
    )
    assert chosen.sources == {Source.COMPLAINT, Source.IMPOUND}
    assert chosen.kinds == {Kind.RUBBLE}
    assert chosen.districts == {4}
    assert chosen.until - chosen.since == 30 * DAY_SECONDS


def test_without_options_the_default_sources_are_asked(session: Session) -> None:
    chosen = chosen_filter(session.snapshot, None, None, None, None, None)
    assert chosen.sources == DEFAULT_SOURCES and chosen.districts is None
    assert set(SOURCES.values()) == set(Source)


def test_a_district_that_is_not_there_is_refused(session: Session) -> None:
    with pytest.raises(BadInput):
        chosen_filter(session.snapshot, None, None, 99, None, None)


def test_an_instant_is_read_in_the_citys_time(session: Session) -> None:
    day, minute = moment("1404/07/01 08:30", session.city)
    assert (day, minute) == (jalali_day(1404, 7, 1), 510)
    assert moment(None, session.city) == (None, None)


@pytest.mark.parametrize("value", [math.nan, math.inf, -math.inf])
def test_what_is_no_number_is_wrong_usage(value: float) -> None:
    with pytest.raises(typer.BadParameter):
        finite(value)


@given(st.integers(100, 10_000), st.integers(100, 10_000))
def test_a_size_is_read_as_it_is_written(width: int, height: int) -> None:
    assert picture_size(f"{width}x{height}") == (width, height)


@pytest.mark.parametrize("text", ["", "x", "99x800", "800x10001", "800", "-800x800", "8e2x800"])
def test_impossible_sizes_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        picture_size(text)


@pytest.mark.parametrize("text", ["1,2,3", "a,b,c,d", "3,0,1,1", "0,91,1,92", "nan,0,1,1"])
def test_impossible_extents_are_refused(text: str) -> None:
    with pytest.raises(BadInput):
        extent_in_degrees(text)
