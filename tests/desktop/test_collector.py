"""Cyclic garbage goes in the window's thread, never in a worker's."""

from __future__ import annotations

import gc
import threading
import weakref

from desktop.collector import Collector


class Ring:
    """An object that only the cycle collector can free; it says which thread freed it."""

    def __init__(self, freed_in: list[int]) -> None:
        self.me = self
        self.freed_in = freed_in

    def __del__(self) -> None:
        self.freed_in.append(threading.get_ident())


def test_a_workers_allocations_free_nothing(qapp) -> None:
    collector, freed_in = Collector(), []
    try:
        Ring(freed_in)
        worker = threading.Thread(target=lambda: [[i] for i in range(200_000)])
        worker.start()
        worker.join()
        assert freed_in == []
        gc.collect()
        assert freed_in == [threading.get_ident()]
    finally:
        collector.close()
    assert gc.isenabled()


def test_what_is_due_is_collected(qapp) -> None:
    collector = Collector()
    try:
        ring = Ring([])
        gone = weakref.ref(ring)
        del ring
        kept = [[i] for i in range(gc.get_threshold()[0] + 100)]
        collector.collect()
        assert gone() is None
        assert len(kept) > 0
    finally:
        collector.close()
