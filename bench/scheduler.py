"""One cycle through the real scheduler beside the same graph of tasks that do nothing, in the same Airflow.

What counts of the real cycle is the time from the start of the first stage run to the end of the last one, without the
time in which a task was parked for people or files: from the event "deferred" or "awaiting_input" of Airflow's own log
to the event "running" with which the same task resumes. All the work on both sides of a park counts, so does every
hand-over from stage to stage. Of the graph that does nothing the whole time counts. Both are looked at over REST in the
same rhythm, as looking costs time too. The target is at most 1.3 times; the installation is taken down in the end.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from honours.cli.airflow_api import ENDED, AirflowApi, Json
from honours.cli.local import stack
from honours.domain.stages import Stage
from honours.storage.settings import PROJECT_ROOT, Settings

IDLE_STAGES = Path(__file__).parent / "idle" / "stages.py"
KEY = "2025/achievement_award"
PARKED = ("deferred", "awaiting_input")
TARGET = 1.3
LOOK_SECONDS = 0.5
PATIENCE_SECONDS = 300.0


@dataclass(frozen=True, slots=True)
class Run:
    """One run of a stage: when it started and ended, and how long its tasks were parked; all in seconds."""

    started: float
    ended: float
    parked: float

    @property
    def worked(self) -> float:
        return self.ended - self.started - self.parked


def main() -> None:
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("--idle-rounds", type=int, default=2)
    arguments.add_argument("--tasks", action="store_true", help="list the time of every task too")
    given = arguments.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        environment = _house(Path(folder))
        try:
            _honours(environment, "demo")
            with stack.api(Settings.from_environment(environment)) as api:
                _compare(api, given.idle_rounds, has_tasks=given.tasks)
        finally:
            _honours(environment, "down")


def _house(folder: Path) -> dict[str, str]:
    """Return the environment of an installation in ``folder``: the project as it is, with the idle stages beside it."""
    root = folder / "project"
    root.mkdir()
    for name in ("plugins", "sql", "templates", "expectations"):
        (root / name).symlink_to(PROJECT_ROOT / name)
    shutil.copytree(PROJECT_ROOT / "dags", root / "dags", ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(IDLE_STAGES, root / "dags" / "idle_stages.py")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("AIRFLOW", "HONOURS"))}
    return {**kept, "HONOURS_ROOT": str(root), "HONOURS_VAR": str(folder / "var")}


def _honours(environment: dict[str, str], command: str) -> Json:
    done = subprocess.run(
        [sys.executable, "-m", "honours", command, "--json"],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    found: Json = json.loads(done.stdout)
    return found


def _compare(api: AirflowApi, idle_rounds: int, *, has_tasks: bool) -> None:
    for stage in Stage:
        real, idle = (sorted(api.task_ids(f"{prefix}{stage.value}")) for prefix in ("", "idle_"))
        assert real == idle, f"{stage.value} and its copy differ: {set(real) ^ set(idle)}"
    rounds = [_play_idle(api, f"{2020 + number}/achievement_award") for number in range(1, idle_rounds + 1)]
    works = _runs_of(api, "", KEY)
    print(f"{'stage':<14} {'tasks':>6} {'parked s':>9} {'real s':>8} {'idle s':>8} {'ratio':>6}")
    for place, stage in enumerate(Stage):
        idle_seconds = statistics.median(one[place].worked for one in rounds)
        real_run = works[place]
        print(
            f"{stage.value:<14} {len(api.task_ids(stage.value)):>6} {real_run.parked:>9.1f} {real_run.worked:>8.1f}"
            f" {idle_seconds:>8.1f} {real_run.worked / idle_seconds:>6.2f}"
        )
    real_whole, idle_whole = _whole(works), statistics.median(_whole(one) for one in rounds)
    ratio = real_whole / idle_whole
    print(f"{'whole cycle':<31} {real_whole:>8.1f} {idle_whole:>8.1f} {ratio:>6.2f}", end="  ")
    print(f"目标 {TARGET} {'达到' if ratio <= TARGET else '未达到'}")
    if has_tasks:
        _list_tasks(api)


def _play_idle(api: AirflowApi, key: str) -> list[Run]:
    run_id = api.trigger("idle_call", partition_key=key)
    for stage in Stage:
        dag_id = f"idle_{stage.value}"
        if stage is not Stage.CALL:
            run_id = _wait_until(lambda dag_id=dag_id: api.runs(dag_id, partition_key=key))[0]["dag_run_id"]
        _wait_until(lambda dag_id=dag_id, run_id=run_id: _is_ended(api, dag_id, run_id))
    return _runs_of(api, "idle_", key)


def _is_ended(api: AirflowApi, dag_id: str, run_id: str) -> bool:
    """Look at a run as ``honours demo`` does."""
    state = api.run(dag_id, run_id)["state"]
    api.tasks(dag_id, run_id)
    api.waiting(dag_id, run_id)
    assert state != "failed", f"{dag_id} failed"
    return state in ENDED


def _wait_until(look: Callable[[], Json]) -> Json:
    deadline = time.monotonic() + PATIENCE_SECONDS
    while not (found := look()):
        assert time.monotonic() < deadline, "nothing moves"
        time.sleep(LOOK_SECONDS)
    return found


def _runs_of(api: AirflowApi, prefix: str, key: str) -> list[Run]:
    found = []
    for stage in Stage:
        run = api.runs(f"{prefix}{stage.value}", partition_key=key)[0]
        assert run["state"] == "success"
        parked = sum(end - start for _, start, end in _parks(api, run["dag_id"], run["dag_run_id"]))
        found.append(Run(_seconds(run["start_date"]), _seconds(run["end_date"]), parked))
    return found


def _parks(api: AirflowApi, dag_id: str, run_id: str) -> list[tuple[str, float, float]]:
    """Return task, beginning and end of every time that a task of the run was parked, from Airflow's event log."""
    parked_at: dict[str, float] = {}
    found = []
    for event in _events(api, dag_id, run_id):
        at = _seconds(event["when"])
        if event["event"] in PARKED:
            parked_at.setdefault(event["task_id"], at)
        elif event["event"] == "running" and event["task_id"] in parked_at:
            found.append((event["task_id"], parked_at.pop(event["task_id"]), at))
    assert not parked_at, f"a task of {dag_id} never resumed: {parked_at}"
    return found


def _events(api: AirflowApi, dag_id: str, run_id: str) -> list[Json]:
    return api._all("/api/v2/eventLogs", "event_logs", {"dag_id": dag_id, "run_id": run_id, "order_by": "when"})


def _whole(runs: list[Run]) -> float:
    return runs[-1].ended - runs[0].started - sum(run.parked for run in runs)


def _seconds(when: str) -> float:
    return datetime.fromisoformat(when).timestamp()


def _list_tasks(api: AirflowApi) -> None:
    for prefix, key in (("", KEY), ("idle_", "2021/achievement_award")):
        for stage in Stage:
            run = api.runs(f"{prefix}{stage.value}", partition_key=key)[0]
            parks = _parks(api, run["dag_id"], run["dag_run_id"])
            for task in sorted(api.tasks(run["dag_id"], run["dag_run_id"]), key=lambda task: str(task["end_date"])):
                parked = sum(end - start for name, start, end in parks if name == task["task_id"])
                whole = _seconds(task["end_date"]) - _seconds(task["start_date"])
                print(f"  {run['dag_id']:<18} {task['task_id']:<24} {whole - parked:>6.2f} s, parked {parked:.1f} s")


if __name__ == "__main__":
    main()
