"""A real PostgreSQL for the tests: one server a test process, one migrated template, a fresh copy for each test."""

from __future__ import annotations

import atexit
import itertools
import os
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import psutil
import pytest
from sqlalchemy import Engine, create_engine, text
from sqlalchemy.pool import NullPool

from honours import wiring
from honours.storage import migrations, provision
from honours.storage.server import SUPERUSER, EmbeddedPostgres
from honours.storage.settings import PROJECT_ROOT, Settings
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

MEMORY = Path("/dev/shm")  # noqa: S108
ROOM_NEEDED = 2**30
PREFIX = "honours-test-"
_numbers = itertools.count(1)


def _give_airflow_a_home_of_its_own() -> None:
    """Airflow reads its settings when it is first imported, so this comes before any test module is."""
    home = tempfile.mkdtemp(prefix="honours-airflow-")
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    for name in [name for name in os.environ if name.startswith("AIRFLOW_")]:
        del os.environ[name]
    os.environ["AIRFLOW_HOME"] = home
    os.environ["AIRFLOW__CORE__LOAD_EXAMPLES"] = "False"
    os.environ["AIRFLOW__CORE__PLUGINS_FOLDER"] = str(PROJECT_ROOT / "plugins")


_give_airflow_a_home_of_its_own()


@dataclass(frozen=True, slots=True)
class Database:
    """A migrated database of one's own: the application's address and the owner's."""

    name: str
    app_url: str
    owner_url: str


@dataclass(frozen=True, slots=True)
class Server:
    """The server of this test process; ``administrator`` commits each statement at once."""

    postgres: EmbeddedPostgres
    administrator: Engine

    @contextmanager
    def copy(self) -> Iterator[Database]:
        """Yield a copy of the migrated database and drop it afterwards."""
        name = f"test_{next(_numbers)}"
        with self.administrator.connect() as connection:
            connection.execute(
                text(f"CREATE DATABASE {name} TEMPLATE {provision.DATABASE} OWNER {provision.OWNER} STRATEGY file_copy")
            )
        try:
            yield Database(
                name, self.postgres.url(provision.APPLICATION, name), self.postgres.url(provision.OWNER, name)
            )
        finally:
            with self.administrator.connect() as connection:
                connection.execute(text(f"DROP DATABASE {name} WITH (FORCE)"))


def _server_in(folder: Path) -> EmbeddedPostgres:
    return EmbeddedPostgres(folder / "postgres", folder / "keys", is_durable=False)


def _remove_what_killed_tests_left() -> None:
    for folder in MEMORY.glob(f"{PREFIX}*"):
        if not psutil.pid_exists(int(folder.name.removeprefix(PREFIX))):
            _server_in(folder).remove()
            shutil.rmtree(folder, ignore_errors=True)


@pytest.fixture(scope="session")
def server_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder for a server: in memory where there is room, because a disk copies databases ten times more slowly."""
    if not MEMORY.is_dir() or shutil.disk_usage(MEMORY).free < ROOM_NEEDED:
        yield tmp_path_factory.mktemp("server")
        return
    _remove_what_killed_tests_left()
    folder = MEMORY / f"{PREFIX}{os.getpid()}"
    folder.mkdir(mode=0o700)
    yield folder
    shutil.rmtree(folder)


@pytest.fixture(scope="session")
def server(server_folder: Path) -> Iterator[Server]:
    """The embedded server with the migrated database that the copies are made from."""
    postgres = _server_in(server_folder)
    postgres.start()
    try:
        address = postgres.url(SUPERUSER, SUPERUSER)
        roles = (provision.OWNER, provision.APPLICATION, provision.AIRFLOW)
        provision.provide(address, {role: postgres.password(role) for role in roles})
        migrations.migrate(postgres.url(provision.OWNER, provision.DATABASE), PROJECT_ROOT / "sql" / "migrations")
        administrator = create_engine(address, isolation_level="AUTOCOMMIT", poolclass=NullPool)
        yield Server(postgres, administrator)
    finally:
        postgres.remove()


@pytest.fixture
def database(server: Server) -> Iterator[Database]:
    """A fresh, migrated, empty database for one test."""
    with server.copy() as copy:
        yield copy


@pytest.fixture(scope="module")
def module_database(server: Server) -> Iterator[Database]:
    """A fresh database for all tests of a module, for those that only read what the module lays down."""
    with server.copy() as copy:
        yield copy


@pytest.fixture
def settings(database: Database, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Settings:
    """Settings on the fresh database with folders of their own; the environment says the same, for commands."""
    monkeypatch.setenv("HONOURS_VAR", str(tmp_path / "var"))
    monkeypatch.setenv("HONOURS_DATABASE_URL", database.app_url)
    monkeypatch.setenv("HONOURS_OWNER_DATABASE_URL", database.owner_url)
    monkeypatch.delenv("HONOURS_DATA_KEY_FILE", raising=False)
    chosen = Settings.from_environment()
    Vault.create_key(chosen.data_key_file)
    return chosen


@pytest.fixture
def unit_of_work(settings: Settings) -> Iterator[UnitOfWork]:
    """A unit of work on the fresh database, not begun."""
    unit = wiring.unit_of_work(settings)
    yield unit
    unit.engine.dispose()
