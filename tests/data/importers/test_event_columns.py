from __future__ import annotations

import dataclasses
from collections.abc import Callable
from pathlib import Path

from data.importers.checks import CheckedEvents, check_events
from data.importers.columns import suggest_mapping
from data.importers.context import ImportContext
from data.importers.places import Gazetteer
from data.importers.reading import read_table
from data.model.city import Place
from data.model.events import Outcome, Precision, Status


def checked(path: Path, kind: str, context: ImportContext) -> CheckedEvents:
    raw = read_table(path)
    return check_events(raw, kind, suggest_mapping(raw, kind, context.city), context)


def test_rows_without_a_point_come_at_the_precision_they_have(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    text = (
        "تاریخ,طول جغرافیایی,عرض جغرافیایی,نشانی,محله,منطقه\n"
        "1404/07/01,46.28,38.08,خ امام,,8\n1404/07/02,,,خ امام,,م۸\n"
        "1404/07/03,,,,ائل‌گلی,4\n1404/07/04,,,,,منطقه چهار\n1404/07/05,,,,,\n"
    )
    table = checked(csv_file(text), "complaints", context).events.table
    assert table.precision.tolist() == [
        *(Precision.POINT, Precision.STREET, Precision.NEIGHBOURHOOD),
        *(Precision.DISTRICT, Precision.UNKNOWN),
    ]
    assert table.district.tolist() == [4, 8, 4, 4, 0]


def test_the_user_hears_what_does_not_agree(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    text = (
        "تاریخ,طول جغرافیایی,عرض جغرافیایی,منطقه,موضوع\n"
        "1404/07/01,46.28,38.08,8,پارک دوبل\n1404/07/02,46.5,38.2,99,زباله\n"
    )
    warnings = " ".join(checked(csv_file(text), "complaints", context).warnings)
    for part in ("نمی‌خواند", "شناخته نشد", "هیچ منطقه‌ای", "«زباله»", "ساعت ندارد"):
        assert part in warnings


def test_impounds_have_outcome_and_status(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    text = "تاریخ,وضعیت,تاریخ ترخیص\n1404/07/01,در توقفگاه,\n1404/07/02,,1404/07/05\n"
    table = checked(csv_file(text), "impounds", context).events.table
    assert set(table.outcome.tolist()) == {Outcome.IMPOUNDED}
    assert table.status.tolist() == [Status.IN_LOT, Status.RELEASED]


def test_waiting_rows_are_counted_and_looked_up(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    knowing = dataclasses.replace(context, gazetteer=Gazetteer.of([Place("آبرسان", 1.0, 2.0)]))
    text = (
        "تاریخ,نشانی,lon,lat\n1404/07/01,نرسیده به آبرسان,,\n1404/07/02,نامعلوم,,\n"
        "1404/07/03,,,\n1404/07/04,آبرسان,46.28,38.08\n"
    )
    result = checked(csv_file(text), "complaints", knowing)
    told = next(w for w in result.warnings if "منتظر جانمایی" in w)
    assert told.startswith("۳ ردیف") and "نشانی ۱ ردیف" in told
    assert result.events.table.placed.tolist() == [False, False, False, True]
