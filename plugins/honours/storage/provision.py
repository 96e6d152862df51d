"""The roles and databases that Honours needs on a PostgreSQL server, made by its superuser.

Two roles share the database ``honours``: the owner changes the tables and does nothing else, the application reads and
writes rows and owns nothing. Airflow has a role and a database of its own.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import Connection, create_engine, text

from honours.storage.server import SUPERUSER, EmbeddedPostgres
from honours.storage.settings import Settings

OWNER = "honours_owner"
APPLICATION = "honours_app"
AIRFLOW = "airflow"
DATABASE = "honours"
# With the newer driver the asset graph of Airflow 3.3.2 fails: it binds a JSON path that PostgreSQL cannot type then.
AIRFLOW_DRIVER = "postgresql+psycopg2"


@dataclass(frozen=True, slots=True)
class Addresses:
    """SQLAlchemy URLs with passwords; ``airflow`` is empty when Airflow's database is not ours to look after."""

    application: str
    owner: str
    airflow: str


def embedded(settings: Settings) -> EmbeddedPostgres:
    """Return the embedded server of the settings, started or not."""
    return EmbeddedPostgres(settings.postgres, settings.keys)


def addresses(settings: Settings) -> Addresses:
    """Return where the databases are, without looking whether they answer."""
    if not settings.is_embedded:
        return Addresses(settings.database_url, settings.owner_database_url or settings.database_url, "")
    server = embedded(settings)
    return Addresses(
        server.url(APPLICATION, DATABASE), server.url(OWNER, DATABASE), server.url(AIRFLOW, AIRFLOW, AIRFLOW_DRIVER)
    )


def start(settings: Settings) -> bool:
    """Start the embedded server and make its roles and databases; return whether it had to be started."""
    server = embedded(settings)
    was_started = server.start()
    provide(server.url(SUPERUSER, SUPERUSER), {role: server.password(role) for role in (OWNER, APPLICATION, AIRFLOW)})
    return was_started


def provide(superuser_url: str, passwords: dict[str, str]) -> None:
    """Make the roles of ``passwords`` and the two databases where missing; what exists is left as it is."""
    engine = create_engine(superuser_url, isolation_level="AUTOCOMMIT")
    try:
        with engine.connect() as connection:
            for role, password in passwords.items():
                _make_role(connection, role, password)
            _make_database(connection, DATABASE, OWNER, "Asia/Shanghai")
            _make_database(connection, AIRFLOW, AIRFLOW, "UTC")
            connection.execute(text(f"GRANT CONNECT, TEMPORARY ON DATABASE {DATABASE} TO {APPLICATION}"))
    finally:
        engine.dispose()


def _make_role(connection: Connection, role: str, password: str) -> None:
    if connection.scalar(text("SELECT true FROM pg_roles WHERE rolname = :role"), {"role": role}):
        return
    command = connection.scalar(
        text(
            "SELECT format('CREATE ROLE %I LOGIN NOINHERIT PASSWORD %L', CAST(:role AS text), CAST(:password AS text))"
        ),
        {"role": role, "password": password},
    )
    connection.exec_driver_sql(str(command).replace("%", "%%"))


def _make_database(connection: Connection, name: str, owner: str, timezone: str) -> None:
    if connection.scalar(text("SELECT true FROM pg_database WHERE datname = :name"), {"name": name}):
        return
    connection.execute(text(f"CREATE DATABASE {name} OWNER {owner}"))
    connection.execute(text(f"REVOKE ALL ON DATABASE {name} FROM PUBLIC"))
    connection.execute(text(f"ALTER DATABASE {name} SET timezone = '{timezone}'"))
