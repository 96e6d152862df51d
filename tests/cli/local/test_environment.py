"""What Airflow is told on one machine: nothing public, secrets kept, no rights of the owner for tasks."""

from __future__ import annotations

import socket
import stat
from pathlib import Path

import pytest

from honours.cli.local import environment
from honours.storage.settings import Settings


@pytest.fixture
def alone(tmp_path: Path) -> Settings:
    return Settings.from_environment({"HONOURS_VAR": str(tmp_path / "var")})


def test_environment_is_the_same_each_time(alone: Settings) -> None:
    assert environment.build(alone, 8080) == environment.build(alone, 8080)


def test_nothing_listens_in_public(alone: Settings) -> None:
    built = environment.build(alone, 8099)
    assert built["AIRFLOW__API__HOST"] == "127.0.0.1"
    assert built["AIRFLOW__API__BASE_URL"] == "http://127.0.0.1:8099"
    assert built["AIRFLOW__CORE__EXECUTION_API_SERVER_URL"] == "http://127.0.0.1:8099/execution/"


def test_tasks_get_the_application_and_not_the_owner(alone: Settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HONOURS_OWNER_DATABASE_URL", "postgresql+psycopg://owner@/honours")
    monkeypatch.setenv("AIRFLOW__CORE__FERNET_KEY", "somebody else's")
    built = environment.build(alone, 8080)
    assert "honours_app" in built["HONOURS_DATABASE_URL"]
    assert [value for value in built.values() if "owner@" in value or "honours_owner" in value] == []
    assert built["AIRFLOW__CORE__FERNET_KEY"] != "somebody else's"


def test_every_role_has_one_private_login(alone: Settings) -> None:
    logins = environment.logins(alone)
    assert sorted(logins) == ["admin", "audit", "finance", "leadership", "operations"]
    assert len(set(logins.values())) == 5
    assert environment.logins(alone) == logins
    assert stat.S_IMODE((alone.keys / "logins.json").stat().st_mode) == 0o600


def test_taken_port_is_passed_over_and_the_choice_remembered(alone: Settings) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        taken = other.getsockname()[1]
        assert not environment.is_free(taken)
        with pytest.raises(environment.NoFreePort, match="--port"):
            environment.choose_port(alone, taken)
    chosen = environment.choose_port(alone, None)
    assert environment.remembered_port(alone) == chosen
