"""Who paints when, and whose picture is taken."""

import threading
import time

import pytest

from data.errors import Cancelled
from data.feedback import Feedback
from resources.tokens import LIGHT
from widgets.canvas.paint_jobs import (
    Newest,
    PoolRunner,
    lay_out_labels,
    paint_layer,
    prime,
)


class Waiting:
    """A runner that keeps jobs until they are told to run."""

    def __init__(self):
        self.jobs = []

    def __call__(self, work, done):
        self.jobs.append((work, done))

    def run(self, index):
        work, done = self.jobs[index]
        done(work(Feedback()))


def test_only_the_newest_is_taken_whatever_the_order():
    runner, taken = Waiting(), []
    newest = Newest(runner, taken.append)
    newest.request(lambda feedback: "old")
    newest.request(lambda feedback: "new")
    runner.run(1)
    runner.run(0)
    assert taken == ["new"]


def test_the_older_is_told_to_stop():
    runner, taken = Waiting(), []
    newest = Newest(runner, taken.append)
    heard = []

    def work(feedback):
        heard.append(feedback.cancelled)
        feedback.check()
        return "done"

    newest.request(work)
    newest.request(work)
    runner.run(0)
    runner.run(1)
    assert heard == [True, False] and taken == ["done"]


def test_after_stop_nothing_is_taken():
    runner, taken = Waiting(), []
    newest = Newest(runner, taken.append)
    newest.request(lambda feedback: "late")
    newest.stop()
    runner.run(0)
    assert taken == []


@pytest.fixture
def pool(qapp):
    runner = PoolRunner()
    yield runner
    runner.close()


def test_the_pool_works_in_threads_and_calls_back_here(qtbot, pool):
    seen = []
    pool(lambda feedback: threading.get_ident(), seen.append)
    pool(lambda feedback: 2, lambda value: seen.append(threading.get_ident()))
    qtbot.waitUntil(lambda: len(seen) == 2)
    assert threading.get_ident() in seen and len(set(seen)) == 2


def test_closing_ends_the_threads_and_tells_nobody(qtbot, pool, caplog):
    started, seen = threading.Event(), []

    def work(feedback):
        started.set()
        for _wait in range(2_000):
            if feedback.cancelled:
                return
            time.sleep(0.001)
        raise AssertionError("closing does not reach the work")

    pool(work, seen.append)
    assert started.wait(5)
    pool.close()
    qtbot.wait(20)
    assert seen == [] and "closing does not reach" not in caplog.text


@pytest.mark.logs
def test_a_fault_in_painting_is_logged_and_takes_nothing(qtbot, pool, caplog):
    seen = []
    pool(lambda feedback: 1 / 0, seen.append)
    pool(lambda feedback: "after", seen.append)
    qtbot.waitUntil(lambda: seen == ["after"])
    qtbot.waitUntil(lambda: "painting failed" in caplog.text)


def test_a_painted_layer_keeps_its_index(picture, viewport, qapp):
    first = paint_layer(picture, viewport, LIGHT, 2.0, None, Feedback())
    assert (first.image.width(), first.image.height()) == (400, 200)
    again = paint_layer(picture, viewport.panned(9, 9), LIGHT, 1.0, first.index, Feedback())
    assert again.index is first.index and again.viewport == viewport.panned(9, 9)


def test_labels_are_placed_off_the_gui_thread(picture, viewport, qapp):
    painted = lay_out_labels([picture.marks[2]], viewport, LIGHT, 1.0, Feedback())
    assert len(painted.placed) == 1 and painted.palette is LIGHT
    stopped = Feedback()
    stopped.cancel()
    with pytest.raises(Cancelled):
        lay_out_labels([picture.marks[2]], viewport, LIGHT, 1.0, stopped)


def test_priming_paints_every_kind(qapp):
    prime(LIGHT)
