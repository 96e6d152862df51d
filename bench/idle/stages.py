"""The five stages as tasks that do nothing: same chains, same hand-over by partitioned assets, same cycle passed on.

Laid beside the real DAG files by bench/scheduler.py, which checks that both have the same tasks.
"""

from airflow.sdk import Asset, PartitionedAssetTimetable, chain, dag, get_current_context, task

from honours.orchestration.timetables import YearlyCallTimetable

CHAINS = {
    "call": "claim open_cycle ask_opening produce_documents wait_for_nominations take_in_last ask_intake_closed gate",
    "publicity": "claim wait_for_postings judge advance gate",
    "review": "claim qualify ask_referrals advance_qualified send_score_sheets wait_for_score_sheets rank gate",
    "notice": "claim ask_returned prepare_list ask_meeting ask_meeting_approval carry_out_meeting post_notice "
    "wait_for_notice take_in_last ask_notice_closed conclude gate",
    "disbursement": "claim plan_payments gate_plan ask_payment_approval make_batch wait_for_payments gate_archive "
    "conclude",
}
ASSETS = {stage: Asset(name=f"idle_{stage}", uri=f"idle://cycle/{stage}") for stage in CHAINS}


@task
def begin() -> str:
    return str(get_current_context()["dag_run"].partition_key)


@task
def idle(cycle: str) -> str:
    return cycle


def declare(stage: str, before: str | None) -> None:
    first, *others = CHAINS[stage].split()
    first_schedule = YearlyCallTimetable()
    schedule = PartitionedAssetTimetable(assets=ASSETS[before]) if before else first_schedule

    @dag(dag_id=f"idle_{stage}", schedule=schedule, catchup=False, is_paused_upon_creation=False)
    def stage_of_nothing() -> None:
        cycle = begin.override(task_id=first)()
        middle = [idle.override(task_id=name)(cycle) for name in others]
        chain(cycle, *middle, idle.override(task_id="hand_on", outlets=[ASSETS[stage]])(cycle))

    stage_of_nothing()


for place, name in enumerate(CHAINS):
    declare(name, list(CHAINS)[place - 1] if place else None)
