"""Background work: threads that report to the window and can be stopped by it."""

from __future__ import annotations

import itertools
import logging
import queue
import sys
import threading
from collections import deque
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QAbstractEventDispatcher, QObject, Qt, QThread, QTimer, Signal, Slot

from data.errors import Cancelled
from data.feedback import COURTESY, Feedback
from desktop.collector import Collector
from desktop.worker import Worker, WorkerFeedback

log = logging.getLogger(__name__)

# Seconds after which a thread that works gives Python's lock to one that asks for it. With
# Python's own 5 ms the window waits that long at each of its many steps.
TURN = 0.0005
# Number of a job, its result, its error.
Outcome = tuple[int, Any, Exception | None]
PATIENCE = 10.0  # seconds that a stopped job may take to end when the program does


class Job:
    """One piece of work; its outcome is posted to the thread of `Jobs`."""

    def __init__(
        self, id_: int, work: Callable[[Feedback], Any], feedback: Feedback, post: Callable
    ) -> None:
        self.id = id_
        self.feedback = feedback
        self._work = work
        self._post = post

    def run(self) -> None:
        """Do the work; called in a thread of its own."""
        try:
            self.feedback.check()
            outcome = (self.id, self._work(self.feedback), None)
        except Exception as error:  # noqa: BLE001 - posted to whoever asked for the work
            outcome = (self.id, None, error)
        self._post(outcome)


class Threads:
    """A few threads of Python's own that take jobs in the order of their urgency.

    In a thread of Qt's pool Python keeps nothing from one job to the next. PROJ's context is kept
    with the thread: it was freed after the first job and used by the second, which ended the
    program.
    """

    def __init__(self, count: int) -> None:
        # Place, number, job: of equal urgency the older one comes first.
        self._waiting: queue.PriorityQueue[tuple[int, int, Job | None]] = queue.PriorityQueue()
        self._threads = [
            threading.Thread(target=_serve, args=(self._waiting,), name=f"job-{i}", daemon=True)
            for i in range(count)
        ]
        for thread in self._threads:
            thread.start()

    def start(self, job: Job, *, urgent: bool) -> None:
        """Have a job run as soon as a thread is free."""
        self._waiting.put((0 if urgent else 1, job.id, job))

    def close(self, patience: float) -> None:
        """End the threads after what waits; wait for each at most some seconds."""
        for number in range(len(self._threads)):
            self._waiting.put((2, number, None))
        for thread in self._threads:
            thread.join(patience)


def _serve(waiting: queue.PriorityQueue[tuple[int, int, Job | None]]) -> None:
    """Run jobs until there is none to come."""
    while (job := waiting.get()[2]) is not None:
        job.run()


class Jobs(QObject):
    """Runs work in threads; results arrive in the thread this object lives in.

    Signals
    -------
    started(id, text), progressed(id, done, total), ended(id)
        For jobs with a text, which a user sees and can stop.
    """

    started = Signal(object, str)
    progressed = Signal(object, object, object)
    ended = Signal(object)
    _posted = Signal(object)

    def __init__(self, worker: Worker | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        sys.setswitchinterval(TURN)
        self.worker = worker or Worker()
        self._ids = itertools.count(1)
        self._threads = Threads(max(2, QThread.idealThreadCount()))
        self._collector = Collector(self)
        self._loop = QAbstractEventDispatcher.instance()
        self._loop.awake.connect(COURTESY.busy)
        self._loop.aboutToBlock.connect(COURTESY.idle)
        self._running: dict[int, tuple[Job, Callable, Callable, str, str]] = {}
        self._newest: dict[str, int] = {}
        # One outcome a turn of the event loop: between two of them the window paints and answers.
        self._outcomes: deque[Outcome] = deque()
        self._next = QTimer(self, interval=0)
        self._next.timeout.connect(self._finish_next)
        self._posted.connect(self._take, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        work: Callable[[Feedback], Any],
        done: Callable[[Any], None],
        failed: Callable[[Exception], None] | None = None,
        *,
        text: str = "",
        key: str = "",
    ) -> int:
        """Start work and return its number.

        Parameters
        ----------
        work : callable
            Called with a `Feedback` in another thread.
        done, failed : callable
            Called here with the result or the error; a cancelled job calls neither.
        text : str
            What the user sees; without it the job is silent.
        key : str
            A newer job of the same key stops the older one, whose result is dropped.
        """
        id_ = next(self._ids)
        feedback = WorkerFeedback(self.worker, self._reporter(id_) if text else None)
        job = Job(id_, work, feedback, self._posted.emit)
        self._running[id_] = (job, done, failed or _log_failure, text, key)
        if key:
            self.stop(self._newest.get(key, 0))
            self._newest[key] = id_
        if text:
            self.started.emit(id_, text)
        # Before silent work: the user waits for what has a text.
        self._threads.start(job, urgent=bool(text))
        return id_

    def stop(self, id_: int) -> None:
        """Ask a job to stop; unknown numbers are ignored."""
        if id_ in self._running:
            self._running[id_][0].feedback.cancel()

    def busy(self) -> bool:
        """Return whether any job still runs."""
        return bool(self._running)

    def named(self) -> list[str]:
        """Return the texts of the running jobs that a user sees."""
        return [text for _job, _done, _failed, text, _key in self._running.values() if text]

    def drop_silent(self) -> None:
        """Stop the jobs nobody sees, because the window they work for goes."""
        for id_, (_job, _done, _failed, text, _key) in list(self._running.items()):
            if not text:
                self.stop(id_)

    def close(self) -> None:
        """Stop everything and wait until the threads have ended."""
        for id_ in list(self._running):
            self.stop(id_)
        self.worker.stop()
        self._threads.close(PATIENCE)
        self._next.stop()
        self._loop.awake.disconnect(COURTESY.busy)
        self._loop.aboutToBlock.disconnect(COURTESY.idle)
        COURTESY.idle()
        self._running.clear()
        self._collector.close()

    def _reporter(self, id_: int) -> Callable[[int, int], None]:
        return lambda done, total: self.progressed.emit(id_, done, total)

    @Slot(object)
    def _take(self, outcome: Outcome) -> None:
        self._outcomes.append(outcome)
        self._next.start()

    def _finish_next(self) -> None:
        if self._outcomes:
            self._finish(*self._outcomes.popleft())
        if not self._outcomes:
            self._next.stop()

    def _finish(self, id_: int, result: Any, error: Exception | None) -> None:
        entry = self._running.pop(id_, None)
        if entry is None:
            return
        job, done, failed, text, key = entry
        if text:
            self.ended.emit(id_)
        stale = job.feedback.cancelled or (key and self._newest.get(key) != id_)
        if stale or isinstance(error, Cancelled):
            return
        if error is None:
            done(result)
        else:
            failed(error)


def _log_failure(error: Exception) -> None:
    log.error("a background job failed", exc_info=error)
