"""Puts studios that were visited to the chair's meeting (model-studio/12): all that the visits bore out, unranked."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.services.moves import move_all
from honours.services.outcomes import ACTOR
from honours.services.review.excluding import exclude
from honours.storage.unit_of_work import UnitOfWork

_REASON = "现场核实属实，提请会议研究"


def propose_verified(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> int:
    """Propose every qualified studio and return how many were proposed in all runs together; a retry adds none.

    Whom the visits shut out is excluded before, so that nobody is proposed by a run that left out a step. Raises
    :class:`NotJudged` and :class:`ReferralsOpen`.
    """
    with work:
        exclude(cycle, Examination.VERIFICATION, on, run_id, work)
        move_all(
            work,
            cycle,
            NominationState.QUALIFIED,
            NominationState.PROPOSED,
            on=on,
            actor=ACTOR,
            run_id=run_id,
            reason=_REASON,
        )
        return int(work.run("review/count_proposed", {"cycle": str(cycle)}).scalar_one())
