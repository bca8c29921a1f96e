"""One process for work that would hold Python's lock and freeze the window.

It is started once, after the first map is painted, and loads what it needs by itself. Large
arrays travel through shared memory; cancelling ends the process and the next call starts another.
"""

from __future__ import annotations

import multiprocessing
import pickle
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from multiprocessing.shared_memory import SharedMemory
from typing import Any

import numpy as np

from data.errors import GozarError
from data.feedback import Feedback
from resources.text import _

SHARED_FROM = 1 << 20  # bytes; smaller arrays are cheaper to pickle
POLL = 0.02  # seconds between two looks at the feedback
# Short work is let finish when it is cancelled: to start the process anew takes longer.
GRACE = 1.0  # seconds


class WorkerDied(GozarError):
    """The worker process ended before it answered."""


class Worker:
    """A single helper process; calls from several threads wait for each other."""

    def __init__(self) -> None:
        self._context = multiprocessing.get_context("spawn")
        self._turn = threading.Lock()
        self._process: multiprocessing.process.BaseProcess | None = None
        self._pipe: Connection | None = None

    def start(self) -> None:
        """Start the process ahead of its first use, so that nobody waits for it."""
        with self._turn:
            self._ensure()

    def run(self, function: Callable[..., Any], args: tuple[Any, ...], feedback: Feedback) -> Any:
        """Run an importable function with its arguments in the process and return its result.

        Raises
        ------
        Cancelled
            When ``feedback`` was told to stop; the process is ended.
        WorkerDied
            When the process ended by itself, out of memory for example.
        """
        with self._turn:
            feedback.check()
            pipe = self._ensure()
            blocks: list[SharedMemory] = []
            try:
                pipe.send_bytes(pickle.dumps((function, _pack(args, blocks))))
                answer = self._wait(pipe, feedback)
            finally:
                for block in blocks:
                    block.close()
                    block.unlink()
        if isinstance(answer, BaseException):
            raise answer
        return answer

    def stop(self) -> None:
        """End the process; a call that waits for it raises `WorkerDied`."""
        process, pipe = self._process, self._pipe
        self._process = self._pipe = None
        if process is not None:
            process.terminate()
            process.join(5)
            process.close()
        if pipe is not None:
            pipe.close()

    def _ensure(self) -> Connection:
        if self._process is None or not self._process.is_alive() or self._pipe is None:
            self.stop()
            self._pipe, other = self._context.Pipe()
            process = self._context.Process(target=_serve, args=(other,), daemon=True)
            process.start()
            # Only now: a process that has not begun cannot be stopped from another thread.
            self._process = process
            other.close()
        return self._pipe

    def _wait(self, pipe: Connection, feedback: Feedback) -> Any:
        try:
            patience = GRACE
            while not pipe.poll(POLL):
                if feedback.cancelled:
                    patience -= POLL
                if patience <= 0:
                    self.stop()
                    feedback.check()
            answer = pickle.loads(pipe.recv_bytes())
            feedback.check()
            return answer
        except (EOFError, OSError) as error:
            self.stop()
            raise WorkerDied(
                _("محاسبه ناتمام ماند؛ شاید حافظه کم بود. دوره یا منطقه را کوچک‌تر کنید.")
            ) from error


class WorkerFeedback(Feedback):
    """A feedback whose heavy work goes to the worker process."""

    def __init__(
        self, worker: Worker, on_progress: Callable[[int, int], None] | None = None
    ) -> None:
        super().__init__(on_progress)
        self._worker = worker

    def heavy(self, function: Callable[..., Any], *args: Any) -> Any:
        """Run the function in the worker process."""
        return self._worker.run(function, args, self)


class _Shared:
    """An array in shared memory, as it travels."""

    def __init__(self, array: np.ndarray, blocks: list[SharedMemory]) -> None:
        block = SharedMemory(create=True, size=array.nbytes)
        blocks.append(block)
        self.name, self.shape, self.dtype = block.name, array.shape, array.dtype.str
        np.ndarray(array.shape, array.dtype, block.buf)[...] = array

    def copy(self) -> np.ndarray:
        block = SharedMemory(self.name)
        try:
            return np.ndarray(self.shape, self.dtype, block.buf).copy()
        finally:
            block.close()


def _pack(args: tuple[Any, ...], blocks: list[SharedMemory]) -> tuple[Any, ...]:
    return tuple(
        _Shared(a, blocks) if isinstance(a, np.ndarray) and a.nbytes >= SHARED_FROM else a
        for a in args
    )


def _serve(pipe: Connection) -> None:
    """Answer calls until the other side closes; every answer is a result or an exception."""
    while True:
        try:
            function, args = pickle.loads(pipe.recv_bytes())
        except (EOFError, OSError, KeyboardInterrupt):
            return
        pipe.send_bytes(_answer(function, args))


def _answer(function: Callable[..., Any], args: tuple[Any, ...]) -> bytes:
    try:
        result = function(*(a.copy() if isinstance(a, _Shared) else a for a in args))
        return pickle.dumps(result, protocol=pickle.HIGHEST_PROTOCOL)
    except Exception as error:  # noqa: BLE001 - whatever it is belongs to the caller
        return pickle.dumps(error)
