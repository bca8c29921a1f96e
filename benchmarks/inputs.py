"""What is measured on: demonstration cities of any size, and Boston's real files."""

from __future__ import annotations

from pathlib import Path

from data.clock import Clock
from data.feedback import silent
from desktop.creating import create

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"
BOSTON = SHARED / "cities" / "boston.toml"
BOSTON_FILES = tuple(
    SHARED / "boston_311" / f"illegal_parking_{years}.csv.gz" for years in ("2008_2016", "2017")
)


def demonstration(folder: Path, events: int) -> Path:
    """Return a demonstration city of a size, made at the first call."""
    path = folder / f"demo-{events}.gpkg"
    if not path.exists():
        create(path, "tabriz", Clock(), silent(), events=events)
    return path


def boston(folder: Path) -> Path | None:
    """Return a new, empty workspace of Boston; None where the shared files are absent."""
    if not all(file.exists() for file in (BOSTON, *BOSTON_FILES)):
        return None
    path = folder / "boston.gpkg"
    create(path, BOSTON, Clock(), silent())
    return path
