"""Assigns the experts of a cycle and keeps what came of it with its proof (award/11, employee-studio/6)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import insert

from honours.domain.assignments import RunReason, WithdrawalKind
from honours.domain.cycle import Cycle
from honours.services.review.assigning.loading import Loaded, load
from honours.services.review.assigning.problem import Pair, digest
from honours.services.review.assigning.publishing import publish
from honours.services.review.assigning.record import Run, keep, result_digest, runs
from honours.services.review.assigning.solving import solve
from honours.storage.tables import assignment, assignment_run, assignment_withdrawal
from honours.storage.unit_of_work import UnitOfWork

Reasons = Mapping[Pair, tuple[WithdrawalKind, str]]


@dataclass(frozen=True, slots=True)
class Drawn:
    """What stands after an assignment: pairs and experts, the last run, and how much it changed."""

    pairs: int
    experts: int
    run: Run

    def __str__(self) -> str:
        changed = f"；本次改派新增{self.run.made}、撤销{self.run.withdrawn}" if self.run.withdrawn else ""
        return f"{self.experts}位专家共评{self.pairs}项次，{self.run.proof}{changed}"


def assign_experts(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> Drawn:
    """Assign experts to the qualified entries of the cycle and return what stands; a retry changes nothing.

    The record is archived and the list laid in the outbox. Raise :class:`TooFewExperts` when no assignment keeps all
    rules, and :class:`honours.regulation.policies.NoPolicy` for a scheme that no expert reviews.
    """
    with work:
        work.run("intake/lock_place", {"place": f"assignment/{cycle}"})
        if not runs(cycle, work):
            draw(cycle, 1, load(cycle, 1, work), {}, on, run_id, work)
        return standing(cycle, work)


def draw(cycle: Cycle, run_no: int, given: Loaded, reasons: Reasons, on: date, run_id: str, work: UnitOfWork) -> None:
    """Solve and keep one run: what it makes, and what it withdraws and why; the unit of work has begun."""
    answer = solve(given.problem)
    work.connection.execute(
        insert(assignment_run).values(
            cycle=str(cycle),
            run_no=run_no,
            reason=(RunReason.REPLACEMENT if given.standing else RunReason.FIRST).value,
            seed=given.problem.seed,
            input_sha256=digest(given.problem.record),
            result_sha256=result_digest(answer.pairs),
            cost=answer.cost,
            bound=answer.bound,
            is_only=answer.is_only,
            record_sha256=keep(cycle, run_no, given.problem, answer, work),
            made_on=on,
            run_id=run_id,
        )
    )
    gone = [
        {
            "cycle": str(cycle),
            "run_no": given.standing[pair].run_no,
            **pair._asdict(),
            "withdrawn_by_run_no": run_no,
            "kind": kind.value,
            "reason": says,
            "withdrawn_on": on,
        }
        for pair in sorted(given.standing.keys() - answer.pairs)
        for kind, says in (reasons.get(pair, (WithdrawalKind.SHIFTED, "为使改派后的分工符合全部规则")),)
    ]
    if gone:
        work.connection.execute(insert(assignment_withdrawal), gone)
    made = sorted(answer.pairs - given.standing.keys())
    if made:
        rows = [{"cycle": str(cycle), "run_no": run_no, **pair._asdict()} for pair in made]
        work.connection.execute(insert(assignment), rows)
    publish(cycle, given.problem, runs(cycle, work), on, work)


def standing(cycle: Cycle, work: UnitOfWork) -> Drawn:
    """Return what stands after the last run; the unit of work has begun."""
    rows = work.run("review/list_standing_pairs", {"cycle": str(cycle)}).all()
    return Drawn(len(rows), len({row.expert_no for row in rows}), runs(cycle, work)[-1])
