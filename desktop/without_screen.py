"""The main job where no window can be shown: demonstration city, map and plan into ``out/``."""

from __future__ import annotations

from pathlib import Path

from desktop import cli
from desktop.creating import DEFAULT_EVENTS
from resources.text import _, isolate

OUT = Path("out")
EVENTS = DEFAULT_EVENTS
LAYERS = "districts,streets,hotspots,impounds,clusters,zones"
PLAN = "1"  # the finished plan that the demonstration city comes with


def main_job() -> int:
    """Make what is missing, always of the demonstration city, and say where it is.

    Returns
    -------
    int
        Exit status as the command line's.
    """
    OUT.mkdir(exist_ok=True)
    workspace, picture, plan = OUT / "demo.gpkg", OUT / "map.png", OUT / "plan.pdf"
    steps = [
        ["map", str(workspace), "--layers", LAYERS, "--output", str(picture)],
        ["plan", str(workspace), "export", PLAN, "--format", "pdf", "--output", str(plan)],
    ]
    if not workspace.exists():
        steps.insert(0, ["new", str(workspace), "--demo", "--events", str(EVENTS)])
    print(_("نمایشگری نیست؛ شهر نمایشی، نقشه و برنامهٔ فصل آن در پوشهٔ out ساخته می‌شود."))
    for step in steps:
        status = cli.run(step)
        if status:
            return status
    for made in (workspace, picture, plan):
        print(isolate(str(made.resolve()), ltr=True))
    return 0
