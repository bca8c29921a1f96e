"""How long work reports its progress and hears that it should stop."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from typing import Any, TypeVar

from data.errors import Cancelled

Result = TypeVar("Result")


class Courtesy:
    """Lets work in other threads step aside while one thread that must not wait is busy.

    Python runs one thread at a time. The window's thread gives its turn away at each of its many
    small steps and would wait for a whole piece of work, some milliseconds, to get it back.
    """

    LONGEST = 0.02  # seconds that a piece of work waits: it goes on even beside a busy window
    PAUSE = 0.004  # seconds of idleness that are only a gap between two steps

    def __init__(self) -> None:
        self._idle = threading.Event()
        self._idle.set()
        self._since = 0.0
        self._served = 0

    def busy(self) -> None:
        """Say that the calling thread has something to do."""
        self._served = threading.get_ident()
        self._idle.clear()

    def idle(self) -> None:
        """Say that it waits for something to do."""
        self._since = time.perf_counter()
        self._idle.set()

    def step_aside(self) -> None:
        """Wait, not for long, until the other thread is idle and seems to stay so."""
        now = time.perf_counter()
        end = now + self.LONGEST
        while now < end and threading.get_ident() != self._served:
            left = self._since + self.PAUSE - now
            if not self._idle.is_set():
                self._idle.wait(end - now)
            elif left > 0:
                time.sleep(left)
            else:
                return
            now = time.perf_counter()


# One for the process, as Python's lock is.
COURTESY = Courtesy()


class Feedback:
    """Progress out, cancellation in; safe to share between threads.

    Work that checks often also leaves the window its turn, see `Courtesy`.

    Parameters
    ----------
    on_progress : callable, optional
        Called as ``on_progress(done, total)`` in the thread that works.
    """

    def __init__(self, on_progress: Callable[[int, int], None] | None = None) -> None:
        self._on_progress = on_progress
        self._stop = threading.Event()

    def progress(self, done: int, total: int) -> None:
        """Report that ``done`` of ``total`` units are finished; raises `Cancelled` when stopped."""
        self.check()
        if self._on_progress is not None:
            self._on_progress(done, total)

    def heavy(self, function: Callable[..., Result], *args: Any) -> Result:
        """Run a pure, importable function that holds Python's lock for long.

        Here it simply runs; a desk's feedback sends it, with its arrays, to the worker process
        so that the window stays alive, and ends that process when the work is cancelled.
        """
        self.check()
        return function(*args)

    def check(self) -> None:
        """Raise `Cancelled` if someone asked the work to stop."""
        if self._stop.is_set():
            raise Cancelled("stopped")
        COURTESY.step_aside()

    def cancel(self) -> None:
        """Ask the work to stop at its next check."""
        self._stop.set()

    @property
    def cancelled(self) -> bool:
        """Whether the work was asked to stop."""
        return self._stop.is_set()


def silent() -> Feedback:
    """Return a feedback that reports to nobody."""
    return Feedback()
