"""Numbered steps from the first workspace to the present one, run by Alembic.

A step is frozen once released: it spells its statements out and never looks at the present
schema. A new workspace runs through all of them.
"""

from __future__ import annotations

from pathlib import Path

from sqlalchemy import Connection

CURRENT = 1
VERSION_TABLE = "alembic_version"


def upgrade(connection: Connection, *, epsg: int, simulated: bool = False) -> None:
    """Bring a workspace to the present version inside the caller's transaction.

    Parameters
    ----------
    connection : sqlalchemy.Connection
    epsg : int
        Coordinate system of the city; used where a step creates layers.
    simulated : bool
        Whether the descriptions of new layers say that the data is invented.
    """
    from alembic import command

    config = configuration()
    config.attributes.update(connection=connection, epsg=epsg, simulated=simulated)
    command.upgrade(config, "head")


def configuration():  # noqa: ANN201 - alembic is imported late
    """Return Alembic's configuration for these steps."""
    from alembic.config import Config

    config = Config()
    # Config interpolates "%", which may stand in a folder's name.
    config.set_main_option("script_location", str(Path(__file__).parent).replace("%", "%%"))
    return config
