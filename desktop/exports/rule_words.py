"""A zone's rule and a crew's shift in words, as a deputy would write them."""

from __future__ import annotations

from data.calendar import Season, format_day, season_name, weekday_name
from data.model.names import activity_name
from data.model.zones import Rule
from resources.text import _, digits, is_rtl


def rule_in_words(rule: Rule) -> str:
    """Return «توقف ممنوع، شنبه تا چهارشنبه ۷ تا ۱۴، پاییز ۱۴۰۴»."""
    hours = hours_in_words(rule.start, rule.end)
    parts = [activity_name(rule.activity), f"{weekdays_in_words(rule.weekdays)} {hours}"]
    if rule.season:
        parts.append(season_in_words(Season.parse(rule.season)))
    return _("، ").join(parts)


def season_in_words(season: Season) -> str:
    """Return «پاییز ۱۴۰۴»."""
    return f"{season_name(season.name)} {digits(season.year)}"


def season_days_in_words(season: Season) -> str:
    """Return a season's first and last day, «۱ مهر تا ۳۰ آذر ۱۴۰۴»."""
    first, end = season.days()
    return days_in_words(first, end - 1, season.calendar)


def days_in_words(first: int, last: int, calendar: str) -> str:
    """Return two day numbers, both included, as «۱ مهر تا ۳۰ آذر ۱۴۰۴»."""
    start, stop = (format_day(day, calendar, long=True) for day in (first, last))
    if start == stop:
        return start
    date, year = start.rsplit(" ", 1)
    return _("{first} تا {last}").format(
        first=date if stop.endswith(f" {year}") else start, last=stop
    )


def weekdays_in_words(weekdays: frozenset[int]) -> str:
    """Return days of the week with runs joined: «شنبه تا چهارشنبه»، «شنبه و دوشنبه».

    Parameters
    ----------
    weekdays : frozenset of int
        0 = Saturday … 6 = Friday.
    """
    if len(weekdays) == 7:
        return _("همهٔ روزها")
    parts: list[str] = []
    for first, last in _runs(sorted(weekdays)):
        if last - first >= 2:
            span = _("{first} تا {last}")
            parts.append(span.format(first=weekday_name(first), last=weekday_name(last)))
        else:
            parts.extend(weekday_name(day) for day in range(first, last + 1))
    return (
        _("{first} و {last}").format(first=_("، ").join(parts[:-1]), last=parts[-1])
        if len(parts) > 1
        else parts[0]
    )


def _runs(days: list[int]) -> list[tuple[int, int]]:
    runs: list[tuple[int, int]] = []
    for day in days:
        if runs and day == runs[-1][1] + 1:
            runs[-1] = (runs[-1][0], day)
        else:
            runs.append((day, day))
    return runs


def hours_in_words(start: int, end: int) -> str:
    """Return minutes of the day as «۷ تا ۱۴»; equal values mean the whole day."""
    if start % 1440 == end % 1440:
        return _("شبانه‌روزی")
    words = _("{start} تا {end}") if end > start else _("{start} تا {end} روز بعد")
    return words.format(start=clock(start), end=clock(end))


def clock(minute: int) -> str:
    """Return a minute of the day as «۷» or «۷:۳۰»; in English as 07:00."""
    hour, rest = divmod(minute, 60)
    if not is_rtl():
        return f"{hour:02d}:{rest:02d}"
    return digits(f"{hour}:{rest:02d}" if rest else hour)
