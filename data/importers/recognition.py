"""What a city's own words for kind, outcome and status mean, in Persian and English.

Words are compared folded. Persian phrases are looked for with spaces left out, since
«دستفروش», «دست‌فروش» and «دست فروش» are one; English ones at the beginning of words.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Callable, Sequence

import numpy as np
from numpy.typing import NDArray

from data.importers.vocabulary import column_words
from data.model.events import Kind, Outcome, Source, Status

Table = tuple[tuple[int, tuple[str, ...]], ...]

# The first line with a phrase in the text decides, so narrow kinds stand before wide ones.
KINDS: Table = (
    (Kind.NOT_OBSTRUCTION, ("parking meter", "parking permit", "برف روبی", "چراغ راهنمایی")),
    (Kind.DOUBLE_PARKED, ("پارک دوبل", "دوبل", "double park", "doubled parked")),
    (
        Kind.ABANDONED,
        (
            *(
                "خودروی رها",
                "خودرو رها",
                "رهاشده",
                "فرسوده",
                "خودروی اسقاط",
                "اسقاطی",
                "لاشه خودرو",
            ),
            *("abandoned vehicle", "abandoned car", "abandoned auto", "derelict vehicle"),
            *("junk vehicle", "abandoned bike", "abandoned motor"),
        ),
    ),
    (Kind.VENDOR_PICKUP, ("وانت بار", "وانت", "vendor pickup", "pickup vendor", "خودروی دوره گرد")),
    (
        Kind.ON_PAVEMENT,
        (
            *("توقف در پیاده رو", "پارک در پیاده رو", "خودرو در پیاده رو", "موتور در پیاده رو"),
            *("پارک روی پیاده رو", "توقف روی پیاده رو", "موتورسیکلت در پیاده رو"),
            *("parked on sidewalk", "on sidewalk", "blocked sidewalk", "blocking sidewalk"),
            *("parked on pavement", "on pavement", "blocked crosswalk"),
        ),
    ),
    (
        Kind.NO_STOPPING,
        (
            *("توقف ممنوع", "پارک ممنوع", "ایست ممنوع", "توقف مطلقا ممنوع", "جلوی پل", "مقابل پل"),
            *("مقابل پارکینگ", "جلوی پارکینگ", "درب پارکینگ", "توقف غیرمجاز"),
            *("no stopping", "no standing", "no parking", "blocked driveway", "blocking driveway"),
            *("blocked hydrant", "fire hydrant parking", "posted parking", "blocked bike lane"),
            *("tow zone", "bus stop parking", "overnight commercial storage"),
        ),
    ),
    (
        Kind.VEHICLE_OTHER,
        (
            *("سد معبر خودرو", "سد معبر وسایل نقلیه", "پارک نامناسب", "پارک غیرمجاز", "پارک خودرو"),
            *("پارک غیر اصولی", "پارک غیراصولی", "توقف خودرو", "توقف بیجا", "مزاحمت خودرو"),
            *("خودروی مزاحم", "توقف کامیون", "توقف وسایل نقلیه"),
            *("vehicle obstruction", "illegal parking", "illegally parked", "parking complaint"),
            *("parking violation", "parking enforcement", "unauthorized parking", "parking"),
            *(
                "vehicle removal",
                "vehicle blocking",
                "48 hour",
                "trespass tow",
                "oversized vehicle",
            ),
        ),
    ),
    (
        Kind.SHOP,
        (
            *("سد معبر صنفی", "صنفی", "مغازه", "بساط کسبه", "کسبه", "تعمیرکار", "میز و صندلی"),
            *("چیدن اجناس", "shop spill", "sidewalk cafe", "merchandise on", "storefront"),
        ),
    ),
    (
        Kind.VENDOR,
        (
            *("دستفروش", "بساط گستر", "بساط", "دوره گرد", "چرخ دستی", "گاری"),
            *("street vendor", "vendor", "hawker", "peddler", "vending"),
        ),
    ),
    (
        Kind.RUBBLE,
        ("نخاله", "خاک و نخاله", "تخلیه خاک", "دپوی خاک", "rubble", "construction debris"),
    ),
    (
        Kind.MATERIAL,
        (
            *("مصالح ساختمانی", "مصالح", "تیرآهن", "شن و ماسه"),
            *("building material", "construction material", "dumpster in street"),
        ),
    ),
    (Kind.KIOSK, ("دکه", "کیوسک", "kiosk", "newsrack", "newsstand")),
    (
        Kind.SIGN,
        (
            *("داربست", "تابلوی مزاحم", "تابلو مزاحم", "تابلوی تبلیغاتی", "تابلو تبلیغاتی"),
            *("scaffold", "illegal sign", "sign blocking", "a frame sign", "sidewalk shed"),
        ),
    ),
    (Kind.OTHER, ("سد معبر", "سدمعبر", "obstruction", "obstructed", "blocked street")),
)

OUTCOMES: Table = (
    (
        Outcome.NOT_FOUND,
        ("یافت نشد", "مشاهده نشد", "موردی نبود", "not found", "no evidence", "gone"),
    ),
    (Outcome.WARNING, ("اخطار", "written warning", "warning", "sticker")),
    (Outcome.NOTICE, ("تذکر", "notice", "spoken")),
    (Outcome.IMPOUNDED, ("توقیف", "حمل با جرثقیل", "impound", "tow")),
    (Outcome.FINE, ("جریمه", "اعمال قانون", "fine", "citation", "cited", "ticket", "summons")),
    (Outcome.MOVED, ("جابهجا", "جابجا", "moved", "relocated")),
    (Outcome.CLEARED, ("جمع اوری", "رفع سد معبر", "رفع شد", "پاکسازی", "cleared", "removed")),
)

COMPLAINT_STATUSES: Table = (
    (Status.REOPENED, ("ارجاع مجدد", "بازگشایی", "reopened", "re opened")),
    (Status.MERGED, ("تکراری", "ادغام", "duplicate", "merged")),
    (Status.IN_WORK, ("در حال", "در دست", "در جریان", "in progress", "in work", "started")),
    (Status.CLOSED, ("مختومه", "بسته", "خاتمه", "closed", "canceled", "cancelled")),
    (Status.DONE, ("اقدام شد", "انجام شد", "رفع شد", "done", "resolved", "completed")),
    (Status.REFERRED, ("ارجاع", "referred", "assigned", "forwarded")),
    (Status.RECEIVED, ("دریافت", "ثبت", "جدید", "باز", "open", "new", "received", "pending")),
)

IMPOUND_STATUSES: Table = (
    (Status.RELEASE_REQUESTED, ("درخواست ترخیص", "متقاضی ترخیص", "release requested")),
    (Status.RELEASED, ("ترخیص", "آزاد", "released")),
    (Status.AUCTIONED, ("مزایده", "auction")),
    (Status.IN_LOT, ("توقیف", "در پارکینگ", "در توقفگاه", "پارک شده", "impounded", "in lot")),
    (Status.REGISTERED, ("ثبت", "registered")),
)


@functools.cache
def _patterns(table: Table) -> tuple[tuple[int, re.Pattern[str] | None, tuple[str, ...]], ...]:
    lines = []
    for code, phrases in table:
        latin = [re.escape(column_words(p)) for p in phrases if p.isascii()]
        pattern = re.compile(r"\b(?:" + "|".join(latin) + ")") if latin else None
        persian = tuple(column_words(p).replace(" ", "") for p in phrases if not p.isascii())
        lines.append((code, pattern, persian))
    return tuple(lines)


def recognise(text: str | None, table: Table) -> int | None:
    """Return the code of the first line with a phrase in the text, None where there is none."""
    words = column_words(text) if text else ""
    if not words:
        return None
    latin_only = words.isascii()
    close = words.replace(" ", "")
    for code, pattern, persian in _patterns(table):
        if pattern is not None and pattern.search(words):
            return code
        if not latin_only and any(phrase in close for phrase in persian):
            return code
    return None


def kind_of(kind: str | None, detail: str | None, text: str | None, source: Source) -> int:
    """Return the kind of obstruction that the words of one row mean.

    A finer word in ``detail`` stands above a wide one in ``kind``. Without either, what was
    written freely is searched. Complaints come from systems for everything a citizen may say
    (137, 311), of which obstruction is a small part, so a *named* kind that is not recognised
    is taken for something else; a row of a register of obstructions or impounds is never.
    """
    named = bool((kind and kind.strip()) or (detail and detail.strip()))
    if not named:
        found = recognise(text, KINDS)
        default = Kind.VEHICLE_OTHER if source is Source.IMPOUND else Kind.OTHER
        fits = found is not None and found != Kind.NOT_OBSTRUCTION
        return found if fits else default  # type: ignore[return-value]
    wide, fine = recognise(kind, KINDS), recognise(detail, KINDS)
    if (
        fine is not None
        and wide in (None, Kind.VEHICLE_OTHER, Kind.OTHER)
        and kind_allows(wide, kind)
    ):
        wide = fine
    if source is Source.COMPLAINT:
        return Kind.NOT_OBSTRUCTION if wide is None else wide
    return Kind.OTHER if wide in (None, Kind.NOT_OBSTRUCTION) else wide  # type: ignore[return-value]


def kind_allows(wide: int | None, kind: str | None) -> bool:
    """Return whether a finer word may speak: the wide word is an obstruction or is absent."""
    return wide is not None or not (kind and kind.strip())


def coded(
    columns: Sequence[Sequence[str | None]], meaning: Callable[..., int | None], default: int
) -> NDArray[np.uint8]:
    """Return the codes of rows of texts, each different row understood once.

    Parameters
    ----------
    columns : sequence of columns of equal length
    meaning : callable
        Gets one text of each column; None stands for ``default``.
    """
    memory: dict[tuple[str | None, ...], int] = {}
    codes = np.full(len(columns[0]), default, np.uint8)
    for row, texts in enumerate(zip(*columns, strict=True)):
        code = memory.get(texts)
        if code is None:
            found = meaning(*texts)
            code = memory[texts] = default if found is None else int(found)
        codes[row] = code
    return codes
