"""What an examination shuts out: who failed it, and whom a person refused at it (award/11, model-studio/12)."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.services.moves import move_selected
from honours.services.outcomes import ACTOR, failed, refused, require_judged
from honours.services.review.referrals import DECIDED_IN, ReferralsOpen, referred
from honours.storage.unit_of_work import UnitOfWork


def exclude(cycle: Cycle, examination: Examination, on: date, run_id: str, work: UnitOfWork) -> None:
    """Exclude the nominations that failed the examination or were refused at it; the unit of work must have begun.

    Raises :class:`ReferralsOpen` while a person's word is missing, and :class:`NotJudged`. A retry moves nothing.
    """
    state = DECIDED_IN[examination]
    open_ones = [referral.nomination_no for referral in referred(cycle, work, examination) if referral.is_open]
    if open_ones:
        raise ReferralsOpen(open_ones)
    require_judged(cycle, examination, state, work)
    # What a visit found is not in the application, so the reason has to say it.
    is_visit = examination is Examination.VERIFICATION
    for selection in (failed(cycle), refused(cycle, shows_found=is_visit)):
        move_selected(work, cycle, state, NominationState.EXCLUDED, selection, on=on, actor=ACTOR, run_id=run_id)
