"""Bring the English catalogue up to date with the sources: ``python -m resources.extract``."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from pathlib import Path

from resources.text import LOCALE_DIR

ROOT = Path(__file__).resolve().parents[1]
FLOORS = ("desktop", "widgets", "layers", "data", "resources")
CATALOGUE = LOCALE_DIR / "en" / "LC_MESSAGES" / "gozar.po"
# A fixed date, so that the file changes only when a text does.
MADE = datetime(2026, 1, 1, tzinfo=UTC)
KEYWORDS = {"_": None, "ngettext": (1, 2)}


def messages() -> dict[str | tuple[str, ...], list[tuple[str, int]]]:
    """Return every text of the sources with the places it stands in."""
    from babel.messages.extract import extract_from_dir

    found: dict[str | tuple[str, ...], list[tuple[str, int]]] = {}
    for floor in FLOORS:
        rows = extract_from_dir(
            str(ROOT / floor), method_map=[("**.py", "python")], keywords=KEYWORDS
        )
        for name, line, message, _comments, _context in rows:
            found.setdefault(message, []).append((f"{floor}/{name}", line))
    return found


def main() -> int:
    """Write the catalogue with new texts added and those no longer used left out."""
    from babel.messages.catalog import Catalog
    from babel.messages.pofile import read_po, write_po

    old = Catalog(locale="en")
    if CATALOGUE.exists():
        with CATALOGUE.open("rb") as file:
            old = read_po(file, locale="en")
    new = Catalog(
        locale="en",
        header_comment="# English texts of Gozar; the message ids are the Persian source texts.",
        fuzzy=False,
        project="Gozar",
        version="1",
        msgid_bugs_address="none",
        last_translator="The Gozar authors",
        language_team="en",
        creation_date=MADE,
        revision_date=MADE,
    )
    for message in sorted(messages(), key=str):
        known = old.get(message if isinstance(message, str) else message[0])
        new.add(message, known.string if known else "")
    CATALOGUE.parent.mkdir(parents=True, exist_ok=True)
    with CATALOGUE.open("wb") as file:
        write_po(file, new, width=100, omit_header=False, sort_output=False)
    missing = sum(
        1 for m in new if m.id and not (m.string if isinstance(m.string, str) else all(m.string))
    )
    print(f"{len(new)} texts, {missing} without a translation")
    return 0


if __name__ == "__main__":
    sys.exit(main())
