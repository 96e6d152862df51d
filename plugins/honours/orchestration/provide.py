"""The first step on a new PostgreSQL server: the roles and databases of Honours and Airflow, from the environment.

``python -m honours.orchestration.provide`` is run by the one-shot service ``init`` before the migrations. What exists
is left as it is, so it is safe to repeat; a password that changed in the environment must be changed in PostgreSQL by
hand.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping

from honours.domain.errors import EnvironmentFault, HonoursError
from honours.storage import provision

SUPERUSER_URL = "HONOURS_SUPERUSER_URL"
PASSWORDS = {
    provision.OWNER: "HONOURS_OWNER_PASSWORD",
    provision.APPLICATION: "HONOURS_APP_PASSWORD",
    provision.AIRFLOW: "AIRFLOW_DB_PASSWORD",
}


class ServerSettingsMissing(EnvironmentFault):
    """Variables that name the server or a role's password are empty; nothing was changed."""

    def __init__(self, variables: list[str]) -> None:
        self.variables = variables
        super().__init__(f"未能建立数据库：请先在环境中给出 {'、'.join(variables)}。")


def provide(environment: Mapping[str, str]) -> None:
    """Make the three roles and the two databases where missing; raises ``ServerSettingsMissing``."""
    missing = [variable for variable in (SUPERUSER_URL, *PASSWORDS.values()) if not environment.get(variable)]
    if missing:
        raise ServerSettingsMissing(missing)
    provision.provide(environment[SUPERUSER_URL], {role: environment[name] for role, name in PASSWORDS.items()})


def main() -> int:
    """Provide the databases of the environment; return the exit code."""
    try:
        provide(os.environ)
    except HonoursError as error:
        sys.stderr.write(f"{error}\n")
        return error.exit_code
    sys.stdout.write("数据库角色与数据库均已就绪\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
