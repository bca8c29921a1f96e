"""What every side is asked: the window, the kernel and the filters. Needs nothing but Python."""

from __future__ import annotations

WIDTH, HEIGHT = 1_280, 800  # pixels
METRES_PER_PIXEL = 21.0  # the whole city
CENTRE = (614_050.0, 4_214_900.0)
BANDWIDTH = 300.0  # m
# Shares of its width the window is moved by, in turn: all events in view, no frame to be kept.
PANS = (0.01, -0.01)

DISTRICTS = (2, 3, 6, 7)
SINCE, UNTIL = "2022-01-15", "2023-02-10"  # local midnights
# The other filter begins and ends within a day, and asks for kinds and hours as well.
SINCE_HOUR, UNTIL_HOUR = "2022-01-15 09:30", "2023-02-10 17:45"
KINDS = (1, 2, 20)
HOURS = (7, 8, 9, 10)
FIRST_MONTH, MONTHS = 2021 * 12 + 2, 37  # months since year 0, from March 2021 on
NUMBERS = 11  # districts 0 to 10


def extent(pan: float = 0.0) -> tuple[float, float, float, float]:
    """Return west, south, east and north of the window in metres."""
    wide, tall = WIDTH * METRES_PER_PIXEL, HEIGHT * METRES_PER_PIXEL
    west, south = CENTRE[0] - wide / 2 + pan * wide, CENTRE[1] - tall / 2
    return west, south, west + wide, south + tall
