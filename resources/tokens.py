"""Colours, sizes and ramps, by role; the one place where a look is decided.

A palette is given to the painter last. Signed values use a blue-white-red ramp. Contrast of text
roles against their grounds is held at WCAG AA by a test, on every palette; so is how well data
roles are told apart under simulated colour blindness.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """Colours by role and ramps by name, all as ``#rrggbb``."""

    name: str
    colours: dict[str, str]
    ramps: dict[str, tuple[str, ...]]

    def colour(self, role: str) -> str:
        """Return the colour of a role, or of a ramp's step, ``counts:3``.

        An unknown role is a fault of the program.
        """
        if role in self.colours or ":" not in role:
            return self.colours[role]
        ramp, step = role.split(":")
        return self.ramps[ramp][int(step)]


_SIGNED = ("#2166ac", "#67a9cf", "#d1e5f0", "#f7f7f7", "#fddbc7", "#ef8a62", "#b2182b")

LIGHT = Palette(
    "light",
    {
        "background": "#f6f7f9",
        "panel": "#ffffff",
        "line": "#e3e7ec",
        "text": "#17202b",
        "muted": "#5c6874",
        "accent": "#0f6e74",
        "accent_soft": "#e6f3f3",
        "on_accent": "#ffffff",
        "warning": "#a84a15",
        "chip": "#eef1f4",
        "water": "#edf1f4",
        "land": "#fbfcfd",
        "district_line": "#9aa8b5",
        "selected_line": "#0f6e74",
        "street_arterial": "#c3ccd4",
        "street_collector": "#d5dce2",
        "street_local": "#e6eaee",
        "halo": "#ffffff",
        "map_label": "#2b3642",
        "hotspot": "#a50f15",
        "hotspot_line": "#7f0d12",
        "impound_in_lot": "#0a5f65",
        "impound_waiting": "#b4541a",
        "impound_released": "#84919e",
        "impound_other": "#3a2a44",
        "dot_ring": "#ffffff",
        "kind_vehicle": "#2965a9",
        "kind_abandoned": "#14323f",
        "kind_shop": "#c0392b",
        "kind_vendor": "#704474",
        "kind_material": "#978400",
        "kind_other": "#7f8b96",
        "cluster": "#5b3fa0",
        "noise": "#9486bd",
        "coverage": "#2c7fb8",
        "gap": "#b4541a",
        "zone": "#c2185b",
        "place": "#5c6874",
        "histogram": "#d5dbe1",
        "histogram_period": "#0f6e74",
        "histogram_compared": "#8fb9bb",
    },
    {
        "hotspot": ("#fff3e0", "#fdd49e", "#fdae6b", "#ef3b2c", "#a50f15"),
        "hours": ("#fbf1ee", "#f6c9bb", "#e88d77", "#cc4c3c", "#a50f15"),
        "counts": ("#e4f1f1", "#b9dadc", "#82bcc1", "#46979e", "#0f6e74", "#07464c"),
        "signed": _SIGNED,
    },
)

DARK = Palette(
    "dark",
    {
        "background": "#0f151b",
        "panel": "#161e26",
        "line": "#26313c",
        "text": "#e8eef4",
        "muted": "#93a1af",
        "accent": "#4fc1c0",
        "accent_soft": "#16343a",
        "on_accent": "#0c1216",
        "warning": "#f0a266",
        "chip": "#202a34",
        "water": "#10171e",
        "land": "#18222b",
        "district_line": "#4c5b69",
        "selected_line": "#4fc1c0",
        "street_arterial": "#3a4854",
        "street_collector": "#2e3a45",
        "street_local": "#25303a",
        "halo": "#10171e",
        "map_label": "#dbe4ec",
        "hotspot": "#ff8a70",
        "hotspot_line": "#ff9d86",
        "impound_in_lot": "#4fc1c0",
        "impound_waiting": "#f7bd6a",
        "impound_released": "#7d8a97",
        "impound_other": "#e6dcec",
        "dot_ring": "#10171e",
        "kind_vehicle": "#559af6",
        "kind_abandoned": "#eef4f8",
        "kind_shop": "#ff7b63",
        "kind_vendor": "#e5acff",
        "kind_material": "#e6c84a",
        "kind_other": "#7d8a97",
        "cluster": "#cbbaf8",
        "noise": "#8778b8",
        "coverage": "#4a9bd4",
        "gap": "#f7bd6a",
        "zone": "#ff6fa3",
        "place": "#93a1af",
        "histogram": "#33404c",
        "histogram_period": "#4fc1c0",
        "histogram_compared": "#2f6e70",
    },
    {
        "hotspot": ("#3a2418", "#7a3b1c", "#c2552a", "#f07845", "#ffd08a"),
        "hours": ("#1d2630", "#4a2a26", "#8a3a2e", "#cc5a3f", "#ff9d6e"),
        "counts": ("#1c333b", "#1f4c54", "#286d75", "#3a959b", "#70c6c5", "#c3efec"),
        "signed": ("#6cb6e8", "#4a83ab", "#33536b", "#2a333c", "#6b4238", "#b0583f", "#ff8a5c"),
    },
)

