"""The command line: everything the desk does without a mouse, with the same session and exports.

Exit status 0: done; 1: refused, with one sentence on standard error; 2: wrong usage.
"""

from __future__ import annotations

import logging
import sys
from pathlib import Path

import typer
from typer.exceptions import TyperException

from data.errors import GozarError
from desktop import cli_plans, cli_reports, cli_workspace
from resources.text import _

log = logging.getLogger(__name__)

GROUPS = (cli_workspace, cli_reports, cli_plans)


def program() -> typer.Typer:
    """Return the program with the commands of every group."""
    app = typer.Typer(add_completion=False, no_args_is_help=True, rich_markup_mode=None)
    for group in GROUPS:
        group.register(app)
    return app


def run(arguments: list[str]) -> int:
    """Run one command and return its exit status."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="replace")
    try:
        result = program()(arguments, prog_name="main.py", standalone_mode=False)
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
    except Exception as error:  # noqa: BLE001 - a fault of ours is told without its stack
        log.error("a command failed: %s", type(error).__name__)
        log.debug("the command that failed", exc_info=True)
        print(
            _("خطایی در برنامه رخ داد و کار ناتمام ماند؛ چیزی نیمه‌کاره نوشته نشد."), file=sys.stderr
        )
        return 1
    return int(result) if isinstance(result, int) else 0


def _os_sentence(error: OSError) -> str:
    name = Path(error.filename).name if isinstance(error.filename, str) else ""
    if isinstance(error, FileNotFoundError):
        return _("فایل «{name}» پیدا نشد؛ نشانی آن را بررسی کنید.").format(name=name)
    if isinstance(error, PermissionError):
        return _("اجازهٔ خواندن یا نوشتن «{name}» نیست؛ جای دیگری برگزینید.").format(name=name)
    return _("کار با «{name}» ممکن نشد: {what}").format(name=name, what=error.strerror or "")
