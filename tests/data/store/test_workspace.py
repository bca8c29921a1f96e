"""A workspace is whole or absent, whatever happens while it is written (D1, D2, D12)."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from data.clock import Clock
from data.errors import Refused
from data.model.city import City, Place
from data.model.crews import Crew, Lot, Shift
from data.model.intake import NewEvents
from data.model.roles import Role, User
from data.model.streets import StreetTable
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


def test_info_counts(workspace: Workspace, make_events: Make) -> None:
    table = make_events(400).table
    with workspace.transaction("مالک", "import", {}) as transaction:
        transaction.add_events(make_events(400))
    info = workspace.info()
    assert list(info["counts"].values()) == np.bincount(table.source)[1:].tolist()
    assert info["placed"] == int(table.placed.sum())
    assert info["placed"] + info["unplaced"] == 400
    first = np.datetime64(int(table.time.min()), "s")
    assert np.datetime64(info["period"][0].rstrip("Z")) == first


def test_small_tables_come_back(workspace: Workspace) -> None:
    crews = (Crew(0, "اکیپ", 3, 1.5, 2.5, True),)
    shifts = (Shift(0, 1, frozenset({0, 6}), 1320, 360, 100, 200, 900.0, True),)
    lots = (Lot(0, "توقفگاه", 3.5, 4.5, 120),)
    places = (Place("ائل‌گلی", 5.0, 6.0, aliases=("شاه‌گلی",), source="نقشه", confidence="خوب"),)
    users = (User("مالک", Role.OWNER), User("معاون", Role.DEPUTY, 3))
    with workspace.transaction("مالک", "fill", {}) as transaction:
        assert transaction.add_crews(crews) == [1]
        assert transaction.add_shifts(shifts) == [1]
        assert transaction.add_lots(lots) == [1]
        transaction.add_places(places)
        for user in users:
            transaction.save_user(user)
    assert workspace.crews() == (replace(crews[0], id=1),)
    assert workspace.shifts() == (replace(shifts[0], id=1),)
    assert workspace.lots() == (replace(lots[0], id=1),)
    assert workspace.places() == places
    assert workspace.users() == users
    with workspace.transaction("مالک", "users", {}) as transaction:
        transaction.save_user(replace(users[1], active=False))
    assert [user.active for user in workspace.users()] == [True, False]


def test_streets_come_back(workspace: Workspace) -> None:
    streets = StreetTable(
        np.array([[0, 0], [10, 0], [10, 0], [10, 20], [30, 20]], float),
        np.array([0, 2, 5]),
        np.array([0, 2], np.uint8),
        np.array([1, -1], np.int32),
        ("الف", "شریعتی"),
        np.zeros(2, np.int64),
        simulated=True,
    )
    with workspace.transaction("مالک", "fill", {}) as transaction:
        assert transaction.add_streets(streets).tolist() == [1, 2]
    found = workspace.streets()
    np.testing.assert_array_equal(found.xy, streets.xy)
    np.testing.assert_array_equal(found.offsets, streets.offsets)
    assert [found.street_name(i) for i in range(2)] == ["شریعتی", ""]
    assert found.simulated
    with workspace.transaction("مالک", "fill", {}) as transaction:
        assert transaction.remove_streets() == 2
    assert workspace.check() == []


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


def test_readers_see_one_state_while_another_thread_writes(
    workspace: Workspace, make_events: Make
) -> None:
    inside, read = threading.Event(), threading.Event()

    def write() -> None:
        with workspace.transaction("مالک", "import", {}) as transaction:
            transaction.add_events(make_events(3_000))
            inside.set()
            assert read.wait(10)

    writer = threading.Thread(target=write)
    writer.start()
    assert inside.wait(10)
    assert len(workspace.events()) == 0
    read.set()
    writer.join(10)
    assert len(workspace.events()) == 3_000


_CHILD = """
import sys
from pathlib import Path
import numpy as np
from data.clock import Clock
from data.model.events import EventTable
from data.model.intake import NewEvents
from data.store.workspace import open_workspace

n = 4_000
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
        assert count % 12_000 == 0
        assert len(again.audit_rows(1_000)) == 1 + count // 12_000
        assert count // 12_000 >= saved
        assert not again.changed_outside
        again.close()
