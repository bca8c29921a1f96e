"""What lies under the map: nothing, the workspace's own streets, a file, or a server's tiles."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Ground(StrEnum):
    """The kinds of background."""

    NONE = "none"
    STREETS = "streets"
    FILE = "file"
    NETWORK = "network"


@dataclass(frozen=True, slots=True)
class Background:
    """A choice of background; everything works without a network.

    Attributes
    ----------
    path : str
        Of an MBTiles file.
    address : str
        Of tiles on a server.
    attribution : str
        Whom those are owed to; empty for what the address tells.
    online : bool
        Whether the user allowed to connect to that server.
    strength : float
        0.1 to 1.
    """

    ground: Ground = Ground.STREETS
    path: str = ""
    address: str = ""
    attribution: str = ""
    online: bool = False
    strength: float = 1.0
