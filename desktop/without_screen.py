"""The main job where no window can be shown: demonstration city, map and plan into ``out/``."""

from __future__ import annotations

from pathlib import Path

from desktop import cli

OUT = Path("out")


def main_job(path: Path) -> int:
    """Make what is missing and say where it is; exit status as the command line's."""
    OUT.mkdir(exist_ok=True)
    workspace = path if path.exists() else OUT / "demo.gpkg"
    steps = [
        ["map", str(workspace), "--layers", "districts,streets,hotspots,impounds,clusters,zones"],
        ["plan", str(workspace), "export", "1", "--format", "pdf"],
    ]
    targets = [OUT / "map.png", OUT / "plan.pdf"]
    if not workspace.exists():
        status = cli.run(["new", str(workspace), "--demo"])
        if status:
            return status
    for step, target in zip(steps, targets, strict=True):
        status = cli.run([*step, "--output", str(target)])
        if status:
            return status
    return 0
