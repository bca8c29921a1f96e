"""Swatches and ramps paint the colours of the tokens."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor

from layers.picture import LegendEntry, Look
from resources.tokens import LIGHT
from widgets.swatch import RampBar, Swatch, ramp_colour


def near(colour, name):
    other = QColor(name)
    parts = ("red", "green", "blue")
    return all(abs(getattr(colour, p)() - getattr(other, p)()) < 24 for p in parts)


@pytest.mark.parametrize("symbol", ["area", "dot", "line"])
def test_middle_has_the_colour_of_the_look(desk, qtbot, symbol):
    look = Look(fill="zone", stroke="zone", width=3)
    swatch = Swatch(LegendEntry(symbol, "", look))
    qtbot.addWidget(swatch)
    swatch.resize(16, 16)
    assert near(swatch.grab().toImage().pixelColor(8, 8), LIGHT.colour("zone"))


def test_another_entry_repaints(desk, qtbot):
    swatch = Swatch(LegendEntry("area", "", Look(fill="zone")))
    qtbot.addWidget(swatch)
    before = swatch.grab().toImage()
    swatch.set_entry(LegendEntry("area", "", Look(stroke="zone", hatch=True)))
    assert swatch.grab().toImage() != before


def test_ramp_colours():
    stops = LIGHT.ramps["hotspot"]
    assert ramp_colour("hotspot", 0).name() == stops[0]
    assert ramp_colour("hotspot", 1).name() == stops[-1]
    assert ramp_colour("hotspot", 0.5).name() == stops[2]
    assert ramp_colour("hotspot", 9).name() == stops[-1]


@pytest.mark.parametrize("rtl", [True, False])
def test_ramp_begins_at_the_first_side(desk, qtbot, rtl):
    bar = RampBar("hotspot")
    bar.setLayoutDirection(
        Qt.LayoutDirection.RightToLeft if rtl else Qt.LayoutDirection.LeftToRight
    )
    qtbot.addWidget(bar)
    bar.resize(200, 8)
    image = bar.grab().toImage()
    low = image.pixelColor(190 if rtl else 10, 4)
    assert near(low, LIGHT.ramps["hotspot"][0])
