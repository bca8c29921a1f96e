import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.calendar import Season, jalali_day
from data.model.zones import Activity, Rule
from desktop.exports import rule_words
from resources.text import set_language

WEEK = frozenset(range(7))


def test_a_rule_reads_as_a_deputy_would_write_it():
    rule = Rule(Activity.NO_PARKING, frozenset(range(5)), 420, 840, "1404-autumn")
    expected = "توقف ممنوع، شنبه تا چهارشنبه ۷ تا ۱۴، پاییز ۱۴۰۴"
    assert rule_words.rule_in_words(rule) == expected


def test_a_rule_without_season_and_hours_holds_always():
    assert rule_words.rule_in_words(Rule(Activity.NO_STOPPING)) == (
        "ایست ممنوع، همهٔ روزها شبانه‌روزی"
    )


@pytest.mark.parametrize(
    ("days", "words"),
    [
        ({0}, "شنبه"),
        ({0, 1}, "شنبه و یکشنبه"),
        ({0, 1, 2, 5}, "شنبه تا دوشنبه و پنجشنبه"),
        ({0, 2, 4}, "شنبه، دوشنبه و چهارشنبه"),
        ({6, 0}, "شنبه و جمعه"),
    ],
)
def test_runs_of_weekdays_are_joined(days, words):
    assert rule_words.weekdays_in_words(frozenset(days)) == words


@given(st.frozensets(st.integers(0, 6), min_size=1))
def test_no_two_sets_of_days_read_alike(days):
    def days_of(words: str) -> frozenset[int]:
        from data.calendar import weekday_name

        if words == "همهٔ روزها":
            return WEEK
        names = [weekday_name(i) for i in range(7)]
        found: set[int] = set()
        for part in words.replace(" و ", "، ").split("، "):
            first, _, last = part.partition(" تا ")
            found.update(range(names.index(first), names.index(last or first) + 1))
        return frozenset(found)

    assert days_of(rule_words.weekdays_in_words(days)) == days


@pytest.mark.parametrize(
    ("start", "end", "words"),
    [
        (420, 840, "۷ تا ۱۴"),
        (450, 1440, "۷:۳۰ تا ۲۴"),
        (1320, 360, "۲۲ تا ۶ روز بعد"),
        (0, 0, "شبانه‌روزی"),
        (0, 1440, "شبانه‌روزی"),
    ],
)
def test_hours(start, end, words):
    assert rule_words.hours_in_words(start, end) == words


def test_hours_of_the_day_in_english():
    set_language("en")
    assert rule_words.hours_in_words(420, 840) == "07:00–14:00"
    assert rule_words.hours_in_words(1320, 390) == "22:00–06:30 the next day"
    rule = Rule(Activity.NO_PARKING, frozenset(range(5)), 420, 840)
    assert rule_words.rule_in_words(rule).endswith("07:00–14:00")


def test_days_of_one_year_name_it_once():
    first, last = jalali_day(1404, 7, 1), jalali_day(1404, 9, 30)
    assert rule_words.days_in_words(first, last, "jalali") == "۱ مهر تا ۳۰ آذر ۱۴۰۴"
    over = rule_words.days_in_words(first, last + 119, "jalali")
    assert over == "۱ مهر ۱۴۰۴ تا ۳۰ فروردین ۱۴۰۵"
    assert rule_words.days_in_words(first, first, "jalali") == "۱ مهر ۱۴۰۴"


def test_a_gregorian_season_is_read_as_such():
    set_language("en")
    words = rule_words.rule_in_words(Rule(season="2025-winter"))
    assert words.endswith("2025")


def test_the_days_of_a_season():
    assert rule_words.season_days_in_words(Season(1403, "winter")) == "۱ دی تا ۳۰ اسفند ۱۴۰۳"
