"""Background processes with a pid file and a log each: started once, found again, ended for certain."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import psutil

from honours.storage import secrets

_SECONDS_TO_END = 20


@dataclass(frozen=True, slots=True)
class Process:
    """One background process of Airflow: ``arguments`` are those of the command ``airflow``."""

    name: str
    arguments: tuple[str, ...]
    run: Path
    logs: Path

    @property
    def log(self) -> Path:
        """Where it writes."""
        return self.logs / f"{self.name}.log"

    def is_alive(self) -> bool:
        """Whether the very process that we started still runs: a pid may have been given to another since."""
        return self._started() is not None

    def start(self, environment: Mapping[str, str], folder: Path) -> None:
        """Start it in a session of its own, so that it outlives this command, after ending what a dead one left."""
        for leftover in self._session():
            _end(leftover, signal.SIGKILL)
        self.logs.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            started = subprocess.Popen(
                [sys.executable, "-P", "-m", "airflow", *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=dict(environment),
                start_new_session=True,
            )
        mark = {"pid": started.pid, "created": psutil.Process(started.pid).create_time()}
        secrets.write_private(self._file, json.dumps(mark))

    def ask_to_end(self) -> bool:
        """Ask it to finish; return whether it was alive."""
        process = self._started()
        return process is not None and _end(process, signal.SIGTERM)

    def forget(self) -> None:
        """Remove its pid file."""
        self._file.unlink(missing_ok=True)

    def last_words(self, lines: int = 15) -> str:
        """Return the end of its log."""
        if not self.log.exists():
            return ""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-lines:])

    @property
    def _file(self) -> Path:
        return self.run / f"{self.name}.json"

    def _mark(self) -> tuple[int, float] | None:
        try:
            mark = json.loads(self._file.read_text(encoding="utf-8"))
        except FileNotFoundError:
            return None
        return int(mark["pid"]), float(mark["created"])

    def _started(self) -> psutil.Process | None:
        if (mark := self._mark()) is None:
            return None
        try:
            process = psutil.Process(mark[0])
            is_it = process.create_time() == mark[1] and process.status() != psutil.STATUS_ZOMBIE
        except psutil.Error:
            return None
        return process if is_it else None

    def _session(self) -> list[psutil.Process]:
        """Return the living processes of the session that a dead predecessor led."""
        if (mark := self._mark()) is None or psutil.pid_exists(mark[0]):
            return []
        return [process for process in psutil.process_iter() if _session_of(process.pid) == mark[0]]


def end_all(processes: Iterable[Process], mark: str, value: Path) -> int:
    """End the processes and all that have ``mark=value`` in their environment; return how many had to be killed."""
    ordered = list(processes)
    for process in ordered:
        process.ask_to_end()
    _wait_until_gone(mark, value)
    for stray in strays(mark, value):
        _end(stray, signal.SIGTERM)
    _wait_until_gone(mark, value, seconds=5)
    killed = [_end(stray, signal.SIGKILL) for stray in strays(mark, value)]
    _wait_until_gone(mark, value, seconds=5)
    for process in ordered:
        process.forget()
    return sum(killed)


def strays(mark: str, value: Path) -> list[psutil.Process]:
    """Return the living processes that have ``mark=value`` in their environment, except this one."""
    found = []
    for process in psutil.process_iter():
        try:
            is_ours = process.pid != os.getpid() and process.environ().get(mark) == str(value)
        except psutil.Error:
            continue
        if is_ours:
            found.append(process)
    return found


def _wait_until_gone(mark: str, value: Path, seconds: float = _SECONDS_TO_END) -> None:
    deadline = time.monotonic() + seconds
    while strays(mark, value) and time.monotonic() < deadline:
        time.sleep(0.1)


def _end(process: psutil.Process, signal_number: signal.Signals) -> bool:
    try:
        process.send_signal(signal_number)
    except psutil.NoSuchProcess:
        return False
    return True


def _session_of(pid: int) -> int | None:
    try:
        return os.getsid(pid)
    except ProcessLookupError:
        return None
