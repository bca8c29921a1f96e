"""Making a new workspace, empty or with the demonstration city; whole or absent."""

from __future__ import annotations

import os
import secrets
from dataclasses import replace
from pathlib import Path
from typing import Any

from data.clock import Clock
from data.demo import DemoCity, generate
from data.errors import Refused
from data.feedback import Feedback
from data.model.events import EventTable
from data.model.roles import Role, User
from data.profile import Profile, load_profile
from desktop import late
from desktop.session import Session
from resources.text import _

DEFAULT_EVENTS = 100_000
MOST_EVENTS = 10_000_000
OWNER_NAME = "owner"


def create(
    path: Path,
    city: str | Path,
    clock: Clock,
    feedback: Feedback,
    *,
    events: int | None = None,
    seed: int = 1404,
) -> None:
    """Write a new workspace at a path that does not exist yet.

    Parameters
    ----------
    city : str or Path
        ``tabriz`` or a profile's TOML file.
    events : int, optional
        Number of simulated events of the demonstration city; None for an empty workspace.

    Raises
    ------
    Refused
        When the path exists. On any error nothing is left at the path.
    """
    if path.exists():
        raise Refused(
            _("«{name}» از پیش هست؛ نام دیگری بدهید یا آن را جابه‌جا کنید.").format(name=path.name)
        )
    profile = load_profile(city)
    # Everything is written beside the target and renamed at the end.
    unfinished = path.with_name(f".{path.stem}-{secrets.token_hex(4)}.gpkg")
    try:
        written = _fill(unfinished, profile, clock, feedback, events, seed)
        os.replace(unfinished, path)
    finally:
        for suffix in ("", "-wal", "-shm"):
            Path(f"{unfinished}{suffix}").unlink(missing_ok=True)
    session = Session(path, clock)
    # Nobody can have changed the events since: they are not read again for the saved arrays.
    session.open_store(feedback, written)
    session.close()


def _fill(
    path: Path, profile: Profile, clock: Clock, feedback: Feedback, events: int | None, seed: int
) -> EventTable:
    """Write the workspace and return its events."""
    workspace = late.store().create_workspace(
        path, profile.city, clock=clock, simulated=events is not None
    )
    try:
        demo = None if events is None else generate(profile, events=events, seed=seed)
        with workspace.transaction(OWNER_NAME, "workspace.new", {"city": profile.city.key}) as new:
            new.replace_districts(profile.districts, None)
            new.save_user(User(OWNER_NAME, Role.OWNER))
            new.add_places(profile.places if demo is None else demo.places)
            return EventTable.empty() if demo is None else _add_demonstration(new, demo, feedback)
    finally:
        workspace.close()


def _add_demonstration(new: Any, demo: DemoCity, feedback: Feedback) -> EventTable:
    """Write the demonstration city within the open transaction and return its events."""
    new.set_setting("now", str(demo.now))
    new.add_streets(demo.streets)
    new.add_lots(demo.lots)
    new.add_crews(demo.crews)
    new.add_shifts(demo.shifts)
    for user in demo.users:
        new.save_user(user)
    for zone in demo.zones:
        new.save_zone(zone)
    for plan in demo.plans:
        new.save_plan(plan)
    written: list[EventTable] = []
    for chunk in demo.event_chunks(feedback):
        ids = new.add_events(chunk, feedback=feedback)
        written.append(replace(chunk.table.consistent(), id=ids))
        feedback.progress(int(ids[-1]), demo.events)
    return EventTable.concatenate(written)
