"""The environment that Airflow and its task processes run in on one machine; no file of Airflow's keeps any of it.

Everything listens on 127.0.0.1 only. Secrets are made once and lie under ``var/keys``, readable by their owner.
"""

from __future__ import annotations

import base64
import json
import os
import secrets as random
import socket
from collections.abc import Mapping
from pathlib import Path

from honours.domain.errors import EnvironmentFault
from honours.storage import provision, secrets
from honours.storage.settings import Settings

MARK = "HONOURS_STACK"
"""The variable by which the processes of one installation are known: it holds the path of their ``var``."""
HOST = "127.0.0.1"
FIRST_PORT = 8080
_PORTS_TRIED = 100

LOGINS = {
    "operations": ("op", "业务人员（劳动和经济工作部）"),
    "leadership": ("user", "领导（核准会议结果）"),
    "finance": ("user", "财务人员"),
    "audit": ("viewer", "经费审查人员（只读）"),
    "admin": ("admin", "系统管理员"),
}
"""The logins with their role in Airflow's simple authentication and for whom they are."""


class NoFreePort(EnvironmentFault):
    """All ports that were tried are taken."""

    def __init__(self, first: int, last: int) -> None:
        super().__init__(f"端口 {first} 至 {last} 都被占用，请关闭占用的程序，或用 --port 指定端口")


def build(settings: Settings, port: int) -> dict[str, str]:
    """Return the whole environment for Airflow's processes, made of our own and the settings."""
    keys = secrets.keep(
        settings.keys / "airflow.json",
        {"fernet": _fernet_key, "api": secrets.password, "jwt": lambda: random.token_hex(32)},
    )
    addresses = provision.addresses(settings)
    inherited = {name: value for name, value in os.environ.items() if not name.startswith("AIRFLOW_")}
    airflow = {
        "CORE__EXECUTOR": "LocalExecutor",
        # On two cores more tasks at once only wait for each other; see the timings in the design notes.
        "CORE__PARALLELISM": "8",
        "CORE__LOAD_EXAMPLES": "False",
        "CORE__DEFAULT_TIMEZONE": "Asia/Shanghai",
        "CORE__DAGS_FOLDER": str(settings.root / "dags"),
        "CORE__PLUGINS_FOLDER": str(settings.root / "plugins"),
        "CORE__FERNET_KEY": keys["fernet"],
        "CORE__HOSTNAME_CALLABLE": "socket.gethostname",
        "CORE__EXECUTION_API_SERVER_URL": f"http://{HOST}:{port}/execution/",
        "CORE__AUTH_MANAGER": "airflow.api_fastapi.auth.managers.simple.simple_auth_manager.SimpleAuthManager",
        "CORE__SIMPLE_AUTH_MANAGER_USERS": ",".join(f"{name}:{role}" for name, (role, _) in LOGINS.items()),
        "CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(_logins_file(settings)),
        "DATABASE__SQL_ALCHEMY_CONN": addresses.airflow,
        "API__HOST": HOST,
        "API__PORT": str(port),
        "API__BASE_URL": base_url(port),
        "API__WORKERS": "1",
        "API__SECRET_KEY": keys["api"],
        "API__INSTANCE_NAME": "职工创新激励年度工作",
        "API_AUTH__JWT_SECRET": keys["jwt"],
        "SCHEDULER__SCHEDULER_IDLE_SLEEP_TIME": "0.2",
        "WORKERS__MIN_HEARTBEAT_INTERVAL": "1",
        # What a killed process leaves behind is noticed within a minute instead of five.
        "SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "60",
        "SCHEDULER__ORPHANED_TASKS_CHECK_INTERVAL": "30",
        "DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        "DAG_PROCESSOR__MIN_FILE_PROCESS_INTERVAL": "30",
        "DAG_PROCESSOR__PARSING_PROCESSES": "1",
    }
    ours = {
        MARK: str(settings.var),
        "AIRFLOW_HOME": str(settings.airflow),
        "HONOURS_ROOT": str(settings.root),
        "HONOURS_VAR": str(settings.var),
        "HONOURS_DATABASE_URL": addresses.application,
        "HONOURS_DATA_KEY_FILE": str(settings.data_key_file),
        "GX_ANALYTICS_ENABLED": "False",
        "NO_PROXY": _with_host(os.environ.get("NO_PROXY", "")),
        "no_proxy": _with_host(os.environ.get("no_proxy", "")),
        "PYTHONUNBUFFERED": "1",
    }
    return _without_owner(inherited) | ours | {f"AIRFLOW__{name}": value for name, value in airflow.items()}


def logins(settings: Settings) -> dict[str, str]:
    """Return the password of each login, made at the first call."""
    return secrets.keep(_logins_file(settings), dict.fromkeys(LOGINS, lambda: random.token_urlsafe(9)))


def base_url(port: int) -> str:
    """Return where the web pages and the REST interface are."""
    return f"http://{HOST}:{port}"


def remembered_port(settings: Settings) -> int | None:
    """Return the port that Airflow was last started on, if ever."""
    try:
        return int(json.loads(_port_file(settings).read_text(encoding="utf-8")))
    except FileNotFoundError:
        return None


def choose_port(settings: Settings, wanted: int | None) -> int:
    """Return the wanted port, or the one used last, or the first free one from 8080 on; remember it."""
    first = wanted or remembered_port(settings) or FIRST_PORT
    candidates = [first] if wanted else [first, *range(FIRST_PORT, FIRST_PORT + _PORTS_TRIED)]
    port = next((candidate for candidate in candidates if is_free(candidate)), None)
    if port is None:
        raise NoFreePort(candidates[0], candidates[-1])
    secrets.write_private(_port_file(settings), f"{port}\n")
    return port


def is_free(port: int) -> bool:
    """Whether nobody listens on the port of this machine."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except OSError:
            return False
        return True


def _without_owner(environment: Mapping[str, str]) -> dict[str, str]:
    # Tasks never change tables, so they never see the owner's address.
    return {name: value for name, value in environment.items() if name != "HONOURS_OWNER_DATABASE_URL"}


def _fernet_key() -> str:
    return base64.urlsafe_b64encode(os.urandom(32)).decode()


def _with_host(exceptions: str) -> str:
    return ",".join(dict.fromkeys([*filter(None, exceptions.split(",")), HOST, "localhost"]))


def _logins_file(settings: Settings) -> Path:
    return settings.keys / "logins.json"


def _port_file(settings: Settings) -> Path:
    return settings.var / "run" / "port.json"
