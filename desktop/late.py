"""The three rooms that are opened after the first map is painted.

SQLAlchemy, Alembic, pyqtgraph and the export libraries take seconds to load; the first map needs
none of them. Nothing else of our own is imported late.
"""

from __future__ import annotations

import gc
from functools import cache
from types import ModuleType


@cache
def store() -> ModuleType:
    """Return `data.store.workspace`."""
    from data.store import workspace

    _keep()
    return workspace


@cache
def charts() -> ModuleType:
    """Return `widgets.charts`, with its time bar, bars and hours loaded."""
    from widgets import charts as module
    from widgets.charts import bars, time_bar, week_hours  # noqa: F401 - loaded into the package

    _keep()
    return module


@cache
def exports() -> ModuleType:
    """Return `desktop.exports.formats`, the table of every format that can be written."""
    from desktop.exports import formats

    _keep()
    return formats


def _keep() -> None:
    """Tell Python's collector of rubbish to pass over what modules hold: it lives to the end.

    To look through the classes and functions of all libraries stops every thread, the window's
    too, for a tenth of a second each time.
    """
    gc.freeze()
