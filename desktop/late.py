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


def time_bar() -> ModuleType:
    """Return `widgets.charts.time_bar`."""
    from widgets.charts import time_bar as module

    return module


def exports() -> ModuleType:
    """Return `desktop.exports.formats`, the table of every format that can be written."""
    from desktop.exports import formats

    return formats
