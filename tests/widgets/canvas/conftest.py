"""A canvas that is shown and cleaned up, and marks to put on it."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
import pytest

from layers.picture import Area, Dot, Label, LayerPicture, Look
from widgets.canvas.map_canvas import MapCanvas
from widgets.canvas.viewport import Viewport

TABRIZ = (613_000.0, 4_215_000.0)


@pytest.fixture
def viewport() -> Viewport:
    """Return a window of 200 by 100 pixels, ten metres each, on Tabriz."""
    return Viewport(*TABRIZ, 10.0, 200, 100)


@pytest.fixture
def canvas(qtbot) -> Iterator[MapCanvas]:
    """Return a shown canvas of 400 by 300 pixels, ten metres each; its threads end with it."""
    made = MapCanvas()
    qtbot.addWidget(made)
    made.resize(400, 300)
    with qtbot.waitExposed(made):
        made.show()
    made.set_view(Viewport(*TABRIZ, 10.0, 400, 300))
    yield made
    made.set_tool(None)
    made.shutdown()


@pytest.fixture
def picture() -> LayerPicture:
    """Return a square of a kilometre with a name, and two events to its east."""
    x, y = TABRIZ
    ring = np.array([[x, y], [x + 1000, y], [x + 1000, y + 1000], [x, y + 1000]])
    look = Look(fill="accent", stroke="text", width=2)
    dots = Dot(
        np.array([[x + 1200, y], [x + 1300, y]]),
        np.zeros(2, np.uint8),
        (Look(fill="warning"),),
        np.array([71, 72]),
    )
    name = Label(x + 500, y + 500, "منطقهٔ ۸", Look(size=14, bold=True), key="district:8")
    return LayerPicture("demo", (Area((ring,), look, key="district:8"), dots, name))
