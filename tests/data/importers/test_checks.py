from __future__ import annotations

import csv
import dataclasses
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from data.calendar import iso_utc
from data.errors import BadInput, GozarError
from data.importers.checks import CheckedEvents, check_events
from data.importers.columns import suggest_mapping
from data.importers.context import ImportContext
from data.importers.reading import read_table
from data.importers.reasons import Reason, reason_text

HEADER = "شناسه,تاریخ,طول جغرافیایی,عرض جغرافیایی,نشانی,موضوع,شرح\n"


def checked(
    path: Path, context: ImportContext, kind: str = "complaints", **options: str
) -> CheckedEvents:
    raw = read_table(path, **options)
    result = check_events(raw, kind, suggest_mapping(raw, kind, context.city), context)
    assert len(result.events) + len(result.rejects) + len(result.duplicates) == result.read
    assert result.read == len(raw)
    return result


def test_every_row_falls_on_one_pile(csv_file: Callable[..., Path], context: ImportContext) -> None:
    text = HEADER + (
        "1,۱۴۰۴/۷/۳,46.28,38.08,خ امام,پارک دوبل,a\n"
        "1,۱۴۰۴/۷/۳,46.28,38.08,خ امام,پارک دوبل,a\n"
        "2,1404/12/30,46.28,38.08,,,\n"
        "3,,46.28,38.08,,,\n"
        "4,1410/01/01,46.28,38.08,,,\n"
        "5,1404/07/03,38.08,46.28,,,\n"
        "6,1404/07/03,0,0,,,\n"
        "7,1404/07/03,51.4,35.7,تهران,,\n"
        "8,1404/07/03,,,خ امام، نرسیده,,b,c\n"
        "جمع کل,,,,,,7\n"
    )
    result = checked(csv_file(text), context)
    assert len(result.events) == 1 and result.duplicates.tolist() == [3]
    reasons = [Reason.FALSE_DATE, Reason.NO_DATE, Reason.FUTURE, Reason.SWAPPED]
    reasons += [Reason.ZERO_POINT, Reason.OUTSIDE, Reason.SURPLUS, Reason.TOTAL]
    assert [r.reason for r in result.rejects] == [reason_text(reason) for reason in reasons]
    assert [r.line for r in result.rejects] == list(range(4, 12))
    assert result.rejects[5].original[4] == "تهران"
    assert iso_utc(int(result.events.table.time[0])) == "2025-09-24T20:30:00Z"


@pytest.mark.parametrize(
    "word", ["جمع", "جمع کل", "جمع كل:", "مجموع", "Total", "جمع منطقه ۴", "جمع کل 12"]
)
def test_total_rows_are_counted_as_such(
    csv_file: Callable[..., Path], context: ImportContext, word: str
) -> None:
    result = checked(csv_file(f"تاریخ,نشانی\n1404/07/01,خ امام\n{word},3\n"), context)
    assert [r.reason for r in result.rejects] == ["ردیف جمع"]


def test_a_text_that_begins_like_a_total_is_none(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    result = checked(csv_file("تاریخ,شرح\n1404/07/01,جمع آوری نخاله\n,جمع آوری نخاله\n"), context)
    assert [r.reason for r in result.rejects] == [reason_text(Reason.NO_DATE)]


def test_the_same_file_twice_doubles_nothing(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    text = HEADER + "".join(f",1404/07/0{n},,,خ {n},پارک دوبل,\n" for n in range(1, 6))
    path = csv_file(text)
    first = checked(path, context)
    assert len(first.events) == 5
    known = np.sort(first.events.fingerprint)
    again = checked(path, dataclasses.replace(context, known=known))
    assert len(again.events) == 0 and again.duplicates.tolist() == [2, 3, 4, 5, 6]


def test_offset_zone_and_city_time(csv_file: Callable[..., Path], context: ImportContext) -> None:
    text = "date\n2020-06-01 12:00\n2020-06-01T12:00:00-04:00\n"
    path = csv_file(text)
    city = checked(path, context).events.table.time.tolist()
    assert [iso_utc(t) for t in city] == ["2020-06-01T07:30:00Z", "2020-06-01T16:00:00Z"]
    there = dataclasses.replace(context, timezone="America/New_York")
    other = checked(path, there).events.table.time.tolist()
    assert [iso_utc(t) for t in other] == ["2020-06-01T16:00:00Z"] * len(other)


def test_release_before_entry_is_set_aside(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    text = (
        "زمان توقیف,تاریخ ترخیص\n1404/07/05 10:00,1404/07/04\n1404/07/05 10:00,1404/07/05\n"
        "1404/07/05 10:00,1404/12/30\n1404/07/05 10:00,\n1404/07/05 10:00,1404/07/05 09:59\n"
    )
    result = checked(csv_file(text), context, "impounds")
    assert [r.line for r in result.rejects] == [2, 4, 6]


def test_texts_are_cleaned_and_rejects_keep_their_own(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    evil = "۱۲\u202eب\u2066۳۴۵\x00"
    text = f"تاریخ,پلاک\n1404/07/01,{evil}\nهیچ,{evil}\n"
    result = checked(csv_file(text), context, "impounds")
    assert result.events.texts["plate"] == ["۱۲ب۳۴۵"]
    assert result.rejects[0].original == ("هیچ", evil)


def test_a_cp1256_sheet_of_an_office(csv_file: Callable[..., Path], context: ImportContext) -> None:
    text = "گزارش روزانه;;\nتاريخ;نشاني;نوع\n1404.07.03;خ امام;سد معبر صنفي\nجمع كل;;1\n"
    result = checked(csv_file(text, encoding="cp1256"), context, "obstructions")
    assert (len(result.events), len(result.rejects)) == (1, 1)
    assert result.events.texts["address"] == ["خ امام"]


def test_other_kinds_of_tables_are_refused(
    csv_file: Callable[..., Path], context: ImportContext
) -> None:
    raw = read_table(csv_file("تاریخ\n1404/07/01\n"))
    with pytest.raises(BadInput):
        check_events(raw, "districts", {}, context)


CELLS = st.one_of(
    st.sampled_from(
        [
            "",
            "1404/07/01",
            "1404/12/30",
            "46.28",
            "38.08",
            "0",
            "م۴",
            "جمع کل",
            "=1+1",
            "\u202e",
            "x,y",
        ]
    ),
    st.text(st.characters(codec="utf-8"), max_size=12),
)


@given(
    st.lists(st.lists(CELLS, max_size=7), max_size=12), st.sampled_from(["complaints", "impounds"])
)
@settings(
    suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None, max_examples=150
)
def test_any_table_is_counted_or_refused(
    tmp_path: Path, context: ImportContext, rows: list[list[str]], kind: str
) -> None:
    path = tmp_path / "any.csv"
    with path.open("w", encoding="utf-8", newline="") as sink:
        csv.writer(sink).writerows([["تاریخ", "lon", "lat", "نشانی", "منطقه"], *rows])
    try:
        result = checked(path, context, kind)
    except GozarError as refusal:
        assert str(refusal)
        return
    table = result.events.table
    assert np.isfinite(table.x).tolist() == (table.precision == 0).tolist()
    assert (table.time <= context.now).all()
    assert len(set(result.events.fingerprint.tolist())) == len(table)
