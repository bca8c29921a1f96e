"""The one source of now."""

from __future__ import annotations

import time

from data.clock import Clock


def test_a_fixed_clock_stands_still() -> None:
    assert Clock(1_763_881_920).now() == 1_763_881_920
    assert Clock(0).now() == 0


def test_a_running_clock_is_the_systems() -> None:
    before = int(time.time())
    now = Clock().now()
    assert before <= now <= time.time()
    assert isinstance(now, int)
