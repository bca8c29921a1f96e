"""Column types that keep the domain's own units: UTC seconds, day numbers, sets of weekdays."""

from __future__ import annotations

import datetime as dt
import json
from typing import Any

import numpy as np
from numpy.typing import NDArray
from sqlalchemy.types import Text, TypeDecorator

INSTANT_LENGTH = len("2025-09-23T08:30:00.000Z")
_DAY_0 = dt.date(1970, 1, 1)
_INSTANT_0 = dt.datetime(1970, 1, 1, tzinfo=dt.UTC)


class BadValue(ValueError):
    """A stored value that no program of ours can have written."""


def instant_text(utc: int) -> str:
    """Write UTC seconds as GeoPackage 1.3 wants them, ``2025-09-23T08:30:00.000Z``."""
    moment = _INSTANT_0 + dt.timedelta(seconds=int(utc))
    return moment.strftime("%Y-%m-%dT%H:%M:%S.000Z")


def instant_of(text: str) -> int:
    """Read an ISO 8601 instant, with or without fractions, as UTC seconds."""
    try:
        moment = dt.datetime.fromisoformat(text)
    except (TypeError, ValueError) as error:
        raise BadValue("not an instant") from error
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=dt.UTC)
    return int((moment - _INSTANT_0).total_seconds() // 1)


def instant_texts(utc: NDArray[np.int64]) -> list[str]:
    """Write many UTC seconds, shape (n,), between the years 0 and 9999."""
    days, seconds = np.divmod(utc, 86_400)
    letters = np.empty((len(utc), INSTANT_LENGTH), np.uint8)
    letters[:] = np.frombuffer(b"0000-00-00T00:00:00.000Z", np.uint8)
    dates, row = np.unique(days, return_inverse=True)
    calendar = np.datetime_as_string(dates.astype("datetime64[D]")).astype("S10")
    letters[:, :10] = calendar.view(np.uint8).reshape(-1, 10)[row]
    parts = ((11, seconds // 3600), (14, seconds // 60 % 60), (17, seconds % 60))
    for start, value in parts:
        letters[:, start] += (value // 10).astype(np.uint8)
        letters[:, start + 1] += (value % 10).astype(np.uint8)
    return letters.view(f"S{INSTANT_LENGTH}").ravel().astype(f"U{INSTANT_LENGTH}").tolist()


def instants_of(joined: bytes) -> NDArray[np.int64] | None:
    """Read texts of `instant_texts` laid end to end; None when one has another form."""
    if len(joined) % INSTANT_LENGTH:
        return None
    letters = np.frombuffer(joined, np.uint8).reshape(-1, INSTANT_LENGTH)
    form = np.frombuffer(b"0000-00-00T00:00:00.000Z", np.uint8)
    is_digit = np.zeros(INSTANT_LENGTH, bool)
    is_digit[[0, 1, 2, 3, 5, 6, 8, 9, 11, 12, 14, 15, 17, 18]] = True
    figures = letters[:, is_digit] - np.uint8(48)
    if np.any(letters[:, ~is_digit] != form[~is_digit]) or np.any(figures > 9):
        return None
    number = figures.astype(np.int32)
    year = number[:, 0] * 1000 + number[:, 1] * 100 + number[:, 2] * 10 + number[:, 3]
    month, day, hour, minute, second = (
        number[:, i] * 10 + number[:, i + 1] for i in (4, 6, 8, 10, 12)
    )
    seconds = hour * 3600 + minute * 60 + second
    return _days_from_civil(year, month, day) * np.int64(86_400) + seconds


def _days_from_civil(
    year: NDArray[np.int32], month: NDArray[np.int32], day: NDArray[np.int32]
) -> NDArray[np.int64]:
    """Return days since 1970 of Gregorian dates; years are counted from March for leap days."""
    year = year - (month <= 2)
    since_march = (month + 9) % 12
    leaps = year // 4 - year // 100 + year // 400
    days = year * 365 + leaps + (153 * since_march + 2) // 5 + day - 1
    return days.astype(np.int64) - 719_468


class Instant(TypeDecorator[int]):
    """UTC seconds, kept as a GeoPackage DATETIME."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Any) -> str | None:
        return None if value is None else instant_text(value)

    def process_result_value(self, value: str | None, dialect: Any) -> int | None:
        return None if value is None else instant_of(value)


class Day(TypeDecorator[int]):
    """A day number since 1970, kept as a GeoPackage DATE."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: int | None, dialect: Any) -> str | None:
        return None if value is None else (_DAY_0 + dt.timedelta(days=int(value))).isoformat()

    def process_result_value(self, value: str | None, dialect: Any) -> int | None:
        return None if value is None else (dt.date.fromisoformat(value) - _DAY_0).days


class Weekdays(TypeDecorator[frozenset]):
    """A set of weekdays, kept as their figures in order: ``0123`` is Saturday to Tuesday."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: frozenset[int] | None, dialect: Any) -> str | None:
        return None if value is None else "".join(str(day) for day in sorted(value))

    def process_result_value(self, value: str | None, dialect: Any) -> frozenset[int] | None:
        return None if value is None else frozenset(int(figure) for figure in value)


class Json(TypeDecorator[Any]):
    """Plain values as JSON with sorted keys, so that equal values are equal bytes."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Any) -> str:
        return canonical(value)

    def process_result_value(self, value: str | None, dialect: Any) -> Any:
        return None if value is None else json.loads(value)


def canonical(value: Any) -> str:
    """Return JSON with sorted keys and no spaces; NumPy's numbers become plain ones."""
    return json.dumps(
        value, ensure_ascii=False, sort_keys=True, separators=(",", ":"), default=_plain
    )


def _plain(value: Any) -> Any:
    if isinstance(value, np.generic):
        return value.item()
    raise TypeError(f"not a plain value: {type(value).__name__}")
