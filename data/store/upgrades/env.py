"""Alembic's environment: one connection, in the caller's transaction."""

from alembic import context

from data.store.upgrades import VERSION_TABLE

context.configure(connection=context.config.attributes["connection"], version_table=VERSION_TABLE)
context.run_migrations()
