"""Cities, districts and small files for the tests of the importers."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
import shapely

from data.importers.context import ImportContext
from data.model.city import City, District

NOW = 1_790_000_000  # 2026-09-21


@pytest.fixture
def tabriz() -> City:
    """Return a city with the extent of Tabriz."""
    return City(
        "tabriz",
        {"fa": "تبریز"},
        (46.29, 38.08),
        (46.05, 37.95, 46.55, 38.22),
        32638,
        "Asia/Tehran",
    )


@pytest.fixture
def districts() -> tuple[District, ...]:
    """Return two squares of 4 km that share the border x = 613000 m."""
    return (
        District(4, "منطقهٔ ۴", shapely.box(609_000, 4_213_000, 613_000, 4_217_000)),
        District(8, "منطقهٔ ۸", shapely.box(613_000, 4_213_000, 617_000, 4_217_000)),
    )


@pytest.fixture
def context(tabriz: City, districts: tuple[District, ...]) -> ImportContext:
    """Return what an import into an empty workspace of Tabriz knows."""
    return ImportContext(tabriz, districts, NOW)


@pytest.fixture
def csv_file(tmp_path: Path) -> Callable[..., Path]:
    """Return a function that writes a text to a file of the test's folder."""

    def write(text: str, name: str = "table.csv", encoding: str = "utf-8") -> Path:
        path = tmp_path / name
        path.write_bytes(text.encode(encoding))
        return path

    return write
