"""A scheme runs through its own branch of the review and skips the other; a run that is not to work skips both."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from airflow.sdk.exceptions import AirflowSkipException
from tests.builders import lay_ground
from tests.services.visited import CYCLE, plan, qualified, states, visit_all
from tests.studio_builders import EMPLOYEE_CYCLE

from honours.domain.cycle import Cycle, Scheme
from honours.domain.stages import Examiners, Stage
from honours.orchestration import review, verification
from honours.orchestration.branches import only_for
from honours.services.stages import claim, finish
from honours.storage.settings import PROJECT_ROOT
from honours.storage.tables import milestone
from honours.storage.unit_of_work import UnitOfWork

EXPERTS = {
    "find_conflicts",
    "assign_experts",
    "send_score_sheets",
    "wait_for_score_sheets",
    "ask_late_experts",
    "wait_for_late_sheets",
    "open_scores",
}
VISITORS = {
    "send_verification_forms",
    "wait_for_verifications",
    "judge_verification",
    "ask_verification_referrals",
    "advance_verified",
}
AT = datetime(2026, 11, 10, tzinfo=UTC)
# Scores are opened on the planned day at the earliest, and a run of Airflow lives today.
SCORED_ON = date(2026, 11, 9)


def _by_state(run: dict[str, str]) -> dict[str, set[str]]:
    return {state: {task for task, found in run.items() if found == state} for state in set(run.values())}


def _run(tmp_path: Path, *keys: str) -> list[dict[str, str]]:
    home = tmp_path / "airflow"
    done = subprocess.run(
        [sys.executable, "-m", "tests.orchestration.review_runs", *keys],
        cwd=PROJECT_ROOT,
        env={
            **os.environ,
            "AIRFLOW_HOME": str(home),
            "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
            "AIRFLOW__CORE__DAGS_FOLDER": str(PROJECT_ROOT / "dags"),
            "AIRFLOW__CORE__PLUGINS_FOLDER": str(PROJECT_ROOT / "plugins"),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-4000:]
    ended: list[dict[str, str]] = json.loads(done.stdout.strip().splitlines()[-1])
    return ended


def test_each_scheme_takes_its_branch_and_a_skipped_claim_skips_the_join(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    qualified(unit_of_work)
    visit_all(unit_of_work, tmp_path / "in", {})
    plan(unit_of_work)
    with unit_of_work as work:
        lay_ground(work, of=EMPLOYEE_CYCLE)
        for code in ("qualification_done", "scoring_done"):
            work.connection.execute(
                milestone.insert().values(
                    cycle=str(EMPLOYEE_CYCLE),
                    code=code,
                    label=code,
                    planned_on=SCORED_ON,
                    rests_on="employee-studio/6",
                    is_lawful_limit=False,
                    is_provisional=False,
                )
            )
    for cycle in (CYCLE, EMPLOYEE_CYCLE):
        claim(cycle, Stage.PUBLICITY, "p", AT, lambda _: True, unit_of_work)
        finish(cycle, Stage.PUBLICITY, "p", AT, unit_of_work)

    visited, scored, again = (_by_state(run) for run in _run(tmp_path, str(CYCLE), str(EMPLOYEE_CYCLE), str(CYCLE)))

    assert visited["skipped"] == EXPERTS
    assert scored["skipped"] == VISITORS
    everything = set().union(*visited.values())
    assert visited["success"] == everything - EXPERTS
    assert scored["success"] == everything - VISITORS
    assert again == {"skipped": everything}
    assert states(unit_of_work) == {"2026-LM-0101-001": "proposed"}


@pytest.mark.parametrize(
    ("scheme", "examiners"),
    [
        (Scheme.ACHIEVEMENT_AWARD, Examiners.EXPERTS),
        (Scheme.EMPLOYEE_STUDIO, Examiners.EXPERTS),
        (Scheme.MODEL_WORKER_STUDIO, Examiners.VISITORS),
    ],
)
def test_a_branch_says_in_chinese_why_it_is_skipped(scheme: Scheme, examiners: Examiners) -> None:
    this = Cycle(2026, scheme)
    only_for(examiners, this)
    (other,) = set(Examiners) - {examiners}
    with pytest.raises(AirflowSkipException, match=f"{scheme.label}不设“{other.label}”这一环节") as skipped:
        only_for(other, this)
    assert "属正常" in str(skipped.value)


def test_the_first_step_of_a_branch_touches_nothing_of_a_scheme_that_has_it_not() -> None:
    """No database is there to be touched."""
    with pytest.raises(AirflowSkipException):
        verification.send_verification_forms.function("2026/achievement_award")
    with pytest.raises(AirflowSkipException):
        review.send_score_sheets.function("2026/model_worker_studio")
