"""What the chair's meetings made of one nomination: vote, minutes, approval, return (award/11); no member is named."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.actors import shown
from honours.domain.meetings import ReturnKind, ReviewOutcome, VoteOutcome, Votes
from honours.services.explain.privacy import without_long_numbers


@dataclass(frozen=True, slots=True)
class Approved:
    """Who approved the record, and when."""

    approved_by: str
    approved_on: date


@dataclass(frozen=True, slots=True)
class SentBack:
    """Why the record no longer counts, and what was found of this entry where it was examined again."""

    kind: ReturnKind
    reason: str
    returned_by: str
    returned_on: date
    outcome: ReviewOutcome | None
    finding: str | None
    found_by: str | None
    found_on: date | None


@dataclass(frozen=True, slots=True)
class ExplainedMeeting:
    """One record of a meeting; ``votes`` is None for one tied at the line that was not chosen."""

    meeting_no: int
    held_on: date
    minutes_no: str
    minutes_file: str
    minutes_sha256: str
    votes: Votes | None
    recused: int
    outcome: VoteOutcome
    reason: str | None
    prepared_by: str
    approved: Approved | None
    sent_back: SentBack | None

    @property
    def counts(self) -> bool:
        """Whether the record is approved and was not sent back."""
        return self.approved is not None and self.sent_back is None

    @property
    def says(self) -> tuple[str, ...]:
        """The meeting in Chinese sentences, without its number and day."""
        votes = f"：{self.votes}" if self.votes else ""
        recused = f"，{self.recused}人回避" if self.recused else ""
        why = f"。{self.reason}" if self.reason else ""
        return (
            f"{self.outcome.label}{votes}{recused}{why}",
            f"纪要 {self.minutes_no}（归档文件“{self.minutes_file}”，SHA-256 {self.minutes_sha256[:12]}…）",
            self._approval,
            *self._return,
        )

    @property
    def _approval(self) -> str:
        entered = f"由{shown(self.prepared_by)}录入"
        if self.approved is None:
            return f"{entered}，{'没有核准' if self.sent_back else '等待核准'}"
        fallen = "，这次核准已失效" if self.sent_back else ""
        return f"{entered}，{self.approved.approved_on}由{shown(self.approved.approved_by)}核准{fallen}"

    @property
    def _return(self) -> tuple[str, ...]:
        gone = self.sent_back
        if gone is None:
            return ()
        says = f"{gone.returned_on}{shown(gone.returned_by)}：{gone.kind.label}（{gone.reason}）"
        if gone.outcome is None:
            return (says,)
        return (says, f"{gone.found_on}{shown(gone.found_by or '')}：{gone.outcome.label}（{gone.finding}）")


def explained_meeting(row: Row[Any]) -> ExplainedMeeting:
    """Return one row of ``explain/list_meetings``."""
    sent_back = None
    if row.returned_as is not None:
        sent_back = SentBack(
            kind=ReturnKind(row.returned_as),
            reason=without_long_numbers(row.return_reason),
            returned_by=row.returned_by,
            returned_on=row.returned_on,
            outcome=None if row.found_as is None else ReviewOutcome(row.found_as),
            finding=None if row.finding is None else without_long_numbers(row.finding),
            found_by=row.found_by,
            found_on=row.found_on,
        )
    return ExplainedMeeting(
        meeting_no=row.meeting_no,
        held_on=row.held_on,
        minutes_no=row.minutes_no,
        minutes_file=row.minutes_file,
        minutes_sha256=row.minutes_sha256,
        votes=None if row.votes_for is None else Votes(row.votes_for, row.votes_against, row.abstentions),
        recused=row.recused,
        outcome=VoteOutcome(row.outcome),
        reason=None if row.reason is None else without_long_numbers(row.reason),
        prepared_by=row.prepared_by,
        approved=None if row.approved_by is None else Approved(row.approved_by, row.approved_on),
        sent_back=sent_back,
    )
