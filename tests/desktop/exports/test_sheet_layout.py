from dataclasses import replace
from itertools import combinations

import pytest
from PySide6.QtCore import QRectF

from data.feedback import silent
from desktop.exports.fonts import find_typeface
from desktop.exports.map_sheet import compose_sheet
from desktop.exports.sheet_layout import fitted_sheet, lay_out
from desktop.exports.sheet_size import SheetSize, on_paper
from desktop.exports.sheet_words import ASCENT, DESCENT, width_of
from layers.catalogue import LAYERS
from resources.text import is_rtl, set_language

LONG = "نقشهٔ کانون‌های سد معبر و پیام‌های شهروندان در همهٔ منطقه‌های شهر با یادداشت‌های بسیار "


def ink(text) -> QRectF:
    """Return where a line's letters stand."""
    width = width_of(text.text, find_typeface(), text.size, text.bold)
    at_right = is_rtl() == (text.side == "start")
    free = text.width - width
    inset = free / 2 if text.side == "centre" else free if at_right else 0.0
    top = text.y - ASCENT * text.size
    return QRectF(text.x + inset, top, width, (ASCENT + DESCENT) * text.size)


def boxes(layout) -> list[QRectF]:
    """Return everything that must not lie over each other, a hair smaller."""
    swatches = [QRectF(s.x, s.y, s.width, s.height) for s in layout.swatches]
    found = [layout.map_box, *map(ink, layout.texts), *swatches]
    if layout.strip is not None and layout.strip.bar is not None:
        bar = layout.strip.bar
        found.append(QRectF(bar.x, bar.y, bar.length, 5))
    return [box.adjusted(0.5, 1.5, -0.5, -1.5) for box in found]


def assert_clear(sheet) -> None:
    layout = lay_out(sheet, find_typeface())
    page = QRectF(0, 0, *sheet.size.logical).adjusted(4, 4, -4, -4)
    found = boxes(layout)
    assert all(page.contains(box) for box in found), [b for b in found if not page.contains(b)]
    over = [(a, b) for a, b in combinations(found, 2) if a.intersects(b)]
    assert not over, over[:3]


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("landscape", [True, False])
@pytest.mark.parametrize("count", [1, 3, 8])
@pytest.mark.parametrize("title", ["", LONG * 4])
def test_nothing_overlaps_and_nothing_is_cut(snapshot, language, landscape, count, title):
    set_language(language)
    for paper in ("A5", "A4", "A2"):
        size = on_paper(paper, landscape=landscape, dpi=100)
        layers = tuple(LAYERS)[-count:]
        assert_clear(fitted_sheet(snapshot, layers, silent(), size=size, title=title))


@pytest.mark.parametrize("size", [(1280, 800), (640, 420), (800, 1300), (3000, 2000)])
def test_pictures_of_any_size_are_clear(snapshot, size):
    sheet = fitted_sheet(
        snapshot, ("districts", "hotspots", "impounds"), silent(), size=SheetSize(*size)
    )
    assert_clear(replace(sheet, title=LONG * 20, remarks=sheet.remarks * 30))


def test_the_map_fills_what_its_words_leave(snapshot):
    size = on_paper("A4", landscape=False, dpi=150)
    sheet = fitted_sheet(snapshot, ("districts", "streets", "impounds"), silent(), size=size)
    box = lay_out(sheet, find_typeface()).map_box
    assert (sheet.viewport.width, sheet.viewport.height) == (box.width(), box.height())
    assert box.height() > 0.5 * size.logical[1]
    alone = fitted_sheet(snapshot, ("districts",), silent(), size=size, parts=frozenset())
    assert lay_out(alone, find_typeface()).map_box.height() > box.height()


def test_everything_the_paper_must_say_is_on_it(snapshot):
    sheet = fitted_sheet(snapshot, ("districts", "hotspots"), silent())
    words = " ".join(text.text for text in lay_out(sheet, find_typeface()).texts)
    for part in (
        sheet.title, sheet.period, "تبریز", "مقیاس ۱:", "شمال", "منبع:", "تاریخ تهیه:",
        "دادهٔ نمایشی", "تقریبی", "موارد روی نقشه است", "کانون",
    ):  # fmt: skip
        assert part.replace("هٔ", "ۀ") in words.replace("هٔ", "ۀ"), part


def test_the_legend_stands_where_reading_begins(snapshot):
    layers = ("districts", "hotspots")
    persian = lay_out(compose_sheet(snapshot, layers, silent()), find_typeface())
    set_language("en")
    english = lay_out(compose_sheet(snapshot, layers, silent()), find_typeface())
    assert all(s.x > persian.map_box.right() for s in persian.swatches)
    assert all(s.x < english.map_box.left() for s in english.swatches)


def test_a_bare_sheet_has_no_words(snapshot):
    size = SheetSize(800, 600, bare=True)
    sheet = compose_sheet(snapshot, ("districts",), silent(), size=size)
    layout = lay_out(sheet, find_typeface())
    assert not layout.texts
    assert not layout.swatches
    assert layout.strip is None
