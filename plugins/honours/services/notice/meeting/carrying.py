"""Carries out an approved result of the chair's meeting (award/11, award/12): the only way on to the public notice."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, Text, case, func, literal, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.meetings import VoteOutcome
from honours.domain.states import NominationState
from honours.services.decisions import DecisionKind
from honours.services.moves import move_selected
from honours.services.notice.meeting.approving import require_list_as_seen
from honours.services.notice.meeting.records import CLEAR, MeetingRecord, find_in, lock, open_meeting
from honours.storage.tables import decision, meeting_vote
from honours.storage.unit_of_work import UnitOfWork


class NotApproved(RefusedInput):
    """There is no result of the meeting with an approval that stands; carries the cycle."""

    def __init__(self, cycle: Cycle) -> None:
        self.cycle = cycle
        super().__init__(f"周期 {cycle} 的主席会议结果没有有效的核准，不能落实。{CLEAR}。")


@dataclass(frozen=True, slots=True)
class CarriedOut:
    """How many entries went on to public notice and how many did not, in all runs together."""

    approved: int
    declined: int


def carry_out(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> CarriedOut:
    """Move every entry by what the meeting decided on it, keep the decision, and return the counts; a retry moves none.

    Raise :class:`NotApproved`, and :class:`ListChanged` when the list is no longer the one that was approved.
    """
    record = open_meeting(cycle, work)
    if record is None or not record.is_approved:
        raise NotApproved(cycle)
    if not record.is_carried_out:
        require_list_as_seen(record, on, run_id, work)
    with work:
        lock(cycle, work)
        standing = find_in(cycle, work)
        if standing is None or not standing.is_approved or standing.meeting_no != record.meeting_no:
            raise NotApproved(cycle)
        votes = work.run("notice/list_votes", {"cycle": str(cycle), "meeting_no": standing.meeting_no}).all()
        if not standing.is_carried_out:
            _decide(standing, votes, run_id, work)
            for outcome in VoteOutcome:
                _move(standing, outcome, run_id, work)
    approved = sum(row.outcome == VoteOutcome.APPROVED.value for row in votes)
    return CarriedOut(approved, len(votes) - approved)


def _decide(record: MeetingRecord, votes: Any, run_id: str, work: UnitOfWork) -> None:
    work.connection.execute(
        insert(decision).values(
            cycle=str(record.cycle),
            kind=DecisionKind.CHAIR_MEETING.value,
            decision_no=record.meeting_no,
            decided_on=record.held_on,
            decided_by=record.approved_by,
            answer={
                "meeting_no": record.meeting_no,
                "minutes_no": record.minutes_no,
                "struck": {row.nomination_no: _why(row) for row in votes if row.outcome != VoteOutcome.APPROVED.value},
                "notice_posted_on": record.notice_posted_on.isoformat(),
                "notice_document_no": record.notice_document_no,
                "decision_document_no": record.decision_document_no,
                "prepared_by": record.prepared_by,
                "approved_on": record.approved_on.isoformat() if record.approved_on else None,
            },
            list_sha256=record.list_sha256,
            run_id=run_id,
        )
    )


def _why(row: Row[Any]) -> str:
    return str(row.reason or VoteOutcome(row.outcome).label)


def _move(record: MeetingRecord, outcome: VoteOutcome, run_id: str, work: UnitOfWork) -> int:
    vote = meeting_vote.c
    says = f"第{record.meeting_no}次主席会议（{record.minutes_no}）{outcome.label}"
    counted = func.concat("：赞成", vote.votes_for, "、反对", vote.votes_against, "、弃权", vote.abstentions)
    why = case((vote.reason.is_(None), literal("")), else_=func.concat("。", vote.reason))
    votes = case((vote.votes_for.is_(None), literal("")), else_=counted)
    chosen = select(vote.nomination_no, func.concat(literal(says), votes, why, type_=Text()).label("reason")).where(
        vote.cycle == str(record.cycle), vote.meeting_no == record.meeting_no, vote.outcome == outcome.value
    )
    return move_selected(
        work,
        record.cycle,
        NominationState.PROPOSED,
        NominationState.ON_NOTICE if outcome is VoteOutcome.APPROVED else NominationState.DECLINED,
        chosen,
        on=record.approved_on or record.held_on,
        actor=str(record.approved_by),
        run_id=run_id,
    )
