"""Commands that make and keep a workspace: new, import, undo-import, info, users and check."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from data.calendar import parse_instant
from data.clock import Clock
from data.errors import BadInput, Refused
from data.feedback import Feedback
from data.model.roles import Role
from data.profile import load_profile
from desktop import creating, importing
from desktop.background_sheet import adopt_file
from desktop.command_line import (
    Json,
    Now,
    UserName,
    Workspace,
    keep_workspace,
    opened,
    progress,
    say,
    tell,
    workspace_path,
)
from desktop.session import Session
from resources.text import _, digits, number


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command("new")(new)
    app.command("import")(import_)
    app.command("undo-import")(undo_import)
    app.command("info")(info)
    app.command("check")(check)
    users = typer.Typer(no_args_is_help=True, help="Users of a workspace.")
    users.callback(help="Users of a workspace: list, add, disable.")(keep_workspace)
    users.command("list")(users_list)
    users.command("add")(users_add)
    users.command("disable")(users_disable)
    app.add_typer(users, name="users")


def new(
    workspace: Workspace,
    city: Annotated[str, typer.Option("--city", help="tabriz or FILE.toml")] = "tabriz",
    demo: Annotated[bool, typer.Option("--demo", help="Fill it with simulated events.")] = False,
    events: Annotated[
        int, typer.Option("--events", min=0, max=creating.MOST_EVENTS)
    ] = creating.DEFAULT_EVENTS,
    seed: Annotated[int, typer.Option("--seed", min=0)] = 1404,
    now: Now = None,
) -> None:
    """Make a workspace, empty or with the demonstration city."""
    path = workspace_path(workspace)
    with progress("new") as feedback:
        creating.create(
            path,
            city,
            _city_clock(city, now),
            feedback,
            events=events if demo else None,
            seed=seed,
        )
    tell(str(path))


def import_(
    workspace: Workspace,
    kind: Annotated[str, typer.Argument(help="complaints, obstructions, impounds, districts …")],
    file: Annotated[Path, typer.Argument(help="CSV, XLSX, GeoPackage, osm.pbf …")],
    map_: Annotated[list[str] | None, typer.Option("--map", help="field=column")] = None,
    crs: Annotated[str | None, typer.Option("--crs", help="EPSG:n")] = None,
    timezone: Annotated[str | None, typer.Option("--timezone")] = None,
    encoding: Annotated[str | None, typer.Option("--encoding")] = None,
    sheet: Annotated[str | None, typer.Option("--sheet")] = None,
    rejects: Annotated[Path | None, typer.Option("--rejects", help="CSV of rejected rows.")] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Check only.")] = False,
    json: Json = False,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Import a file; every row is accepted, a duplicate, or rejected with its reason."""
    options = importing.Options(
        mapping=_pairs(map_ or []),
        epsg=importing.epsg_code(crs or ""),
        timezone=timezone,
        encoding=encoding,
        sheet=sheet,
    )
    with opened(workspace, user, now) as session, progress("import") as feedback:
        if kind == "basemap" and file.suffix.lower() == ".mbtiles":
            summary = adopt_file(session.path, file, only_check=dry_run)
        else:
            prepared = importing.prepare(session, kind, file, options, feedback)
            summary = _written(session, prepared, rejects, dry_run, feedback)
    if json:
        say(summary)
        return
    tell(
        _(
            "{read} ردیف خوانده شد: {accepted} پذیرفته، {duplicates} تکراری، {rejected} کنارگذاشته."
        ).format(**{k: number(summary[k]) for k in ("read", "accepted", "duplicates", "rejected")})
    )
    for warning in summary["warnings"]:
        tell(warning)
    if summary["batch"]:
        tell(_("شمارهٔ این ورود، برای پس گرفتن: {id}").format(id=digits(summary["batch"])))


def _written(
    session: Session,
    prepared: importing.Prepared,
    rejects: Path | None,
    dry_run: bool,
    feedback: Feedback,
) -> dict[str, Any]:
    """Write the rejected rows, and unless it is only tried the accepted ones; tell the counts."""
    if rejects is not None:
        importing.write_rejects(prepared, rejects, feedback)
    if dry_run:
        return importing.summary(prepared, 0)
    return importing.commit(session, prepared, feedback)


def undo_import(
    workspace: Workspace,
    batch: Annotated[int, typer.Argument(min=1)],
    user: UserName = None,
    now: Now = None,
) -> None:
    """Take a whole import back."""
    with opened(workspace, user, now) as session, progress("undo") as feedback:
        removed = session.undo_import(batch, feedback)
    tell(_("{count} ردیف برداشته شد.").format(count=number(removed)))


def info(workspace: Workspace, json: Json = False, user: UserName = None, now: Now = None) -> None:
    """Say what a workspace holds."""
    with opened(workspace, user, now) as session:
        facts = session.info()
    if json:
        say(facts)
        return
    for key, value in facts.items():
        tell(f"{key}: {value}")


def check(workspace: Workspace, user: UserName = None, now: Now = None) -> None:
    """Check integrity, audit chain and schema; refused with the findings if anything is wrong."""
    with opened(workspace, user, now) as session, progress("check") as feedback:
        findings = session.store.check(feedback)
    if findings:
        raise Refused("\n".join(findings))
    tell(_("پروندهٔ کار سالم است."))


def users_list(
    context: typer.Context, json: Json = False, user: UserName = None, now: Now = None
) -> None:
    """List the users."""
    with opened(context.obj, user, now) as session:
        users = session.store.users()
    rows = [
        {"name": u.name, "role": u.role.value, "district": u.district, "active": u.active}
        for u in users
    ]
    if json:
        say({"users": rows})
        return
    for row in rows:
        district = "" if row["district"] is None else row["district"]
        state = "" if row["active"] else _("غیرفعال")
        tell(f"{row['name']}\t{row['role']}\t{district}\t{state}")


def users_add(
    context: typer.Context,
    name: str,
    role: Annotated[str, typer.Option("--role", help=", ".join(Role))],
    district: Annotated[int | None, typer.Option("--district", min=1)] = None,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Add a user."""
    with opened(context.obj, user, now) as session:
        session.add_user(name, role, district)
    tell(_("کاربر «{name}» افزوده شد.").format(name=name))


def users_disable(
    context: typer.Context, name: str, user: UserName = None, now: Now = None
) -> None:
    """Disable a user; what they did stays in the audit."""
    with opened(context.obj, user, now) as session:
        session.disable_user(name)
    tell(_("کاربر «{name}» غیرفعال شد.").format(name=name))


def _city_clock(city: str, now: str | None) -> Clock:
    """Return the running clock, or the one ``--now`` fixes in the time zone of the profile."""
    if now is None:
        return Clock()
    return Clock(parse_instant(now, load_profile(city).city.timezone))


def _pairs(texts: list[str]) -> dict[str, str]:
    """Read ``field=column`` pairs."""
    pairs = {}
    for text in texts:
        field, equals, column = text.partition("=")
        if not (field and equals and column):
            raise BadInput(_("نگاشت ستون را به شکل field=column بنویسید."))
        pairs[field.strip()] = column.strip()
    return pairs
