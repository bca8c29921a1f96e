"""A new workspace is whole or absent."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from data import cache
from data.clock import Clock
from data.errors import BadInput, Cancelled, Refused
from data.feedback import Feedback, silent
from data.model.events import EventTable
from desktop.creating import OWNER_NAME, create
from desktop.session import Session


def test_an_empty_city_has_its_districts_and_one_owner(tmp_path: Path, qapp) -> None:
    path = tmp_path / "city.gpkg"
    create(path, "tabriz", Clock(), silent())
    session = Session.open(path)
    try:
        assert len(session.snapshot.districts) == 10 and not len(session.snapshot.events)
        assert [user.name for user in session.store.users()] == [OWNER_NAME]
        assert not session.snapshot.simulated
    finally:
        session.close()


def test_what_is_there_is_not_overwritten(tmp_path: Path) -> None:
    path = tmp_path / "city.gpkg"
    path.write_bytes(b"mine")
    with pytest.raises(Refused):
        create(path, "tabriz", Clock(), silent())
    assert path.read_bytes() == b"mine" and list(tmp_path.iterdir()) == [path]


def test_an_unknown_profile_leaves_nothing(tmp_path: Path) -> None:
    with pytest.raises((BadInput, OSError)):
        create(tmp_path / "city.gpkg", tmp_path / "absent.toml", Clock(), silent())
    assert list(tmp_path.iterdir()) == []


def test_a_stopped_demonstration_leaves_nothing(tmp_path: Path) -> None:
    feedback = Feedback(lambda done, total: feedback.cancel())
    with pytest.raises(Cancelled):
        create(tmp_path / "city.gpkg", "tabriz", Clock(), feedback, events=2_000)
    assert list(tmp_path.iterdir()) == []


def test_the_saved_arrays_are_what_the_store_reads(tmp_path: Path, qapp) -> None:
    path = tmp_path / "city.gpkg"
    create(path, "tabriz", Clock(), silent(), events=3_000)
    saved = cache.load_events(path)
    assert saved is not None and len(saved) == 3_000
    session = Session.open(path)
    try:
        assert session.store.check() == []
        stored = session.store.events()
    finally:
        session.close()
    saved = saved.take(np.argsort(saved.id))
    for name in EventTable.columns():
        np.testing.assert_array_equal(getattr(saved, name), getattr(stored, name))
