"""This period beside the same days of last year: one scale, one filter, numbers that add up."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import Qt

from data.calendar import Season
from data.model.week_hours import rectangle
from desktop.comparing import difference_words
from desktop.main_window import MainWindow
from layers.counts import last_year
from layers.picture import LayerPicture, Raster

ZONE = "Asia/Tehran"


@pytest.fixture
def compared(window: MainWindow, settled) -> MainWindow:
    """The desk in the unfinished autumn, compared with the one before."""
    window.actions_by_id["compare"].trigger()
    settled()
    return window


def ramp(picture: LayerPicture) -> tuple[float, float]:
    return next((m.low, m.high) for m in picture.marks if isinstance(m, Raster))


def shown(window: MainWindow, layer: str) -> tuple[LayerPicture, LayerPicture]:
    """Return what each side shows of a layer: last year's and this one's."""
    stacks = window.canvas.swipe.layers, window.canvas._layers
    return tuple(next(p for p in s.pictures() if p.layer == layer) for s in stacks)


def test_both_sides_have_the_numbers_of_their_filter(compared) -> None:
    now = compared.maps.snapshot
    before = last_year(now)
    strip = compared.comparing._strip
    assert strip.now.number().value == len(now.selected) > 0
    assert strip.before.number().value == len(before.selected) > 0
    for number in (strip.now.number(), strip.before.number()):
        rows = compared.session.event_ids(number.rows)
        assert len(rows) == number.value
    before_picture, now_picture = shown(compared, "hotspots")
    assert before_picture.count == len(before.placed)
    assert now_picture.count == len(now.placed)


def test_one_scale_of_both_is_in_marks_and_legend(compared) -> None:
    before, now = shown(compared, "hotspots")
    assert ramp(before) == ramp(now)
    own = ramp(compared.maps.pictures["hotspots"])
    assert ramp(now)[1] >= own[1]
    entry = next(e for e in now.legend if e.symbol == "ramp")
    assert entry.high == ramp(now)[1] and "مشترک" in entry.text
    values = next(m.values for m in before.marks if isinstance(m, Raster))
    rank = np.sort(values[values > 0])[int(0.995 * ((values > 0).sum() - 1))]
    assert max(own[1], rank) == pytest.approx(ramp(now)[1], rel=0.06), "the greater of the two"


def test_an_unfinished_period_is_compared_with_the_same_days_and_marked(compared) -> None:
    there, here = (caption.text() for caption in compared.canvas.swipe._captions)
    assert there == "۱ مهر ۱۴۰۳ تا ۲ آذر ۱۴۰۳"
    assert here == "۱ مهر ۱۴۰۴ تا ۲ آذر ۱۴۰۴ (دورهٔ ناتمام)"
    assert compared.comparing._compared.before.weeks == pytest.approx(
        compared.maps.snapshot.weeks, rel=0.01
    )


def test_both_follow_the_filter(compared, settled) -> None:
    compared.context.choose_week_hours(rectangle((0, 7), (4, 13)))
    compared.context.choose_district(8)
    settled()
    now = compared.maps.snapshot
    before, current = shown(compared, "hotspots")
    assert before.count == len(last_year(now).placed)
    assert current.count == len(now.placed)
    assert compared.comparing._strip.before.number().value == len(last_year(now).selected)


def test_a_period_without_a_year_before_says_so(compared, settled) -> None:
    compared.context.choose_period(*Season(1401, "autumn").span(ZONE))
    settled()
    assert not compared.comparing._strip.before.isVisible()
    assert "داده‌ای ندارد" in compared.canvas.swipe._captions[0].text()
    assert not [p for p in compared.canvas.swipe.layers.pictures() if p.layer == "hotspots"]
    assert compared.comparing.shown()
    compared.context.choose_period(*Season(1404, "summer").span(ZONE))
    settled()
    assert shown(compared, "hotspots")[0].count > 0


def test_a_layer_switched_on_is_compared_as_well(compared, settled) -> None:
    compared.maps.set_visible("complaints", True)
    settled()
    before, now = shown(compared, "complaints")
    assert before.count != now.count


@pytest.mark.parametrize("end", ["escape", "command", "button"])
def test_it_ends_and_leaves_nothing(compared, qtbot, settled, end) -> None:
    if end == "escape":
        qtbot.keyClick(compared.canvas.swipe.handle, Qt.Key.Key_Escape)
    elif end == "command":
        compared.actions_by_id["compare"].trigger()
    else:
        compared.comparing._strip.closed.emit()
    settled()
    assert not compared.comparing.is_on() and compared.canvas.swipe is None
    assert not compared.actions_by_id["compare"].isChecked()
    now = next(p for p in compared.canvas._layers.pictures() if p.layer == "hotspots")
    assert now is compared.maps.pictures["hotspots"], "the layer's own scale again"


def test_a_play_waits_for_both_sides(compared, qtbot, settled) -> None:
    compared.context.choose_period(*Season(1404, "spring").span(ZONE))
    settled()
    compared.time_bar.buttons.menu.choose(speed=8)
    missing = []
    compared.time_bar.period_changed.connect(
        lambda since, until: missing.append(not compared.comparing.shown())
    )
    compared.playing.play()
    qtbot.waitUntil(lambda: not compared.playing.is_playing(), timeout=60_000)
    settled()
    assert len(missing) == 2
    assert shown(compared, "hotspots")[1].count == len(compared.maps.snapshot.placed)


def test_words_of_a_difference() -> None:
    assert difference_words(120, 100).startswith("۲۰ مورد بیشتر (")
    assert difference_words(120, 100).endswith("نمی‌توان گفت که تغییر واقعی است")
    assert difference_words(1_000, 2_000).endswith("٪⁩) · تغییر واقعی است")
    assert difference_words(0, 0) == "برابر"
    assert "کمتر" in difference_words(0, 9) and "٪" not in difference_words(9, 0)
