"""The record of an assignment: all that it rests on and what came of it, so that anyone can solve it again."""

from __future__ import annotations

import json
from dataclasses import dataclass

from honours.domain.assignments import RunReason
from honours.domain.cycle import Cycle
from honours.domain.errors import WrongUse
from honours.services.review.assigning.checking import broken_rules
from honours.services.review.assigning.problem import Pair, Problem, canonical, digest
from honours.services.review.assigning.solving import Answer, solve
from honours.storage.unit_of_work import UnitOfWork


class NoAssignment(WrongUse):
    """A cycle without an assignment, or without the one that was asked for; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"{cycle.label}还没有评审分工。分工在“资格审查与专家评审”流程的“确定评审分工”一步作出。")


@dataclass(frozen=True, slots=True)
class Run:
    """One assignment of a cycle as it is kept."""

    run_no: int
    reason: RunReason
    seed: str
    input_sha256: str
    result_sha256: str
    cost: int
    bound: int
    is_only: bool
    record_sha256: str
    made: int
    withdrawn: int

    @property
    def gap(self) -> int:
        """How far the cost may lie above the least possible."""
        return self.cost - self.bound

    @property
    def proof(self) -> str:
        """Whether it is proven to be the best, in Chinese."""
        if self.gap:
            return f"代价 {self.cost}，与可能的最小值至多相差 {self.gap}"
        return f"代价 {self.cost}，已证明为最小" + ("，且按种子的先后只此一种" if self.is_only else "")


@dataclass(frozen=True, slots=True)
class Verification:
    """What solving a record again came to: what differs or breaks a rule, in Chinese; nothing when all is as kept."""

    run: Run
    differences: tuple[str, ...]


def keep(cycle: Cycle, run_no: int, problem: Problem, answer: Answer, work: UnitOfWork) -> str:
    """Archive the record and return its SHA-256; the unit of work has begun."""
    record = {
        "cycle": str(cycle),
        "run_no": run_no,
        "problem": problem.record,
        "answer": {
            "pairs": [list(pair) for pair in sorted(answer.pairs)],
            "cost": answer.cost,
            "bound": answer.bound,
            "tie_cost": answer.tie_cost,
            "tie_rounds": answer.tie_rounds,
            "is_only": answer.is_only,
        },
    }
    name = f"评审分工-{cycle.slug}-{run_no}.json"
    return work.keep(canonical(record), name=name, media_type="application/json", origin="produced")


def runs(cycle: Cycle, work: UnitOfWork) -> list[Run]:
    """Return the assignments of a cycle in order; the unit of work has begun."""
    return [
        Run(
            row.run_no,
            RunReason(row.reason),
            row.seed,
            row.input_sha256,
            row.result_sha256,
            row.cost,
            row.bound,
            row.is_only,
            row.record_sha256,
            row.made,
            row.withdrawn,
        )
        for row in work.run("review/list_assignment_runs", {"cycle": str(cycle)})
    ]


def result_digest(pairs: frozenset[Pair]) -> str:
    """Return the SHA-256 of who scores what."""
    return digest([list(pair) for pair in sorted(pairs)])


def verify(cycle: Cycle, work: UnitOfWork) -> list[Verification]:
    """Solve every kept assignment of the cycle again and return what differs; changes nothing.

    Raise :class:`NoAssignment` when there is none.
    """
    with work:
        kept = runs(cycle, work)
    if not kept:
        raise NoAssignment(cycle)
    return [Verification(run, tuple(_differences(run, work.archive.get(run.record_sha256)))) for run in kept]


def _differences(run: Run, content: bytes) -> list[str]:
    record = json.loads(content)
    problem = Problem.of_record(record["problem"])
    kept = frozenset(Pair(*pair) for pair in record["answer"]["pairs"])
    found = [f"不符合规则：{broken}" for broken in broken_rules(problem, kept)]
    if digest(problem.record) != run.input_sha256:
        found.append("归档的输入与登记的校验值不符")
    if result_digest(kept) != run.result_sha256:
        found.append("归档的结果与登记的校验值不符")
    again = solve(problem)
    if again.pairs != kept:
        found.append(f"重新求解的结果不同：相差 {len(again.pairs ^ kept)} 对")
    if again.cost != run.cost:
        found.append(f"重新求解的代价为 {again.cost}，登记为 {run.cost}")
    return found
