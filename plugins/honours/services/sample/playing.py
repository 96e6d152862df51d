"""What the replay knows of a made-up year, whatever its scheme: who sends what at which moment, and what people answer.

A :class:`Sample` never looks into the database or the outbox; what people would look at is handed to it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Protocol

from honours.domain.cycle import Category, Cycle
from honours.domain.meetings import Votes
from honours.domain.stages import Examination
from honours.domain.states import RankingOutcome
from honours.services.documents.letter import ListedProject
from honours.services.sample.entries import Season
from honours.services.sample.letters import Letter
from honours.services.sample.plants import Plant

Files = Mapping[str, bytes]
"""The contents of files by body code, or by the name of the file where several bodies or none is meant."""


@dataclass(frozen=True, slots=True)
class Post:
    """Files on their way into the inbox at one moment, and the faults that are in them."""

    letters: tuple[Letter, ...] = ()
    plants: frozenset[Plant] = frozenset()

    @classmethod
    def of(cls, letters: Iterable[Letter], plants: Iterable[Plant] = ()) -> Post:
        """Return a post of these letters and faults."""
        return cls(tuple(letters), frozenset(plants))


@dataclass(frozen=True, slots=True)
class PaperNumbers:
    """The numbers of the cycle's own documents: call, minutes of the meeting, notice and decision.

    ``recommendation`` is that of the letter to the province; empty where none is written.
    """

    call: str
    minutes: str
    notice: str
    decision: str
    recommendation: str = ""


@dataclass(frozen=True, slots=True)
class Shown:
    """One entry on a list that was put to people; ``outcome`` is there where experts scored."""

    nomination_no: str
    outcome: RankingOutcome | None = None


@dataclass(frozen=True, slots=True)
class Ballot:
    """The votes on one entry that was not approved by all, and why where it was voted down."""

    votes: Votes
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingAnswer:
    """What the chair's meeting decides: who is there, who stands back from what, and how they voted.

    Members by name; ``recusals`` are number, name and reason. What has no ballot is approved by all who vote.
    """

    present: tuple[str, ...]
    absent: Mapping[str, str]
    recusals: tuple[tuple[str, str, str], ...]
    ballots: Mapping[str, Ballot]
    chosen_of_tied: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class ReviewAnswer:
    """What staff find of the entries sent back: those put forward again and those not, each with why."""

    restored: Mapping[str, str]
    refused: Mapping[str, str]


class Sample(Protocol):
    """One made-up cycle."""

    @property
    def season(self) -> Season:
        """The cycle with its call and its last day for nominations."""
        ...

    @property
    def numbers(self) -> PaperNumbers:
        """The numbers of its documents."""
        ...

    def before_call(self) -> Post:
        """Return what comes before the call: bodies and experts, and before the first cycle the named studios."""
        ...

    def after_call(self) -> Post:
        """Return what can be taken in once the cycle is open: who sits on which panel; nothing without experts."""
        ...

    def nominations(self, blanks: Files) -> Post:
        """Return what the bodies send; ``blanks`` are the workbooks that went out, by body code."""
        ...

    def corrections(self, blanks: Files, returned: Files) -> Post:
        """Return what they send after the returns, and what comes too late.

        ``returned`` are the copies that came back, by the name of the file that had been sent.
        """
        ...

    def refusals(self, examination: Examination) -> Mapping[str, str]:
        """Return whom staff refuse among those referred at an examination, with the reason; the others are accepted."""
        ...

    def examined(self, asked: Files, on: date) -> Post:
        """Return what comes back from the experts or visitors by ``on``.

        ``asked`` are the sheets in the outbox, also those of experts who took over, and where the review is blind the
        staff's list of codes, which tells the ledger where the ties are.
        """
        ...

    def examined_again(self, returned: Files, on: date) -> Post:
        """Return what comes once faulty sheets came back, by the name of the file; nothing when none is faulty."""
        ...

    def meeting(self, listed: Sequence[Shown], on: date) -> MeetingAnswer:
        """Return what the meeting of a day decides on the list put to it, in the order of the list."""
        ...

    def sent_back(self, listed: Sequence[Shown], meeting_no: int) -> Mapping[str, str]:
        """Return which entries the leadership sends back instead of approving, with reasons; mostly none."""
        ...

    def examined_anew(self, sent_back: Sequence[str]) -> ReviewAnswer:
        """Return what staff find of the entries sent back."""
        ...

    def posted_on(self, planned_on: date) -> date:
        """Return the day on which a notice is really posted."""
        ...

    def notice_corrections(self, listed: Sequence[ListedProject], posted_on: date) -> Post:
        """Return what is put right of the list after it was posted; nothing where nobody finds a fault."""
        ...

    def objections(self, on_notice: Sequence[str], posted_on: date, closes_on: date) -> Post:
        """Return evidence and register of objections to those on public notice, in the order of the list."""
        ...

    def medals_withheld(self, awarded: Sequence[str]) -> Mapping[str, str]:
        """Return of which of the awarded entries the medal is withheld, and why."""
        ...

    def recommended(self, awarded: Sequence[tuple[Category, str]]) -> tuple[str, ...]:
        """Return which of the awarded entries, told with their category, go to the province, in that order."""
        ...

    def consulted(self, asked: Files, on_notice: Sequence[str], posted_on: date) -> Post:
        """Return what the experts of the trade answer; nothing where nobody is consulted.

        ``asked`` are the workbooks in the outbox, ``on_notice`` the entries in the order of the list.
        """
        ...

    def consulted_again(self, returned: Files, posted_on: date) -> Post:
        """Return what comes once faulty answers came back, by the name of the file; nothing when none is faulty."""
        ...

    def bank(self, payment_file: bytes, sent_on: date) -> Post:
        """Return the bank's statements and receipts for one payment file."""
        ...

    def plaques_hung_on(self, named_on: date) -> date | None:
        """Return the day from which the plaques hang; None where nobody gets one."""
        ...


@dataclass(frozen=True, slots=True)
class PlannedCycle:
    """A cycle that is played, on which day it is called, and when nominations are due."""

    cycle: Cycle
    call_on: date
    due_on: date
    numbers: PaperNumbers

    @property
    def season(self) -> Season:
        """The same as the sample's own modules take it."""
        return Season(self.cycle, self.call_on, self.due_on)
