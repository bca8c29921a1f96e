"""The names by which cities call the columns of their tables, in Persian and English.

Names are compared as words: folded, without punctuation, camel case taken apart. The first name
of a field is the one that fits best.
"""

from __future__ import annotations

import functools
import re

from data.folding import fold

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_NO_WORD = re.compile(r"[^\w]+|_+")

SYNONYMS: dict[str, tuple[str, ...]] = {
    "external_id": (
        *("شناسه", "کد رهگیری", "شماره پیگیری", "شماره پیام", "شماره درخواست", "شماره پرونده"),
        *("شماره رسید", "شماره ثبت", "کد پیگیری", "کد پیام", "شناسه پیام", "شماره مورد"),
        *("external id", "request id", "unique key", "sr record id", "service request id"),
        *("service request num", "service request number", "case enquiry id", "case id"),
        *("inventory number", "tracking number", "ticket number", "objectid", "id"),
    ),
    "time": (
        *("تاریخ و ساعت", "تاریخ و زمان", "زمان", "تاریخ", "تاریخ ثبت", "زمان ثبت", "تاریخ پیام"),
        *("تاریخ دریافت", "تاریخ گزارش", "تاریخ بازدید", "تاریخ توقیف", "زمان توقیف"),
        *("تاریخ وقوع", "تاریخ اعلام", "تاریخ تماس", "تاریخ ورود", "تاریخ ارجاع"),
        *("time", "requested datetime", "created date", "creation date", "creation dt"),
        *("created at", "created datetime", "creationdt", "open dt", "opened", "reported at"),
        *("tow date", "tow datetime", "towed at", "impound date", "date time", "datetime"),
        *("timestamp", "event time", "issue date", "date", "date created", "requested at"),
    ),
    "clock": ("ساعت", "ساعت ثبت", "ساعت تماس", "ساعت توقیف", "hour", "time of day", "tow time"),
    "lon": ("طول جغرافیایی", "lon", "longitude", "long", "lng", "طول", "point x", "x coord"),
    "lat": ("عرض جغرافیایی", "lat", "latitude", "عرض", "point y", "y coord"),
    "x": ("x", "مختصات x", "utm x", "x utm", "easting", "ایکس", "coord x", "x coordinate"),
    "y": ("y", "مختصات y", "utm y", "y utm", "northing", "ایگرگ", "coord y", "y coordinate"),
    "point": (
        *("مختصات", "موقعیت مکانی", "لوکیشن", "لینک نقشه", "نقطه", "موقعیت"),
        *("geo location", "geolocation", "coordinates", "map link", "point", "geom", "location"),
    ),
    "shape": ("shape", "wkt", "geometry", "هندسه", "شکل", "the geom"),
    "address": (
        *("نشانی", "آدرس", "آدرس محل", "نشانی محل", "محل", "محل وقوع", "مکان", "معبر", "خیابان"),
        *("محل توقیف", "نشانی دقیق", "محل تخلف", "address", "incident address", "street address"),
        *("location address", "full address", "location", "street name", "street"),
    ),
    "district": (
        *("منطقه", "شماره منطقه", "منطقه شهرداری", "کد منطقه", "منطقه شهری"),
        *("district", "district number", "council district", "municipal district", "borough no"),
    ),
    "neighbourhood": (
        *("محله", "نام محله", "کوی", "شهرک", "ناحیه", "ناحیه خدمات شهری", "ناحیه شهرداری"),
        *("neighbourhood", "neighborhood", "quarter", "community", "nta"),
    ),
    "kind": (
        *("نوع", "نوع سد معبر", "نوع تخلف", "موضوع", "نوع پیام", "نوع شکایت", "عنوان", "گروه"),
        *("موضوع پیام", "عنوان پیام", "نوع گزارش", "علت توقیف", "نوع تخلف خودرو", "علت"),
        *("kind", "service name", "complaint type", "sr type", "request type", "type", "category"),
        *("reason for tow", "tow reason", "violation", "subject", "case title"),
    ),
    "kind_detail": (
        *("ریز موضوع", "زیر موضوع", "زیرگروه", "جزئیات نوع", "نوع جزئی"),
        *("kind detail", "descriptor", "subtype", "sub type", "subcategory"),
    ),
    "text": (
        *("شرح", "متن", "توضیحات", "شرح پیام", "متن پیام", "شرح درخواست", "ملاحظات", "توضیح"),
        *("شرح مورد", "description", "text", "details", "notes", "comments", "remarks", "remark"),
    ),
    "status": (
        *("وضعیت", "وضعیت پیام", "وضعیت رسیدگی", "وضعیت پرونده", "مرحله"),
        *("status", "sr status", "case status", "request status", "state of case"),
    ),
    "outcome": (
        *("نتیجه", "نتیجه بازدید", "اقدام", "نتیجه اقدام", "اقدام انجام شده", "نوع اقدام"),
        *("outcome", "result", "action taken", "resolution", "closure reason"),
    ),
    "referrer": (
        *("ارجاع دهنده", "مرجع", "منبع", "منبع پیام", "مرجع ارجاع", "سامانه", "نحوه دریافت"),
        *("referrer", "referred by", "method received", "source", "open data channel type"),
    ),
    "plate": ("پلاک", "شماره پلاک", "پلاک خودرو", "plate", "license plate", "plate number"),
    "lot": (
        *("توقفگاه", "پارکینگ", "نام توقفگاه", "نام پارکینگ", "پارکینگ توقیف"),
        *("lot", "pound", "impound lot", "towed to address", "lot name", "lot address", "merchant"),
    ),
    "released": ("تاریخ ترخیص", "زمان ترخیص", "released", "release date", "released at"),
    "number": (
        *("شماره منطقه", "منطقه", "کد منطقه", "شماره", "کد"),
        *("district", "number", "district number", "district id", "dist num", "council district"),
    ),
    "name": (
        *("نام", "نام فارسی", "نام منطقه", "نام محله", "نام خیابان", "نام معبر", "نام اکیپ"),
        *("نام محدوده", "نام توقفگاه", "نام پارکینگ", "عنوان", "اکیپ", "محله", "معبر", "توقفگاه"),
        *("name fa", "name", "title", "merchant", "street name", "lot name", "crew name", "label"),
    ),
    "aliases": ("نام های دیگر", "نام دیگر", "نام محلی", "aliases", "alias", "alt name", "name en"),
    "confidence": ("اطمینان", "دقت", "confidence"),
    "source": ("منبع", "ماخذ", "source"),
    "residents": ("جمعیت", "جمعیت 1395", "ساکنان", "residents", "population", "population 1395"),
    "residents_year": ("سال جمعیت", "سال سرشماری", "residents year", "census year"),
    "area_km2": ("مساحت", "مساحت کیلومتر مربع", "area km2", "area km2 published", "area"),
    "schematic": ("تقریبی", "schematic", "simulated", "status"),
    "valid_from": ("اعتبار از", "از تاریخ", "valid from"),
    "valid_to": ("اعتبار تا", "تا تاریخ", "valid to"),
    "rank": ("رده", "رده معبر", "درجه", "نوع معبر", "rank", "highway", "fclass", "class"),
    "place": ("نوع جای", "نوع مکان", "place", "place type"),
    "capacity": ("ظرفیت", "گنجایش", "capacity", "bays", "spaces"),
    "contractor": ("پیمانکار", "پیمانکاری", "contractor"),
    "crew": ("اکیپ", "نام اکیپ", "گشت", "شماره اکیپ", "crew", "crew id", "crew name", "team"),
    "weekdays": ("روزها", "روزهای هفته", "روز هفته", "روز", "weekdays", "days", "weekday"),
    "start": ("شروع", "ساعت شروع", "از ساعت", "آغاز", "ساعت آغاز", "start", "start time", "from"),
    "end": ("پایان", "ساعت پایان", "تا ساعت", "خاتمه", "end", "end time", "to", "until"),
    "first_day": ("از تاریخ", "تاریخ شروع", "تاریخ آغاز", "first day", "start date", "valid from"),
    "last_day": ("تا تاریخ", "تاریخ پایان", "last day", "end date", "valid to"),
    "reach": ("شعاع", "شعاع پوشش", "برد", "reach", "radius", "reach m"),
    "on_call": ("آماده باش", "on call", "oncall", "standby"),
    "activity": ("نوع محدودیت", "نوع محدوده", "activity", "restriction"),
    "season": ("فصل", "season"),
    "reason": ("دلیل", "علت", "reason"),
}

