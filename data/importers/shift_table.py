"""Crews' shifts from the duty table (لوحهٔ شیفت)."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from data.feedback import Feedback, silent
from data.folding import fold
from data.importers.clocks import MISSING, read_clock
from data.importers.columns import checked_mapping
from data.importers.context import ImportContext
from data.importers.layer_rows import CheckedRows, Sieve, is_yes
from data.importers.numbers import as_float, as_int
from data.importers.tables import RawTable
from data.model.crews import Crew, Shift
from resources.text import _

USUAL_REACH = 1_500.0  # m, where the table says nothing
FURTHEST = 20_000.0  # m a crew may reach
_DAYS = (
    ("شنبه", "sat", "saturday", "ش"),
    ("یکشنبه", "sun", "sunday", "1شنبه"),
    ("دوشنبه", "mon", "monday", "2شنبه"),
    ("سهشنبه", "tue", "tuesday", "3شنبه"),
    ("چهارشنبه", "wed", "wednesday", "4شنبه"),
    ("پنجشنبه", "thu", "thursday", "5شنبه"),
    ("جمعه", "fri", "friday", "ج"),
)
_DAY_NUMBERS = {name: index for index, names in enumerate(_DAYS) for name in names}
_DAY_NUMBERS |= {str(index): index for index in range(7)}
_EVERY = frozenset(
    ("", "هرروز", "همهروزه", "همه", "روزانه", "تمامروزها", "daily", "all", "everyday")
)


@dataclass(frozen=True, eq=False, kw_only=True)
class CheckedShifts(CheckedRows):
    """Shifts, numbered from 1 in the order of the file."""

    shifts: tuple[Shift, ...]


def check_shifts(
    raw: RawTable,
    mapping: Mapping[str, str],
    crews: Sequence[Crew],
    context: ImportContext,
    feedback: Feedback | None = None,
) -> CheckedShifts:
    """Check a duty table; a row names its crew by its name or number."""
    feedback = feedback or silent()
    sieve = Sieve(raw, checked_mapping(raw, "shifts", mapping), context)
    names = {fold(crew.name): crew.id for crew in crews} | {str(crew.id): crew.id for crew in crews}
    clocks = [read_clock(raw.column(sieve.mapping[field]))[0] for field in ("start", "end")]
    days = sieve.days("first_day"), sieve.days("last_day")
    shifts: dict[tuple[object, ...], Shift] = {}
    for row in range(len(raw)):
        feedback.progress(row, len(raw))
        crew = names.get(fold(sieve.text(row, "crew")))
        weekdays = weekdays_of(sieve.text(row, "weekdays"))
        start, end = (int(clock[row]) for clock in clocks)
        first, last = (int(day[row]) for day in days)
        problem = _problem(crew, weekdays, (start, end), (first, last))
        if problem is not None:
            sieve.reject(row, problem)
            continue
        key = (crew, weekdays, start, end, first, last)
        if key in shifts:
            sieve.repeated.append(row)
            continue
        shifts[key] = Shift(
            len(shifts) + 1,
            crew,  # type: ignore[arg-type]
            weekdays,  # type: ignore[arg-type]
            start // 60 % 1440,
            end // 60 % 1440,
            first,
            last,
            _reach(sieve.text(row, "reach")),
            is_yes(sieve.text(row, "on_call")),
        )
    return CheckedShifts(shifts=tuple(shifts.values()), **sieve.result(len(shifts)))


def _problem(
    crew: int | None,
    weekdays: frozenset[int] | None,
    clock: tuple[int, int],
    days: tuple[int, int],
) -> str | None:
    if crew is None:
        return _("اکیپی با این نام نیست؛ نخست اکیپ‌ها را وارد کنید")
    if weekdays is None:
        return _("روزهای هفته خوانده نشد")
    if MISSING in clock:
        return _("ساعت آغاز یا پایان خوانده نشد")
    if MISSING in days or days[1] < days[0]:
        return _("تاریخ آغاز یا پایان نادرست است")
    return None


def _reach(text: str) -> float:
    value = as_float(text)
    return value if 0 < value <= FURTHEST else USUAL_REACH


def weekdays_of(text: str) -> frozenset[int] | None:
    """Return the days a text names, 0 = Saturday: «شنبه تا چهارشنبه», ``0,2``, daily; else None."""
    words = re.sub(r"(یک|دو|سه|چهار|پنج|\d)[\s\u200c]+شنبه", r"\1شنبه", text)
    words = fold(re.sub(r"\s*(?:تا|الی|to|-|–)\s*", "~", words))
    if words.replace(" ", "") in _EVERY:
        return frozenset(range(7))
    days: set[int] = set()
    for part in re.split(r"[\s,،;؛|+]+", words):
        if part in ("و", "and", ""):
            continue
        ends = [_DAY_NUMBERS.get(end.strip()) for end in part.split("~")]
        if len(ends) > 2 or None in ends:
            return None
        first, last = ends[0], ends[-1]
        days.update((first + step) % 7 for step in range((last - first) % 7 + 1))  # type: ignore[operator]
    return frozenset(days) or None


def minutes_of(text: str) -> int | None:
    """Return the minute of the day a text names, None where it names none; whole days are 0."""
    seconds = int(read_clock([text])[0][0])
    if seconds == MISSING:
        hour = as_int(text)
        return hour * 60 if hour is not None and 0 <= hour <= 24 else None
    return seconds // 60
