"""The steward: what our database says should be running, waiting or done, compared with what Airflow has.

It names the hand-overs whose event was lost, so that they can be repeated, and reports what only a person can mend.
What Airflow has is asked through :class:`AirflowView`, so that this module knows nothing of Airflow.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Protocol

from honours.domain.calendar import WorkingDays
from honours.domain.cycle import Cycle
from honours.domain.stages import Stage
from honours.regulation.calendar import working_days
from honours.regulation.citing import cited_in
from honours.regulation.loader import regulation
from honours.services.steward_findings import Code, Finding
from honours.services.steward_notices import notice_findings
from honours.services.windows.following import follow_calendar
from honours.storage.unit_of_work import UnitOfWork

# An event on its way is not lost yet.
ON_ITS_WAY = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class OpenClaim:
    """A stage that a run holds and has not ended."""

    cycle: Cycle
    stage: Stage
    run_id: str
    claimed_at: datetime


@dataclass(frozen=True, slots=True)
class Inspection:
    """What was found, and the cycles whose hand-over is to be repeated, by the stage that waits for them."""

    findings: tuple[Finding, ...]
    to_start: Mapping[Stage, tuple[Cycle, ...]]


class AirflowView(Protocol):
    """What the steward asks Airflow."""

    def is_live(self, stage: Stage, run_id: str) -> bool:
        """Return whether the run is queued or running."""

    def is_known(self, stage: Stage, run_id: str) -> bool:
        """Return whether Airflow still has the run."""

    def is_paused(self, dag_id: str) -> bool | None:
        """Return whether the flow is paused; None when Airflow does not have the flow."""

    def has_next_run(self, dag_id: str) -> bool:
        """Return whether a scheduled flow has a next run."""

    def overdue_waits(self, claim: OpenClaim) -> Sequence[str]:
        """Return the waits of a live run that are over by our calendar although Airflow still waits, in words."""

    def call_day(self, cycle: Cycle) -> date:
        """Return the day on which the flow starts the cycle by itself."""


def inspect(
    today: date,
    now: datetime,
    scheduled: Iterable[str],
    expected: Iterable[Cycle],
    airflow: AirflowView,
    work: UnitOfWork,
    calendar: WorkingDays | None = None,
) -> Inspection:
    """Compare, keep the findings of the day, and return them with the hand-overs to repeat.

    ``scheduled`` are the flows that run by a timetable, ``expected`` the cycles that should be open once their call day
    has passed. A second inspection on the same day adds only what is new.
    """
    days = calendar or working_days()
    # Somebody may have changed a holiday table on the server without telling anybody.
    follow_calendar(today, work, days)
    findings: list[Finding] = []
    to_start: dict[Stage, list[Cycle]] = {}
    paused = {stage: airflow.is_paused(stage.value) for stage in Stage}
    findings += _flows(scheduled, paused, airflow)
    findings += _lost(now, paused, to_start, work)
    findings += _claims(paused, to_start, airflow, work)
    findings += _overdue(today, work)
    findings += _holidays(today, days)
    findings += _calls(today, expected, airflow, work)
    findings += _objections(work)
    findings += notice_findings(today, work)
    keep(today, findings, work)
    return Inspection(tuple(findings), {stage: tuple(cycles) for stage, cycles in to_start.items()})


def keep(today: date, findings: Sequence[Finding], work: UnitOfWork) -> None:
    """Write the findings of the day; the first word on a subject stands."""
    if not findings:
        return
    rows = [
        {"checked_on": today, "code": one.code.value, "subject": one.subject, "says": one.says, "action": one.action}
        for one in findings
    ]
    with work:
        work.run("steward/insert_finding", rows)


def open_claims(work: UnitOfWork) -> list[OpenClaim]:
    """Return the stages that are claimed and not ended."""
    with work:
        rows = work.run("steward/list_open_claims").all()
    return [OpenClaim(Cycle.parse(row.cycle), Stage(row.stage), row.run_id, row.claimed_at) for row in rows]


def _flows(scheduled: Iterable[str], paused: Mapping[Stage, bool | None], airflow: AirflowView) -> list[Finding]:
    found = [
        Finding(Code.FLOW_MISSING, stage.value, f"Airflow 中没有流程“{stage.label}”", "请检查 DAG 导入错误")
        for stage, state in paused.items()
        if state is None
    ]
    found += [
        Finding(
            Code.FLOW_PAUSED,
            stage.value,
            f"流程“{stage.label}”处于暂停状态，移交给它的周期不会开始",
            "请在流程列表中打开它的开关；之后本检查会补发移交",
        )
        for stage, state in paused.items()
        if state
    ]
    for dag_id in scheduled:
        state = airflow.is_paused(dag_id)
        if state is None:
            found.append(Finding(Code.FLOW_MISSING, dag_id, f"Airflow 中没有流程 {dag_id}", "请检查 DAG 导入错误"))
        elif not airflow.has_next_run(dag_id):
            found.append(
                Finding(
                    Code.NEXT_RUN_EMPTY,
                    dag_id,
                    f"定时流程 {dag_id} 没有下一次运行，到时不会启动",
                    "请检查开关和 DAG 处理日志中的时间表错误",
                )
            )
    return found


def _lost(
    now: datetime, paused: Mapping[Stage, bool | None], to_start: dict[Stage, list[Cycle]], work: UnitOfWork
) -> list[Finding]:
    """Find stages that ended while the next never began; note them as to be started where the flow can take them."""
    found = []
    for stage in Stage:
        following = stage.following
        if following is None:
            continue
        key = {"done_before": now - ON_ITS_WAY, "stage": stage.value, "following": following.value}
        with work:
            rows = work.run("steward/list_lost_hand_overs", key).all()
        for row in rows:
            says = f"“{stage.label}”已办结，但“{following.label}”一直没有开始，移交通知已丢失"
            action = "已补发移交" if paused[following] is False else "流程未启用，启用后由下次检查补发"
            found.append(Finding(Code.HAND_OVER_LOST, f"{row.cycle} {following.value}", says, action))
            if paused[following] is False:
                to_start.setdefault(following, []).append(Cycle.parse(row.cycle))
    return found


def _claims(
    paused: Mapping[Stage, bool | None], to_start: dict[Stage, list[Cycle]], airflow: AirflowView, work: UnitOfWork
) -> list[Finding]:
    """Find claims whose run is no longer at work, and waits that should have ended.

    A run that failed is left to a person, because a failed gate must not be tried again unchanged; one that Airflow no
    longer has is replaced, where the stage can be started by a hand-over.
    """
    found = []
    for claim in open_claims(work):
        subject = f"{claim.cycle} {claim.stage.value}"
        if airflow.is_live(claim.stage, claim.run_id):
            found += [
                Finding(Code.WAIT_OVERDUE, subject, f"等待早该结束而仍在等待：{says}", "请清除该等待步骤重新开始")
                for says in airflow.overdue_waits(claim)
            ]
            continue
        says = f"“{claim.stage.label}”由运行 {claim.run_id} 办理，但该运行已停止，阶段尚未办结"
        action = "请打开该运行，按失败步骤日志中的提示修正后清除（Clear）失败步骤"
        if not airflow.is_known(claim.stage, claim.run_id):
            if claim.stage is not Stage.CALL and paused[claim.stage] is False:
                action = "该运行已被删除，已补发移交，由新的运行接手"
                to_start.setdefault(claim.stage, []).append(claim.cycle)
            else:
                action = f"该运行已被删除，请手工触发流程，分区键填 {claim.cycle}"
        found.append(Finding(Code.RUN_DEAD, subject, says, action))
    return found


def _overdue(today: date, work: UnitOfWork) -> list[Finding]:
    with work:
        rows = work.run("steward/list_overdue_milestones", {"today": today}).all()
    return [
        Finding(
            Code.MILESTONE_OVERDUE,
            f"{row.cycle} {row.code}",
            f"节点“{row.label}”应于{row.planned_on}完成，至今未完成（{cited_in(row.rests_on)}）",
            "请在“待操作”和运行页面查看停在哪一步",
        )
        for row in rows
    ]


def _holidays(today: date, calendar: WorkingDays) -> list[Finding]:
    lead = regulation().number("practice.steward.holiday_table_calendar_days").on(today)
    needed = today + timedelta(days=lead)
    if not calendar.is_provisional(needed):
        return []
    # The last days of December are settled by the notice for the year after.
    year = (calendar.announced_until + timedelta(days=31)).year
    return [
        Finding(
            Code.HOLIDAYS_MISSING,
            str(year),
            f"还没有{year}年的放假安排表，{calendar.announced_until}之后的日期都是暂定的",
            f"请在国务院公布后补录 regulation/data/holidays/{year}.toml；公示不会在暂定日期结束",
        )
    ]


def _calls(today: date, expected: Iterable[Cycle], airflow: AirflowView, work: UnitOfWork) -> list[Finding]:
    with work:
        opened = {row.cycle for row in work.run("steward/list_open_cycles").all()}
    return [
        Finding(
            Code.CALL_NOT_ISSUED,
            str(cycle),
            f"{cycle.label}应于{airflow.call_day(cycle)}启动征集，至今没有启动",
            f"请手工触发“{Stage.CALL.label}”，分区键填 {cycle}",
        )
        for cycle in expected
        if str(cycle) not in opened and airflow.call_day(cycle) < today
    ]


def _objections(work: UnitOfWork) -> list[Finding]:
    with work:
        rows = work.run("steward/list_settled_objections").all()
    return [
        Finding(
            Code.OBJECTION_SETTLED,
            row.nomination_no,
            f"异议已于{row.closed_on}全部办结，项目仍在“异议核查中”（{row.cycle}）",
            "请办理补充公布：在该周期“会议研究与社会公示”的运行中清除“公示结束，公布结果”（conclude）及其下游步骤",
        )
        for row in rows
    ]