PAPER = Palette(
    "paper",
    {
        **LIGHT.colours,
        "background": "#ffffff",
        "water": "#f4f6f8",
        "land": "#ffffff",
        "district_line": "#7c8a97",
        "street_arterial": "#b4bec7",
        "street_collector": "#ccd4db",
        "muted": "#4d5965",
    },
    LIGHT.ramps,
)

PROJECTOR = Palette(
    "projector",
    {
        **LIGHT.colours,
        "district_line": "#66747f",
        "street_arterial": "#a9b4bd",
        "street_collector": "#c3ccd4",
        "text": "#0b1118",
        "muted": "#3f4a55",
    },
    LIGHT.ramps,
)

# For printers without colours: what one layer tells apart differs in lightness by 10 and more.
GREY = Palette(
    "grey",
    {
        **PAPER.colours,
        "line": "#d6d6d6",
        "text": "#161616",
        "muted": "#4a4a4a",
        "accent": "#2e2e2e",
        "accent_soft": "#eeeeee",
        "warning": "#2e2e2e",
        "chip": "#f0f0f0",
        "water": "#f4f4f4",
        "district_line": "#7c7c7c",
        "selected_line": "#000000",
        "street_arterial": "#b4b4b4",
        "street_collector": "#cccccc",
        "street_local": "#e6e6e6",
        "map_label": "#1c1c1c",
        "hotspot": "#262626",
        "hotspot_line": "#0c0c0c",
        "impound_in_lot": "#0c0c0c",
        "impound_waiting": "#4a4a4a",
        "impound_released": "#929292",
        "impound_other": "#6e6e6e",
        "cluster": "#4d4d4d",
        "noise": "#8c8c8c",
        "coverage": "#7a7a7a",
        "gap": "#3a3a3a",
        "zone": "#000000",
        "place": "#555555",
        "histogram": "#d8d8d8",
        "histogram_period": "#2e2e2e",
        "histogram_compared": "#9a9a9a",
    },
    {
        "hotspot": ("#f2f2f2", "#cfcfcf", "#a3a3a3", "#6b6b6b", "#262626"),
        "hours": ("#f2f2f2", "#cfcfcf", "#a3a3a3", "#6b6b6b", "#262626"),
        # One direction is as dark as ink and the other a middle grey: only that is left.
        "counts": ("#ededed", "#d0d0d0", "#adadad", "#858585", "#595959", "#262626"),
        "signed": ("#7d7d7d", "#a8a8a8", "#d6d6d6", "#f7f7f7", "#c4c4c4", "#6a6a6a", "#121212"),
    },
)

# How strongly pictures of the ground show, by palette: on a dark screen they would dazzle.
GROUND_STRENGTH = {"dark": 0.24}

PALETTES = {p.name: p for p in (LIGHT, DARK, PAPER, PROJECTOR, GREY)}

# Type sizes in pixels at 96 dpi, spacing in steps of 4, corner radii.
TYPE = {"body": 13, "title": 15, "label": 12, "legend": 11, "display": 20}
SPACE = 4
RADIUS = {"control": 8, "card": 11}
FONT_FAMILIES = ("Vazirmatn", "Tahoma", "Segoe UI", "DejaVu Sans")
