"""Background processes are started once, found again, and ended with all that they started."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import psutil
import pytest

from honours.cli.local.processes import Process, end_all

MARK = "HONOURS_TEST_STACK"
SLEEP = "import time; time.sleep(60)"
WITH_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}]); {SLEEP}"
# A process that gives itself a title overwrites its environment; an empty one looks the same from outside.
WITH_UNMARKED_CHILD = f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}], env={{}}); {SLEEP}"
WITH_ESCAPED_CHILD = (
    f"import subprocess, sys; subprocess.Popen([sys.executable, '-c', {SLEEP!r}], start_new_session=True); {SLEEP}"
)
DEAF = f"import signal; signal.signal(signal.SIGTERM, signal.SIG_IGN); print('deaf', flush=True); {SLEEP}"
Start = Callable[[str], Process]


@pytest.fixture
def start(tmp_path: Path) -> Iterator[Start]:
    started: list[Process] = []

    def begin(code: str) -> Process:
        process = Process("some", ("-c", code), tmp_path / "run", tmp_path / "logs")
        process.start({**os.environ, MARK: str(tmp_path)}, tmp_path)
        started.append(process)
        return process

    yield begin
    end_all(started, MARK, tmp_path)


def eventually(question: Callable[[], bool]) -> bool:
    deadline = time.monotonic() + 20
    while not question() and time.monotonic() < deadline:
        time.sleep(0.05)
    return question()


def pid_of(process: Process) -> int:
    return int(json.loads((process.run / "some.json").read_text())["pid"])


def living(pids: list[int]) -> list[int]:
    return [pid for pid in pids if psutil.pid_exists(pid) and psutil.Process(pid).status() != psutil.STATUS_ZOMBIE]


def test_process_is_found_again(start: Start) -> None:
    first = start(SLEEP)
    again = Process("some", (), first.run, first.logs)
    assert again.is_alive()
    os.kill(pid_of(first), signal.SIGKILL)
    assert eventually(lambda: not again.is_alive())


def test_pid_of_a_stranger_is_not_ours(start: Start) -> None:
    process = start(SLEEP)
    file = process.run / "some.json"
    mark = json.loads(file.read_text())
    file.write_text(json.dumps(mark | {"pid": os.getpid()}))
    assert not process.is_alive()
    assert process.members() == []
    file.write_text(json.dumps(mark))


def test_process_that_died_before_it_was_looked_at_is_not_alive(start: Start) -> None:
    process = start(SLEEP)
    file = process.run / "some.json"
    mark = json.loads(file.read_text())
    os.kill(mark["pid"], signal.SIGKILL)
    assert eventually(lambda: not living([mark["pid"]]))
    file.write_text(json.dumps(mark | {"birth": mark["birth"].split()[0]}))
    assert not process.is_alive()


def test_pid_file_from_before_the_machine_was_started_anew_touches_nobody(start: Start, tmp_path: Path) -> None:
    stranger = start(WITH_UNMARKED_CHILD)
    family = psutil.Process(pid_of(stranger))
    assert eventually(lambda: len(family.children()) == 1)
    orphan = family.children()[0].pid
    os.kill(family.pid, signal.SIGKILL)
    file = stranger.run / "some.json"
    mark = json.loads(file.read_text())
    file.write_text(json.dumps(mark | {"birth": "00000000-0000-0000-0000-000000000000 1"}))
    assert (stranger.is_alive(), stranger.members()) == (False, [])
    assert end_all([stranger], "HONOURS_OTHER_MARK", tmp_path) == 0
    assert living([orphan]) == [orphan]
    file.write_text(json.dumps(mark))


@pytest.mark.parametrize("code", [SLEEP, WITH_CHILD, WITH_UNMARKED_CHILD, WITH_ESCAPED_CHILD])
def test_nothing_is_left(start: Start, tmp_path: Path, code: str) -> None:
    process = start(code)
    expected = 1 if code == SLEEP else 2
    family = psutil.Process(pid_of(process))
    assert eventually(lambda: len(family.children()) == expected - 1)
    pids = [family.pid, *(child.pid for child in family.children())]
    assert end_all([process], MARK, tmp_path) == 0
    assert living(pids) == []
    assert not psutil.pid_exists(family.pid)
    assert not (process.run / "some.json").exists()


def test_orphans_of_a_killed_process_end_before_it_starts_again(start: Start) -> None:
    process = start(WITH_UNMARKED_CHILD)
    family = psutil.Process(pid_of(process))
    assert eventually(lambda: len(family.children()) == 1)
    orphan = family.children()[0].pid
    os.kill(family.pid, signal.SIGKILL)
    assert eventually(lambda: not process.is_alive())
    assert living([orphan]) == [orphan]
    start(SLEEP)
    assert eventually(lambda: living([orphan]) == [])


def test_process_that_does_not_listen_is_killed(start: Start, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("honours.cli.local.processes._SECONDS_TO_END", 0.2)
    monkeypatch.setattr("honours.cli.local.processes._SECONDS_TO_END_AGAIN", 0.5)
    process = start(DEAF)
    pid = pid_of(process)
    assert eventually(lambda: "deaf" in process.last_words())
    assert end_all([process], MARK, tmp_path) == 1
    assert eventually(lambda: living([pid]) == [])
