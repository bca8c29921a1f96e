from __future__ import annotations

import datetime as dt

import jdatetime
import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar import iso_utc
from data.importers.clocks import MISSING
from data.importers.dates import PIECE, looks_like_times, read_times

TEHRAN = "Asia/Tehran"


def one(text: str, zone: str = "UTC") -> str | None:
    utc = int(read_times([text], zone).utc[0])
    return None if utc == MISSING else iso_utc(utc)


@pytest.mark.parametrize(
    "text",
    [
        "۱۴۰۴/۷/۳",
        "1404.07.03",
        "14040703",
        "١٤٠٤-٠٧-٠٣",
        "۳ مهر ۱۴۰۴",
        "\u200f1404/07/03 ",
        "3/7/1404",
    ],
)
def test_jalali_dates_of_city_sheets_are_one_day(text: str) -> None:
    assert one(text, TEHRAN) == "2025-09-24T20:30:00Z"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2017-01-01T01:22:57-05:00", "2017-01-01T06:22:57Z"),
        ("2017-01-01 01:22:57Z", "2017-01-01T01:22:57Z"),
        ("2024-05-27T02:08:51.000", "2024-05-27T02:08:51Z"),
        ("11/13/2018 01:06:56 PM", "2018-11-13T13:06:56Z"),
        ("11/13/2018 12:06:56 AM", "2018-11-13T00:06:56Z"),
        ("43417.5", "2018-11-13T12:00:00Z"),
        ("1700000000", "2023-11-14T22:13:20Z"),
        ("1700000000000", "2023-11-14T22:13:20Z"),
        ("24 October 2011 10:30 PM", "2011-10-24T22:30:00Z"),
        ("Apr 3, 2018", "2018-04-03T00:00:00Z"),
        ("08:15 - 1404/07/01", "2025-09-23T08:15:00Z"),
        ("20181113T0830", "2018-11-13T08:30:00Z"),
        ("2018-11-13 24:00", "2018-11-14T00:00:00Z"),
    ],
)
def test_other_forms(text: str, expected: str) -> None:
    assert one(text) == expected


@pytest.mark.parametrize(
    "text",
    ["1404/12/30", "1404/13/01", "1404/07/31", "2018-02-30", "2018-01-01 25:00", "99999999", "x"]
    + ["2018-01-01 12:60", "13:00 PM 2018", "0", "123456", "11/13/2018 13:06 PM", "۱" * 60, "1403"],
)
def test_what_is_no_date_is_missing(text: str) -> None:
    assert one(text) is None


def test_thirty_esfand_of_a_leap_year_is_a_day() -> None:
    assert one("1403/12/30", TEHRAN) == "2025-03-19T20:30:00Z"


def test_summer_time_of_1401_and_none_after() -> None:
    assert one("1401/05/01 12:00", TEHRAN) == "2022-07-23T07:30:00Z"
    assert one("1402/05/01 12:00", TEHRAN) == "2023-07-23T08:30:00Z"


def test_the_column_tells_day_from_month() -> None:
    day_first = read_times(["03/04/2018", "25/04/2018"], "UTC")
    assert iso_utc(int(day_first.utc[0])) == "2018-04-03T00:00:00Z"
    month_first = read_times(["03/04/2018", "04/25/2018"], "UTC")
    assert iso_utc(int(month_first.utc[0])) == "2018-03-04T00:00:00Z"


def test_without_evidence_day_and_month_stay_unread() -> None:
    times = read_times(["03/04/2018", "05/05/2018"], "UTC")
    assert times.ambiguous.tolist() == [True, False]
    assert times.utc[0] == MISSING


def test_a_column_that_contradicts_itself_reads_only_what_is_clear() -> None:
    times = read_times(["25/04/2018", "04/25/2018", "03/04/2018"], "UTC")
    assert times.utc[0] == times.utc[1] != MISSING
    assert times.ambiguous.tolist() == [False, False, True]


def test_a_clock_in_its_own_column() -> None:
    times = read_times(["1404/07/01"] * 3, TEHRAN, ["8:05", None, "25:00"])
    assert iso_utc(int(times.utc[0])) == "2025-09-23T04:35:00Z"
    assert times.has_clock.tolist() == [True, False, False]
    assert times.utc[2] == MISSING


@given(
    st.dates(dt.date(1950, 1, 1), dt.date(2080, 1, 1)),
    st.sampled_from("/-."),
    st.booleans(),
)
def test_every_jalali_day_agrees_with_jdatetime(day: dt.date, mark: str, short: bool) -> None:
    jalali = jdatetime.date.fromgregorian(date=day)
    form = "{}{}{}{}{}" if short else "{}{}{:02d}{}{:02d}"
    text = form.format(jalali.year, mark, jalali.month, mark, jalali.day)
    assert one(text) == f"{day.isoformat()}T00:00:00Z"


@given(st.lists(st.one_of(st.none(), st.text(max_size=60)), max_size=30))
def test_any_text_is_read_or_missing_and_stands_alone(column: list[str | None]) -> None:
    times = read_times(column, TEHRAN)
    assert len(times.utc) == len(column)
    for text, utc in zip(column, times.utc.tolist(), strict=True):
        assert utc == MISSING or any(letter.isdigit() for letter in text or "")


def test_rows_keep_their_place_over_pieces() -> None:
    column = ["2018-01-01", None, "x"] * (PIECE // 3 + 5)
    utc = read_times(column, "UTC").utc
    assert set(utc[::3].tolist()) == {1_514_764_800}
    assert (utc[1::3] == MISSING).all() and (utc[2::3] == MISSING).all()


def test_columns_of_dates_are_told_from_numbers() -> None:
    assert looks_like_times(["1404/07/01", "1404/07/02", "14040703"])
    assert looks_like_times(["2018-01-01T10:00:00"] * 9 + ["?"])
    assert not looks_like_times(["45000", "46000"])
    assert not looks_like_times(["12.5", "13"])
    assert not looks_like_times([])
