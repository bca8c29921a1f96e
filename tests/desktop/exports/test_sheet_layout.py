from dataclasses import replace

import pytest

from data.feedback import silent
from desktop.exports.fonts import find_typeface
from desktop.exports.map_sheet import SheetSize, compose_sheet
from desktop.exports.sheet_layout import lay_out
from resources.text import set_language


def inside(layout, size) -> bool:
    width, height = size.logical
    return all(
        t.x >= 0 and t.x + t.width <= width + 1 and 0 < t.y <= height for t in layout.texts
    ) and all(s.x >= 0 and s.y + s.height <= height for s in layout.swatches)


@pytest.mark.parametrize("language", ["fa", "en"])
@pytest.mark.parametrize("size", [(1280, 800), (640, 420), (3000, 2000)])
def test_everything_stands_on_the_sheet(snapshot, language, size):
    set_language(language)
    sheet = compose_sheet(
        snapshot, ("districts", "hotspots", "impounds"), silent(), size=SheetSize(*size)
    )
    sheet = replace(sheet, title=sheet.title * 20)
    layout = lay_out(sheet, find_typeface())
    assert layout.texts
    assert inside(layout, sheet.size)


def test_words_stay_off_the_map(sheet):
    layout = lay_out(sheet, find_typeface())
    for text in layout.texts:
        beside = text.x >= layout.map_box.right() or text.x + text.width <= layout.map_box.left()
        assert beside or text.y < layout.map_box.top() or text.y > layout.map_box.bottom()


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