# Times of something else than the event: never taken for its time by likeness alone.
OTHER_TIMES = frozenset(
    (
        *("close", "closed", "updated", "update", "due", "last", "modified", "released", "release"),
        *(
            "status",
            "resolution",
            "پایان",
            "بستن",
            "مهلت",
            "ترخیص",
            "اختتام",
            "بروزرسانی",
            "ویرایش",
        ),
    )
)


@functools.lru_cache(maxsize=4_096)
def column_words(name: str) -> str:
    """Return a column's name as folded words with single spaces between them."""
    apart = _CAMEL.sub(" ", name.strip()[:200].replace("\u200c", " "))
    return " ".join(_NO_WORD.sub(" ", fold(apart)).split())


@functools.cache
def folded_synonyms() -> dict[str, tuple[str, ...]]:
    """Return the names of every field as folded words, best first."""
    return {
        field: tuple(dict.fromkeys(column_words(name) for name in names))
        for field, names in SYNONYMS.items()
    }


@functools.cache
def _all_names() -> frozenset[str]:
    return frozenset(
        shape
        for names in folded_synonyms().values()
        for name in names
        for shape in (name, name.replace(" ", ""))
    )


def known_column(name: str) -> bool:
    """Return whether a text is the name of some field's column."""
    words = column_words(name)
    return words in _all_names() or words.replace(" ", "") in _all_names()
