"""The whole of Airflow on one machine: bring it up, see whether it is well, take it down."""

from __future__ import annotations

import subprocess
import sys
import time
from collections.abc import Callable
from datetime import datetime
from importlib.metadata import version

import httpx
from sqlalchemy import create_engine, text
from sqlalchemy.exc import ProgrammingError
from sqlalchemy.pool import NullPool

from honours.cli.airflow_api import AirflowApi
from honours.cli.local import environment
from honours.cli.local.processes import Process, end_all
from honours.domain.errors import EnvironmentFault, WrongUse
from honours.storage import migrations, provision, secrets
from honours.storage.private import keep_private
from honours.storage.settings import Settings
from honours.storage.vault import Vault

Step = Callable[[str], None]
"""Called with a Chinese sentence at the beginning of each step."""

_SECONDS_TO_BE_WELL = 180
_SECONDS_BETWEEN_LOOKS = 0.5
_PARTS = {
    "api-server": ("api-server",),
    "scheduler": ("scheduler", "--skip-serve-logs"),
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
}


class AirflowFault(EnvironmentFault):
    """A part of Airflow does not start; carries the end of its log."""

    def __init__(self, name: str, log: object, last_words: str) -> None:
        super().__init__(f"Airflow 的 {name} 没有启动成功，日志在 {log}，末尾是：\n{last_words}")


class RunsElsewhere(WrongUse):
    """Airflow runs on another port than the one asked for; carries both. To move it would break off what it does."""

    def __init__(self, running: int, wanted: int) -> None:
        self.running, self.wanted = running, wanted
        super().__init__(
            f"Airflow 正在 {environment.base_url(running)} 运行，没有改动。"
            f"要换到端口 {wanted}，请先用 make down（或 honours down）停止，再用 --port {wanted} 启动。"
        )


def processes(settings: Settings) -> tuple[Process, ...]:
    """Return the four processes of Airflow, running or not."""
    run = settings.var / "run"
    return tuple(Process(name, ("-m", "airflow", *arguments), run, settings.logs) for name, arguments in _PARTS.items())


def bring_up(settings: Settings, wanted_port: int | None, step: Step) -> int:
    """Start what does not run yet, wait until all is well, and return the port of the web pages.

    Raises :class:`RunsElsewhere` when Airflow runs on another port than the wanted one.
    """
    parts = processes(settings)
    _refuse_to_move(settings, wanted_port, parts)
    step("数据库")
    keep_private(settings)
    provision.start(settings)
    Vault.create_key(settings.data_key_file)
    step("数据表")
    migrations.migrate(provision.addresses(settings).owner, settings.migrations)
    port = _port(settings, wanted_port, parts)
    surroundings = environment.build(settings, port)
    environment.logins(settings)
    step("Airflow 的数据表")
    _migrate_airflow(settings, surroundings)
    step("Airflow 的进程")
    started_at = time.time()
    missing = [part for part in parts if not part.is_alive()]
    for part in missing:
        part.start(surroundings, settings.airflow)
    step("等待各进程就绪")
    _wait_until_well(port, parts, started_at if missing else 0.0)
    return port


def take_down(settings: Settings, step: Step) -> int:
    """Stop everything and return how many processes had to be killed because they did not listen."""
    step("停止 Airflow")
    killed = end_all(processes(settings), environment.MARK, settings.var)
    if settings.is_embedded:
        step("停止数据库")
        provision.embedded(settings).stop()
    return killed


def api(settings: Settings, login: str = "admin") -> AirflowApi:
    """Return a REST client for the running Airflow, signed in under one of the logins."""
    port = environment.remembered_port(settings) or environment.FIRST_PORT
    return AirflowApi(environment.base_url(port), login, environment.logins(settings)[login])


def health(port: int) -> dict[str, tuple[bool, float]]:
    """Return of each part whether it is well and when it last beat (seconds since 1970); empty without an answer."""
    try:
        answer = httpx.get(f"{environment.base_url(port)}/api/v2/monitor/health", trust_env=False, timeout=5)
        answer.raise_for_status()
    except httpx.HTTPError:
        return {}
    found = {}
    for name, facts in answer.json().items():
        beat = facts.get(f"latest_{name}_heartbeat")
        found[name] = (facts["status"] == "healthy", datetime.fromisoformat(beat).timestamp() if beat else 0.0)
    return found


def _refuse_to_move(settings: Settings, wanted: int | None, parts: tuple[Process, ...]) -> None:
    known = environment.remembered_port(settings)
    if wanted is not None and known not in (None, wanted) and any(part.is_alive() for part in parts):
        raise RunsElsewhere(known or environment.FIRST_PORT, wanted)


def _port(settings: Settings, wanted: int | None, parts: tuple[Process, ...]) -> int:
    known = environment.remembered_port(settings)
    web, *others = parts
    if known is not None and (web.is_alive() or environment.is_free(known)) and wanted in (None, known):
        return known
    if web.is_alive() or any(part.is_alive() for part in others):
        # The running parts know the web server by its old address.
        end_all(parts, environment.MARK, settings.var)
    return environment.choose_port(settings, wanted)


def _migrate_airflow(settings: Settings, surroundings: dict[str, str]) -> None:
    stamp = settings.airflow / "migrated"
    mark = f"{version('apache-airflow')} {_airflow_revision(settings)}"
    if stamp.exists() and stamp.read_text(encoding="utf-8") == mark:
        return
    log = settings.logs / "airflow-db.log"
    log.parent.mkdir(parents=True, exist_ok=True)
    with log.open("ab") as file:
        done = subprocess.run(
            [sys.executable, "-P", "-m", "airflow", "db", "migrate"],
            stdin=subprocess.DEVNULL,
            stdout=file,
            stderr=subprocess.STDOUT,
            cwd=settings.airflow,
            env=surroundings,
            check=False,
        )
    if done.returncode:
        raise AirflowFault("db migrate", log, log.read_text(encoding="utf-8", errors="replace")[-2000:])
    secrets.write_private(stamp, f"{version('apache-airflow')} {_airflow_revision(settings)}")


def _airflow_revision(settings: Settings) -> str:
    engine = create_engine(provision.addresses(settings).airflow, poolclass=NullPool)
    try:
        with engine.connect() as connection:
            return str(connection.scalar(text("SELECT version_num FROM alembic_version")))
    except ProgrammingError:
        return ""


def _wait_until_well(port: int, parts: tuple[Process, ...], since: float) -> None:
    deadline = time.monotonic() + _SECONDS_TO_BE_WELL
    while True:
        found = health(port)
        beats = [beat for name, (_, beat) in found.items() if name != "metadatabase"]
        if found and all(is_well for is_well, _ in found.values()) and all(beat >= since for beat in beats):
            return
        for part in parts:
            if not part.is_alive() or time.monotonic() > deadline:
                raise AirflowFault(part.name, part.log, part.last_words())
        time.sleep(_SECONDS_BETWEEN_LOOKS)
