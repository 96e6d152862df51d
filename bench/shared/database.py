"""A throw-away embedded PostgreSQL with the project's tables, and made-up nominations in it; shared by the benches."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, text

from honours import wiring
from honours.regulation.calendar import working_days
from honours.services.calendar_days import synchronise_calendar_days
from honours.storage import migrations, provision
from honours.storage.server import SUPERUSER, EmbeddedPostgres
from honours.storage.settings import PROJECT_ROOT, Settings
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

ROWS = Path(__file__).parent / "nominations.sql"


@dataclass(frozen=True, slots=True)
class House:
    """The database as the application, its owner and its administrator see it."""

    work: UnitOfWork
    owner: Engine
    administrator: Engine


@contextmanager
def database(root: Path = PROJECT_ROOT) -> Iterator[House]:
    """Yield a new database; ``root`` is where the project's SQL, suites and templates are looked for."""
    roles = (provision.OWNER, provision.APPLICATION, provision.AIRFLOW)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        server = EmbeddedPostgres(folder / "postgres", folder / "keys", is_durable=False)
        server.start()
        try:
            provision.provide(server.url(SUPERUSER, SUPERUSER), {role: server.password(role) for role in roles})
            owner_url = server.url(provision.OWNER, provision.DATABASE)
            migrations.migrate(owner_url, PROJECT_ROOT / "sql" / "migrations")
            application_url = server.url(provision.APPLICATION, provision.DATABASE)
            settings = Settings.from_environment(
                {"HONOURS_ROOT": str(root), "HONOURS_VAR": name, "HONOURS_DATABASE_URL": application_url}
            )
            Vault.create_key(settings.data_key_file)
            work = wiring.unit_of_work(settings)
            synchronise_calendar_days(working_days(), work)
            house = House(work, create_engine(owner_url), create_engine(server.url(SUPERUSER, provision.DATABASE)))
            yield house
            for engine in (work.engine, house.owner, house.administrator):
                engine.dispose()
        finally:
            server.remove()


def lay_nominations(administrator: Engine, rows: int) -> None:
    """Make ``rows`` nominations in the place of all that are there, without checking foreign keys row by row."""
    with administrator.begin() as connection:
        connection.execute(text("SET session_replication_role = replica"))
        for name in ("text_resemblance", "text_comparison", "text_signature"):
            empty(connection, name)
        for name in ("verdict", "tech_achievement", "operating_method", "invention_patent", "golden_idea"):
            empty(connection, name)
        for name in ("nomination_posting", "nomination", "evidence_file", "submission", "archived_file", "cycle"):
            empty(connection, name)
        connection.execute(text("DELETE FROM honours.recommending_body"))
        run_file(connection, ROWS, rows=rows)
    settle(administrator)


def run_file(connection: Connection, file: Path, **numbers: int) -> None:
    """Execute the statements of a file with ``:name`` replaced by numbers."""
    for statement in file.read_text(encoding="utf-8").split(";\n"):
        if statement.strip():
            for name, number in numbers.items():
                statement = statement.replace(f":{name}", str(int(number)))
            connection.exec_driver_sql(statement.replace("%", "%%"))


def settle(administrator: Engine, tables: Sequence[str] = ()) -> None:
    """Let the planner know the rows, and nothing be left to do for the vacuum."""
    with administrator.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text(f"VACUUM ANALYZE {', '.join(f'honours.{name}' for name in tables)}"))


def empty(connection: Connection, name: str) -> None:
    """Remove all rows of a table that lets nobody remove any."""
    connection.execute(text(f"ALTER TABLE honours.{name} DISABLE TRIGGER USER"))
    connection.execute(text(f"DELETE FROM honours.{name}"))  # noqa: S608
    connection.execute(text(f"ALTER TABLE honours.{name} ENABLE TRIGGER USER"))


def timed(action: Callable[[], object]) -> float:
    """Return how many seconds ``action`` takes."""
    start = time.perf_counter()
    action()
    return time.perf_counter() - start


def verdict(ratio: float, target: float) -> str:
    """Return in words whether a ratio is within its target."""
    return f"目标 {target:g}，{'达到' if ratio <= target else '未达到'}"
