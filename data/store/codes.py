"""Words for the small codes of the events, for other programs that open the workspace."""

from __future__ import annotations

from typing import NamedTuple

from data.model.events import Kind, Outcome, Precision, Source, Status

CODED_COLUMNS = {
    "source": "منبع",
    "kind": "نوع سد معبر",
    "outcome": "نتیجهٔ بازدید",
    "status": "وضعیت",
    "precision": "دقت مکان",
}


class Word(NamedTuple):
    """A stored code and what it means, in the words of the office."""

    code: int
    title: str


# Not translated: they are written into the file once and stay with it.
_TITLES: dict[str, dict[int, str]] = {
    "source": {
        Source.OBSTRUCTION: "گزارش سد معبر",
        Source.COMPLAINT: "پیام شهروندی",
        Source.IMPOUND: "خودروی توقیفی",
    },
    "kind": {
        Kind.OTHER: "سایر",
        Kind.DOUBLE_PARKED: "پارک دوبل",
        Kind.NO_STOPPING: "توقف ممنوع",
        Kind.ON_PAVEMENT: "توقف در پیاده‌رو",
        Kind.VENDOR_PICKUP: "وانت‌بار",
        Kind.VEHICLE_OTHER: "سایر خودروها",
        Kind.ABANDONED: "خودروی رهاشده یا فرسوده",
        Kind.SHOP: "سد معبر صنفی",
        Kind.VENDOR: "دستفروش یا بساط‌گستر",
        Kind.MATERIAL: "مصالح ساختمانی",
        Kind.RUBBLE: "خاک و نخاله",
        Kind.KIOSK: "دکه",
        Kind.SIGN: "تابلو و داربست",
        Kind.NOT_OBSTRUCTION: "غیر از سد معبر",
    },
    "outcome": {
        Outcome.UNKNOWN: "نامعلوم",
        Outcome.NOTICE: "تذکر",
        Outcome.WARNING: "اخطار",
        Outcome.FINE: "جریمه",
        Outcome.MOVED: "جابه‌جایی",
        Outcome.CLEARED: "جمع‌آوری یا رفع",
        Outcome.IMPOUNDED: "توقیف",
        Outcome.NOT_FOUND: "یافت نشد",
    },
    "status": {
        Status.UNKNOWN: "نامعلوم",
        Status.RECEIVED: "دریافت",
        Status.REFERRED: "ارجاع",
        Status.IN_WORK: "در حال رسیدگی",
        Status.DONE: "اقدام‌شده",
        Status.CLOSED: "مختومه",
        Status.REOPENED: "ارجاع مجدد",
        Status.MERGED: "تکراری",
        Status.REGISTERED: "ثبت",
        Status.IN_LOT: "در توقفگاه",
        Status.RELEASE_REQUESTED: "درخواست ترخیص",
        Status.RELEASED: "ترخیص",
        Status.AUCTIONED: "مزایده",
    },
    "precision": {
        Precision.POINT: "نقطه",
        Precision.STREET: "معبر",
        Precision.NEIGHBOURHOOD: "محله",
        Precision.DISTRICT: "منطقه",
        Precision.UNKNOWN: "نامعلوم",
    },
}


def words_of(column: str) -> list[Word]:
    """Return the codes of a column of the events with their words."""
    return [Word(int(code), title) for code, title in _TITLES[column].items()]
