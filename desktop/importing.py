"""One import from file to workspace: read, match columns, check, show, write."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from data.errors import BadInput
from data.feedback import Feedback
from data.folding import clean
from data.importers import checks, columns, layers, reading
from data.importers.context import ImportContext
from data.importers.osm import part_of
from data.importers.places import Gazetteer
from data.importers.reasons import Reason, reason_text
from data.importers.rejects import write_rejects as write_rejects_file
from data.model.events import SOURCES
from data.model.intake import Batch
from desktop.layer_writing import replaces
from desktop.session import Session
from resources.text import _, number

LAYER_CHECKS = {
    "districts": layers.check_districts,
    "neighbourhoods": layers.check_neighbourhoods,
    "streets": layers.check_streets,
    "basemap": layers.check_basemap,
    "lots": layers.check_lots,
    "crews": layers.check_crews,
    "zones": layers.check_zones,
}
KINDS = (*SOURCES, *LAYER_CHECKS, "shifts")


@dataclass(frozen=True, slots=True)
class Options:
    """What a user decides about a file; None and empty leave it to recognition."""

    mapping: dict[str, str] = field(default_factory=dict)
    epsg: int | None = None
    timezone: str | None = None
    encoding: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, eq=False)
class Prepared:
    """A file read and checked, before anyone said yes."""

    kind: str
    raw: reading.RawTable
    mapping: dict[str, str]
    checked: Any
    warnings: tuple[str, ...]


def prepare(
    session: Session, kind: str, file: Path, options: Options, feedback: Feedback
) -> Prepared:
    """Read and check a file; nothing is written.

    Raises
    ------
    BadInput
        When the kind is unknown or the file cannot be read.
    """
    _known_kind(kind)
    raw = reading.read_table(
        file, encoding=options.encoding, sheet=options.sheet, feedback=feedback
    )
    return check(session, kind, raw, options, feedback)


def check(
    session: Session, kind: str, raw: reading.RawTable, options: Options, feedback: Feedback
) -> Prepared:
    """Match the columns of a file that is read, and check every row that is about the kind."""
    _known_kind(kind)
    raw = part_of(raw, kind)
    mapping = columns.suggest_mapping(raw, kind, session.city)
    # A field mapped to nothing is left out on purpose.
    mapping = {k: v for k, v in {**mapping, **options.mapping}.items() if v}
    context = _context(session, kind, options)
    if kind in SOURCES:
        checked = checks.check_events(raw, kind, mapping, context, feedback)
    elif kind == "shifts":
        checked = layers.check_shifts(raw, mapping, session.snapshot.crews, context, feedback)
    else:
        checked = LAYER_CHECKS[kind](raw, mapping, context, feedback)
    warnings = (*_seen_before(session, raw), *_replaced(session, checked), *checked.warnings)
    return Prepared(kind, raw, mapping, checked, warnings)


def commit(session: Session, prepared: Prepared, feedback: Feedback) -> dict[str, Any]:
    """Write what was accepted, in one transaction, and return the summary."""
    counts = _counts(prepared)
    if not counts["accepted"]:
        return summary(prepared, 0)
    batch = Batch(
        0,
        prepared.kind,
        prepared.raw.file_name,
        prepared.raw.file_hash,
        0,
        session.user.name,
        mapping=prepared.mapping,
        **counts,
    )
    if prepared.kind in SOURCES:
        number = session.add_events(batch, prepared.checked.events, feedback)
    else:
        number = session.add_layer(batch, prepared.checked, feedback)
    return summary(prepared, number)


def epsg_code(text: str) -> int | None:
    """Return the code of ``32638`` or ``EPSG:32638``; None for an empty text.

    Raises
    ------
    BadInput
        For anything else.
    """
    text = clean(text).strip()
    if not text:
        return None
    code = text.upper().removeprefix("EPSG:").strip()
    if not code.isdecimal() or len(code) > 6:
        raise BadInput(_("دستگاه مختصات را به شکل EPSG:32638 بنویسید."))
    return int(code)


def swapped_rows(prepared: Prepared) -> int:
    """Return how many rows would lie in the city with their two coordinates exchanged.

    It is 0 where the coordinates are not in two columns, which alone can be exchanged.
    """
    if swapped(prepared.mapping) == prepared.mapping:
        return 0
    reason = reason_text(Reason.SWAPPED)
    return sum(reject.reason == reason for reject in prepared.checked.rejects)


def swapped(mapping: dict[str, str]) -> dict[str, str]:
    """Return the mapping with the columns of the two coordinates exchanged."""
    for first, second in (("lon", "lat"), ("x", "y")):
        if first in mapping and second in mapping:
            return {**mapping, first: mapping[second], second: mapping[first]}
    return dict(mapping)


def fields_of(kind: str) -> list[tuple[str, str, bool]]:
    """Return the fields of a kind: name, label in the user's language, whether it is needed."""
    fields = columns.fields_of(kind)
    return [(f, columns.field_label(f), f in fields.required) for f in fields.names]


