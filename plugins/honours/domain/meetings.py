"""The chair's meeting in figures (award/11): who is there, what a vote decides, and how a record of it can end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class VoteOutcome(StrEnum):
    """What the meeting decided on one entry; one tied at the line that was not chosen was not voted down."""

    APPROVED = "approved"
    VOTED_DOWN = "voted_down"
    NOT_CHOSEN = "not_chosen"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {
            "approved": "表决通过",
            "voted_down": "表决未通过",
            "not_chosen": "名额线上并列，会议未选定",
        }[self.value]


class ReturnKind(StrEnum):
    """Why a record of the meeting no longer counts."""

    RECORD = "record"
    ENTRIES = "entries"
    LIST_CHANGED = "list_changed"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"record": "整份记录退回", "entries": "项目退回复核", "list_changed": "名单已变，核准失效"}[self.value]


class ReviewOutcome(StrEnum):
    """What was found of an entry that was sent back."""

    RESTORED = "restored"
    REFUSED = "refused"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"restored": "复核后重新提请", "refused": "复核后不再提请"}[self.value]


@dataclass(frozen=True, slots=True)
class Votes:
    """The votes on one entry."""

    votes_for: int
    votes_against: int = 0
    abstentions: int = 0

    @property
    def cast(self) -> int:
        """How many voted; who abstains has voted."""
        return self.votes_for + self.votes_against + self.abstentions

    def carries(self, approval_percent: int) -> bool:
        """Return whether the votes for are strictly more than this part of the votes cast."""
        return self.votes_for * 100 > approval_percent * self.cast

    def __str__(self) -> str:
        return f"赞成{self.votes_for}、反对{self.votes_against}、弃权{self.abstentions}"


def has_quorum(present: int, members: int, quorum_percent: int) -> bool:
    """Return whether at least this part of the members is present; a meeting of nobody never has one."""
    return present > 0 and present * 100 >= quorum_percent * members


def quorum_of(members: int, quorum_percent: int) -> int:
    """Return the smallest number of members with which the meeting may decide."""
    return max(1, -(-quorum_percent * members // 100))
