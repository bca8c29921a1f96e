"""Dates, seasons and city time, held against jdatetime, Qt, zoneinfo and the domain's values."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from data.calendar import (
    SEASONS,
    Season,
    date_parts,
    day_of,
    days_from_jalali,
    format_day,
    format_instant,
    gregorian_day,
    is_leap,
    iso_utc,
    jalali_day,
    jalali_from_days,
    month_length,
    month_name,
    parse_instant,
    season_name,
    shift_years,
    weekday,
    weekday_name,
)
from data.errors import BadInput
from data.timezones import DAY_SECONDS, zone_offsets
from resources.text import set_language

EPOCH = dt.date(1970, 1, 1)
TEHRAN = "Asia/Tehran"
FIRST, END = jalali_day(1300, 1, 1), jalali_day(1437, 1, 1)
EVERY_DAY = np.arange(FIRST, END)


def test_every_day_of_1300_to_1436_equals_jdatetime() -> None:
    import jdatetime

    year, month, day = (part.tolist() for part in jalali_from_days(EVERY_DAY))
    start = EPOCH.toordinal()
    for number, *ours in zip(EVERY_DAY.tolist(), year, month, day, strict=True):
        theirs = jdatetime.date.fromordinal(number + start - 226_894)
        assert ours == [theirs.year, theirs.month, theirs.day]


def test_every_day_of_1300_to_1436_equals_qt_but_the_last() -> None:
    # Qt ends 1436 on its 29 Esfand; the equinox of 2058 falls after noon in Tehran, so the year
    # is a leap year, as jdatetime and the 33-year breaks have it.
    from PySide6.QtCore import QCalendar, QDate

    calendar = QCalendar(QCalendar.System.Jalali)
    julian = QDate(1970, 1, 1).toJulianDay()
    year, month, day = (part.tolist() for part in jalali_from_days(EVERY_DAY))
    assert [year.pop(), month.pop(), day.pop()] == [1436, 12, 30]
    for number, *ours in zip(EVERY_DAY[:-1].tolist(), year, month, day, strict=True):
        parts = calendar.partsFromDate(QDate.fromJulianDay(number + julian))
        assert ours == [parts.year, parts.month, parts.day]


def test_conversion_to_days_and_back_is_the_identity() -> None:
    days = np.arange(jalali_day(1200, 1, 1), jalali_day(1500, 12, 29) + 1)
    assert np.array_equal(days_from_jalali(*jalali_from_days(days)), days)
    assert jalali_from_days(days.reshape(1, -1))[2].shape == (1, len(days))


def test_leap_years_are_the_official_ones() -> None:
    leaps = [year for year in range(1399, 1425) if is_leap(year)]
    assert leaps == [1399, 1403, 1408, 1412, 1416, 1420, 1424]
    assert [month_length(1403, m) for m in (1, 6, 7, 11, 12)] == [31, 31, 30, 30, 30]
    assert month_length(1404, 12) == 29


@pytest.mark.parametrize(
    ("jalali", "iso"),
    [
        ((1403, 12, 30), "2025-03-20"),
        ((1404, 1, 1), "2025-03-21"),
        ((1404, 7, 1), "2025-09-23"),
        ((1405, 1, 1), "2026-03-21"),
    ],
)
def test_dates_of_the_domain(jalali: tuple[int, int, int], iso: str) -> None:
    assert EPOCH + dt.timedelta(days=jalali_day(*jalali)) == dt.date.fromisoformat(iso)


@pytest.mark.parametrize(
    "date", [(1404, 12, 30), (1404, 7, 31), (1404, 0, 1), (1404, 13, 1), (1199, 1, 1), (1501, 1, 1)]
)
def test_a_jalali_date_that_does_not_exist_is_refused(date: tuple[int, int, int]) -> None:
    with pytest.raises(BadInput):
        jalali_day(*date)


@pytest.mark.parametrize("date", [(2025, 2, 29), (2025, 13, 1), (0, 1, 1), (10**9, 1, 1)])
def test_a_gregorian_date_that_does_not_exist_is_refused(date: tuple[int, int, int]) -> None:
    with pytest.raises(BadInput):
        gregorian_day(*date)


@pytest.mark.parametrize("day", [jalali_day(1200, 1, 1) - 1, jalali_day(1500, 12, 29) + 2, 2**40])
def test_days_outside_the_calendar_are_refused(day: int) -> None:
    with pytest.raises(BadInput):
        jalali_from_days([0, day])


def test_weekdays_begin_on_saturday() -> None:
    assert weekday(gregorian_day(2025, 9, 23)) == 3  # 1 Mehr 1404 was a Tuesday
    assert weekday(np.arange(7)).tolist() == [5, 6, 0, 1, 2, 3, 4]
    assert weekday_name(0) == "شنبه"
    assert weekday_name(6) == "جمعه"


class TestZones:
    @pytest.mark.parametrize("name", [TEHRAN, "America/New_York", "Australia/Lord_Howe", "UTC"])
    def test_offsets_equal_zoneinfo_every_seven_hours(self, name: str) -> None:
        utc = np.arange(-600_000_000, 2_145_000_000, 25_200 * 7)
        zone = ZoneInfo(name)
        theirs = [
            dt.datetime.fromtimestamp(second, dt.UTC).astimezone(zone).utcoffset().total_seconds()
            for second in utc.tolist()
        ]
        assert np.array_equal(zone_offsets(name).at(utc), np.array(theirs))

    def test_summer_time_ends_for_good_in_1401(self) -> None:
        noon = [parse_instant(f"{date} 12:00", TEHRAN) for date in ("1401/05/01", "1402/05/01")]
        assert [iso_utc(n)[11:16] for n in noon] == ["07:30", "08:30"]

    def test_the_clock_change_of_1401_is_exact_to_the_second(self) -> None:
        offsets = zone_offsets(TEHRAN)
        change = int(offsets.starts[-1])
        assert iso_utc(change) == "2022-09-21T19:30:00Z"
        assert offsets.at([change - 1, change]).tolist() == [16_200, 12_600]

    def test_local_and_utc_are_inverse_outside_the_repeated_hour(self) -> None:
        offsets = zone_offsets(TEHRAN)
        utc = np.arange(1_500_000_000, 1_750_000_000, 3_571)
        back = offsets.utc(offsets.local(utc))
        repeated = back != utc
        assert np.all(utc[repeated] - back[repeated] == 3_600)
        assert repeated.mean() < 0.001

    @pytest.mark.parametrize("name", ["Mars/Olympus", "", "../etc", "America", "a" * 5_000, "x\0y"])
    def test_an_unknown_zone_is_refused(self, name: str) -> None:
        with pytest.raises(BadInput) as refused:
            zone_offsets(name)
        assert len(str(refused.value)) < 200


class TestSeasons:
    def test_jalali_seasons_begin_as_the_domain_says(self) -> None:
        starts = [date_parts(Season(1404, name).days()[0]) for name in SEASONS]
        assert starts == [(1404, 1, 1), (1404, 4, 1), (1404, 7, 1), (1404, 10, 1)]
        assert Season(1403, "winter").days()[1] == jalali_day(1404, 1, 1)

    def test_gregorian_winter_begins_in_december_and_holds_29_february(self) -> None:
        winter = Season(2023, "winter", "gregorian")
        assert winter.days() == (gregorian_day(2023, 12, 1), gregorian_day(2024, 3, 1))
        assert Season.of_day(gregorian_day(2024, 2, 29), "gregorian") == winter
        assert Season.of_day(gregorian_day(2024, 3, 1), "gregorian").name == "spring"

    @pytest.mark.parametrize("calendar", ["jalali", "gregorian"])
    def test_every_day_lies_in_its_season(self, calendar: str) -> None:
        for day in range(19_000, 21_000, 3):
            season = Season.of_day(day, calendar)
            first, end = season.days()
            assert first <= day < end
            assert Season.of_day(end, calendar) == season.next()

    def test_span_is_exclusive_and_in_city_time(self) -> None:
        start, end = Season(1404, "autumn").span(TEHRAN)
        assert iso_utc(start) == "2025-09-22T20:30:00Z"
        assert end == Season(1404, "winter").span(TEHRAN)[0]

    def test_spring_before_1402_begins_in_winter_time_and_ends_in_summer_time(self) -> None:
        start, end = Season(1400, "spring").span(TEHRAN)
        assert (end - start) == 93 * DAY_SECONDS - 3_600

    def test_seasons_sort_by_time(self) -> None:
        names = [str(s) for s in sorted(Season.parse(f"1404-{n}") for n in sorted(SEASONS))]
        assert names == [f"1404-{n}" for n in SEASONS]
        assert Season(1403, "winter") < Season(1404, "spring")

    def test_parse_takes_persian_digits(self) -> None:
        assert Season.parse(" ۱۴۰۴-autumn ") == Season(1404, "autumn")
        assert Season.parse("1404-autumn").last_year() == Season(1403, "autumn")

    def test_the_year_tells_the_calendar_where_none_is_named(self) -> None:
        assert Season.parse("2025-winter") == Season(2025, "winter", "gregorian")
        with pytest.raises(BadInput):
            Season.parse("1404-winter", "gregorian")

    @pytest.mark.parametrize(
        "text", ["1404", "1404-fall", "14044-autumn", "1100-autumn", "", "x" * 9_999]
    )
    def test_anything_else_is_refused(self, text: str) -> None:
        with pytest.raises(BadInput):
            Season.parse(text)


def test_shift_years_keeps_the_date_and_gives_way_on_leap_days() -> None:
    assert shift_years(jalali_day(1403, 12, 30), 1) == jalali_day(1404, 12, 29)
    assert shift_years(jalali_day(1404, 9, 2), -3) == jalali_day(1401, 9, 2)
    assert shift_years(gregorian_day(2024, 2, 29), -1, "gregorian") == gregorian_day(2023, 2, 28)
    assert shift_years(gregorian_day(2025, 5, 1), 1, "gregorian") == gregorian_day(2026, 5, 1)


class TestParsing:
    @pytest.mark.parametrize(
        "text",
        ["1404/09/02 10:42", "۱۴۰۴/۹/۲ ۱۰:۴۲", "١٤٠٤-٠٩-٠٢ ١٠:٤٢:٠٠", "2025-11-23T07:12:00Z",
         "2025-11-23T10:42+03:30", " 2025.11.23 10:42 ", "2025-11-23T02:12:00.25-0500"],
    )  # fmt: skip
    def test_one_instant_in_many_spellings(self, text: str) -> None:
        assert iso_utc(parse_instant(text, TEHRAN)) == "2025-11-23T07:12:00Z"

    def test_a_date_alone_is_midnight_in_the_city(self) -> None:
        assert iso_utc(parse_instant("1404/07/01", TEHRAN)) == "2025-09-22T20:30:00Z"
        end_of_day = parse_instant("1404/06/31 24:00", TEHRAN)
        assert end_of_day == parse_instant("1404/07/01", TEHRAN)

    @pytest.mark.parametrize(
        "text",
        ["1404/12/30", "1404/7/31", "2025-02-30", "1404/07/01 24:01", "1404/07/01 12:60",
         "1404/07/01 25:00", "tomorrow", "", "1404", "14040703", "9999999/1/1", "1404/07/01 12"],
    )  # fmt: skip
    def test_what_is_no_date_is_refused(self, text: str) -> None:
        with pytest.raises(BadInput):
            parse_instant(text, TEHRAN)

    def test_the_message_never_carries_control_characters_or_long_texts(self) -> None:
        with pytest.raises(BadInput) as refused:
            parse_instant("\u202e\x1b[31m" + "9" * 10_000, TEHRAN)
        assert "\u202e" not in str(refused.value)
        assert "\x1b" not in str(refused.value)
        assert len(str(refused.value)) < 100

    @settings(deadline=None)
    @given(st.text(max_size=40))
    def test_any_text_is_read_or_refused(self, text: str) -> None:
        try:
            parse_instant(text, TEHRAN)
        except BadInput as error:
            assert str(error)


class TestShowing:
    def test_persian(self) -> None:
        instant = parse_instant("2025-11-23T07:12:00Z", TEHRAN)
        assert format_instant(instant, TEHRAN) == "۱۴۰۴/۰۹/۰۲ ۱۰:۴۲"
        assert format_day(day_of(instant, TEHRAN), long=True) == "۲ آذر ۱۴۰۴"
        assert season_name("autumn") == "پاییز"

    def test_gregorian_months_have_persian_names(self) -> None:
        day = gregorian_day(2025, 1, 9)
        assert format_day(day, "gregorian", long=True) == "۹ ژانویه ۲۰۲۵"
        assert len({month_name(m, c) for m in range(1, 13) for c in ("jalali", "gregorian")}) == 24

    def test_digits_follow_the_language(self) -> None:
        set_language("en")
        assert format_day(jalali_day(1404, 7, 1)) == "1404/07/01"
