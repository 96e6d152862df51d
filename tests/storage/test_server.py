"""The embedded PostgreSQL starts, stops, and comes back after every way of being killed."""

from __future__ import annotations

import os
import signal
import stat
from collections.abc import Iterator
from pathlib import Path

import psutil
import pytest
from sqlalchemy import create_engine, text
from sqlalchemy.exc import OperationalError
from sqlalchemy.pool import NullPool

from honours.storage import provision
from honours.storage.server import SUPERUSER, EmbeddedPostgres, ServerFault


@pytest.fixture
def postgres(tmp_path: Path) -> Iterator[EmbeddedPostgres]:
    server = EmbeddedPostgres(tmp_path / "postgres", tmp_path / "keys", is_durable=False)
    yield server
    server.remove()


def ask(server: EmbeddedPostgres, question: str) -> object:
    engine = create_engine(server.url(SUPERUSER, SUPERUSER), poolclass=NullPool, isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        answer = connection.execute(text(question))
        return answer.scalar() if answer.returns_rows else None


def test_server_starts_once_and_stops_once(postgres: EmbeddedPostgres) -> None:
    assert not postgres.is_running()
    assert postgres.start()
    assert not postgres.start()
    assert postgres.is_running()
    assert str(ask(postgres, "SHOW server_version")).startswith("18.")
    assert postgres.stop()
    assert not postgres.stop()
    assert not postgres.is_running()


def test_server_listens_to_no_network(postgres: EmbeddedPostgres) -> None:
    postgres.start()
    assert ask(postgres, "SHOW listen_addresses") == ""
    assert ask(postgres, "SHOW TimeZone") == "Asia/Shanghai"


def test_password_is_asked_for(postgres: EmbeddedPostgres) -> None:
    postgres.start()
    wrong = postgres.url(SUPERUSER, SUPERUSER).replace(postgres.password(SUPERUSER), "wrong")
    with pytest.raises(OperationalError, match="password authentication failed"):
        create_engine(wrong, poolclass=NullPool).connect()


def test_passwords_are_private(postgres: EmbeddedPostgres, tmp_path: Path) -> None:
    postgres.start()
    assert stat.S_IMODE((tmp_path / "keys" / "postgres.json").stat().st_mode) == 0o600


@pytest.mark.parametrize("victims", ["postmaster", "everything"])
def test_server_comes_back_after_kill_with_all_that_was_committed(postgres: EmbeddedPostgres, victims: str) -> None:
    postgres.is_durable = True
    postgres.start()
    ask(postgres, "CREATE TABLE kept AS SELECT 1 AS x")
    pid = postgres.pid()
    assert pid is not None
    children = psutil.Process(pid).children() if victims == "everything" else []
    for process in [psutil.Process(pid), *children]:
        process.send_signal(signal.SIGKILL)
    assert postgres.start()
    assert postgres.pid() != pid
    assert ask(postgres, "SELECT count(*) FROM kept") == 1


def test_pid_of_a_stranger_is_not_taken_for_the_server(postgres: EmbeddedPostgres) -> None:
    postgres.start()
    file = postgres.data / "postmaster.pid"
    lines = file.read_text().splitlines()
    postgres.stop()
    file.write_text("\n".join([str(os.getpid()), *lines[1:]]) + "\n")
    assert not postgres.is_running()
    assert postgres.start()


def test_creation_that_was_cut_off_is_begun_again(postgres: EmbeddedPostgres) -> None:
    draft = postgres.data.with_name(".postgres.new")
    draft.mkdir()
    (draft / "PG_VERSION").write_text("18\n")
    assert postgres.start()


def test_lost_passwords_are_said(postgres: EmbeddedPostgres, tmp_path: Path) -> None:
    postgres.start()
    postgres.stop()
    (tmp_path / "keys" / "postgres.json").unlink()
    with pytest.raises(ServerFault, match="口令文件丢失"):
        postgres.start()


def test_folder_with_other_files_is_left_alone(postgres: EmbeddedPostgres) -> None:
    postgres.data.mkdir()
    (postgres.data / "letter.txt").write_text("x")
    with pytest.raises(ServerFault, match="目录里已有别的文件"):
        postgres.start()
    assert (postgres.data / "letter.txt").read_text() == "x"


def test_long_path_gets_a_short_socket(tmp_path: Path) -> None:
    folder = tmp_path / ("x" * 100)
    server = EmbeddedPostgres(folder / "postgres", folder / "keys", is_durable=False)
    try:
        server.start()
        assert ask(server, "SELECT 1") == 1
    finally:
        server.remove()
    assert not server.data.exists()


def test_roles_and_databases_are_made_once(postgres: EmbeddedPostgres) -> None:
    postgres.start()
    passwords = {role: postgres.password(role) for role in (provision.OWNER, provision.APPLICATION, provision.AIRFLOW)}
    for _ in range(2):
        provision.provide(postgres.url(SUPERUSER, SUPERUSER), passwords)
    names = "SELECT string_agg(datname, ' ' ORDER BY datname) FROM pg_database WHERE NOT datistemplate"
    assert ask(postgres, names) == "airflow honours postgres"
    with pytest.raises(OperationalError, match="permission denied for database"):
        create_engine(postgres.url(provision.APPLICATION, provision.AIRFLOW), poolclass=NullPool).connect()


def test_folder_with_a_space_can_be_served(tmp_path: Path) -> None:
    postgres = EmbeddedPostgres(tmp_path / "a b" / "postgres", tmp_path / "a b" / "keys", is_durable=False)
    try:
        assert postgres.start()
        assert postgres.is_running()
    finally:
        postgres.remove()
