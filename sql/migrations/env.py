"""Alembic's way in: the connection comes from :mod:`honours.storage.migrations`, never from a file."""

from alembic import context
from sqlalchemy import text

from honours.storage.migrations import compare_object
from honours.storage.tables import SCHEMA, metadata

connection = context.config.attributes["connection"]
connection.execute(text(f"CREATE SCHEMA IF NOT EXISTS {SCHEMA}"))
context.configure(
    connection=connection,
    target_metadata=metadata,
    include_schemas=True,
    include_name=compare_object,
    version_table_schema=SCHEMA,
    compare_type=True,
    compare_server_default=True,
)
with context.begin_transaction():
    context.run_migrations()
