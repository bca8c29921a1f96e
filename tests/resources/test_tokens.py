"""Palettes: contrast by WCAG 2.2, and colour blindness by simulation.

Colour blindness follows Machado, Oliveira and Fernandes (2009), "A physiologically-based model
for simulation of color vision deficiency", at full severity; differences are CIE 1976 ΔE*ab.
"""

from __future__ import annotations

import re
from itertools import combinations
from pathlib import Path

import numpy as np
import pytest
from numpy.typing import NDArray

from resources.tokens import GREY, LIGHT, PALETTES, PAPER, Palette

Colour = NDArray[np.float64]

VISION = {
    "normal": np.eye(3),
    "protanopia": np.array([[0.152286, 1.052583, -0.204868], [0.114503, 0.786281, 0.099216],
                            [-0.003882, -0.048116, 1.051998]]),
    "deuteranopia": np.array([[0.367322, 0.860646, -0.227968], [0.280085, 0.672501, 0.047413],
                              [-0.011820, 0.042940, 0.968881]]),
    "tritanopia": np.array([[1.255528, -0.076749, -0.178779], [-0.078411, 0.930809, 0.147602],
                            [0.004733, 0.691367, 0.303900]]),
}  # fmt: skip
TO_XYZ = np.array(
    [[0.4124564, 0.3575761, 0.1804375], [0.2126729, 0.7151522, 0.0721750],
     [0.0193339, 0.1191920, 0.9503041]]
)  # fmt: skip
WHITE = TO_XYZ.sum(axis=1)

# Text or sign, and the ground it stands on.
READ = [
    *((text, ground) for text in ("text", "muted", "accent", "warning")
      for ground in ("background", "panel", "chip", "land")),
    ("text", "accent_soft"), ("accent", "accent_soft"), ("muted", "accent_soft"),
    ("on_accent", "accent"), ("map_label", "land"), ("map_label", "water"), ("map_label", "halo"),
    ("place", "land"), ("place", "halo"),
]  # fmt: skip
SIGNS = (
    "hotspot", "hotspot_line", "impound_in_lot", "impound_waiting", "impound_released",
    "impound_other", "cluster", "coverage", "gap", "zone", "selected_line", "kind_vehicle",
    "kind_abandoned", "kind_shop", "kind_vendor", "kind_material", "kind_other",
)  # fmt: skip
# Roles that stand in one layer, or lie over each other as areas, must never be confused.
STATES = ("impound_in_lot", "impound_waiting", "impound_released", "impound_other")
KINDS = (
    "kind_vehicle", "kind_abandoned", "kind_shop", "kind_vendor", "kind_material", "kind_other",
)  # fmt: skip
AREAS = ("hotspot", "cluster", "coverage", "zone")


def linear(colour: str) -> Colour:
    value = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    return np.where(value <= 0.04045, value / 12.92, ((value + 0.055) / 1.055) ** 2.4)


def contrast(one: str, other: str) -> float:
    low, high = sorted(float(linear(c) @ TO_XYZ[1]) for c in (one, other))
    return (high + 0.05) / (low + 0.05)


def seen(colour: str, vision: str) -> Colour:
    """Return CIE L*a*b* of a colour as someone sees it."""
    part = TO_XYZ @ np.clip(VISION[vision] @ linear(colour), 0, 1) / WHITE
    f = np.where(part > 216 / 24_389, np.cbrt(part), (24_389 / 27 * part + 16) / 116)
    return np.array([116 * f[1] - 16, 500 * (f[0] - f[1]), 200 * (f[1] - f[2])])


@pytest.fixture(params=list(PALETTES), ids=str)
def palette(request: pytest.FixtureRequest) -> Palette:
    return PALETTES[request.param]


def test_known_contrasts() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21.0, abs=0.01)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_text_has_the_contrast_of_aa(palette: Palette) -> None:
    weak = {
        pair: round(contrast(*map(palette.colour, pair)), 2)
        for pair in READ
        if contrast(*map(palette.colour, pair)) < 4.5
    }
    assert weak == {}


