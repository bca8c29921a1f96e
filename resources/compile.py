"""Compile the gettext catalogues: ``python -m resources.compile``."""

from __future__ import annotations

import sys

from resources.text import LOCALE_DIR


def main() -> int:
    """Write a ``.mo`` beside every ``.po`` that is newer than it."""
    from babel.messages.mofile import write_mo
    from babel.messages.pofile import read_po

    for source in LOCALE_DIR.rglob("*.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        with source.open("rb") as file:
            catalogue = read_po(file)
        with target.open("wb") as file:
            write_mo(file, catalogue)
    return 0


if __name__ == "__main__":
    sys.exit(main())
