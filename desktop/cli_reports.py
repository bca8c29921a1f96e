"""Commands that show: analyse, map and screenshot."""

from __future__ import annotations

from typing import Annotated

import typer

from data.errors import BadInput
from data.model.roles import Action, require
from desktop import late
from desktop.background_sheet import ground_of
from desktop.cli_options import (
    KindName,
    Since,
    Sources,
    Until,
    chosen_filter,
    extent_in_degrees,
    finite,
    kept_parts,
    moment,
    named_palette,
    picture_size,
    sheet_size,
    speak,
)
from desktop.command_line import (
    District,
    Language,
    Now,
    Output,
    UserName,
    Workspace,
    opened,
    progress,
    tell,
)
from resources.text import _


def register(app: typer.Typer) -> None:
    """Add the commands of this module to the program."""
    app.command("analyse")(analyse)
    app.command("map")(map_)
    app.command("screenshot")(screenshot)


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
    bandwidth: Annotated[
        float | None, typer.Option("--bandwidth", min=50, max=5000, callback=finite, help="Metres.")
    ] = None,
    q: Annotated[
        float, typer.Option("--q", min=0.0001, max=0.5, callback=finite, help="False discoveries.")
    ] = 0.05,
    radius: Annotated[
        float | None, typer.Option("--radius", min=10, max=5000, callback=finite, help="Metres.")
    ] = None,
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
        require(session.user, Action.EXPORT)
        chosen = chosen_filter(session.snapshot, source, kind, district, since, until)
        snapshot = session.snapshot.filtered(chosen)
        day, minute = moment(at, session.city)
        choices = {
            "density": hotspots.Choices(bandwidth, q),
            "hotspots": hotspots.Choices(bandwidth, q),
            "clusters": clusters.Choices(radius, min_points),
            "coverage": coverage.Choices(day, minute),
        }
        result = runs[name](snapshot, choices[name], feedback)
        late.exports().write_analysis(result, snapshot, output, feedback)
        tell(str(output))


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
    dpi: Annotated[int | None, typer.Option("--dpi", min=36, max=600)] = None,
    paper: Annotated[str | None, typer.Option("--paper", help="A5 to A0, instead of --size.")] = (
        None
    ),
    orientation: Annotated[
        str, typer.Option("--orientation", help="landscape or portrait, of the paper.")
    ] = "landscape",
    scale: Annotated[
        float | None, typer.Option("--scale", min=100, callback=finite, help="25000 for 1:25,000.")
    ] = None,
    palette: Annotated[str, typer.Option("--palette", help="paper, grey, projector …")] = "paper",
    title: Annotated[str, typer.Option("--title")] = "",
    without: Annotated[
        str, typer.Option("--without", help="title,legend,scale,north,source")
    ] = "",
    language: Language = None,
    user: UserName = None,
    now: Now = None,
) -> None:
    """Draw a map as .png, .svg or .pdf, or write it as .html: one page that needs no network."""
    with opened(workspace, user, now) as session, progress("map") as feedback:
        require(session.user, Action.EXPORT)
        speak(session.city, language)
        snapshot = session.snapshot.filtered(
            chosen_filter(session.snapshot, source, kind, district, since, until)
        )
        named = [name.strip() for name in layers.split(",") if name.strip()]
        pictures = output.suffix.lower() != ".html"
        named, ground = ground_of(session.path, named, pictures=pictures)
        late.exports().write_map(
            snapshot,
            named,
            output,
            feedback,
            district=district,
            bbox=extent_in_degrees(bbox),
            size=sheet_size(size, paper, orientation, dpi),
            denominator=scale or 0.0,
            palette=named_palette(palette),
            title=title[:300],
            parts=kept_parts(without),
            **ground,
        )
        tell(str(output))


def screenshot(
    workspace: Workspace,
    output: Output,
    view: Annotated[str, typer.Option("--view", help="desk or plan")] = "desk",
    language: Language = None,
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
        require(session.user, Action.EXPORT)
        speak(session.city, language)
        chosen = chosen_filter(session.snapshot, None, None, district, since, until)
        room.take(session, view, picture_size(size), theme, chosen, output)
        tell(str(output))
