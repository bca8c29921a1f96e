"""Jobs: results arrive in the window's thread, the newest of a kind wins, all can be stopped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from data.errors import Refused
from data.feedback import Feedback
from desktop.jobs import Jobs


@pytest.fixture
def jobs(qapp) -> Iterator[Jobs]:
    jobs = Jobs()
    yield jobs
    jobs.close()


def test_the_result_arrives_in_this_thread(jobs: Jobs, qtbot) -> None:
    seen = []
    jobs.run(
        lambda feedback: threading.get_ident(),
        lambda result: seen.append((result, threading.get_ident())),
    )
    qtbot.waitUntil(lambda: bool(seen))
    worked, received = seen[0]
    assert worked != threading.get_ident()
    assert received == threading.get_ident()


def test_an_error_goes_to_failed(jobs: Jobs, qtbot) -> None:
    failures: list[Exception] = []

    def work(feedback: Feedback) -> None:
        raise Refused("no")

    jobs.run(work, lambda result: pytest.fail("no result expected"), failures.append)
    qtbot.waitUntil(lambda: bool(failures))
    assert str(failures[0]) == "no"


def test_the_newest_of_a_key_wins(jobs: Jobs, qtbot) -> None:
    gate = threading.Event()
    results: list[str] = []

    def old(feedback: Feedback) -> str:
        gate.wait(10)
        return "old"

    jobs.run(old, results.append, key="map")
    jobs.run(lambda feedback: "new", results.append, key="map")
    qtbot.waitUntil(lambda: results == ["new"])
    gate.set()
    qtbot.waitUntil(lambda: not jobs.busy())
    assert results == ["new"]


def test_a_stopped_job_calls_nobody(jobs: Jobs, qtbot) -> None:
    started = threading.Event()

    def work(feedback: Feedback) -> None:
        started.set()
        while True:
            feedback.check()

    id_ = jobs.run(work, lambda r: pytest.fail("done"), lambda e: pytest.fail("failed"))
    assert started.wait(10)
    jobs.stop(id_)
    qtbot.waitUntil(lambda: not jobs.busy())


def test_progress_is_told_for_jobs_with_a_text(jobs: Jobs, qtbot) -> None:
    seen: list[tuple] = []
    jobs.started.connect(lambda id_, text: seen.append(("started", text)))
    jobs.progressed.connect(lambda id_, done, total: seen.append((done, total)))
    jobs.ended.connect(lambda id_: seen.append(("ended",)))
    jobs.run(lambda feedback: feedback.progress(2, 5), lambda result: None, text="reading")
    qtbot.waitUntil(lambda: ("ended",) in seen)
    assert seen == [("started", "reading"), (2, 5), ("ended",)]


def test_a_thread_that_works_gives_way_to_the_window_at_once(jobs: Jobs) -> None:
    assert sys.getswitchinterval() <= 0.001