def test_signs_on_the_map_have_the_contrast_of_graphics(palette: Palette) -> None:
    weak = [s for s in SIGNS if contrast(palette.colour(s), palette.colour("land")) < 3.0]
    assert weak == []


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("roles", [STATES, KINDS, AREAS], ids=["states", "kinds", "areas"])
def test_data_roles_are_told_apart(palette: Palette, vision: str, roles: tuple[str, ...]) -> None:
    near = {}
    for one, other in combinations(roles, 2):
        away = seen(palette.colour(one), vision) - seen(palette.colour(other), vision)
        if np.linalg.norm(away) < 10:
            near[one, other] = round(float(np.linalg.norm(away)), 1)
    assert near == {}


@pytest.mark.parametrize("vision", VISION)
@pytest.mark.parametrize("name", ["hotspot", "hours", "counts"])
def test_ramps_run_one_way_in_lightness(palette: Palette, name: str, vision: str) -> None:
    steps = np.diff([seen(colour, vision)[0] for colour in palette.ramps[name]])
    assert np.all(steps < -3.5) or np.all(steps > 3.5)


@pytest.mark.parametrize("vision", VISION)
def test_the_signed_ramp_turns_in_its_middle(palette: Palette, vision: str) -> None:
    ramp = [seen(colour, vision) for colour in palette.ramps["signed"]]
    away = [float(np.linalg.norm(colour - ramp[3])) for colour in ramp]
    assert away[0] > away[1] > away[2] > 5
    assert away[6] > away[5] > away[4] > 5
    assert np.linalg.norm(ramp[0] - ramp[6]) > 20


def test_every_palette_knows_every_role_and_ramp(palette: Palette) -> None:
    assert palette.colours.keys() == LIGHT.colours.keys()
    assert palette.ramps.keys() == LIGHT.ramps.keys()
    colours = [*palette.colours.values(), *(c for ramp in palette.ramps.values() for c in ramp)]
    assert all(re.fullmatch("#[0-9a-f]{6}", colour) for colour in colours)


def test_a_step_of_a_ramp_is_a_colour(palette: Palette) -> None:
    assert palette.colour("counts:2") == palette.ramps["counts"][2]


@pytest.mark.parametrize("role", ["glitter", "glitter:1"])
def test_an_unknown_role_is_a_fault(palette: Palette, role: str) -> None:
    with pytest.raises(KeyError):
        palette.colour(role)


# What of a map is told apart by colour alone inside one layer; opacities are of complaint cells.
CELL_OPACITIES = (0.18, 0.38, 0.6)


def lightness(colour: str, opacity: float = 1.0) -> float:
    """Return L* of a colour printed without colours on white paper."""
    luminance = float(linear(colour) @ TO_XYZ[1])
    grey = luminance * opacity + 1.0 - opacity
    dark = 24_389 / 27 * grey
    return float(116 * np.cbrt(grey) - 16) if grey > 216 / 24_389 else dark


@pytest.mark.parametrize("palette", [PAPER, GREY], ids=["paper", "grey"])
def test_states_are_told_apart_on_a_printer_without_colours(palette: Palette) -> None:
    values = sorted(lightness(palette.colour(role)) for role in STATES)
    assert min(np.diff(values)) >= 9


@pytest.mark.parametrize("palette", [PAPER, GREY], ids=["paper", "grey"])
def test_ramps_and_cells_keep_their_steps_in_black_and_white(palette: Palette) -> None:
    for name in ("hotspot", "hours"):
        assert np.all(np.diff([lightness(colour) for colour in palette.ramps[name]]) <= -8)
    cells = [lightness(palette.colour("cluster"), opacity) for opacity in CELL_OPACITIES]
    assert np.all(np.diff([100.0, *cells]) <= -6)
    streets = [palette.colour(f"street_{name}") for name in ("local", "collector", "arterial")]
    assert np.all(np.diff([lightness(colour) for colour in streets]) <= -4)


def test_the_grey_palette_also_tells_areas_apart() -> None:
    values = sorted(lightness(GREY.colour(role)) for role in AREAS)
    assert min(np.diff(values)) >= 9
    assert all(c[1:3] == c[3:5] == c[5:7] for ramp in GREY.ramps.values() for c in ramp)


def test_cells_of_complaints_are_as_tested() -> None:
    source = (Path(__file__).parents[2] / "desktop/exports/privacy.py").read_text("utf-8")
    assert all(f", {opacity})" in source for opacity in CELL_OPACITIES)
