from dataclasses import replace

import pytest

from data.errors import Cancelled
from data.feedback import silent
from desktop.exports import pdf_sections
from desktop.exports.evidence import Comparison
from desktop.exports.fonts import find_typeface
from desktop.exports.paper import FOOT, HEIGHT, Paper, document
from desktop.exports.pdf_sections import body, difference_words
from layers.picture import Number
from resources.text import percent


@pytest.fixture
def paper():
    with document(find_typeface(), "آزمون", format="A4") as pdf:
        yield Paper(pdf)


def titles(paper: Paper) -> list[str]:
    return [section.name for section in paper.pdf._outline]


def test_every_section_stands_in_its_order(paper, report):
    body(paper, report, silent())
    assert titles(paper) == [
        "کانون‌های سد معبر",
        "محدوده‌های توقف ممنوع",
        "شیفت اکیپ‌ها و پوشش",
        "جدول زمان‌بندی",
        "مقایسهٔ پاییز ۱۴۰۴ با پاییز ۱۴۰۳".replace("هٔ", "ۀ"),
        "تجمع پیام‌های ۱۳۷",
        "مستندات",
        "یادداشت معاون",
    ]


def test_what_is_empty_is_said_or_left_out(paper, report):
    pictures = {name: replace(picture, findings=()) for name, picture in report.pictures.items()}
    bare = replace(
        report,
        zones=(),
        shifts=(),
        pictures=pictures,
        plan=replace(report.plan, notes=""),
    )
    body(paper, bare, silent())
    assert "یادداشت معاون" not in titles(paper)
    assert "جدول زمان‌بندی" not in titles(paper)
    assert "کانون‌های سد معبر" in titles(paper)


@pytest.mark.parametrize(
    ("now", "before", "words"),
    [
        (112, 100, f"{percent(0.12)} بیشتر"),
        (75, 100, f"{percent(0.25)} کمتر"),
        (5, 5, "بدون تغییر"),
        (1_001, 1_000, "بدون تغییر"),
        (995, 1_000, "بدون تغییر"),
        (994, 1_000, f"{percent(0.01)} کمتر"),
        (5, 0, "پیش‌تر نبود"),
        (5, None, "—"),
    ],
)
def test_differences_in_words(now, before, words):
    earlier = None if before is None else Number("n", "", before)
    assert difference_words(Comparison("", Number("n", "", now), earlier)) == words


def test_long_tables_can_be_stopped(paper, report, stop_at):
    many = replace(report, zones=report.zones * 200)
    with pytest.raises(Cancelled):
        body(paper, many, stop_at(20))


@pytest.mark.parametrize("notes", ["", "یادداشت. " * 30, "سطر\n" * 14])
@pytest.mark.parametrize("start", range(180, 281, 9))
def test_signatures_never_stand_alone_on_a_page(paper, report, notes, start):
    paper.y = start
    signed = replace(report, plan=replace(report.plan, notes=notes))
    pdf_sections._evidence(paper, signed)
    pdf_sections._notes(paper, signed)
    page = paper.pages
    pdf_sections._signatures(paper, signed)
    assert paper.pages == page
    assert paper.y <= HEIGHT - FOOT + 1e-6
