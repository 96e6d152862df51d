"""Background processes with a pid file and a log each: started once, found again, ended for certain."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path

import psutil

from honours.storage import secrets

_SECONDS_TO_END = 20
_SECONDS_TO_END_AGAIN = 5
_BOOT = Path("/proc/sys/kernel/random/boot_id")
# Python warns of a process that it forgets while it runs; ours are meant to run on.
_left_running: list[subprocess.Popen[bytes]] = []


@dataclass(frozen=True, slots=True)
class _Mark:
    """What a pid file holds; ``birth`` is the boot alone of a process that died before it was looked at."""

    pid: int
    birth: str


@dataclass(frozen=True, slots=True)
class Process:
    """One background process: Python with ``arguments``."""

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
        mark = self._mark()
        return mark is not None and _birth(mark.pid) == mark.birth

    def start(self, environment: Mapping[str, str], folder: Path) -> None:
        """Start it in a session of its own, so that it outlives this command, after ending what a dead one left."""
        for leftover in self.members():
            _end(leftover, signal.SIGKILL)
        _bury()
        self.logs.mkdir(parents=True, exist_ok=True)
        with self.log.open("ab") as log:
            started = subprocess.Popen(
                [sys.executable, "-P", *self.arguments],
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                cwd=folder,
                env=dict(environment),
                start_new_session=True,
            )
        _left_running.append(started)
        mark = _Mark(started.pid, _birth(started.pid) or _boot())
        secrets.write_private(self._file, json.dumps(asdict(mark)))

    def ask_to_end(self) -> None:
        """Ask it to finish, if it is alive."""
        if (mark := self._mark()) is None or not self.is_alive():
            return
        with suppress(ProcessLookupError):
            os.kill(mark.pid, signal.SIGTERM)

    def members(self) -> list[psutil.Process]:
        """Return the living processes of the session that it leads or, if it is dead, has led."""
        mark = self._mark()
        if mark is None or _birth(mark.pid) not in (mark.birth, None):
            return []
        return [process for process in psutil.process_iter() if _session_of(process.pid) == mark.pid]

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

    def _mark(self) -> _Mark | None:
        """Return what the pid file says; None after the machine was started anew, when the pid may be anybody's."""
        try:
            mark = _Mark(**json.loads(self._file.read_text(encoding="utf-8")))
        except FileNotFoundError:
            return None
        return mark if mark.birth.startswith(_boot()) else None


def end_all(processes: Sequence[Process], mark: str, value: Path) -> int:
    """End the processes with all that they started; return how many had to be killed because they did not listen.

    What has ``mark=value`` in its environment was started by them too, even in a session of its own. The environment
    alone would not do: a process that gives itself a title overwrites it.
    """

    def living() -> list[psutil.Process]:
        return list({found.pid: found for found in (*_marked(mark, value), *_members(processes))}.values())

    for process in processes:
        process.ask_to_end()
    _wait_while(lambda: any(process.is_alive() for process in processes), _SECONDS_TO_END)
    for stray in living():
        _end(stray, signal.SIGTERM)
    _wait_while(lambda: bool(living()), _SECONDS_TO_END_AGAIN)
    killed = [_end(stray, signal.SIGKILL) for stray in living()]
    _wait_while(lambda: bool(living()), _SECONDS_TO_END_AGAIN)
    for process in processes:
        process.forget()
    _bury()
    return sum(killed)


def _members(processes: Iterable[Process]) -> Iterator[psutil.Process]:
    for process in processes:
        yield from process.members()


def _marked(mark: str, value: Path) -> Iterator[psutil.Process]:
    for process in psutil.process_iter():
        try:
            if process.pid != os.getpid() and process.environ().get(mark) == str(value):
                yield process
        except psutil.Error:
            continue


def _bury() -> None:
    """Take note of those that have ended, so that no zombie stays."""
    _left_running[:] = [started for started in _left_running if started.poll() is None]


def _wait_while(holds: Callable[[], bool], seconds: float) -> None:
    deadline = time.monotonic() + seconds
    while holds() and time.monotonic() < deadline:
        time.sleep(0.1)


def _end(process: psutil.Process, signal_number: signal.Signals) -> bool:
    try:
        process.send_signal(signal_number)
    except psutil.NoSuchProcess:
        return False
    return True


def _session_of(pid: int) -> int | None:
    """Return the session of a living process; None when it is gone or waits to be buried."""
    try:
        return os.getsid(pid) if _birth(pid) is not None else None
    except ProcessLookupError:
        return None


def _birth(pid: int) -> str | None:
    """Return what tells a living process from all others that ever have its pid, whatever the clock is set to."""
    try:
        state, *facts = Path(f"/proc/{pid}/stat").read_text(encoding="utf-8").rpartition(")")[2].split()
    except (FileNotFoundError, ProcessLookupError):
        return None
    ticks_since_boot = facts[18]
    return None if state in "ZX" else f"{_boot()} {ticks_since_boot}"


def _boot() -> str:
    return _BOOT.read_text(encoding="ascii").strip()
