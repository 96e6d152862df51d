"""The qualification of recommended nominations (award/11): judge, ask a person about what is in doubt, act on both."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from sqlalchemy import Text, literal
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination
from honours.domain.states import NominationState, RulingOutcome
from honours.services import judgement
from honours.services.judgement import JudgedCounts
from honours.services.moves import move_selected
from honours.services.outcomes import ACTOR, standing
from honours.services.review.excluding import exclude
from honours.services.review.referrals import (
    Referral,
    RulingReasonMissing,
    RulingStands,
    UnknownReferral,
    decided_with,
    referred,
)
from honours.storage.tables import nomination, ruling
from honours.storage.unit_of_work import UnitOfWork

_ACCEPTED_REASON = "经人工认定，符合条件"


@dataclass(frozen=True, slots=True)
class RuleOnReferrals:
    """A person's word on every nomination referred at an examination or at those decided together with it.

    Those in ``refused`` (number to reason) are refused, all others accepted.
    """

    cycle: Cycle
    ruled_by: str
    ruled_on: date
    run_id: str
    refused: Mapping[str, str] = field(default_factory=dict)
    examination: Examination = Examination.QUALIFICATION


@dataclass(frozen=True, slots=True)
class RuledCounts:
    """How many nominations stand accepted and refused after a person's word, in all runs together."""

    accepted: int
    refused: int

    def __str__(self) -> str:
        return f"认定符合{self.accepted}项，认定不符合{self.refused}项"


@dataclass(frozen=True, slots=True)
class QualifiedCounts:
    """How the nominations of a cycle left the qualification, in all runs together."""

    qualified: int
    excluded: int

    def __str__(self) -> str:
        return f"资格审查通过{self.qualified}项，不符合{self.excluded}项"


def qualify(cycle: Cycle, on: date, work: UnitOfWork) -> JudgedCounts:
    """Judge all recommended nominations by award/4 to award/8; a retry adds nothing."""
    return judgement.judge(cycle, Examination.QUALIFICATION, on, work)


def rule_on_referrals(given: RuleOnReferrals, work: UnitOfWork) -> RuledCounts:
    """Record a ruling for every rule that referred a nomination; the same word again changes nothing.

    Raises :class:`UnknownReferral` for numbers that were not referred, :class:`RulingReasonMissing` for a refusal
    without a reason and :class:`RulingStands` for a refusal of what stands accepted; then nothing is recorded.
    """
    with work:
        known = referred(given.cycle, work, given.examination)
        _check(given, known)
        rows = [
            {
                "cycle": str(given.cycle),
                "nomination_no": referral.nomination_no,
                "rule": doubt.rule,
                "outcome": (RulingOutcome.REFUSED if is_refused else RulingOutcome.ACCEPTED).value,
                "reason": given.refused.get(referral.nomination_no, _ACCEPTED_REASON).strip(),
                "ruled_by": given.ruled_by,
                "ruled_on": given.ruled_on,
                "run_id": given.run_id,
            }
            for referral in known
            for is_refused in (referral.nomination_no in given.refused,)
            for doubt in referral.doubts
            if doubt.outcome is None
        ]
        if rows:
            work.connection.execute(insert(ruling).on_conflict_do_nothing(), rows)
        stages = [examination.value for examination in decided_with(given.examination)]
        counts = work.run("review/count_rulings", {"cycle": str(given.cycle), "stages": stages}).one()
    return RuledCounts(counts.accepted, counts.refused)


def advance_qualified(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> QualifiedCounts:
    """Exclude what failed or was refused and qualify the rest; return how the step ended. A retry moves nothing.

    Raises :class:`NotJudged` and, while a person's word is missing, :class:`ReferralsOpen`.
    """
    rest = standing(cycle).with_only_columns(nomination.c.nomination_no, literal("资格审查通过", Text).label("reason"))
    with work:
        exclude(cycle, Examination.QUALIFICATION, on, run_id, work)
        move_selected(
            work,
            cycle,
            NominationState.RECOMMENDED,
            NominationState.QUALIFIED,
            rest.distinct(),
            on=on,
            actor=ACTOR,
            run_id=run_id,
        )
        counts = work.run("review/count_qualified", {"cycle": str(cycle)}).one()
    return QualifiedCounts(counts.qualified, counts.excluded)


def _check(given: RuleOnReferrals, known: list[Referral]) -> None:
    by_number = {referral.nomination_no: referral for referral in known}
    unknown = sorted(set(given.refused) - set(by_number))
    if unknown:
        raise UnknownReferral(unknown, sorted(by_number))
    without_reason = sorted(number for number, reason in given.refused.items() if not reason.strip())
    if without_reason:
        raise RulingReasonMissing(without_reason)
    standing_accepted = sorted(
        number
        for number in given.refused
        if any(doubt.outcome is RulingOutcome.ACCEPTED for doubt in by_number[number].doubts)
    )
    if standing_accepted:
        raise RulingStands(standing_accepted)
