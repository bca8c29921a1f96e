"""Imports as they are remembered, so that every number names its source and all can be undone."""

from __future__ import annotations

import json
import zlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from sqlalchemy import Connection, Row, insert, select, update

from data.errors import Refused
from data.model.intake import Batch
from data.store.columns import BadValue
from data.store.connection import new_key
from data.store.schema import Tables
from resources.text import _, digits

_LABEL = np.dtype([("id", "<i8"), ("district", "<i2")])
_NAMED = 5  # so many rows a refusal names


def add(connection: Connection, tables: Tables, batch: Batch) -> int:
    """Write an import and return its id; the value's own id is not looked at."""
    values = _values(batch)
    return new_key(connection.execute(insert(tables.batches).values(**values)))


def read_all(connection: Connection, tables: Tables) -> tuple[Batch, ...]:
    """Return all imports, the oldest first, with those that were taken back."""
    columns = [c for c in tables.batches.c if c.name != "relabelled"]
    query = select(*columns).order_by(tables.batches.c.id)
    return tuple(_batch(row) for row in connection.execute(query))


def keep_labels(
    connection: Connection,
    tables: Tables,
    batch: int,
    ids: NDArray[np.int64],
    districts: NDArray[np.int16],
) -> None:
    """Keep which districts some events had before a batch relabelled them."""
    labels = np.zeros(len(ids), _LABEL)
    labels["id"], labels["district"] = ids, districts
    table = tables.batches
    connection.execute(
        update(table)
        .where(table.c.id == batch)
        .values(relabelled=zlib.compress(labels.tobytes(), 1))
    )


def kept_labels(
    connection: Connection, tables: Tables, batch: int
) -> tuple[NDArray[np.int64], NDArray[np.int16]]:
    """Return what `keep_labels` kept; empty when the batch relabelled nothing."""
    table = tables.batches
    blob = connection.execute(select(table.c.relabelled).where(table.c.id == batch)).scalar()
    try:
        labels = np.frombuffer(zlib.decompress(blob) if blob else b"", _LABEL)
    except (zlib.error, ValueError) as error:
        raise BadValue("not labels") from error
    return labels["id"].astype(np.int64), labels["district"].astype(np.int16)


def require_removable(connection: Connection, tables: Tables, batch: int) -> str:
    """Return the kind of a batch, refusing one that is unknown, undone or used since."""
    table = tables.batches
    row = connection.execute(
        select(table.c.kind, table.c.undone).where(table.c.id == batch)
    ).first()
    if row is None:
        raise Refused(_("داده‌ای با این شمارهٔ ورود نیست؛ شمارهٔ آن را از فهرست ورودها بردارید."))
    if row.undone:
        raise Refused(_("این ورود پیش‌تر پس گرفته شده است."))
    _refuse_placed(connection, tables, batch)
    _refuse_evidence(connection, tables, batch)
    return row.kind


def mark_undone(connection: Connection, tables: Tables, batch: int) -> None:
    """Remember that an import was taken back."""
    table = tables.batches
    connection.execute(
        update(table).where(table.c.id == batch).values(undone=True, relabelled=None)
    )


def _refuse_placed(connection: Connection, tables: Tables, batch: int) -> None:
    event = tables.events.c
    query = select(event.id).where(event.batch == batch, event.placed_by.is_not(None))
    placed = connection.execute(query.limit(_NAMED)).scalars().all()
    if placed:
        raise Refused(
            _("برخی از ردیف‌های این ورود با دست جانمایی شده است (شماره‌های {rows})؛").format(
                rows=_listed(placed)
            )
            + " "
            + _("نخست جانمایی آن‌ها را برگردانید.")
        )


def _refuse_evidence(connection: Connection, tables: Tables, batch: int) -> None:
    """Refuse when the evidence of a plan, frozen at its approval, names the batch."""
    plan = tables.plans.c
    for title, frozen in connection.execute(select(plan.title, plan.frozen)):
        if frozen and batch in _batches_of(frozen):
            raise Refused(
                _("این ورود از مستندات برنامهٔ «{title}» است و پس گرفته نمی‌شود.").format(title=title)
            )


def _batches_of(frozen: str) -> Sequence[int]:
    try:
        evidence = json.loads(frozen)
    except ValueError:
        return ()
    named = evidence.get("batches") if isinstance(evidence, dict) else None
    return named if isinstance(named, list) else ()


def _listed(ids: Sequence[int]) -> str:
    return _("، ").join(digits(i) for i in ids)


def _values(batch: Batch) -> dict:
    return {
        "kind": batch.kind,
        "file_name": batch.file_name,
        "file_hash": batch.file_hash,
        "imported_at": batch.at,
        "imported_by": batch.by,
        "rows_read": batch.read,
        "accepted": batch.accepted,
        "rejected": batch.rejected,
        "duplicates": batch.duplicates,
        "mapping": batch.mapping,
        "undone": batch.undone,
    }


def _batch(row: Row) -> Batch:
    return Batch(
        row.id,
        row.kind,
        row.file_name,
        row.file_hash,
        row.imported_at,
        row.imported_by,
        row.rows_read,
        row.accepted,
        row.rejected,
        row.duplicates,
        row.mapping,
        row.undone,
    )
