"""The file of rows that were set aside: each with its reason and its original texts."""

from __future__ import annotations

import csv
from collections.abc import Sequence
from pathlib import Path

from data.errors import BadInput
from data.feedback import Feedback, silent
from data.importers.reasons import Reject
from data.importers.tables import RawTable
from data.saving import whole_file
from data.spreadsheet import safe_text
from resources.text import _


def write_rejects(
    path: Path, raw: RawTable, rejects: Sequence[Reject], feedback: Feedback | None = None
) -> None:
    """Write rejected rows as CSV (UTF-8 with mark, for Excel), whole or not at all.

    The columns are the line in the file, the reason and the file's own columns. Texts that a
    spreadsheet would run are preceded by an apostrophe; numbers stay numbers.

    Raises
    ------
    BadInput, Refused
        When the path is the imported file itself, or cannot be written.
    """
    path, feedback = Path(path), feedback or silent()
    if path.is_file() and path.name == raw.file_name:
        raise BadInput(_("این خودِ فایل ورودی است؛ برای ردیف‌های کنارگذاشته نام دیگری بدهید."))
    with (
        whole_file(path) as beside,
        beside.open("w", encoding="utf-8-sig", errors="replace", newline="") as sink,
    ):
        _write(csv.writer(sink), raw, rejects, feedback)


def _write(writer, raw: RawTable, rejects: Sequence[Reject], feedback: Feedback) -> None:
    beyond = max((len(reject.original) - len(raw.columns) for reject in rejects), default=0)
    header = [_("ردیف"), _("دلیل"), *raw.columns, *([""] * max(beyond, 0))]
    writer.writerow([safe_text(name) for name in header])
    for done, reject in enumerate(rejects):
        if done % 1_000 == 0:
            feedback.progress(done, len(rejects))
        writer.writerow([reject.line, reject.reason, *map(safe_text, reject.original)])
