"""Who may do what in the Airflow UI on a server: five roles as a table, and the step that makes FAB agree with it.

The table is the truth: a permission that somebody gave one of these roles by hand is taken away when the server is next
initialised; who needs more gets a second role. The people who run the year and the people who pay are kept apart:
operations work every stage except the paying one, finance answer in that one and nowhere else. The leadership answers
in the stage of the chair's meeting; ``regulation/data/leadership.toml`` says who of them approves. Skipping or clearing
a task of the paying stage is left to the administrator. ``python -m honours.orchestration.access`` does both steps and
is safe to repeat.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from honours.domain.errors import EnvironmentFault, HonoursError
from honours.orchestration.pages.registration import EXPLANATIONS

if TYPE_CHECKING:
    from airflow.providers.fab.auth_manager.models import Permission as FabPermission
    from airflow.providers.fab.auth_manager.security_manager.override import FabAirflowSecurityManagerOverride

Permission = tuple[str, str]
"""An action and the resource it is allowed on, in the words of FAB."""

RUN_BY_OPERATIONS = (
    "call",
    "intake",
    "publicity",
    "review",
    "notice",
    "inspection",
    "reminders",
    "reconciliation",
    "steward",
)
RUN_BY_FINANCE = ("disbursement",)
ANSWERED_BY_LEADERSHIP = ("notice",)
PASSWORD_VARIABLE = "HONOURS_PASSWORD_{}"  # noqa: S105  the name of a variable, not a secret
SHORTEST_PASSWORD = 12
ADMINISTRATOR = ("admin", "Admin")


def _allow(action: str, *resources: str) -> frozenset[Permission]:
    return frozenset((action, resource) for resource in resources)


_OWN_ACCOUNT = _allow("can_read", "My Profile", "My Password") | _allow("can_edit", "My Profile", "My Password")
# Without "Plugins" the navigation of the UI cannot load the pages that our own plugin adds.
_LOOK = (
    _OWN_ACCOUNT
    | _allow(
        "can_read", "Website", "DAGs", "DAG Runs", "DAG Versions", "DAG Dependencies", "Task Instances", "Task Logs"
    )
    | _allow("can_read", "Assets", "Asset Aliases", "HITL Detail", "Plugins")
    | _allow("menu_access", "Browse", "DAGs", "DAG Runs", "Assets")
    | _allow("can_read", EXPLANATIONS)
)
_INSPECT = (
    _LOOK
    | _allow("can_read", "DAG Code", "DAG Warnings", "ImportError", "XComs", "Backfills", "Jobs")
    | _allow("menu_access", "HITL Detail", "XComs")
)
_ANSWER = _allow("can_read", "XComs") | _allow("can_edit", "HITL Detail") | _allow("menu_access", "HITL Detail")


@dataclass(frozen=True, slots=True)
class Role:
    """A role of the UI: ``key`` is the name of its first login, ``name`` what people see."""

    key: str
    name: str
    permissions: frozenset[Permission]


ROLES = (
    Role(
        "operations",
        "运营",
        _INSPECT
        | _ANSWER
        | _allow("can_create", "DAG Runs")
        | _allow("can_edit", "DAG Runs", "Task Instances", *(f"DAG:{dag}" for dag in RUN_BY_OPERATIONS)),
    ),
    Role("leadership", "领导", _LOOK | _ANSWER | _allow("can_edit", *(f"DAG:{dag}" for dag in ANSWERED_BY_LEADERSHIP))),
    Role("finance", "财务", _LOOK | _ANSWER | _allow("can_edit", *(f"DAG:{dag}" for dag in RUN_BY_FINANCE))),
    Role("audit", "审计", _INSPECT | _allow("can_read", "Audit Logs") | _allow("menu_access", "Audit Logs")),
    Role("viewer", "查看", _LOOK),
)


class RolesNotAsDeclared(EnvironmentFault):
    """FAB logs its failures and goes on; this says which permissions differ after all were set."""

    def __init__(self, role: str, missing: frozenset[Permission], surplus: frozenset[Permission]) -> None:
        self.role, self.missing, self.surplus = role, missing, surplus
        super().__init__(
            f"角色“{role}”的权限未能写入元数据库：缺少 {sorted(missing)}，多出 {sorted(surplus)}。"
            "请查看上方 FAB 日志，排除数据库故障后重新运行初始化。"
        )


class PasswordMissing(EnvironmentFault):
    """The first login of a role has no usable password in the environment."""

    def __init__(self, login: str, variable: str) -> None:
        self.login, self.variable = login, variable
        super().__init__(f"未能建立账号“{login}”：环境变量 {variable} 须给出至少 {SHORTEST_PASSWORD} 位的初始密码。")


@contextmanager
def _security_manager() -> Iterator[FabAirflowSecurityManagerOverride]:
    """Yield FAB's own manager on Airflow's metadata database, with FAB's built-in roles in place."""
    from airflow.providers.fab.auth_manager.cli_commands.utils import get_application_builder

    with get_application_builder() as builder:
        builder.sm.sync_roles()
        yield builder.sm


def _held(manager: FabAirflowSecurityManagerOverride, name: str) -> dict[Permission, FabPermission]:
    role = manager.find_role(name)
    return {} if role is None else {(held.action.name, held.resource.name): held for held in role.permissions}


def synchronise_roles() -> int:
    """Make the five roles hold exactly the permissions of ``ROLES``; return how many were given or taken away.

    Nothing else in FAB is touched. Raises ``RolesNotAsDeclared`` when the database does not agree afterwards.
    """
    changed = 0
    with _security_manager() as manager:
        for declared in ROLES:
            role = manager.add_role(declared.name)
            held = _held(manager, declared.name)
            for surplus in held.keys() - declared.permissions:
                manager.remove_permission_from_role(role, held[surplus])
                changed += 1
            for missing in sorted(declared.permissions - held.keys()):
                manager.add_permission_to_role(role, manager.create_permission(*missing))
                changed += 1
            manager.session.expire_all()
            now_held = frozenset(_held(manager, declared.name))
            if now_held != declared.permissions:
                raise RolesNotAsDeclared(
                    declared.name, declared.permissions - now_held, now_held - declared.permissions
                )
    return changed


def create_first_logins(environment: Mapping[str, str]) -> list[str]:
    """Create one login a role and the administrator's where they do not exist; return the names created.

    The password comes from ``HONOURS_PASSWORD_<LOGIN>``. A login that exists keeps its password and roles. All
    passwords are looked at before the first login is made; raises ``PasswordMissing``.
    """
    wanted = (ADMINISTRATOR, *((role.key, role.name) for role in ROLES))
    with _security_manager() as manager:
        absent = [(login, role) for login, role in wanted if manager.find_user(username=login) is None]
        for login, _ in absent:
            variable = PASSWORD_VARIABLE.format(login.upper())
            if len(environment.get(variable, "")) < SHORTEST_PASSWORD:
                raise PasswordMissing(login, variable)
        for login, role in absent:
            manager.add_user(
                username=login,
                first_name="系统管理员" if role == ADMINISTRATOR[1] else role,
                last_name="",
                email=f"{login}@honours.invalid",
                role=manager.find_role(role),
                password=environment[PASSWORD_VARIABLE.format(login.upper())],
            )
    return [login for login, _ in absent]


def main() -> int:
    """Synchronise the roles, create missing logins, say in Chinese what changed; return the exit code."""
    try:
        changed = synchronise_roles()
        created = create_first_logins(os.environ)
    except HonoursError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write(f"角色权限调整 {changed} 项；新建账号：{'、'.join(created) or '无'}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
