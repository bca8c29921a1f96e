"""Finds a typeface with Persian letters whose files can be embedded in a document."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import resources
from data.errors import Refused
from resources.text import _

BUNDLED = Path(resources.__file__).parent / "fonts"
# Family, regular and bold file, best first; all hold Arabic and Latin letters.
_FAMILIES = (
    ("Vazirmatn", "Vazirmatn-Regular.ttf", "Vazirmatn-Bold.ttf"),
    ("Tahoma", "tahoma.ttf", "tahomabd.ttf"),
    ("Segoe UI", "segoeui.ttf", "segoeuib.ttf"),
    ("DejaVu Sans", "DejaVuSans.ttf", "DejaVuSans-Bold.ttf"),
)


@dataclass(frozen=True, slots=True)
class Typeface:
    """A family with the files of its two weights."""

    family: str
    regular: Path
    bold: Path


def find_typeface(folders: tuple[Path, ...] | None = None) -> Typeface:
    """Return the best typeface present.

    Parameters
    ----------
    folders : tuple of Path, optional
        Where to look; by default what ships with the program, then the system's font folders.

    Raises
    ------
    Refused
        When none of the known typefaces is present.
    """
    places = tuple(_system_folders()) if folders is None else folders
    for family, regular, bold in _FAMILIES:
        for folder in places:
            files = folder / regular, folder / bold
            if all(file.is_file() for file in files):
                return Typeface(family, *files)
    raise Refused(_("قلمی با حروف فارسی پیدا نشد؛ قلم «Vazirmatn» یا «DejaVu Sans» را نصب کنید."))


def _system_folders() -> Iterator[Path]:
    yield BUNDLED
    for root in _font_roots():
        yield root
        yield from sorted(p for p in root.rglob("*") if p.is_dir())


def _font_roots() -> list[Path]:
    local = os.environ.get("LOCALAPPDATA")
    roots = [
        Path(os.environ.get("WINDIR", "C:/Windows")) / "Fonts",
        *([Path(local) / "Microsoft/Windows/Fonts"] if local else []),
        Path.home() / ".local/share/fonts",
        Path.home() / ".fonts",
        Path("/usr/local/share/fonts"),
        Path("/usr/share/fonts"),
        Path("/System/Library/Fonts"),
        Path("/Library/Fonts"),
    ]
    return [root for root in roots if root.is_dir()]
