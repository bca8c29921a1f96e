"""Which background each workspace had on this computer.

It is kept with the user, not in the workspace: a file from elsewhere must neither name files of
this computer nor connect to a server.
"""

from __future__ import annotations

import json
import logging
from dataclasses import asdict, replace
from pathlib import Path
from typing import Any

from platformdirs import user_config_path

from data.model.background import Background, Ground
from data.saving import whole_file
from desktop.settings import NAME

log = logging.getLogger(__name__)

MOST = 200  # workspaces that are remembered
LARGEST = 1 << 20  # bytes


def remembered(workspace: Path) -> Background:
    """Return the background a workspace had last; the default for a new or unreadable one."""
    return _background(_read().get(_key(workspace)))


def remember(workspace: Path, background: Background) -> None:
    """Keep the background of a workspace; a failure is logged and costs nothing else."""
    known = _read()
    known.pop(_key(workspace), None)
    known[_key(workspace)] = asdict(background)
    newest = dict(list(known.items())[-MOST:])
    try:
        _file().parent.mkdir(parents=True, exist_ok=True)
        with whole_file(_file()) as unfinished:
            unfinished.write_text(json.dumps(newest, ensure_ascii=False), "utf-8")
    except OSError:
        log.warning("the background could not be remembered", exc_info=True)


def _background(row: Any) -> Background:
    """Return the background of a row; what is not as it was written gives the default."""
    default = Background()
    try:
        found = replace(default, **row)
        found = replace(found, ground=Ground(found.ground), strength=float(found.strength))
    except (TypeError, ValueError):
        return default
    texts = (found.path, found.address, found.attribution)
    plain = all(isinstance(text, str) and len(text) < 2_000 for text in texts)
    sound = plain and isinstance(found.online, bool) and 0.1 <= found.strength <= 1
    return found if sound else default


def _read() -> dict[str, Any]:
    try:
        if _file().stat().st_size > LARGEST:
            return {}
        known = json.loads(_file().read_text("utf-8"))
    except (OSError, ValueError, RecursionError):
        return {}
    return known if isinstance(known, dict) else {}


def _key(workspace: Path) -> str:
    return str(workspace.absolute())


def _file() -> Path:
    return user_config_path(NAME, appauthor=False) / "backgrounds.json"
