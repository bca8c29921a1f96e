"""The worker process: results, errors, shared arrays and cancelling."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterator

import numpy as np
import pytest

from data.errors import BadInput, Cancelled
from data.feedback import Feedback
from desktop.worker import SHARED_FROM, Worker, WorkerDied, WorkerFeedback


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    worker = Worker()
    yield worker
    worker.stop()


def test_small_arguments_and_results_pass_by_value(worker: Worker) -> None:
    assert worker.run(divmod, (17, 5), Feedback()) == (3, 2)


def test_large_arrays_arrive_whole(worker: Worker) -> None:
    numbers = np.arange(SHARED_FROM // 4, dtype=np.float64)
    result = worker.run(np.flip, (numbers,), Feedback())
    np.testing.assert_array_equal(result, numbers[::-1])


def test_an_error_is_raised_here(worker: Worker) -> None:
    with pytest.raises(ZeroDivisionError):
        worker.run(divmod, (1, 0), Feedback())


def test_our_own_errors_keep_their_words(worker: Worker) -> None:
    from data.calendar import jalali_day

    with pytest.raises(BadInput, match="تقویم"):
        worker.run(jalali_day, (1404, 12, 30), Feedback())


def test_cancelling_ends_the_process_at_once_and_the_next_call_works(worker: Worker) -> None:
    feedback = WorkerFeedback(worker)
    threading.Timer(0.3, feedback.cancel).start()
    began = time.monotonic()
    with pytest.raises(Cancelled):
        feedback.heavy(time.sleep, 60)
    assert time.monotonic() - began < 30
    assert worker.run(abs, (-4,), Feedback()) == 4


def test_a_process_that_dies_is_told_apart(worker: Worker) -> None:
    with pytest.raises(WorkerDied):
        worker.run(os._exit, (3,), Feedback())
    assert worker.run(abs, (-5,), Feedback()) == 5
