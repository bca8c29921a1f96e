"""Progress out, cancellation in."""

from __future__ import annotations

import threading
import time

import pytest

from data.errors import Cancelled, GozarError
from data.feedback import COURTESY, Courtesy, Feedback, silent


def test_progress_reaches_the_listener_in_order() -> None:
    heard: list[tuple[int, int]] = []
    feedback = Feedback(lambda done, total: heard.append((done, total)))
    for done in range(3):
        feedback.progress(done, 3)
    assert heard == [(0, 3), (1, 3), (2, 3)]


def test_a_cancelled_work_stops_at_its_next_check_and_reports_no_more() -> None:
    heard: list[int] = []
    feedback = Feedback(lambda done, total: heard.append(done))
    feedback.check()
    feedback.cancel()
    assert feedback.cancelled
    with pytest.raises(Cancelled):
        feedback.check()
    with pytest.raises(Cancelled):
        feedback.progress(1, 2)
    assert heard == []
    assert issubclass(Cancelled, GozarError)


def test_cancelling_reaches_another_thread() -> None:
    feedback, stopped = silent(), threading.Event()

    def work() -> None:
        try:
            while True:
                feedback.check()
        except Cancelled:
            stopped.set()

    worker = threading.Thread(target=work)
    worker.start()
    feedback.cancel()
    worker.join(5)
    assert stopped.is_set()


def test_heavy_work_runs_here_with_its_arguments_but_not_once_cancelled() -> None:
    feedback = silent()
    assert feedback.heavy(pow, 2, 10) == 1024
    feedback.cancel()
    with pytest.raises(Cancelled):
        feedback.heavy(pow, 2, 10)


def waited(courtesy: Courtesy) -> float:
    """Return how long a thread steps aside, in seconds."""
    begin = time.perf_counter()
    worker = threading.Thread(target=courtesy.step_aside)
    worker.start()
    worker.join(5)
    return time.perf_counter() - begin


def test_work_steps_aside_only_while_the_other_thread_is_busy() -> None:
    courtesy = Courtesy()
    courtesy.LONGEST = 0.2
    assert waited(courtesy) < 0.2
    courtesy.busy()
    assert waited(courtesy) >= 0.2, "busy to the end: it goes on all the same"
    threading.Timer(0.02, courtesy.idle).start()
    courtesy.LONGEST = 60.0
    assert waited(courtesy) < 60.0
    courtesy.busy()
    courtesy.step_aside()  # the busy thread's own work does not wait for itself


def test_a_check_steps_aside(monkeypatch: pytest.MonkeyPatch) -> None:
    aside: list[bool] = []
    monkeypatch.setattr(COURTESY, "step_aside", lambda: aside.append(True))
    silent().check()
    assert aside == [True]
