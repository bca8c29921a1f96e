from __future__ import annotations

from data.importers.context import ImportContext
from data.model.city import City


def test_an_empty_workspace_knows_no_rows(tabriz: City) -> None:
    one, other = ImportContext(tabriz, (), 0), ImportContext(tabriz, (), 0)
    assert len(one.known) == 0 and one.known is not other.known
