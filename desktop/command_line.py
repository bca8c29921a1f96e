"""What every command shares: its arguments, the opened session, and what it prints."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from data.calendar import parse_instant
from data.clock import Clock
from data.errors import BadInput
from data.feedback import Feedback
from desktop import late
from desktop.session import Session
from resources.text import _

Workspace = Annotated[str, typer.Argument(help="WORKSPACE.gpkg", show_default=False)]
Output = Annotated[Path, typer.Option("--output", "-o", help="File to write.")]
UserName = Annotated[str | None, typer.Option("--user", help="Who acts.")]
Now = Annotated[str | None, typer.Option("--now", help="Fixes the clock: ISO or Jalali.")]
Json = Annotated[bool, typer.Option("--json", help="One JSON object on standard output.")]
Language = Annotated[str | None, typer.Option("--language", help="fa or en")]
District = Annotated[int | None, typer.Option("--district", min=1, help="District number.")]


def workspace_clock(path: Path, now: str | None) -> Clock:
    """Return the running clock, or the one ``--now`` fixes in the time zone of the city."""
    if now is None:
        return Clock()
    return Clock(parse_instant(now, late.store().opening.city_at(path).timezone))


def workspace_path(text: str) -> Path:
    """Return the path of a workspace, refusing anything that cannot be one."""
    if text.startswith(("postgresql:", "postgres:")):
        raise BadInput(_("این نسخه با سرور کار نمی‌کند؛ یک فایل ‎.gpkg‎ بدهید."))
    path = Path(text)
    if path.suffix.lower() != ".gpkg":
        raise BadInput(_("نام پروندهٔ کار باید به ‎.gpkg‎ پایان یابد."))
    return path


@contextmanager
def opened(workspace: str, user: str | None, now: str | None) -> Iterator[Session]:
    """Open a session for one command and close it whatever happens."""
    path = workspace_path(workspace)
    if not path.exists():
        raise BadInput(
            _("پروندهٔ کار «{name}» پیدا نشد؛ با «new» آن را بسازید.").format(name=path.name)
        )
    session = Session.open(path, workspace_clock(path, now), user or "")
    try:
        yield session
    finally:
        session.close()


def say(value: Any) -> None:
    """Print one JSON object; no NaN may leave."""
    print(json.dumps(value, ensure_ascii=False, allow_nan=False, indent=2))


def tell(text: str) -> None:
    """Print one sentence for a person."""
    print(text)


@contextmanager
def progress(text: str) -> Iterator[Feedback]:
    """Show a progress bar on a terminal, nothing when piped; Ctrl+C stops the work cleanly."""
    if not sys.stderr.isatty():
        yield Feedback()
        return
    from rich.console import Console
    from rich.progress import Progress

    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(text, total=None)
        yield Feedback(lambda done, total: bar.update(task, completed=done, total=total))


def keep_workspace(context: typer.Context, workspace: Workspace) -> None:
    """Keep the workspace, which stands before the sub-command: ``plan WORKSPACE list``."""
    context.obj = workspace
