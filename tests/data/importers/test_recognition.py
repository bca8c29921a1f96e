from __future__ import annotations

import numpy as np
import pytest

from data.importers.recognition import (
    COMPLAINT_STATUSES,
    IMPOUND_STATUSES,
    OUTCOMES,
    coded,
    kind_of,
    recognise,
)
from data.model.events import Kind, Outcome, Source, Status


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("پارک دوبل", Kind.DOUBLE_PARKED),
        ("پارك دوبل خودرو", Kind.DOUBLE_PARKED),
        ("توقف ممنوع", Kind.NO_STOPPING),
        ("Blocked Driveway", Kind.NO_STOPPING),
        ("توقف در پیاده‌رو", Kind.ON_PAVEMENT),
        ("وانت بار", Kind.VENDOR_PICKUP),
        ("Illegal Parking", Kind.VEHICLE_OTHER),
        ("TRS-Parking Complaints", Kind.VEHICLE_OTHER),
        ("خودروی رهاشده", Kind.ABANDONED),
        ("Abandoned Vehicle", Kind.ABANDONED),
        ("سد معبر صنفی", Kind.SHOP),
        ("دست‌فروش", Kind.VENDOR),
        ("دست فروش", Kind.VENDOR),
        ("مصالح ساختمانی", Kind.MATERIAL),
        ("خاک و نخاله", Kind.RUBBLE),
        ("دکه", Kind.KIOSK),
        ("تابلو و داربست", Kind.SIGN),
        ("سد معبر", Kind.OTHER),
        ("برف‌روبی معابر", Kind.NOT_OBSTRUCTION),
        ("Noise - Residential", Kind.NOT_OBSTRUCTION),
        ("فضای سبز پارک محله", Kind.NOT_OBSTRUCTION),
        ("Parking Meter Repair", Kind.NOT_OBSTRUCTION),
        ("Street Sign Design", Kind.NOT_OBSTRUCTION),
    ],
)
def test_kinds_of_complaints(text: str, kind: Kind) -> None:
    assert kind_of(text, None, None, Source.COMPLAINT) == kind


def test_a_register_of_obstructions_holds_obstructions() -> None:
    assert kind_of("NOP", None, None, Source.IMPOUND) == Kind.OTHER
    assert kind_of("چیز دیگر", None, None, Source.OBSTRUCTION) == Kind.OTHER
    assert kind_of(None, None, None, Source.IMPOUND) == Kind.VEHICLE_OTHER


def test_free_text_is_asked_where_no_kind_is_named() -> None:
    assert kind_of(None, None, "پراید جلوی پل پارک کرده", Source.COMPLAINT) == Kind.NO_STOPPING
    assert kind_of(" ", None, "سلام", Source.COMPLAINT) == Kind.OTHER


def test_a_finer_word_stands_above_a_wide_one() -> None:
    detail = "Double Parked Blocking Traffic"
    assert kind_of("Illegal Parking", detail, None, Source.COMPLAINT) == Kind.DOUBLE_PARKED
    assert kind_of("Noise", "Parking lot", None, Source.COMPLAINT) == Kind.NOT_OBSTRUCTION


def test_outcomes_and_statuses() -> None:
    assert recognise("اخطار کتبی", OUTCOMES) == Outcome.WARNING
    assert recognise("رفع سد معبر شد", OUTCOMES) == Outcome.CLEARED
    assert recognise("ارجاع مجدد", COMPLAINT_STATUSES) == Status.REOPENED
    assert recognise("ارجاع به منطقه", COMPLAINT_STATUSES) == Status.REFERRED
    assert recognise("Closed", COMPLAINT_STATUSES) == Status.CLOSED
    assert recognise("ترخیص شده", IMPOUND_STATUSES) == Status.RELEASED
    assert recognise("", OUTCOMES) is None and recognise(None, OUTCOMES) is None


def test_columns_are_coded_with_their_default() -> None:
    codes = coded([["a", None, "b"]], lambda text: 7 if text == "a" else None, 3)
    assert codes.tolist() == [7, 3, 3] and codes.dtype == np.uint8
