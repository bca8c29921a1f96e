"""The three rooms that are opened after the first map is painted.

SQLAlchemy, Alembic, pyqtgraph and the export libraries take seconds to load; the first map needs
none of them. Nothing else of our own is imported late.
"""

from __future__ import annotations

from types import ModuleType


def store() -> ModuleType:
    """Return `data.store.workspace`."""
    from data.store import workspace

    return workspace


def charts() -> ModuleType:
    """Return `widgets.charts`, with its time bar and its bars loaded."""
    from widgets import charts as module
    from widgets.charts import bars, time_bar  # noqa: F401 - loaded into the package

    return module


def exports() -> ModuleType:
    """Return `desktop.exports.formats`, the table of every format that can be written."""
    from desktop.exports import formats

    return formats
