from __future__ import annotations

import csv
import os
from pathlib import Path

import numpy as np
import pytest

from data.errors import Cancelled, Refused
from data.feedback import Feedback
from data.importers.reasons import Reject
from data.importers.rejects import write_rejects
from data.importers.tables import RawTable

RAW = RawTable(("تاریخ", "=evil"), (["x"], ["y"]), np.array([2]))
REJECTS = (Reject(2, "تاریخ ندارد", ("", "=HYPERLINK(1)")), Reject(5, "x", ("-12.5", "a\nb", "c")))


def test_rows_keep_reason_and_texts(tmp_path: Path) -> None:
    path = tmp_path / "rejects.csv"
    write_rejects(path, RAW, REJECTS)
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = list(csv.reader(source))
    assert rows[0] == ["ردیف", "دلیل", "تاریخ", "'=evil", ""]
    assert rows[1] == ["2", "تاریخ ندارد", "", "'=HYPERLINK(1)"]
    assert rows[2] == ["5", "x", "-12.5", "a\nb", "c"]
    assert [p.name for p in tmp_path.iterdir()] == ["rejects.csv"]


def test_a_stopped_or_failed_writing_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "rejects.csv"
    path.write_text("old")
    feedback = Feedback()
    feedback.cancel()
    with pytest.raises(Cancelled):
        write_rejects(path, RAW, REJECTS, feedback)

    def full(*_arguments: object) -> None:
        raise OSError(28, "No space left on device")

    for step in ("fsync", "replace"):
        with monkeypatch.context() as patch:
            patch.setattr(os, step, full)
            with pytest.raises(Refused):
                write_rejects(path, RAW, REJECTS)
    assert path.read_text() == "old" and len(list(tmp_path.iterdir())) == 1


def test_a_missing_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        write_rejects(tmp_path / "no" / "x.csv", RAW, REJECTS)
