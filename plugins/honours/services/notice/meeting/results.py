"""What a person enters as the result of the chair's meeting."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from honours.domain.cycle import Cycle
from honours.domain.meetings import Votes


@dataclass(frozen=True, slots=True)
class Recusal:
    """A member who does not vote on an entry, and why."""

    nomination_no: str
    member: str
    reason: str


@dataclass(frozen=True, slots=True)
class EntryVotes:
    """The votes on an entry that was not carried by all, and why where it was voted down."""

    votes: Votes
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MeetingResult:
    """The result as it was entered; members by name, entries by number, who is absent with the reason.

    An entry that is not in ``votes`` was approved by everybody who was present and not recused. ``minutes_file`` is the
    name under which the minutes were sent.
    """

    cycle: Cycle
    held_on: date
    minutes_no: str
    minutes_file: str
    present: tuple[str, ...]
    absent: Mapping[str, str]
    recusals: tuple[Recusal, ...]
    votes: Mapping[str, EntryVotes]
    chosen_of_tied: tuple[str, ...]
    notice_posted_on: date
    notice_document_no: str
    decision_document_no: str
    prepared_by: str
    prepared_on: date
    run_id: str

    @property
    def answer_sha256(self) -> str:
        """A mark over everything that was entered, the same for the same answer whenever it is carried out again."""
        told = {
            "held_on": self.held_on.isoformat(),
            "minutes": [self.minutes_no, self.minutes_file],
            "present": sorted(self.present),
            "absent": sorted(self.absent.items()),
            "recusals": sorted((one.nomination_no, one.member, one.reason) for one in self.recusals),
            "votes": sorted((number, str(one.votes), one.reason) for number, one in self.votes.items()),
            "chosen_of_tied": sorted(self.chosen_of_tied),
            "notice_posted_on": self.notice_posted_on.isoformat(),
            "numbers": [self.notice_document_no, self.decision_document_no],
            "prepared_by": self.prepared_by,
        }
        return sha256(json.dumps(told, ensure_ascii=False, sort_keys=True).encode()).hexdigest()
