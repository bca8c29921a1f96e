"""One measured number and how a run hands it over."""

from __future__ import annotations

import gc
import json
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Figure:
    """One line of the table.

    Attributes
    ----------
    task : str
    events : int
        Size of the workspace it was measured on; 0 where it does not matter.
    value : float
    unit : str
    target : float, optional
        What issue or architecture ask for.
    at_least : bool
        Whether more is better.
    repeats : int
        Of which the best is given: other work shares the machine.
    peer, peer_value
        Another program doing the same on the same data in the same run, in the same unit.
    note : str
    """

    task: str
    events: int
    value: float
    unit: str
    target: float | None = None
    at_least: bool = False
    repeats: int = 1
    peer: str = ""
    peer_value: float | None = None
    note: str = ""

    @property
    def met(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        if self.target is None:
            return None
        return self.value >= self.target if self.at_least else self.value <= self.target

    def to_line(self) -> str:
        """Return it as one line of text."""
        return json.dumps(asdict(self))

    @classmethod
    def from_line(cls, line: str) -> Figure:
        """Read what `to_line` wrote."""
        return cls(**json.loads(line))


def best(work: Callable[[], Any], repeats: int) -> float:
    """Return the seconds of the fastest of several calls, garbage collected before each."""
    took = []
    for _turn in range(repeats):
        gc.collect()
        began = time.perf_counter()
        work()
        took.append(time.perf_counter() - began)
    return min(took)
