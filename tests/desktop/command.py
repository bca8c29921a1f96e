"""One command of the command line, run in this process: what the tests of its modules share."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

Answer = tuple[int, str, str]  # status, standard output, standard error
Run = Callable[..., Answer]


def said(answer: Answer) -> Any:
    """Return the JSON object a command printed."""
    status, out, err = answer
    assert status == 0, err
    return json.loads(out)
