"""Commands that tell: analyse, map, plan and screenshot."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from data.calendar import Season, parse_instant, season_name
from data.errors import BadInput
from data.model.city import City
from data.model.events import KIND_GROUPS, Kind, Source
from data.model.filters import DEFAULT_SOURCES, Filter
from data.timezones import DAY_SECONDS, zone_offsets
from desktop import late
from desktop.cli import opened, progress, say, tell
from resources.text import _, digits

SOURCES = {
    "obstructions": Source.OBSTRUCTION,
    "complaints": Source.COMPLAINT,
    "impounds": Source.IMPOUND,
}

Workspace = Annotated[str, typer.Argument(help="WORKSPACE.gpkg", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", help="File to write.")]
UserName = Annotated[str | None, typer.Option("--user", help="Who acts.")]
Now = Annotated[str | None, typer.Option("--now", help="Fixes the clock: ISO or Jalali.")]
Since = Annotated[str | None, typer.Option("--since", help="First day: ISO or Jalali.")]
Until = Annotated[str | None, typer.Option("--until", help="End, exclusive.")]
District = Annotated[int | None, typer.Option("--district", min=1, help="District number.")]
Sources = Annotated[str | None, typer.Option("--source", help="complaints,obstructions,impounds")]
KindName = Annotated[str | None, typer.Option("--kind", help="vehicle, shop, vendor …")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command("analyse")(analyse)
    app.command("map")(map_)
    app.command("screenshot")(screenshot)
    plan = typer.Typer(no_args_is_help=True, help="Seasonal plans.")
    # The workspace stands before the sub-command: plan WORKSPACE list.
    plan.callback()(_plan_workspace)
    plan.command("list")(plan_list)
    plan.command("new")(plan_new)
    plan.command("export")(plan_export)
    app.add_typer(plan, name="plan")


def analyse(
    workspace: Workspace,
    name: Annotated[str, typer.Argument(help="density, hotspots, clusters or coverage")],
    output: Output,
    source: Sources = None,
    kind: KindName = None,
    district: District = None,
    since: Since = None,
    until: Until = None,
    seed: Annotated[int, typer.Option("--seed", help="For methods that draw; none here.")] = 1404,
    bandwidth: Annotated[float | None, typer.Option("--bandwidth", min=10, help="Metres.")] = None,
    q: Annotated[float, typer.Option("--q", min=0.0001, max=0.5, help="False discoveries.")] = 0.05,
    radius: Annotated[float | None, typer.Option("--radius", min=1, help="Metres.")] = None,
    min_points: Annotated[int | None, typer.Option("--min-points", min=2)] = None,
    at: Annotated[str | None, typer.Option("--at", help="Instant, for coverage.")] = None,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Run one analysis and write it as .gpkg, .geojson, .csv, .json or .png."""
    from layers import analyses, clusters, coverage, hotspots

    runs = {
        "density": analyses.density,
        "hotspots": analyses.hotspots,
        "clusters": analyses.clusters,
        "coverage": analyses.coverage,
    }
    if name not in runs:
        names = ", ".join(runs)
        raise BadInput(
            _("تحلیل «{name}» نیست؛ یکی از این‌ها: {names}").format(name=name, names=names)
        )
    with opened(workspace, user, now) as session, progress(name) as feedback:
        chosen = _filter(session.city, source, kind, district, since, until)
        snapshot = session.snapshot.filtered(chosen)
        day, minute = _moment(at, session.city)
        choices = {
            "density": hotspots.Choices(bandwidth, q),
            "hotspots": hotspots.Choices(bandwidth, q),
            "clusters": clusters.Choices(radius, min_points),
            "coverage": coverage.Choices(day, minute),
        }
        result = runs[name](snapshot, choices[name], feedback)
        late.exports().write_analysis(result, snapshot, output, feedback)
        tell(str(output))


def _moment(at: str | None, city: City) -> tuple[int | None, int | None]:
    """Return the local day number and minute of an instant, or neither."""
    if at is None:
        return None, None
    local = int(zone_offsets(city.timezone).local(parse_instant(at, city.timezone)))
    return local // DAY_SECONDS, local % DAY_SECONDS // 60