def suggested(session: Session, raw: reading.RawTable, kind: str) -> dict[str, str]:
    """Return the matching of columns that recognition proposes."""
    return columns.suggest_mapping(raw, kind, session.city)


def preview(raw: reading.RawTable, most: int) -> tuple[tuple[str, ...], ...]:
    """Return the first rows of a file as texts."""
    return tuple(
        tuple(cell or "" for cell in row)
        for row in zip(*(column[:most] for column in raw.cells), strict=True)
    )


def accepted_preview(prepared: Prepared, most: int) -> tuple[tuple[str, ...], ...]:
    """Return the first accepted rows as they stand in the file."""
    aside = {reject.line for reject in prepared.checked.rejects}
    aside |= {int(line) for line in prepared.checked.duplicates}
    raw = prepared.raw
    rows = [i for i, line in enumerate(raw.line[: most * 20]) if int(line) not in aside][:most]
    return tuple(tuple(column[i] or "" for column in raw.cells) for i in rows)


def texts_of(reject: Any) -> list[str]:
    """Return the original cells of a rejected row that hold something."""
    original = reject.original
    cells = original.values() if isinstance(original, dict) else original
    return [str(cell) for cell in cells if cell]


def summary(prepared: Prepared, batch: int) -> dict[str, Any]:
    """Return the counts: accepted + rejected + duplicates = read."""
    return {**_counts(prepared), "batch": batch, "warnings": list(prepared.warnings)}


def write_rejects(prepared: Prepared, path: Path, feedback: Feedback) -> None:
    """Write the rejected rows with their reasons and original texts."""
    write_rejects_file(path, prepared.raw, prepared.checked.rejects, feedback)


def _counts(prepared: Prepared) -> dict[str, int]:
    checked = prepared.checked
    duplicates = len(checked.duplicates)
    rejected = len(checked.rejects)
    return {
        "read": checked.read,
        "accepted": checked.read - rejected - duplicates,
        "rejected": rejected,
        "duplicates": duplicates,
    }


def _context(session: Session, kind: str, options: Options) -> ImportContext:
    snapshot = session.snapshot
    known = np.empty(0, np.int64)
    if kind in SOURCES:
        known = session.store.fingerprints(SOURCES[kind])
    return ImportContext(
        city=snapshot.city,
        # Old rows lie in the boundary of their own time, and now is not when the file was opened.
        districts=session.store.district_versions(),
        now=session.now(),
        gazetteer=Gazetteer.of(snapshot.places, snapshot.streets),
        known=known,
        timezone=options.timezone,
        epsg=options.epsg,
    )


def _known_kind(kind: str) -> None:
    if kind not in KINDS:
        raise BadInput(
            _("نوع «{name}» نیست؛ یکی از این‌ها: {names}").format(name=kind, names=", ".join(KINDS))
        )


def _replaced(session: Session, checked: Any) -> tuple[str, ...]:
    """Return what the user must know before a network takes the place of the present one."""
    present, new = session.snapshot.streets, getattr(checked, "streets", None)
    if new is None or not replaces(present, new):
        return ()
    if present.simulated:
        return (_("معابر نمایشی برداشته می‌شود و معابر این فایل جای آن‌ها می‌نشیند."),)
    words = _("{count} قطعه معبر کنونی برداشته می‌شود و معابر این فایل جای آن‌ها می‌نشیند.")
    return (words.format(count=number(len(present))),)


def _seen_before(session: Session, raw: reading.RawTable) -> tuple[str, ...]:
    for batch in session.store.batches():
        if batch.file_hash == raw.file_hash and not batch.undone:
            return (_("همین فایل پیش‌تر وارد شده است (ورود شمارهٔ {id}).").format(id=batch.id),)
    return ()
