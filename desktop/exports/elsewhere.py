"""Runs what holds Python's lock for long where it stops no window, with values and their arrays.

With a desk's feedback that is the worker process; its own objects die with the call, so that the
window's process has nothing to tidy up either.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable
from typing import Any

import numpy as np

from data.feedback import Feedback
from desktop.exports.sheet_words import need_fonts
from resources.text import language, speaking


def run_elsewhere(
    function: Callable[..., Any], values: tuple[Any, ...], feedback: Feedback, *args: Any
) -> Any:
    """Return ``function(*values, *args)``, called in the language in use.

    Parameters
    ----------
    function : callable
        Importable.
    values : tuple
        Whatever can be pickled; arrays inside it, however deep, travel by themselves: large ones
        through shared memory.
    *args
        Small.
    """
    arrays: list[pickle.PickleBuffer] = []
    letter = pickle.dumps(values, protocol=5, buffer_callback=arrays.append)
    parts = [np.asarray(memoryview(array.raw())) for array in arrays]
    return feedback.heavy(_open_letter, function, language(), letter, args, *parts)


def _open_letter(
    function: Callable[..., Any], speech: str, letter: bytes, args: tuple[Any, ...], *arrays: Any
) -> Any:
    need_fonts()
    with speaking(speech):
        return function(*pickle.loads(letter, buffers=arrays), *args)
