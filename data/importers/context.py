"""What an import has to know of the workspace it goes into."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from data.importers.places import Gazetteer
from data.model.city import City, District


@dataclass(frozen=True, eq=False)
class ImportContext:
    """What an import has to know of the workspace it goes into.

    Attributes
    ----------
    city : City
    districts : tuple of District
        With the days of their validity; empty where there are none yet.
    now : int
        UTC seconds; later events are in the future.
    gazetteer : Gazetteer, optional
        Names the city knows.
    known : ndarray of int64, shape (m,)
        Fingerprints of the events that are there, sorted.
    timezone : str, optional
        IANA name for times without an offset; the city's where it is not given.
    epsg : int, optional
        What the user says of the coordinates.
    """

    city: City
    districts: tuple[District, ...]
    now: int
    gazetteer: Gazetteer | None = None
    known: NDArray[np.int64] = field(default_factory=lambda: np.empty(0, np.int64))
    timezone: str | None = None
    epsg: int | None = None
