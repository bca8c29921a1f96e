"""The background where there is no window: for maps written from the command line."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.importers.mbtiles import MBTiles
from data.model.background import Ground
from desktop.background_memory import remember, remembered
from layers import basemap, districts


def adopt_file(workspace: Path, file: Path, *, only_check: bool = False) -> dict[str, Any]:
    """Choose an MBTiles for a workspace and return the summary of an import.

    Raises
    ------
    BadInput
        When it is none that could be shown.
    """
    MBTiles(file).close()
    if not only_check:
        choice = replace(remembered(workspace), ground=Ground.FILE, path=str(file.absolute()))
        remember(workspace, choice)
    return {"read": 1, "accepted": 1, "rejected": 0, "duplicates": 0, "batch": 0, "warnings": []}


def ground_of(
    workspace: Path, layers: Sequence[str], *, pictures: bool
) -> tuple[list[str], dict[str, Any]]:
    """Return the layers of a sheet and what is wished for its ground.

    The background of a workspace is the file that was chosen for it, else its own streets; where
    pictures cannot be written it is the streets.

    Raises
    ------
    BadInput
        When the chosen file is no longer there or is damaged.
    """
    choice = remembered(workspace)
    if basemap.id not in layers:
        return list(layers), {}
    if choice.ground is not Ground.FILE or not pictures:
        named = ["streets" if name == basemap.id else name for name in layers]
        return list(dict.fromkeys(named)), {}
    choices = {
        basemap.id: basemap.Choices(MBTiles(Path(choice.path))),
        districts.id: districts.Choices(filled=False),
    }
    return list(layers), {"choices": choices, "opacities": {basemap.id: choice.strength}}
