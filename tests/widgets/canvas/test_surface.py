"""What is painted on."""

import pytest
from PySide6.QtCore import Qt

from layers.picture import Look
from resources.tokens import DARK, LIGHT
from widgets.canvas.surface import Surface


def test_units_count_the_scale(viewport):
    centre = (viewport.x, viewport.y)
    assert Surface(viewport, LIGHT, 3.0).units(centre) == pytest.approx((300, 150))


def test_only_screens_are_painted_beyond_the_edge(viewport):
    assert Surface(viewport, LIGHT).clip(4) == (-4, -4, 204, 104)
    assert Surface(viewport, LIGHT, vector=True).clip(4) == (0, 0, 200, 100)


def test_the_palette_decides_the_colour(viewport):
    look = Look(fill="accent", stroke="text", width=2, opacity=0.5)
    for palette in (LIGHT, DARK):
        surface = Surface(viewport, palette, 2.0)
        assert surface.brush(look).color().name() == palette.colour("accent")
        assert surface.brush(look).color().alphaF() == pytest.approx(0.5, abs=0.01)
        assert surface.pen(look).color().name() == palette.colour("text")
        assert surface.pen(look).widthF() == 4.0


def test_a_look_without_roles_paints_nothing(viewport):
    surface = Surface(viewport, LIGHT)
    assert surface.pen(Look()).style() == Qt.PenStyle.NoPen
    assert surface.brush(Look()).style() == Qt.BrushStyle.NoBrush
    assert surface.brush(Look(fill="accent", opacity=0)).style() == Qt.BrushStyle.NoBrush


def test_an_unknown_role_is_a_fault(viewport):
    with pytest.raises(KeyError):
        Surface(viewport, LIGHT).colour("no such role")
