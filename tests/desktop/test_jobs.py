"""Jobs: results arrive in the window's thread, the newest of a kind wins, all can be stopped."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator

import pytest

from data.errors import Refused
from data.feedback import COURTESY, Feedback, silent
from desktop.jobs import Job, Jobs, Threads


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


def test_background_work_is_told_when_the_window_is_busy_until_it_closes(
    qapp, qtbot, monkeypatch
) -> None:
    told: list[str] = []
    monkeypatch.setattr(COURTESY._idle, "clear", lambda: told.append("busy"))
    monkeypatch.setattr(COURTESY._idle, "set", lambda: told.append("idle"))
    made = Jobs()
    qtbot.wait(20)
    assert {"busy", "idle"} <= set(told)
    made.close()
    told.clear()
    qtbot.wait(20)
    assert told == []


def test_what_a_thread_keeps_lasts_from_job_to_job(jobs: Jobs, qtbot) -> None:
    # PROJ's context is kept so; without it the second projection ended the program.
    kept, seen = threading.local(), []

    def work(feedback: Feedback) -> tuple[int, int]:
        kept.times = getattr(kept, "times", 0) + 1
        return threading.get_ident(), kept.times

    for step in range(1, 13):
        jobs.run(work, seen.append)
        qtbot.waitUntil(lambda step=step: len(seen) == step)
    threads = {ident for ident, _times in seen}
    assert sum(max(t for i, t in seen if i == ident) for ident in threads) == 12


def test_projections_in_job_after_job(jobs: Jobs, qtbot) -> None:
    import pyproj

    seen: list[tuple[float, float]] = []
    for step in range(8):
        zone = 32_631 + step
        jobs.run(
            lambda feedback, zone=zone: pyproj.Transformer.from_crs(
                4326, zone, always_xy=True
            ).transform(6 * (zone - 32_631) + 3.0, 38.0),
            seen.append,
        )
        qtbot.waitUntil(lambda step=step: len(seen) == step + 1)
    assert all(x == pytest.approx(500_000) for x, _y in seen)


def test_what_a_user_waits_for_comes_before_silent_work() -> None:
    threads, gate, order = Threads(1), threading.Event(), []

    def job(id_: int, name: str) -> Job:
        return Job(id_, lambda feedback: order.append(name), silent(), lambda *outcome: None)

    threads.start(Job(1, lambda feedback: gate.wait(10), silent(), lambda *o: None), urgent=False)
    threads.start(job(2, "silent"), urgent=False)
    threads.start(job(3, "shown"), urgent=True)
    threads.start(job(4, "shown later"), urgent=True)
    gate.set()
    threads.close(10)
    assert order == ["shown", "shown later", "silent"]


def test_closing_ends_every_thread(qapp) -> None:
    jobs = Jobs()
    threads = list(jobs._threads._threads)
    jobs.close()
    assert not any(thread.is_alive() for thread in threads)
