"""The command line: everything the desk does without a mouse, with the same session and exports.

Exit status 0: done; 1: refused, with one sentence on standard error; 2: wrong usage.
"""

from __future__ import annotations

import json
import logging
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import typer
from typer.exceptions import TyperException

from data.calendar import parse_instant
from data.clock import Clock
from data.errors import BadInput, GozarError
from data.feedback import Feedback
from desktop.session import Session
from resources.text import _

log = logging.getLogger(__name__)

app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    # The commands register themselves with `app`; each group is a module.
    from desktop import cli_reports, cli_workspace

    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    cli_workspace.register(app)
    cli_reports.register(app)
    try:
        result = app(arguments, prog_name="main.py", standalone_mode=False)
    except typer.Abort:
        return 1
    except TyperException as error:
        error.show()
        return 2
    except GozarError as error:
        print(str(error), file=sys.stderr)
        return 1
    except OSError as error:
        print(_os_sentence(error), file=sys.stderr)
        log.debug("operating system error", exc_info=True)
        return 1
    return int(result) if isinstance(result, int) else 0


def _os_sentence(error: OSError) -> str:
    name = Path(error.filename).name if isinstance(error.filename, str) else ""
    if isinstance(error, FileNotFoundError):
        return _("فایل «{name}» پیدا نشد؛ نشانی آن را بررسی کنید.").format(name=name)
    if isinstance(error, PermissionError):
        return _("اجازهٔ خواندن یا نوشتن «{name}» نیست؛ جای دیگری برگزینید.").format(name=name)
    return _("کار با «{name}» ممکن نشد: {what}").format(name=name, what=error.strerror or "")


def clock(now: str | None, timezone: str = "Asia/Tehran") -> Clock:
    """Return the clock that ``--now`` fixes, or the running one."""
    return Clock(parse_instant(now, timezone)) if now else Clock()


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
    session = Session.open(path, clock(now), user or "")
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
