"""One demonstration city for all tests of this room, made once."""

from __future__ import annotations

import pytest

from data.demo import DemoCity, generate
from data.feedback import silent
from data.model.events import EventTable
from data.profile import Profile, load_profile

EVENTS = 400_000


@pytest.fixture(scope="session")
def tabriz() -> Profile:
    return load_profile("tabriz")


@pytest.fixture(scope="session")
def town(tmp_path_factory: pytest.TempPathFactory) -> Profile:
    """A small city of one district, quickly made."""
    path = tmp_path_factory.mktemp("town") / "town.toml"
    path.write_text(
        '[city]\nname = "شهر"\ncentre = [46.3, 38.05]\nextent = [46.28, 38.03, 46.32, 38.06]\n'
        'crs = "EPSG:32638"\ntimezone = "Asia/Tehran"\n',
        "utf-8",
    )
    return load_profile(path)


@pytest.fixture(scope="session")
def demo(tabriz: Profile) -> DemoCity:
    return generate(tabriz, events=EVENTS)


@pytest.fixture(scope="session")
def events(demo: DemoCity) -> EventTable:
    return EventTable.concatenate([chunk.table for chunk in demo.event_chunks(silent())])
