"""Names and sentences that several layers share, in the user's language."""

from __future__ import annotations

from data.calendar import day_of, format_day
from data.model.snapshot import Snapshot
from layers.stats.change import Change, Verdict
from resources.text import _, digits, isolate, number, percent

FEW = 30  # events; fewer carry no statistics


def district_name(district: int) -> str:
    """Return «منطقهٔ ۴»."""
    return _("منطقهٔ {number}").format(number=digits(district))


def period_words(snapshot: Snapshot) -> str:
    """Return the filtered period with its last day, marked where it is unfinished."""
    city = snapshot.city
    since, until = snapshot.period
    first = day_of(since, city.timezone)
    last = day_of(max(since, until - 1), city.timezone)
    words = format_day(first, city.calendar, long=True)
    if last > first:
        end = format_day(last, city.calendar, long=True)
        words = _("{first} تا {last}").format(first=words, last=end)
    wanted = snapshot.filter.until
    if wanted is not None and snapshot.now and wanted > snapshot.now:
        return _("{period} (دورهٔ ناتمام)").format(period=words)
    return words


def verdict_words(verdict: Verdict) -> str:
    """Return what can be said about a change."""
    return {
        Verdict.INCREASE: _("افزایش واقعی است"),
        Verdict.DECREASE: _("کاهش واقعی است"),
        Verdict.UNCERTAIN: _("نمی‌توان گفت"),
    }[verdict]


def change_words(change: Change | None) -> str:
    """Return one sentence about a change against the same days of last year."""
    if change is None:
        return _("برای سنجش با پارسال داده‌ای نیست.")
    if change.verdict is Verdict.UNCERTAIN:
        words = _("همین روزها در سال پیش {before} مورد بود؛ نمی‌توان گفت که تغییر واقعی است.")
    else:
        words = _("همین روزها در سال پیش {before} مورد بود؛ {verdict}.")
    return words.format(before=number(change.before), verdict=verdict_words(change.verdict))


def hour_words(hour: int | None) -> str:
    """Return «ساعت ۱۰ تا ۱۱», or that no hour is known."""
    if hour is None:
        return _("نامعلوم")
    return _("ساعت {start} تا {end}").format(start=digits(hour), end=digits(hour + 1))


def clock_words(minute: int) -> str:
    """Return a minute of the day as ``۰۸:۳۰``."""
    return digits(f"{minute // 60:02d}:{minute % 60:02d}")


def caution(shown: int) -> str:
    """Return a warning where events are too few for statistics, else nothing."""
    if shown == 0:
        return _("در این دوره و با این فیلتر موردی روی نقشه نیست؛ دوره یا فیلتر را گسترده‌تر کنید.")
    if shown < FEW:
        words = _("تنها {count} مورد؛ برای نتیجه‌گیری کم است، دوره را گسترده‌تر کنید.")
        return words.format(count=number(shown))
    return ""


def honesty(snapshot: Snapshot) -> str:
    """Return what share of the rows is shown and whether they are invented, else nothing."""
    return remark(_("دادهٔ نمایشی") if snapshot.simulated else "", share_shown(snapshot))


def share_shown(snapshot: Snapshot) -> str:
    """Return what share of the rows is on the map where it is not all of them."""
    if snapshot.share_placed == 1:
        return ""
    return _("{share} موارد روی نقشه است").format(share=percent(snapshot.share_placed))


def remark(*sentences: str) -> str:
    """Join the remarks that are not empty."""
    return " · ".join(sentence for sentence in sentences if sentence)


def named(name: str) -> str:
    """Return a name from outside, kept from turning the text around it."""
    return isolate(name)
