"""The steward: what the database says, compared with what Airflow has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from tests.builders import CYCLE, add_nominations, add_notice, add_submission, lay_ground, nomination_no, nominee

from honours.domain.cycle import Category, Cycle
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.regulation.calendar import working_days
from honours.services import stages, steward
from honours.services.steward import Code, Inspection, OpenClaim
from honours.storage.tables import cycle, milestone, objection, stage_claim, steward_finding
from honours.storage.unit_of_work import UnitOfWork

NOW = datetime(2025, 11, 12, 7, 30, tzinfo=ZoneInfo("Asia/Shanghai"))
TODAY = NOW.date()
LONG_AGO = NOW - timedelta(days=1)
SCHEDULED = ("intake", "steward")


@dataclass
class Airflow:
    """Airflow as the test would have it; all is well unless it says otherwise."""

    live: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    paused: set[str] = field(default_factory=set)
    missing: set[str] = field(default_factory=set)
    without_next_run: set[str] = field(default_factory=set)
    overdue: list[str] = field(default_factory=list)

    def is_live(self, stage: Stage, run_id: str) -> bool:
        return run_id in self.live

    def is_known(self, stage: Stage, run_id: str) -> bool:
        return run_id in self.live | self.known

    def is_paused(self, dag_id: str) -> bool | None:
        return None if dag_id in self.missing else dag_id in self.paused

    def has_next_run(self, dag_id: str) -> bool:
        return dag_id not in self.without_next_run

    def overdue_waits(self, claim: OpenClaim) -> Sequence[str]:
        return self.overdue

    def call_day(self, cycle: Cycle) -> date:
        return date(cycle.year, 9, 1)


@pytest.fixture
def work(unit_of_work: UnitOfWork) -> UnitOfWork:
    """An open cycle."""
    with unit_of_work:
        lay_ground(unit_of_work)
    return unit_of_work


def _inspect(work: UnitOfWork, airflow: Airflow, today: date = TODAY) -> Inspection:
    return steward.inspect(today, NOW, SCHEDULED, [CYCLE], airflow, work)


def _codes(inspection: Inspection) -> list[Code]:
    return [finding.code for finding in inspection.findings]


def _claim(work: UnitOfWork, stage: Stage, run_id: str, at: datetime = LONG_AGO, *, is_done: bool) -> None:
    stages.claim(CYCLE, stage, run_id, at, lambda _: True, work)
    if is_done:
        stages.finish(CYCLE, stage, run_id, at, work)


def test_when_all_is_well_nothing_is_found(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=True)
    _claim(work, Stage.PUBLICITY, "p1", is_done=False)

    found = _inspect(work, Airflow(live={"p1"}))

    assert (found.findings, dict(found.to_start)) == ((), {})


def test_a_lost_hand_over_is_repeated(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=True)

    found = _inspect(work, Airflow())

    assert _codes(found) == [Code.HAND_OVER_LOST]
    assert dict(found.to_start) == {Stage.PUBLICITY: (CYCLE,)}


def test_a_hand_over_on_its_way_is_not_lost(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", NOW - timedelta(minutes=9), is_done=True)

    assert _inspect(work, Airflow()).findings == ()


def test_a_hand_over_to_a_paused_flow_waits_until_it_is_let_go(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=True)

    found = _inspect(work, Airflow(paused={"publicity"}))

    assert sorted(_codes(found)) == [Code.FLOW_PAUSED, Code.HAND_OVER_LOST]
    assert dict(found.to_start) == {}


def test_the_last_stage_hands_on_to_nobody(work: UnitOfWork) -> None:
    for stage in Stage:
        _claim(work, stage, f"{stage.value}-1", is_done=True)

    assert _inspect(work, Airflow()).findings == ()


def test_a_run_that_failed_is_left_to_a_person(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=True)
    _claim(work, Stage.PUBLICITY, "p1", is_done=False)

    found = _inspect(work, Airflow(known={"p1"}))

    assert _codes(found) == [Code.RUN_DEAD]
    assert "清除" in found.findings[0].action
    assert dict(found.to_start) == {}


def test_a_run_that_was_deleted_is_replaced(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=True)
    _claim(work, Stage.PUBLICITY, "p1", is_done=False)

    found = _inspect(work, Airflow())

    assert _codes(found) == [Code.RUN_DEAD]
    assert dict(found.to_start) == {Stage.PUBLICITY: (CYCLE,)}


def test_a_deleted_call_is_for_a_person_to_start(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=False)

    found = _inspect(work, Airflow())

    assert _codes(found) == [Code.RUN_DEAD]
    assert str(CYCLE) in found.findings[0].action
    assert dict(found.to_start) == {}


def test_a_wait_that_never_ended_is_reported(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=False)

    found = _inspect(work, Airflow(live={"c1"}, overdue=["等待推荐单位报送材料"]))

    assert _codes(found) == [Code.WAIT_OVERDUE]


@pytest.mark.parametrize(
    ("airflow", "code", "subject"),
    [
        pytest.param(Airflow(paused={"notice"}), Code.FLOW_PAUSED, "notice", id="a paused stage"),
        pytest.param(Airflow(missing={"review"}), Code.FLOW_MISSING, "review", id="a stage with an import error"),
        pytest.param(Airflow(missing={"intake"}), Code.FLOW_MISSING, "intake", id="a daily flow that is gone"),
        pytest.param(Airflow(without_next_run={"steward"}), Code.NEXT_RUN_EMPTY, "steward", id="a broken timetable"),
    ],
)
def test_a_flow_that_cannot_run_is_reported(airflow: Airflow, code: Code, subject: str, work: UnitOfWork) -> None:
    assert [(one.code, one.subject) for one in _inspect(work, airflow).findings] == [(code, subject)]


@pytest.mark.parametrize(
    ("planned_on", "is_found"),
    [
        pytest.param(TODAY - timedelta(days=1), True, id="yesterday"),
        pytest.param(TODAY, False, id="today"),
    ],
)
def test_a_milestone_that_was_missed_is_reported(planned_on: date, is_found: bool, work: UnitOfWork) -> None:
    with work:
        work.connection.execute(milestone.insert().values(**_milestone(planned_on)))

    assert (Code.MILESTONE_OVERDUE in _codes(_inspect(work, Airflow()))) is is_found


def test_a_replay_is_never_late(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(milestone.insert().values(**_milestone(date(2025, 1, 2))))
        work.connection.execute(cycle.update().values(is_replay=True))

    assert _inspect(work, Airflow()).findings == ()


def _milestone(planned_on: date) -> dict[str, object]:
    return {
        "cycle": str(CYCLE),
        "code": "meeting_held",
        "label": "主席会议研究",
        "planned_on": planned_on,
        "rests_on": "award/11",
        "is_lawful_limit": False,
        "is_provisional": False,
    }


@pytest.mark.parametrize(
    ("days_before_the_end", "is_found"), [pytest.param(31, False, id="early"), pytest.param(29, True, id="near")]
)
def test_a_holiday_table_is_asked_for_in_time(days_before_the_end: int, is_found: bool, work: UnitOfWork) -> None:
    calendar = working_days()
    today = calendar.announced_until - timedelta(days=days_before_the_end)

    found = [one for one in _inspect(work, Airflow(), today).findings if one.code is Code.HOLIDAYS_MISSING]

    assert [one.subject for one in found] == ([str(calendar.announced_until.year + 1)] if is_found else [])


def test_a_cycle_that_was_not_called_is_reported(unit_of_work: UnitOfWork) -> None:
    found = _inspect(unit_of_work, Airflow())
    early = _inspect(unit_of_work, Airflow(), date(2025, 9, 1))

    assert _codes(found) == [Code.CALL_NOT_ISSUED]
    assert _codes(early) == []


@pytest.mark.parametrize("is_closed", [True, False])
def test_a_nomination_held_although_its_objection_is_closed_is_reported(is_closed: bool, work: UnitOfWork) -> None:
    number = nomination_no(Category.GOLDEN_IDEA, 1)
    with work:
        add_nominations(work, [nominee(Category.GOLDEN_IDEA, 1, state=NominationState.HELD)])
        add_notice(work, [number], date(2025, 10, 30), date(2025, 11, 6))
        for serial, closed in enumerate((True, is_closed), 1):
            work.connection.execute(
                objection.insert().values(
                    objection_no=f"2025-YY-{serial:03d}",
                    cycle=str(CYCLE),
                    nomination_no=number,
                    received_on=date(2025, 11, 3),
                    objector_name="某某",
                    ground_article="award/12",
                    statement="并非本人完成",
                    finding="查无实据" if closed else None,
                    is_upheld=False if closed else None,
                    closed_on=date(2025, 11, 10) if closed else None,
                    submission_id=add_submission(work),
                )
            )

    found = _inspect(work, Airflow()).findings

    assert [one.subject for one in found] == ([number] if is_closed else [])


def test_findings_are_kept_once_a_day(work: UnitOfWork) -> None:
    for today in (TODAY, TODAY, TODAY + timedelta(days=1)):
        _inspect(work, Airflow(paused={"notice"}), today)

    with work:
        kept = work.connection.execute(select(steward_finding.c.checked_on, steward_finding.c.code)).all()
    assert sorted(kept) == [(TODAY, "flow_paused"), (TODAY + timedelta(days=1), "flow_paused")]


def test_an_inspection_changes_no_claim(work: UnitOfWork) -> None:
    _claim(work, Stage.CALL, "c1", is_done=True)
    _claim(work, Stage.PUBLICITY, "p1", is_done=False)
    _inspect(work, Airflow())

    with work:
        held = work.connection.execute(select(stage_claim.c.stage, stage_claim.c.run_id, stage_claim.c.done_at)).all()
    assert sorted((row.stage, row.run_id, row.done_at is None) for row in held) == [
        ("call", "c1", False),
        ("publicity", "p1", True),
    ]
