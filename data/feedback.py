"""How long work reports its progress and hears that it should stop."""

from __future__ import annotations

import threading
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

    def __init__(self) -> None:
        self._idle = threading.Event()
        self._idle.set()
        self._served = 0

    def busy(self) -> None:
        """Say that the calling thread has something to do."""
        self._served = threading.get_ident()
        self._idle.clear()

    def idle(self) -> None:
        """Say that it waits for something to do."""
        self._idle.set()

    def step_aside(self) -> None:
        """Wait, not for long, until the other thread is idle."""
        if not self._idle.is_set() and threading.get_ident() != self._served:
            self._idle.wait(self.LONGEST)


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
