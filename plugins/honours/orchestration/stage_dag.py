"""What the DAGs of the five stages share: their options, the claim at their start, the gate and the hand-over."""

from __future__ import annotations

from typing import Any

import pendulum
from airflow.sdk import PartitionedAssetTimetable

from honours.domain.stages import Stage
from honours.orchestration.assets import handed_on
from honours.orchestration.steps import step

START = pendulum.datetime(2021, 10, 1, tz="Asia/Shanghai")
CONCURRENT_CYCLES = 4
# Where a branch that only some schemes have joins again: a run whose claim was skipped skips the join as well.
JOIN = "none_failed_min_one_success"
OPERATIONS, FINANCE = "劳动和经济工作部", "财务部门"


def stage_options(stage: str, doc_md: str | None, *articles: str, **more: Any) -> dict[str, Any]:
    """Return the options of a stage's DAG; without a timetable of its own it starts when the stage before hands on."""
    this = Stage(stage)
    before = this.preceding
    schedule = PartitionedAssetTimetable(assets=handed_on(before)) if before else None
    return {
        "dag_id": this.value,
        "dag_display_name": this.label,
        "description": f"{this.label}（{'、'.join(articles)}）",
        "doc_md": doc_md,
        "schedule": schedule,
        "start_date": START,
        "catchup": False,
        "max_active_runs": CONCURRENT_CYCLES,
        "is_paused_upon_creation": False,
        "default_args": {"owner": FINANCE if this is Stage.DISBURSEMENT else OPERATIONS},
        "tags": ["honours", f"stage:{this.value}", "全年流程"],
        **more,
    }


def daily_options(
    dag_id: str, name: str, doc_md: str | None, schedule: Any, owner: str = OPERATIONS, **more: Any
) -> dict[str, Any]:
    """Return the options of a DAG that runs beside the stages all the year, one run at a time."""
    return {
        "dag_id": dag_id,
        "dag_display_name": name,
        "description": name,
        "doc_md": doc_md,
        "schedule": schedule,
        "start_date": START,
        "catchup": False,
        "max_active_runs": 1,
        "is_paused_upon_creation": False,
        "default_args": {"owner": owner},
        "tags": ["honours", "日常"],
        **more,
    }


@step(
    "认领周期",
    "每个周期的每个阶段只由一次运行办理。其他运行正在办理或已经办结时，本次运行到此结束，后续步骤全部跳过：这是正常现象，无需处理。",
    "award/9",
    "model-studio/9",
    "employee-studio/6",
)
def claim(stage: str) -> str:
    """Return the cycle of the run after claiming it; skip the rest of the run when it is done or in other hands."""
    from airflow.sdk import get_current_context
    from airflow.sdk.exceptions import AirflowSkipException

    from honours import wiring
    from honours.orchestration import clock, runs
    from honours.services import stages

    this = Stage(stage)
    run = get_current_context()["dag_run"]
    cycle = runs.cycle_of(run)
    work = wiring.unit_of_work()
    stages.check_preceding_done(cycle, this, work)
    outcome = stages.claim(cycle, this, run.run_id, clock.now(), runs.liveness(this), work)
    if outcome is stages.ClaimOutcome.GRANTED:
        return str(cycle)
    why = "已经办结" if outcome is stages.ClaimOutcome.DONE_BEFORE else "正由另一次运行办理"
    raise AirflowSkipException(f"{cycle.label}的“{this.label}”{why}，本次运行不再重复办理。")


@step(
    "质量闸口",
    "对本阶段的数据逐条核对；有一条不符即停在这里，后面的步骤不会执行。"
    "日志和待发文件夹中的清单列出不符的编号和条款；改正数据后清除本步骤重新核对。",
    execution_timeout=pendulum.duration(hours=1),
)
def gate(cycle: str, stage: str, suite: str | None = None) -> int:
    """Return how many expectations the cycle passed at the gate of the stage (the stage's own suite, or the named one).

    Fails the task when one is not met.
    """
    from honours import wiring
    from honours.domain.cycle import Cycle
    from honours.orchestration import clock, runs
    from honours.services.gates import run_gate

    work = wiring.unit_of_work()
    outcome = run_gate(Cycle.parse(cycle), Stage(stage), runs.current_run_id(), clock.today(), work, suite=suite)
    return int(outcome.expectation_count)


@step("办结并移交", "在台账中记为办结，并通知下一阶段开始。重复执行不会产生第二次办理。")
def _hand_on(cycle: str, stage: str) -> str:
    """Mark the stage of the cycle as done and return the cycle; the task's outlet tells the next stage."""
    from honours import wiring
    from honours.domain.cycle import Cycle
    from honours.orchestration import clock, runs
    from honours.services import stages

    stages.finish(Cycle.parse(cycle), Stage(stage), runs.current_run_id(), clock.now(), wiring.unit_of_work())
    return cycle


def hand_on(cycle: Any, stage: str) -> Any:
    """Return the last task of a stage: it finishes the claim and emits the asset that the next stage waits for."""
    return _hand_on.override(task_id="hand_on", outlets=[handed_on(Stage(stage))])(cycle=cycle, stage=stage)
