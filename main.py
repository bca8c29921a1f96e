"""Gozar: ``main.py [WORKSPACE]`` opens the desk, ``main.py COMMAND …`` works without a mouse."""

from __future__ import annotations

import sys

COMMANDS = frozenset(
    {
        "new",
        "import",
        "undo-import",
        "info",
        "users",
        "analyse",
        "map",
        "plan",
        "check",
        "screenshot",
    }
)


def main(arguments: list[str]) -> int:
    """Start the command line or the desk; neither loads what only the other needs."""
    if arguments and (arguments[0] in COMMANDS or arguments[0] in ("--help", "-h")):
        from desktop import cli

        return cli.run(arguments)
    from desktop import app

    return app.run(arguments)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
