"""The demo as anybody runs it: real processes, a real scheduler, and what is done to them while they work."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import psutil
import pytest
from sqlalchemy import text

from honours import wiring
from honours.cli.airflow_api import AirflowApi
from honours.cli.local import stack
from honours.domain.cycle import Cycle
from honours.services.sample.outcome import fingerprint
from honours.storage.settings import Settings
from honours.storage.unit_of_work import UnitOfWork

pytestmark = [pytest.mark.long, pytest.mark.timeout(2400)]

CYCLE = "2025/achievement_award"
_NAMES = (
    "received",
    "withdrawn",
    "excluded",
    "qualified",
    "proposed",
    "chosen",
    "held",
    "declined",
    "paid",
    "paid_cny",
)
FIGURES = {
    cycle: dict(zip(_NAMES, figures, strict=True))
    for cycle, figures in (
        ("2024/model_worker_studio", (26, 1, 13, 12, 12, 8, 2, 2, 8, "240000.00")),
        ("2025/model_worker_studio", (26, 1, 14, 11, 11, 7, 2, 2, 7, "140000.00")),
        ("2025/employee_studio", (28, 1, 15, 12, 12, 7, 2, 3, 7, "110000.00")),
        (CYCLE, (334, 2, 48, 284, 41, 35, 2, 4, 35, "113000.00")),
    )
}
STAGES = ("call", "publicity", "review", "notice", "disbursement")


@dataclass
class House:
    """One installation in a folder of its own."""

    settings: Settings
    environment: dict[str, str]

    def run(self, *arguments: str) -> dict[str, Any]:
        done = subprocess.run(
            self.command(*arguments), env=self.environment, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
        found: dict[str, Any] = json.loads(done.stdout)
        return found

    def begin(self, *arguments: str) -> subprocess.Popen[str]:
        pipe = subprocess.PIPE
        return subprocess.Popen(self.command(*arguments), env=self.environment, stdout=pipe, stderr=pipe, text=True)

    def command(self, *arguments: str) -> list[str]:
        return [sys.executable, "-m", "honours", *arguments, "--json"]

    @property
    def work(self) -> UnitOfWork:
        return wiring.unit_of_work(self.settings)

    @cached_property
    def api(self) -> AirflowApi:
        return stack.api(self.settings)

    def close(self) -> None:
        """Let go of the house and take it down; nothing of it may be left."""
        self.api.close()
        if self.settings.postgres.exists():
            self.work.engine.dispose()
        self.run("down")
        assert [one for part in stack.processes(self.settings) for one in part.members()] == []

    def running_tasks(self) -> list[psutil.Process]:
        """Return the processes in which tasks run now; they give themselves the id of their task as a title."""
        members = [member for part in stack.processes(self.settings) for member in part.members()]
        return [one for one in members if (title := _title(one)).startswith("airflow worker -- ") and ":" not in title]


def _title(process: psutil.Process) -> str:
    try:
        return " ".join(process.cmdline()).strip()
    except psutil.Error:
        return ""


@pytest.fixture(scope="module")
def houses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], House]]:
    made: list[House] = []

    def make(name: str) -> House:
        inherited = {key: value for key, value in os.environ.items() if not key.startswith(("AIRFLOW", "HONOURS"))}
        environment = {**inherited, "HONOURS_VAR": str(tmp_path_factory.mktemp(name))}
        made.append(House(Settings.from_environment(environment), environment))
        return made[-1]

    yield make
    for house in made:
        house.close()


def wait_until(look: Callable[[], Any], seconds: float = 240) -> Any:
    deadline = time.monotonic() + seconds
    while not (found := look()):
        assert time.monotonic() < deadline, "nothing came"
        time.sleep(0.1)
    return found


def runs(house: House, dag_id: str) -> list[dict[str, Any]]:
    try:
        return house.api.runs(dag_id)
    except Exception:
        return []


def state_of(house: House, dag_id: str, task_id: str) -> str | None:
    found = [
        task["state"]
        for run in runs(house, dag_id)
        for task in house.api.tasks(dag_id, run["dag_run_id"])
        if task["task_id"] == task_id
    ]
    return found[0] if found else None


def check_outcome(data: dict[str, Any], cycles: Sequence[str]) -> None:
    assert [one["cycle"] for one in data["cycles"]] == list(cycles)
    for one in data["cycles"]:
        assert {name: one["outcome"][name] for name in _NAMES} == FIGURES[one["cycle"]]
        assert one["outcome"]["receipts"] == one["outcome"]["paid"]
        assert (one["comparison"]["missed"], one["comparison"]["unexpected"]) == ([], [])


def test_demo_plays_all_schemes_and_a_second_one_changes_nothing(houses: Callable[[str], House]) -> None:
    house = houses("plain")
    first = house.run("demo")
    check_outcome(first, list(FIGURES))
    assert not first["is_second"]
    for stage in STAGES:
        assert [run["state"] for run in house.api.runs(stage)] == ["success"] * len(FIGURES)
    second = house.run("demo")
    check_outcome(second, list(FIGURES))
    assert second["is_second"]
    assert second["is_unchanged"]
    _clear_a_producer(house)


def _clear_a_producer(house: House) -> None:
    """A stage that is done hands on once more: the next one starts again, finds the cycle taken, and does nothing."""
    before = fingerprint(house.work)
    run = house.api.runs("publicity", partition_key=CYCLE)[0]
    house.api.clear("publicity", run["dag_run_id"], task_ids=["hand_on"])
    again = wait_until(lambda: house.api.runs("review", partition_key=CYCLE)[1:])[0]
    wait_until(lambda: house.api.run("review", again["dag_run_id"])["state"] == "success")
    assert {task["state"] for task in house.api.tasks("review", again["dag_run_id"])} == {"skipped"}
    assert fingerprint(house.work) == before


def test_killed_processes_and_a_lost_event_change_nothing(houses: Callable[[str], House]) -> None:
    house = houses("drill")
    house.run("up")
    demo = house.begin("demo", "--cycle", CYCLE)
    _kill_the_task_that_takes_in(house)
    _kill_the_scheduler(house)
    _lose_the_event(house)
    out, err = demo.communicate(timeout=1500)
    assert demo.returncode == 0, out + err
    check_outcome(json.loads(out), [CYCLE])
    with house.work as work:
        for table, one in (
            ("entitlement", "nomination_no"),
            ("payment", "entitlement_id"),
            ("ranking", "nomination_no"),
        ):
            twice = f"SELECT count(*) FROM honours.{table} GROUP BY {one} HAVING count(*) > 1"  # noqa: S608
            assert work.connection.execute(text(twice)).all() == []


def _kill_the_task_that_takes_in(house: House) -> None:
    """``kill -9`` of a worker in the middle of the inbox: what was committed stays, the rest is taken in again."""

    def is_in_the_middle() -> bool:
        try:
            with house.work as work:
                count: int = work.connection.execute(text("SELECT count(*) FROM honours.submission")).scalar_one()
        except Exception:
            return False
        return count > 40

    wait_until(is_in_the_middle)
    victims = house.running_tasks()
    assert victims
    for victim in victims:
        victim.kill()


def _kill_the_scheduler(house: House) -> None:
    """``kill -9`` of the scheduler with its executor while a stage is judged; ``honours up`` brings it back."""
    wait_until(lambda: state_of(house, "publicity", "claim") == "success")
    scheduler = next(part for part in stack.processes(house.settings) if part.name == "scheduler")
    for member in scheduler.members():
        os.kill(member.pid, signal.SIGKILL)
    wait_until(lambda: not scheduler.is_alive())
    house.run("up")
    assert scheduler.is_alive()


def _lose_the_event(house: House) -> None:
    """The consumer is paused while its event fires, so the event is gone; the steward finds the gap and repeats it."""
    house.api.pause("notice", is_paused=True)
    wait_until(lambda: state_of(house, "review", "hand_on") == "success", seconds=600)
    time.sleep(3)
    house.api.unpause("notice")
    time.sleep(5)
    assert house.api.runs("notice") == []
    with house.work as work:
        # The steward lets an event be on its way for a while before it takes it for lost.
        work.connection.execute(
            text("UPDATE honours.stage_claim SET done_at = done_at - interval '1 hour' WHERE stage = 'review'")
        )
    house.api.trigger("steward")
    wait_until(lambda: house.api.runs("notice", partition_key=str(Cycle.parse(CYCLE))))
