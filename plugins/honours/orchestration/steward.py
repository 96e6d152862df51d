"""The steps of the steward: look at the database and at Airflow, and repeat the hand-overs that were lost.

Airflow is asked through the task's own channel (the task SDK), so no login and no token is needed. That channel cannot
start a run with a partition key; repeating the lost event can, and it takes the same path as the first one did.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import date
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from airflow.sdk import get_current_context
from airflow.sdk.exceptions import AirflowRuntimeError, AirflowSkipException

from honours.domain.cycle import Cycle, Scheme
from honours.domain.stages import Stage
from honours.orchestration import clock, runs
from honours.orchestration.assets import handed_on
from honours.orchestration.steps import step

if TYPE_CHECKING:
    from honours.services.steward import OpenClaim

log = logging.getLogger(__name__)

SCHEDULED = ("call", "intake", "reminders", "reconciliation", "steward")
WAIT_TASKS = {
    "wait_for_nominations": "nominations_due",
    "wait_for_postings": "postings_closed",
    "wait_for_score_sheets": "score_sheets_due",
    "wait_for_late_sheets": "score_sheets_in",
    "wait_for_verifications": "verifications_in",
    "wait_for_notice": "notice_closed",
    "wait_for_notice_again": "notice_closed",
    "wait_for_consultations": "consultations_in",
    "wait_for_payments": "payments_settled",
}


class TaskView:
    """Airflow as a running task sees it."""

    def __init__(self, instance: Any) -> None:
        self._instance = instance

    def is_live(self, stage: Stage, run_id: str) -> bool:
        """Return whether the run is queued or running."""
        return runs.liveness(stage)(run_id)

    def is_known(self, stage: Stage, run_id: str) -> bool:
        """Return whether Airflow still has the run."""
        return bool(self._instance.get_dr_count(dag_id=stage.value, run_ids=[run_id]))

    def is_paused(self, dag_id: str) -> bool | None:
        """Return whether the flow is paused; None when Airflow does not have it."""
        found = self._dag(dag_id)
        return None if found is None else bool(found.is_paused)

    def has_next_run(self, dag_id: str) -> bool:
        """Return whether a scheduled flow has a next run; a partitioned one shows no date here and is computed."""
        if dag_id == Stage.CALL.value:
            return _next_call_exists()
        found = self._dag(dag_id)
        return found is not None and found.next_dagrun is not None

    def overdue_waits(self, claim: OpenClaim) -> Sequence[str]:
        """Return the waits that Airflow still waits for although they are over."""
        from honours import wiring
        from honours.orchestration.waits import WaitFor, look

        states = self._instance.get_task_states(dag_id=claim.stage.value, run_ids=[claim.run_id])
        deferred = [task for task, state in states.get(claim.run_id, {}).items() if state == "deferred"]
        work = wiring.unit_of_work()
        found = [
            look(WaitFor(WAIT_TASKS[task]), claim.cycle, clock.now(), work) for task in deferred if task in WAIT_TASKS
        ]
        return [state.says for state in found if state.is_over]

    def call_day(self, cycle: Cycle) -> date:
        """Return the day on which the flow starts the cycle by itself."""
        from honours.orchestration.timetables import call_day

        return call_day(cycle.scheme, cycle.year)

    def _dag(self, dag_id: str) -> Any:
        try:
            return self._instance.get_dag(dag_id)
        except AirflowRuntimeError as error:
            if (error.error.detail or {}).get("status_code") == HTTPStatus.NOT_FOUND:
                return None
            raise


def _next_call_exists() -> bool:
    from airflow.timetables.base import TimeRestriction

    from honours.orchestration.timetables import YearlyCallTimetable

    timetable = YearlyCallTimetable()
    return (
        timetable.next_dagrun_info_v2(last_dagrun_info=None, restriction=TimeRestriction(None, None, False)) is not None
    )


@step(
    "对照台账与调度",
    "把我们数据库中的周期、阶段、节点与 Airflow 中的运行逐一对照。丢失的移交由后面的步骤补发；"
    "不能自动处理的逐条记入检查结果并写入日志。有发现不算失败。",
)
def inspect() -> dict[str, list[str]]:
    """Return the cycles whose hand-over is to be repeated, by the stage that waits for them."""
    from honours import wiring
    from honours.services import steward

    today = clock.today()
    expected = [Cycle(year, scheme) for year in (today.year - 1, today.year) for scheme in Scheme]
    view = TaskView(get_current_context()["ti"])
    found = steward.inspect(today, clock.now(), SCHEDULED, expected, view, wiring.unit_of_work())
    for finding in found.findings:
        log.warning("【%s】%s：%s。处理：%s", finding.code.value, finding.subject, finding.says, finding.action)
    log.info("检查完毕，发现 %s 条", len(found.findings))
    return {stage.value: [str(cycle) for cycle in cycles] for stage, cycles in found.to_start.items()}


@step("补发移交", "只在上一步发现移交丢失时执行：再发一次同样的移交通知，让该阶段开始办理。没有丢失时跳过，属正常。")
def _repeat(found: dict[str, list[str]], stage: str, *, outlet_events: Any) -> list[str]:
    """Return the cycles handed on once more to ``stage``; skip when there are none."""
    cycles = found.get(stage, [])
    if not cycles:
        raise AirflowSkipException(f"没有丢失的移交（{Stage(stage).label}）")
    before = Stage(stage).preceding
    if before is not None:
        outlet_events[handed_on(before)].add_partitions(cycles)
    log.warning("已补发移交：%s", "、".join(cycles))
    return cycles


def repeat_lost_hand_overs(found: Any) -> list[Any]:
    """Return one task for each stage that can be started by a hand-over."""
    tasks = []
    for stage in Stage:
        before = stage.preceding
        if before is not None:
            declared = _repeat.override(
                task_id=f"repeat_{stage.value}",
                task_display_name=f"补发移交：{stage.label}",
                outlets=[handed_on(before)],
            )
            tasks.append(declared(found, stage.value))
    return tasks
