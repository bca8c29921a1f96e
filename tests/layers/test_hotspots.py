from __future__ import annotations

import numpy as np
import pytest

from data.errors import BadInput
from data.feedback import silent
from data.model.filters import Filter
from data.model.snapshot import Snapshot
from layers import hotspots
from layers.picture import Area, Frame, Label, Raster
from layers.stats.density import density_at


@pytest.fixture
def found(town: Snapshot) -> hotspots.Found:
    result = hotspots.find(town, None, silent())
    assert result is not None
    return result


def test_the_planted_place_is_the_first_hotspot(
    found: hotspots.Found, planted: tuple[float, float]
) -> None:
    first = found.findings[0]
    assert np.hypot(first.x - planted[0], first.y - planted[1]) < 300
    assert first.title == "کانون ۱ · \u2068خیابان امام\u2069"
    assert first.facts["dominant_hour"] == 10
    assert found.shapes[0].area == pytest.approx(first.facts["area_km2"] * 1e6, rel=1e-3)


def test_the_events_of_a_hotspot_lie_within_its_outline(
    found: hotspots.Found, town: Snapshot
) -> None:
    import shapely

    placed = town.placed
    inside = shapely.intersects_xy(found.shapes[0], placed.x, placed.y)
    assert np.array_equal(found.findings[0].ids, np.sort(placed.id[inside]))


def test_the_surface_is_per_square_kilometre_and_week(
    found: hotspots.Found, town: Snapshot
) -> None:
    total = float(found.density.sum()) * found.grid.cell**2 / 1e6
    assert total == pytest.approx(len(town.placed) / town.weeks, rel=5e-3)


def test_the_peak_is_near_the_exact_density(found: hotspots.Found, town: Snapshot) -> None:
    first = found.findings[0]
    at = np.array([first.x]), np.array([first.y])
    exact = density_at((town.placed.x, town.placed.y), at, found.bandwidth)[0] * 1e6 / town.weeks
    assert first.facts["peak_density"] == pytest.approx(exact, rel=0.03)


def test_the_rule_is_held_between_a_corner_and_a_quarter(town: Snapshot) -> None:
    rng = np.random.default_rng(1)
    close, wide = rng.normal(0, 5, (2, 500)), rng.normal(0, 1e5, (2, 500))
    assert hotspots.chosen_bandwidth(*close) == hotspots.NARROWEST
    assert hotspots.chosen_bandwidth(*wide) == hotspots.WIDEST
    chosen = hotspots.find(town, hotspots.Choices(bandwidth=333.0), silent())
    assert chosen is not None
    assert chosen.card["parameters"]["bandwidth_m"] == 333
    assert chosen.card["parameters"]["bandwidth_rule"] == "chosen"


def test_the_picture(town: Snapshot, frame: Frame) -> None:
    picture = hotspots.build(town, None, frame, silent())
    raster = picture.marks[0]
    assert isinstance(raster, Raster)
    assert np.nanmin(raster.values) > raster.low
    assert {type(m) for m in picture.marks[1:]} == {Area, Label}
    assert "شعاع محاسبه" in picture.legend[0].text
    assert picture.legend[0].high == raster.high
    assert picture.count == len(town.placed)
    assert "نمایشی" not in picture.remark, "the map says it once for all layers"
    assert "موارد روی نقشه است" in picture.remark


def test_few_events_are_marked(town: Snapshot, frame: Frame) -> None:
    since = town.filter.since
    short = town.filtered(Filter(since=since, until=since + 3 * 86_400))
    assert 0 < len(short.placed) < 30
    assert "برای نتیجه‌گیری کم است" in hotspots.build(short, None, frame, silent()).remark


def test_cells_too_small_for_memory_are_refused(town: Snapshot) -> None:
    with pytest.raises(BadInput, match="سلول باید دست‌کم ۲ متر"):
        hotspots.find(town, hotspots.Choices(bandwidth=10.0), silent())
    with pytest.raises(BadInput, match="شعاع محاسبه دست‌کم ۱۶ متر"):
        hotspots.find(town, hotspots.Choices(cell=0.1), silent())


def test_a_chosen_cell_is_used(town: Snapshot) -> None:
    found = hotspots.find(town, hotspots.Choices(cell=444.0), silent())
    assert found is not None
    assert found.card["parameters"]["cell_width_m"] == found.cells.grid.width == 444
