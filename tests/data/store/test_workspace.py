"""A workspace is whole or absent, whatever happens while it is written (D1, D2, D12)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from data.clock import Clock
from data.errors import Refused
from data.model.city import City
from data.model.intake import NewEvents
from data.store.workspace import Workspace, create_workspace, open_workspace

Make = Callable[..., NewEvents]
_ROOT = Path(__file__).resolve().parents[3]


def test_a_new_workspace_is_empty_and_whole(workspace: Workspace, city: City) -> None:
    assert workspace.check() == []
    assert workspace.info() == {
        "id": workspace.id,
        "version": 1,
        "city": "tabriz",
        "counts": {"obstruction": 0, "complaint": 0, "impound": 0},
        "placed": 0,
        "unplaced": 0,
        "period": None,
        "districts": 0,
        "size_bytes": workspace.info()["size_bytes"],
        "simulated": False,
    }
    assert workspace.city == city
    assert len(workspace.events()) == 0
    assert len(workspace.streets()) == 0


def test_nothing_is_overwritten(workspace: Workspace, city: City, clock: Clock) -> None:
    with pytest.raises(Refused):
        create_workspace(workspace.path, city, clock=clock)
    with pytest.raises(Refused):
        create_workspace(workspace.path.parent / "none" / "x.gpkg", city, clock=clock)


def test_a_creation_that_fails_leaves_nothing(tmp_path: Path, city: City, clock: Clock) -> None:
    with pytest.raises(Exception, match="CRS|crs"):
        create_workspace(tmp_path / "x.gpkg", replace(city, epsg=999_999), clock=clock)
    assert list(tmp_path.iterdir()) == []


def test_closed_and_opened_again(tmp_path: Path, city: City, make_events: Make) -> None:
    made = create_workspace(tmp_path / "a.gpkg", city, clock=Clock(5), simulated=True)
    with made.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(300))
    key, info = made.cache_key(), made.info()
    made.close()
    assert [p.name for p in tmp_path.iterdir()] == ["a.gpkg"]
    again = open_workspace(tmp_path / "a.gpkg", clock=Clock(5))
    assert (again.cache_key(), again.info()) == (key, info)
    assert again.simulated
    assert not again.changed_outside
    again.close()


def test_a_full_disk_is_told_and_harms_nothing(workspace: Workspace, make_events: Make) -> None:
    with (
        pytest.raises(Refused, match="دیسک پر است"),
        workspace.transaction("مالک", "import", {}) as transaction,
    ):
        transaction._connection.exec_driver_sql("PRAGMA max_page_count = 200")
        transaction.add_events(make_events(30_000))
    assert len(workspace.events()) == 0
    assert workspace.check() == []


def test_changes_from_outside_are_noticed(
    workspace: Workspace, clock: Clock, make_events: Make, outside: Callable[..., None]
) -> None:
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(10))
    workspace.close()
    key = workspace.cache_key()
    outside(workspace.path, "DELETE FROM events WHERE id = 3")
    again = open_workspace(workspace.path, clock=clock)
    assert again.changed_outside
    assert again.cache_key() != key
    assert again.audit_rows(1)[0].action == "changed_outside"
    again.close()


_CHILD = """
import sys
from pathlib import Path
import numpy as np
from data.clock import Clock
from data.model.events import EventTable
from data.model.intake import NewEvents
from data.store.workspace import open_workspace

n = 3_000
columns = {name: np.ones(n, dtype) for name, dtype in EventTable.columns().items()}
columns["precision"][:] = 0
columns["x"] = 600_000 + np.arange(n) * 2.0
new = NewEvents(EventTable(**columns))
workspace = open_workspace(Path(sys.argv[1]), clock=Clock())
print("ready", flush=True)
while True:
    with workspace.transaction("child", "import", {}) as transaction:
        for _piece in range(3):
            transaction.add_events(new)
    print("saved", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="SIGKILL is not known to Windows")
def test_killed_while_saving(workspace: Workspace, clock: Clock) -> None:
    workspace.close()
    rng = np.random.default_rng(7)
    for _round in range(3):
        child = subprocess.Popen(
            [sys.executable, "-c", _CHILD, str(workspace.path)],
            stdout=subprocess.PIPE,
            text=True,
            cwd=_ROOT,
        )
        assert child.stdout.readline() == "ready\n"
        time.sleep(float(rng.uniform(0.02, 0.4)))
        child.send_signal(signal.SIGKILL)
        saved = child.stdout.read().count("saved")
        child.stdout.close()
        child.wait()
        again = open_workspace(workspace.path, clock=clock)
        count = len(again.events())
        assert again.check() == []
        assert count % 9_000 == 0
        assert len(again.audit_rows(1_000)) == 1 + count // 9_000
        assert count // 9_000 >= saved
        assert not again.changed_outside
        again.close()
