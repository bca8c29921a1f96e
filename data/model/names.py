"""Names of sources, kinds, outcomes and states in the user's language."""

from __future__ import annotations

from data.folding import fold
from data.model.city import District
from data.model.events import Kind, Outcome, Precision, Source, Status
from data.model.plans import PlanState
from data.model.streets import StreetClass
from data.model.zones import Activity, ZoneState
from resources.text import LANGUAGES, _, digits, speaking


def source_name(code: int) -> str:
    """Return who saw it."""
    return {
        Source.OBSTRUCTION: _("گزارش شهرداری"),
        Source.COMPLAINT: _("پیام شهروندی"),
        Source.IMPOUND: _("توقیف"),
    }.get(code, _("نامعلوم"))


def kind_group_name(key: str) -> str:
    """Return the name of one of ``data.model.events.KIND_GROUPS``."""
    return {
        "vehicle": _("خودرویی"),
        "abandoned": _("رهاشده"),
        "shop": _("صنفی"),
        "vendor": _("دستفروش"),
        "material": _("مصالح"),
        "other": _("سایر"),
        "not_obstruction": _("غیر سد معبر"),
    }[key]


def kind_name(code: int) -> str:
    """Return what obstructs."""
    return {
        Kind.OTHER: _("سایر"),
        Kind.DOUBLE_PARKED: _("پارک دوبل"),
        Kind.NO_STOPPING: _("توقف ممنوع"),
        Kind.ON_PAVEMENT: _("توقف در پیاده‌رو"),
        Kind.VENDOR_PICKUP: _("وانت‌بار"),
        Kind.VEHICLE_OTHER: _("سایر خودرویی"),
        Kind.ABANDONED: _("خودروی رهاشده"),
        Kind.SHOP: _("سد معبر صنفی"),
        Kind.VENDOR: _("دستفروش"),
        Kind.MATERIAL: _("مصالح ساختمانی"),
        Kind.RUBBLE: _("خاک و نخاله"),
        Kind.KIOSK: _("دکه"),
        Kind.SIGN: _("تابلو و داربست"),
        Kind.NOT_OBSTRUCTION: _("غیر سد معبر"),
    }.get(code, _("نامعلوم"))


def outcome_name(code: int) -> str:
    """Return how a visit ended."""
    return {
        Outcome.NOTICE: _("تذکر"),
        Outcome.WARNING: _("اخطاریه"),
        Outcome.FINE: _("جریمه"),
        Outcome.MOVED: _("جابه‌جایی"),
        Outcome.CLEARED: _("جمع‌آوری"),
        Outcome.IMPOUNDED: _("توقیف"),
        Outcome.NOT_FOUND: _("یافت نشد"),
    }.get(code, _("نامعلوم"))


def status_name(code: int) -> str:
    """Return where an event stands."""
    return {
        Status.RECEIVED: _("دریافت"),
        Status.REFERRED: _("ارجاع"),
        Status.IN_WORK: _("در حال رسیدگی"),
        Status.DONE: _("اقدام‌شده"),
        Status.CLOSED: _("مختومه"),
        Status.REOPENED: _("ارجاع مجدد"),
        Status.MERGED: _("تکراری"),
        Status.REGISTERED: _("ثبت"),
        Status.IN_LOT: _("در توقفگاه"),
        Status.RELEASE_REQUESTED: _("در انتظار ترخیص"),
        Status.RELEASED: _("ترخیص‌شده"),
        Status.AUCTIONED: _("مزایده"),
    }.get(code, _("نامعلوم"))


def precision_name(code: int) -> str:
    """Return how precisely a place is known."""
    return {
        Precision.POINT: _("نقطه"),
        Precision.STREET: _("معبر"),
        Precision.NEIGHBOURHOOD: _("محله"),
        Precision.DISTRICT: _("منطقه"),
    }.get(code, _("نامعلوم"))


def activity_name(activity: Activity) -> str:
    """Return what a zone forbids."""
    return {
        Activity.NO_PARKING: _("توقف ممنوع"),
        Activity.NO_STOPPING: _("ایست ممنوع"),
        Activity.NO_LOADING: _("بارگیری و تخلیه ممنوع"),
    }[activity]


def zone_state_name(state: ZoneState) -> str:
    """Return where a zone stands in its life."""
    return {
        ZoneState.DRAFT: _("پیش‌نویس"),
        ZoneState.PROPOSED: _("پیشنهاد منطقه"),
        ZoneState.APPROVED: _("تصویب"),
        ZoneState.NOTIFIED: _("ابلاغ"),
        ZoneState.IN_FORCE: _("اجرا"),
        ZoneState.EVALUATED: _("ارزیابی"),
        ZoneState.ENDED: _("پایان‌یافته"),
    }[state]


def district_title(district: District) -> str:
    """Return what a district is called in the user's language.

    A name that is only its number, «منطقهٔ ۴», is said in the language in use; any other is a
    name and stays as it is.
    """
    numbered = set()
    for spoken in LANGUAGES:
        with speaking(spoken):
            numbered.add(fold(_numbered(district.number)))
    name = district.name.strip()
    return name if name and fold(name) not in numbered else _numbered(district.number)


def _numbered(district: int) -> str:
    return _("منطقهٔ {number}").format(number=digits(district))


def street_class_name(rank: int) -> str:
    """Return the rank of a street."""
    return {
        StreetClass.ARTERIAL: _("شریانی"),
        StreetClass.COLLECTOR: _("جمع‌کننده"),
        StreetClass.LOCAL: _("محلی"),
    }[StreetClass(rank)]


def person_name(name: str) -> str:
    """Return how a user is called on screen and paper; the first user has no name yet."""
    return _("مالک") if name == "owner" else name


def plan_state_name(state: PlanState) -> str:
    """Return the state of a plan in office words."""
    return {
        PlanState.DRAFT: _("پیش‌نویس"),
        PlanState.SUBMITTED: _("پیشنهاد منطقه"),
        PlanState.APPROVED: _("تصویب‌شده"),
        PlanState.PUBLISHED: _("ابلاغ‌شده"),
        PlanState.EVALUATED: _("ارزیابی‌شده"),
    }[state]
