"""The values of the import dialog are frozen and need only what every format has."""

from __future__ import annotations

from dataclasses import FrozenInstanceError

import pytest

from widgets.dialogs.import_values import ImportSource


def test_source_needs_no_sheet_and_cannot_change():
    source = ImportSource("a.csv", (("complaints", "پیام"),), "complaints", ("x",), (), ())
    assert source.sheets == () and source.mapping == {}
    with pytest.raises(FrozenInstanceError):
        source.kind = "impounds"
