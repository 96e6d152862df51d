"""The first step on a new server: roles and databases from the environment, once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import create_engine, text

from honours.orchestration import provide
from honours.storage.server import EmbeddedPostgres


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[EmbeddedPostgres]:
    home = tmp_path_factory.mktemp("provide")
    server = EmbeddedPostgres(home / "postgres", home / "keys", is_durable=False)
    server.start()
    yield server
    server.stop()


def _environment(server: EmbeddedPostgres) -> dict[str, str]:
    passwords = {variable: server.password(role) for role, variable in provide.PASSWORDS.items()}
    return {provide.SUPERUSER_URL: server.url("postgres", "postgres"), **passwords}


def test_roles_and_databases_are_made_once_and_own_what_they_should(server: EmbeddedPostgres) -> None:
    for _ in range(2):
        provide.provide(_environment(server))
    engine = create_engine(server.url("postgres", "postgres"))
    with engine.connect() as connection:
        owners = text(
            "SELECT datname, pg_get_userbyid(datdba) FROM pg_database WHERE datname IN ('honours', 'airflow')"
        )
        assert {tuple(row) for row in connection.execute(owners)} == {
            ("honours", "honours_owner"),
            ("airflow", "airflow"),
        }
        powers = text("SELECT rolname FROM pg_roles WHERE rolcanlogin AND (rolsuper OR rolcreaterole OR rolcreatedb)")
        assert list(connection.scalars(powers)) == ["postgres"]
    engine.dispose()


@pytest.mark.parametrize(
    ("role", "database"), [("honours_app", "honours"), ("honours_owner", "honours"), ("airflow", "airflow")]
)
def test_each_role_gets_in_with_its_password(server: EmbeddedPostgres, role: str, database: str) -> None:
    provide.provide(_environment(server))
    engine = create_engine(server.url(role, database))
    with engine.connect() as connection:
        assert connection.scalar(text("SELECT current_user")) == role
    engine.dispose()


def test_missing_variables_are_named_and_nothing_is_tried() -> None:
    with pytest.raises(provide.ServerSettingsMissing) as refusal:
        provide.provide({"HONOURS_OWNER_PASSWORD": "given", "HONOURS_APP_PASSWORD": ""})
    assert refusal.value.variables == ["HONOURS_SUPERUSER_URL", "HONOURS_APP_PASSWORD", "AIRFLOW_DB_PASSWORD"]
    assert refusal.value.exit_code == 3
