"""Brings the database to the tables that this version of the program means, by Alembic, as the owner of the tables."""

from __future__ import annotations

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from alembic import command
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, create_engine, delete, text
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import OperationalError

from honours.domain.errors import EnvironmentFault
from honours.domain.states import NOMINATION_MOVES, PAYMENT_MOVES
from honours.storage.provision import APPLICATION
from honours.storage.tables import SCHEMA, metadata, nomination_move_allowed, payment_move_allowed

_VERSION_TABLE = "alembic_version"
# Any number will do, as long as it is ours.
_LOCK = 20210922


class DatabaseUnreachable(EnvironmentFault):
    """The database does not answer at its address, or refuses the login."""

    def __init__(self, detail: str) -> None:
        super().__init__(f"连不上数据库，请确认已运行 honours db start，或检查连接设置：{detail}")


class RoleMissing(EnvironmentFault):
    """The role of the application does not exist on this server."""

    def __init__(self, role: str) -> None:
        super().__init__(f"数据库中没有角色 {role}，请管理员先建立它，再执行 honours db migrate")


def migrate(owner_url: str, migrations: Path) -> tuple[str | None, str]:
    """Upgrade to the newest revision and return the revisions before and after; nothing changes when they are equal.

    The allowed moves are laid down again from the program's own table each time, so that both always agree.
    """
    with _owner(owner_url) as connection:
        connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": _LOCK})
        if not connection.scalar(text("SELECT true FROM pg_roles WHERE rolname = :role"), {"role": APPLICATION}):
            raise RoleMissing(APPLICATION)
        before = _revision(connection)
        command.upgrade(_configuration(migrations, connection), "head")
        _lay_down_moves(connection)
        return before, newest(migrations)


def revision(url: str) -> str | None:
    """Return the revision that the database is at; None when it has never been migrated."""
    with _owner(url) as connection:
        return _revision(connection)


def newest(migrations: Path) -> str:
    """Return the newest revision that the program knows."""
    return str(ScriptDirectory.from_config(_configuration(migrations, None)).get_current_head())


def differences(url: str) -> list[Any]:
    """Return how the tables of the database differ from the program's, as Alembic tells it; empty when they agree."""
    with _owner(url) as connection:
        context = MigrationContext.configure(
            connection,
            opts={
                "include_schemas": True,
                "include_name": compare_object,
                "version_table_schema": SCHEMA,
                "compare_type": True,
                "compare_server_default": True,
            },
        )
        with warnings.catch_warnings():
            # Alembic says of each computed column that it cannot compare it; the frozen SQL holds their formulas.
            warnings.filterwarnings("ignore", "Computed default", UserWarning)
            return list(compare_metadata(context, metadata))


def draft(owner_url: str, migrations: Path, message: str) -> None:
    """Write a new revision from the differences, for a person to read and finish."""
    with _owner(owner_url) as connection:
        command.revision(_configuration(migrations, connection), message, autogenerate=True)


def compare_object(name: str | None, kind: str, parents: Any) -> bool:
    """Whether Alembic shall look at an object of the database: at our schema only."""
    return name == SCHEMA if kind == "schema" else name != _VERSION_TABLE


def _lay_down_moves(connection: Connection) -> None:
    for table, moves, columns in (
        (nomination_move_allowed, NOMINATION_MOVES, ("from_state", "to_state", "article")),
        (payment_move_allowed, PAYMENT_MOVES, ("from_state", "to_state", "needs_evidence")),
    ):
        connection.execute(delete(table))
        connection.execute(insert(table), [{column: getattr(move, column) for column in columns} for move in moves])


def _revision(connection: Connection) -> str | None:
    context = MigrationContext.configure(connection, opts={"version_table_schema": SCHEMA})
    return context.get_current_revision()


def _configuration(migrations: Path, connection: Connection | None) -> Config:
    configuration = Config()
    configuration.set_main_option("script_location", str(migrations).replace("%", "%%"))
    configuration.attributes["connection"] = connection
    return configuration


@contextmanager
def _owner(url: str) -> Iterator[Connection]:
    engine = create_engine(url)
    try:
        with engine.begin() as connection:
            yield connection
    except OperationalError as fault:
        raise DatabaseUnreachable(str(fault.orig).strip()) from fault
    finally:
        engine.dispose()
