"""What the program remembers between two starts: last workspace, theme, language, window."""

from __future__ import annotations

import json
import logging
import os
from dataclasses import asdict, dataclass, fields
from pathlib import Path

from platformdirs import user_config_path, user_data_path

from resources.text import LANGUAGES
from resources.tokens import PALETTES

log = logging.getLogger(__name__)

NAME = "gozar"


@dataclass(slots=True)
class Settings:
    """Plain values; anything unreadable falls back to its default."""

    workspace: str = ""
    theme: str = "light"
    language: str = ""
    width: int = 1440
    height: int = 900
    sheet: str = ""  # how the last map was exported, `widgets.dialogs.sheet_options`
    # False for a window that is only looked at, such as a screenshot's.
    kept: bool = True

    @classmethod
    def load(cls) -> Settings:
        """Read the settings; a missing or damaged file gives the defaults."""
        try:
            raw = json.loads(_file().read_text("utf-8"))
        except (OSError, ValueError):
            return cls()
        if not isinstance(raw, dict):
            return cls()
        known = {f.name: f for f in fields(cls)}
        known.pop("kept")
        kept = {k: v for k, v in raw.items() if k in known and type(v) is type(known[k].default)}
        settings = cls(**kept)
        settings.theme = settings.theme if settings.theme in PALETTES else "light"
        settings.language = settings.language if settings.language in LANGUAGES else ""
        return settings

    def save(self) -> None:
        """Write the settings whole; a failure is logged and costs nothing else."""
        if not self.kept:
            return
        file = _file()
        unfinished = file.with_suffix(".part")
        try:
            file.parent.mkdir(parents=True, exist_ok=True)
            unfinished.write_text(json.dumps(self._values(), ensure_ascii=False), "utf-8")
            os.replace(unfinished, file)
        except OSError:
            log.warning("the settings could not be saved", exc_info=True)

    def _values(self) -> dict[str, str | int]:
        return {name: value for name, value in asdict(self).items() if name != "kept"}


def demo_path() -> Path:
    """Return where the demonstration city is kept."""
    return user_data_path(NAME, appauthor=False) / "demo.gpkg"


def _file() -> Path:
    return user_config_path(NAME, appauthor=False) / "settings.json"
