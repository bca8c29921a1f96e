"""Why a row is set aside, in one word for the program and one sentence for the user."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from resources.text import _


class Reason(IntEnum):
    """What is wrong with a row; the lowest code that applies is told."""

    NONE = 0
    TOTAL = 1
    SURPLUS = 2
    NO_DATE = 3
    FALSE_DATE = 4
    AMBIGUOUS_DATE = 5
    FUTURE = 6
    RELEASE_FIRST = 7
    FALSE_COORDINATES = 10
    HALF_POINT = 11
    ZERO_POINT = 12
    SWAPPED = 13
    OUTSIDE = 14
    NO_POINT_SHAPE = 15


@dataclass(frozen=True, slots=True)
class Reject:
    """A row that was not accepted.

    Attributes
    ----------
    line : int
        Line or row in the file, from 1.
    reason : str
        A sentence in the user's language.
    original : tuple of str
        The row's cells as they were, in the order of the file's columns.
    """

    line: int
    reason: str
    original: tuple[str, ...]


def reason_text(reason: int) -> str:
    """Return the sentence for a reason."""
    return {
        Reason.TOTAL: _("ردیف جمع"),
        Reason.SURPLUS: _("سلول‌های این ردیف از سرستون‌ها بیشتر است"),
        Reason.NO_DATE: _("تاریخ ندارد"),
        Reason.FALSE_DATE: _("تاریخ یا ساعت نادرست است"),
        Reason.AMBIGUOUS_DATE: _("روز و ماه این تاریخ از هم شناخته نمی‌شود؛ سال-ماه-روز بنویسید"),
        Reason.FUTURE: _("تاریخ در آینده است"),
        Reason.RELEASE_FIRST: _("ترخیص پیش از توقیف است یا تاریخ آن نادرست است"),
        Reason.FALSE_COORDINATES: _("مختصات خوانده نشد"),
        Reason.HALF_POINT: _("یکی از دو مختصات نیست"),
        Reason.ZERO_POINT: _("مختصات صفر است"),
        Reason.SWAPPED: _("طول و عرض جابه‌جاست؛ اگر جایشان عوض شود درون شهر می‌افتد"),
        Reason.OUTSIDE: _("نقطه بیرون از محدودهٔ شهر است"),
        Reason.NO_POINT_SHAPE: _("شکل این ردیف نقطه نیست"),
    }[Reason(reason)]
