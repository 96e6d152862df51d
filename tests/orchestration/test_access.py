"""The roles of the UI as FAB judges them, on a real metadata database; and that repeating the step changes nothing."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from honours.domain.stages import Stage
from honours.orchestration import access
from honours.storage.server import EmbeddedPostgres

LOGINS = ("admin", *(role.key for role in access.ROLES))
# Runs apart: importing the web side of Airflow warns, and settles for the life of a process which database is meant.
JUDGE = """
import json, sys
from honours.orchestration import access
logins = ("admin", "operations", "leadership", "finance", "audit", "viewer")
passwords = {f"HONOURS_PASSWORD_{login.upper()}": "a-password-for-tests" for login in logins}
answer = {}
try:
    access.create_first_logins({**passwords, "HONOURS_PASSWORD_VIEWER": "short"})
except access.PasswordMissing as error:
    answer["refused"] = [error.login, str(error)]
answer["changed"] = [access.synchronise_roles(), access.synchronise_roles()]
answer["created"] = [access.create_first_logins(passwords), access.create_first_logins({})]
with access._security_manager() as manager:
    spoilt = manager.find_role("查看")
    manager.add_permission_to_role(spoilt, manager.create_permission("can_edit", "DAGs"))
answer["mended"] = access.synchronise_roles()

from airflow.api_fastapi.auth.managers.models.resource_details import DagAccessEntity, DagDetails
from airflow.providers.fab.auth_manager.fab_auth_manager import FabAuthManager
judge = FabAuthManager()
ways = {
    "see": ("GET", None), "pause": ("PUT", None), "delete": ("DELETE", None), "trigger": ("POST", DagAccessEntity.RUN),
    "answer": ("PUT", DagAccessEntity.HITL_DETAIL), "clear": ("PUT", DagAccessEntity.TASK_INSTANCE),
    "code": ("GET", DagAccessEntity.CODE), "audit log": ("GET", DagAccessEntity.AUDIT_LOG),
}
with access._security_manager() as manager:
    answer["may"] = {
        login: {dag: [way for way, (method, entity) in ways.items() if judge.is_authorized_dag(
            method=method, access_entity=entity, details=DagDetails(id=dag), user=manager.find_user(username=login))]
            for dag in ("publicity", "notice", "disbursement")}
        for login in logins
    }
    answer["connections"] = [login for login in answer["may"]
        if judge.is_authorized_connection(method="GET", user=manager.find_user(username=login))]
    answer["explanations"] = [login for login in answer["may"] if judge.is_authorized_custom_view(
        method="GET", resource_name=access.EXPLANATIONS, user=manager.find_user(username=login))]
sys.stdout.write("\\n" + json.dumps(answer))
"""


@pytest.fixture(scope="module")
def answer(server_folder: Path) -> dict[str, Any]:
    home = server_folder / "access"
    home.mkdir()
    server = EmbeddedPostgres(home / "postgres", home / "keys", is_durable=False)
    server.start()
    try:
        environment = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("AIRFLOW", "HONOURS", "PYTHONWARN"))
        }
        environment |= {
            "AIRFLOW_HOME": str(home / "airflow"),
            "AIRFLOW__DATABASE__SQL_ALCHEMY_CONN": server.url("postgres", "postgres"),
            "AIRFLOW__CORE__AUTH_MANAGER": "airflow.providers.fab.auth_manager.fab_auth_manager.FabAuthManager",
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(home / "none"),
            "AIRFLOW__API_AUTH__JWT_SECRET": "only-for-this-test" * 4,
            "AIRFLOW__API__SECRET_KEY": "only-for-this-test",
        }
        for code in ("from airflow.utils.db import initdb; initdb()", JUDGE):
            run = subprocess.run(
                [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=False
            )
            assert run.returncode == 0, run.stderr[-2000:]
        parsed: dict[str, Any] = json.loads(run.stdout.splitlines()[-1])
        return parsed
    finally:
        server.stop()


def test_repeating_the_step_changes_nothing(answer: dict[str, Any]) -> None:
    first, second = answer["changed"]
    assert first == sum(len(role.permissions) for role in access.ROLES)
    assert second == 0


def test_logins_are_made_once_and_only_with_a_usable_password(answer: dict[str, Any]) -> None:
    assert answer["refused"][0] == "viewer"
    assert "HONOURS_PASSWORD_VIEWER" in answer["refused"][1]
    assert answer["created"] == [list(LOGINS), []]


def test_permission_given_by_hand_is_taken_away(answer: dict[str, Any]) -> None:
    assert answer["mended"] == 1


@pytest.mark.parametrize(
    ("login", "publicity", "notice", "disbursement"),
    [
        (
            "operations",
            {"see", "pause", "trigger", "answer", "clear", "code"},
            {"see", "pause", "trigger", "answer", "clear", "code"},
            {"see", "code"},
        ),
        ("leadership", {"see"}, {"see", "pause", "answer"}, {"see"}),
        ("finance", {"see"}, {"see"}, {"see", "pause", "answer"}),
        ("audit", *({"see", "code", "audit log"},) * 3),
        ("viewer", *({"see"},) * 3),
    ],
)
def test_role_may_do_exactly_its_part(
    answer: dict[str, Any], login: str, publicity: set[str], notice: set[str], disbursement: set[str]
) -> None:
    may = answer["may"][login]
    assert set(may["publicity"]) == publicity
    assert set(may["notice"]) == notice
    assert set(may["disbursement"]) == disbursement


def test_administrator_may_do_everything_and_alone_sees_connections(answer: dict[str, Any]) -> None:
    assert len(answer["may"]["admin"]["disbursement"]) == 8
    assert answer["connections"] == ["admin"]


def test_everybody_signed_in_may_read_the_explanations(answer: dict[str, Any]) -> None:
    assert answer["explanations"] == list(LOGINS)


def test_every_stage_belongs_to_exactly_one_role() -> None:
    assert not set(access.RUN_BY_OPERATIONS) & set(access.RUN_BY_FINANCE)
    assert set(Stage) <= {*access.RUN_BY_OPERATIONS, *access.RUN_BY_FINANCE}


def test_every_dag_belongs_to_a_role() -> None:
    files = {path.stem for path in (Path(__file__).resolve().parents[2] / "dags").glob("*.py")}
    assert files <= {*access.RUN_BY_OPERATIONS, *access.RUN_BY_FINANCE}


def test_roles_are_five_with_chinese_names() -> None:
    assert [(role.key, role.name) for role in access.ROLES] == [
        ("operations", "运营"),
        ("leadership", "领导"),
        ("finance", "财务"),
        ("audit", "审计"),
        ("viewer", "查看"),
    ]


def test_only_administrators_touch_secrets_and_roles() -> None:
    guarded = {"Connections", "Variables", "Configurations", "Users", "Roles", "Passwords", "Pools"}
    assert all(resource not in guarded for role in access.ROLES for _, resource in role.permissions)
