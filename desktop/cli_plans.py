"""Seasonal plans on the command line: list, new and export."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from data.calendar import Season, season_name
from data.errors import BadInput
from data.model.roles import Action, require
from desktop import late
from desktop.cli_options import speak
from desktop.command_line import (
    Json,
    Language,
    Now,
    Output,
    UserName,
    keep_workspace,
    opened,
    progress,
    say,
    tell,
)
from resources.text import _, digits


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    plan = typer.Typer(no_args_is_help=True, help="Seasonal plans.")
    # The workspace stands before the sub-command: plan WORKSPACE list.
    plan.callback(help="Seasonal plans: list, new, export.")(keep_workspace)
    plan.command("list")(plan_list)
    plan.command("new")(plan_new)
    plan.command("export")(plan_export)
    app.add_typer(plan, name="plan")


def plan_list(
    context: typer.Context, json: Json = False, user: UserName = None, now: Now = None
) -> None:
    """List the plans."""
    with opened(context.obj, user, now) as session:
        plans = session.store.plans()
    if json:
        say({"plans": [_plan_summary(p) for p in plans]})
        return
    if not plans:
        tell(_("هنوز برنامه‌ای نیست؛ با «plan new» بسازید."))
    for plan in plans:
        season = f"{season_name(plan.season.name)} {plan.season.year}"
        tell(digits(f"{plan.id}  {_('منطقهٔ')} {plan.district}  {season}  {plan.title}"))


def plan_new(
    context: typer.Context,
    district: Annotated[int, typer.Option("--district", min=1)],
    season: Annotated[str, typer.Option("--season", help="1404-autumn")],
    json: Json = False,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Make a draft plan of a district and a season."""
    with opened(context.obj, user, now) as session:
        plan = session.new_plan(district, Season.parse(season, session.city.calendar))
    if json:
        say({"id": plan.id})
    else:
        tell(_("برنامهٔ {id} ساخته شد.").format(id=digits(plan.id)))


def plan_export(
    context: typer.Context,
    id_: Annotated[int, typer.Argument(metavar="ID")],
    output: Output,
    format_: Annotated[str, typer.Option("--format", help="pdf or gpkg")],
    language: Language = None,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Write a plan as a file."""
    exports = late.exports()
    if format_ not in exports.PLAN_FORMATS:
        raise BadInput(
            _("قالب «{name}» نیست؛ یکی از این‌ها: {names}").format(
                name=format_, names=", ".join(exports.PLAN_FORMATS)
            )
        )
    with opened(context.obj, user, now) as session, progress("plan") as feedback:
        require(session.user, Action.EXPORT)
        speak(session.city, language)
        report = exports.compose_report(
            session.snapshot, session.plan(id_), user=session.user, feedback=feedback
        )
        exports.PLAN_FORMATS[format_](report, output, feedback)
        tell(str(output))


def _plan_summary(plan: Any) -> dict[str, Any]:
    return {
        "id": plan.id,
        "district": plan.district,
        "season": str(plan.season),
        "title": plan.title,
        "state": plan.state.value,
        "version": plan.version,
    }
