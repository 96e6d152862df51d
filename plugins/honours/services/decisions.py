"""Decisions of people, kept as they were given: who, when, what, with the list they saw.

A decision is written once; the same decision again changes nothing, another one under the same number is refused.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from typing import Any

from sqlalchemy import Row, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.storage.tables import decision
from honours.storage.unit_of_work import UnitOfWork


class DecisionKind(StrEnum):
    """The questions that are put to people in the course of a cycle."""

    INTAKE_CLOSED = "intake_closed"
    REFERRALS_RULED = "referrals_ruled"
    LATE_EXPERTS = "late_experts"
    CHAIR_MEETING = "chair_meeting"
    PAYMENT_APPROVAL = "payment_approval"
    NOTICE_CLOSED = "notice_closed"
    CONSULTATIONS_CLOSED = "consultations_closed"
    CONSULTATIONS_RULED = "consultations_ruled"
    PLAQUES_HUNG = "plaques_hung"
    MEDALS_DECIDED = "medals_decided"
    PROVINCIAL_RECOMMENDATION = "provincial_recommendation"
    RESERVE = "reserve"


class AlreadyDecided(RefusedInput):
    """Another decision stands under this number; carries kind and number."""

    def __init__(self, cycle: Cycle, kind: DecisionKind, decision_no: int) -> None:
        self.cycle = cycle
        self.kind = kind
        self.decision_no = decision_no
        super().__init__(f"周期 {cycle} 的决定 {kind.value} 第 {decision_no} 号已有记录且内容不同，原记录不会被覆盖。")


@dataclass(frozen=True, slots=True)
class Decision:
    """One answer of a person; ``answer`` is what the form sent, as JSON values."""

    cycle: Cycle
    kind: DecisionKind
    decided_on: date
    decided_by: str
    answer: Mapping[str, Any]
    run_id: str
    decision_no: int = 1
    list_sha256: str | None = field(default=None)


def record_decision(given: Decision, work: UnitOfWork) -> None:
    """Write the decision; raise :class:`AlreadyDecided` when a different one stands under its number."""
    values = {
        "cycle": str(given.cycle),
        "kind": given.kind.value,
        "decision_no": given.decision_no,
        "decided_on": given.decided_on,
        "decided_by": given.decided_by,
        "answer": dict(given.answer),
        "list_sha256": given.list_sha256,
        "run_id": given.run_id,
    }
    with work:
        work.connection.execute(insert(decision).values(**values).on_conflict_do_nothing())
    standing = find_decision(given.cycle, given.kind, work, decision_no=given.decision_no)
    if standing is None or dict(standing.answer) != dict(given.answer):
        raise AlreadyDecided(given.cycle, given.kind, given.decision_no)


def find_decision(cycle: Cycle, kind: DecisionKind, work: UnitOfWork, *, decision_no: int = 1) -> Decision | None:
    """Return the decision under this number, or None when it has not been taken."""
    with work:
        row = work.connection.execute(
            select(decision).where(
                decision.c.cycle == str(cycle), decision.c.kind == kind.value, decision.c.decision_no == decision_no
            )
        ).one_or_none()
    return None if row is None else _decision(cycle, kind, row)


def last_decision(cycle: Cycle, kind: DecisionKind, work: UnitOfWork) -> Decision | None:
    """Return the decision with the highest number, or None when none has been taken.

    Of the chair's meeting there is one a cycle, under the number of the record that was approved.
    """
    with work:
        row = work.connection.execute(
            select(decision)
            .where(decision.c.cycle == str(cycle), decision.c.kind == kind.value)
            .order_by(decision.c.decision_no.desc())
            .limit(1)
        ).one_or_none()
    return None if row is None else _decision(cycle, kind, row)


def _decision(cycle: Cycle, kind: DecisionKind, row: Row[Any]) -> Decision:
    return Decision(
        cycle=cycle,
        kind=kind,
        decided_on=row.decided_on,
        decided_by=row.decided_by,
        answer=row.answer,
        run_id=row.run_id,
        decision_no=row.decision_no,
        list_sha256=row.list_sha256,
    )