def map_(
    workspace: Workspace,
    output: Output,
    layers: Annotated[str, typer.Option("--layers", help="Comma separated.")] = (
        "districts,streets,hotspots"
    ),
    source: Sources = None,
    kind: KindName = None,
    district: District = None,
    bbox: Annotated[str | None, typer.Option("--bbox", help="W,S,E,N in degrees.")] = None,
    since: Since = None,
    until: Until = None,
    size: Annotated[
        str, typer.Option("--size", help="WIDTHxHEIGHT in pixels; not for .html.")
    ] = "1280x800",
    dpi: Annotated[int, typer.Option("--dpi", min=36, max=600)] = 96,
    language: Annotated[str | None, typer.Option("--language", help="fa or en")] = None,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Draw a map as .png, .svg or .pdf, or write it as .html: one page that needs no network."""
    with opened(workspace, user, now) as session, progress("map") as feedback:
        _speak(session.city, language)
        snapshot = session.snapshot.filtered(
            _filter(session.city, source, kind, district, since, until)
        )
        late.exports().write_map(
            snapshot,
            [name.strip() for name in layers.split(",") if name.strip()],
            output,
            feedback,
            district=district,
            bbox=_bbox(bbox),
            size=_size(size),
            dpi=dpi,
        )
        tell(str(output))


def screenshot(
    workspace: Workspace,
    output: Output,
    view: Annotated[str, typer.Option("--view", help="desk or plan")] = "desk",
    language: Annotated[str | None, typer.Option("--language", help="fa or en")] = None,
    size: Annotated[str, typer.Option("--size", help="WIDTHxHEIGHT in pixels.")] = "1440x900",
    theme: Annotated[str, typer.Option("--theme", help="light or dark")] = "light",
    district: District = None,
    since: Since = None,
    until: Until = None,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Open the window without showing it, wait until all is painted, and save its picture."""
    from desktop import screenshot as room

    if view not in room.VIEWS:
        raise BadInput(
            _("نمای «{name}» نیست؛ یکی از این‌ها: {names}").format(
                name=view, names=", ".join(room.VIEWS)
            )
        )
    with opened(workspace, user, now) as session:
        _speak(session.city, language)
        chosen = _filter(session.city, None, None, district, since, until)
        room.take(session, view, _size(size), theme, chosen, output)
        tell(str(output))


def _plan_workspace(context: typer.Context, workspace: Workspace) -> None:
    """Seasonal plans: list, new, export."""
    context.obj = workspace


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
    language: Annotated[str | None, typer.Option("--language", help="fa or en")] = None,
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
        _speak(session.city, language)
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


def _filter(
    city: City,
    source: str | None,
    kind: str | None,
    district: int | None,
    since: str | None,
    until: str | None,
) -> Filter:
    """Return the filter that the options ask for."""
    chosen = Filter(
        since=parse_instant(since, city.timezone) if since else None,
        until=parse_instant(until, city.timezone) if until else None,
        sources=_sources(source),
        districts=frozenset({district}) if district else None,
    )
    if chosen.since is not None and chosen.until is not None and chosen.until <= chosen.since:
        raise BadInput(_("پایان بازه باید پس از آغاز آن باشد؛ since و until را بررسی کنید."))
    return chosen if kind is None else chosen.replace(kinds=_kinds(kind))


def _sources(text: str | None) -> frozenset[int]:
    if text is None:
        return DEFAULT_SOURCES
    names = [name.strip() for name in text.split(",") if name.strip()]
    unknown = [name for name in names if name not in SOURCES]
    if unknown or not names:
        raise BadInput(
            _("منبع «{name}» نیست؛ یکی از این‌ها: {names}").format(
                name=", ".join(unknown), names=", ".join(SOURCES)
            )
        )
    return frozenset(SOURCES[name] for name in names)


def _kinds(text: str) -> frozenset[int]:
    """Return the kinds of a group or of a single kind, by name."""
    if text in KIND_GROUPS:
        return frozenset(KIND_GROUPS[text])
    single = {kind.name.lower(): kind for kind in Kind}
    if text in single:
        return frozenset({single[text]})
    names = ", ".join([*KIND_GROUPS, *single])
    raise BadInput(_("نوع «{name}» نیست؛ یکی از این‌ها: {names}").format(name=text, names=names))


def _size(text: str) -> tuple[int, int]:
    width, _x, height = text.lower().partition("x")
    if not (width.isdecimal() and height.isdecimal()):
        raise BadInput(_("اندازه را به شکل 1280x800 بنویسید."))
    size = int(width), int(height)
    if not all(100 <= side <= 10_000 for side in size):
        raise BadInput(_("هر سوی تصویر باید میان ۱۰۰ و ۱۰٬۰۰۰ نقطه باشد."))
    return size


def _bbox(text: str | None) -> tuple[float, float, float, float] | None:
    if text is None:
        return None
    parts = text.split(",")
    try:
        west, south, east, north = (float(part) for part in parts)
    except ValueError as error:
        raise BadInput(_("محدودهٔ نقشه را به شکل W,S,E,N به درجه بنویسید.")) from error
    if not (-180 <= west < east <= 180 and -90 <= south < north <= 90):
        raise BadInput(_("محدودهٔ نقشه درست نیست: غرب از شرق و جنوب از شمال کمتر باشد."))
    return west, south, east, north


def _speak(city: City, language: str | None) -> None:
    """Choose the language: the one asked for, else the city's own."""
    from resources.text import LANGUAGES, set_language

    chosen = language or city.language
    if chosen not in LANGUAGES:
        raise BadInput(_("زبان باید fa یا en باشد."))
    set_language(chosen)
