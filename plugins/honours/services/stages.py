"""Claims of stages on cycles, and the day that a step of a cycle bears.

Airflow's events repeat and get lost; a row in ``stage_claim`` decides which run works on a cycle. The row is the
barrier, not a look before it.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput, WrongUse
from honours.domain.stages import Stage
from honours.storage.unit_of_work import UnitOfWork


class ClaimOutcome(StrEnum):
    """What came of a claim."""

    GRANTED = "granted"
    DONE_BEFORE = "done_before"
    HELD = "held"


class CycleNotOpen(WrongUse):
    """The cycle has not been opened; carries it."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"周期 {cycle} 尚未启动。请先运行“征集申报”流程（分区键填 {cycle}）。")


class StageNotClaimed(WrongUse):
    """A run tried to finish a stage that it does not hold; carries cycle, stage and run."""

    def __init__(self, cycle: Cycle, stage: Stage, run_id: str) -> None:
        self.cycle = cycle
        self.stage = stage
        self.run_id = run_id
        super().__init__(
            f"周期 {cycle} 的“{stage.label}”不在运行 {run_id} 名下，不能由它结束。请查看该阶段当前由谁执行。"
        )


class PrecedingNotDone(RefusedInput):
    """A stage was started before the one before it ended; carries cycle and both stages. Nothing was done."""

    def __init__(self, cycle: Cycle, stage: Stage, preceding: Stage) -> None:
        self.cycle = cycle
        self.stage = stage
        self.preceding = preceding
        super().__init__(
            f"周期 {cycle} 的“{preceding.label}”尚未办结，不能开始“{stage.label}”。办结后会自动移交，不必手工触发。"
        )


def check_preceding_done(cycle: Cycle, stage: Stage, work: UnitOfWork) -> None:
    """Raise :class:`PrecedingNotDone` unless the stage before ``stage`` is done; the first stage has none before it."""
    before = stage.preceding
    if before is None:
        return
    if not is_done(cycle, before, work):
        raise PrecedingNotDone(cycle, stage, before)


def is_done(cycle: Cycle, stage: Stage, work: UnitOfWork) -> bool:
    """Return whether the stage of the cycle has ended."""
    with work:
        found = work.run("stages/find_claim", {"cycle": str(cycle), "stage": stage.value}).one_or_none()
    return found is not None and found.done_at is not None


def claim(
    cycle: Cycle,
    stage: Stage,
    run_id: str,
    at: datetime,
    holder_is_live: Callable[[str], bool],
    work: UnitOfWork,
) -> ClaimOutcome:
    """Claim ``stage`` of ``cycle`` for ``run_id`` and return whether this run is to work on it.

    A run that holds the claim is granted it again (a retry). A claim whose holder is no longer live is taken over.
    ``holder_is_live`` is asked about the holding run outside of any transaction.
    """
    key = {"cycle": str(cycle), "stage": stage.value, "run_id": run_id, "at": at}
    with work:
        work.run("stages/insert_claim", key)
        holder = work.run("stages/find_claim", key).one()
    if holder.done_at is not None:
        return ClaimOutcome.DONE_BEFORE
    if holder.run_id == run_id:
        return ClaimOutcome.GRANTED
    if holder_is_live(holder.run_id):
        return ClaimOutcome.HELD
    with work:
        taken = work.run("stages/take_over_claim", {**key, "dead_run_id": holder.run_id}).rowcount
    return ClaimOutcome.GRANTED if taken else ClaimOutcome.HELD


def finish(cycle: Cycle, stage: Stage, run_id: str, at: datetime, work: UnitOfWork) -> None:
    """Mark the claim as done; a second time changes nothing. Raise :class:`StageNotClaimed` for another run's claim."""
    key = {"cycle": str(cycle), "stage": stage.value, "run_id": run_id, "at": at}
    with work:
        work.run("stages/finish_claim", key)
        holder = work.run("stages/find_claim", key).one_or_none()
        if holder is None or holder.run_id != run_id:
            raise StageNotClaimed(cycle, stage, run_id)


def planned_on(cycle: Cycle, milestone: str, work: UnitOfWork) -> date:
    """Return the planned day of a milestone of an open cycle; raise :class:`CycleNotOpen`."""
    with work:
        found = work.run("stages/find_milestone", {"cycle": str(cycle), "code": milestone}).one_or_none()
    if found is None:
        raise CycleNotOpen(cycle)
    day: date = found.planned_on
    return day


def effective_on(cycle: Cycle, milestone: str, today: date, work: UnitOfWork) -> date:
    """Return the day that a step bears: today, or in a replay of a past year the planned day of its milestone."""
    with work:
        found = work.run("stages/find_milestone", {"cycle": str(cycle), "code": milestone}).one_or_none()
    if found is None:
        raise CycleNotOpen(cycle)
    day: date = min(found.planned_on, today) if found.is_replay else today
    return day


def reach(cycle: Cycle, milestone: str, on: date, work: UnitOfWork) -> None:
    """Record that a milestone was reached on a day; the first record stands."""
    with work:
        work.run("stages/reach_milestone", {"cycle": str(cycle), "code": milestone, "on": on})
