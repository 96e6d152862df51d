"""The publicity stage (award/10, model-studio/9, employee-studio/6): judge postings and recommendations, act on both.

What fails is excluded with its articles. What is only doubtful goes on: it is put to a person together with the doubts
of the qualification, so that nobody is asked twice about one nomination.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import Text, func, literal, select

from honours.domain.cycle import Cycle
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.regulation.loader import regulation
from honours.services import judgement
from honours.services.closings import closings
from honours.services.judgement import JudgedCounts
from honours.services.moves import move_selected
from honours.services.outcomes import ACTOR, failed, require_judged, standing
from honours.services.stages import CycleNotOpen
from honours.storage.tables import cycle as cycle_table
from honours.storage.tables import nomination, nomination_posting
from honours.storage.unit_of_work import UnitOfWork

_REASON = {
    False: "基层公示和推荐符合要求，或其疑点交由资格审查认定",
    True: "申请、考核和推荐符合要求，或其疑点交由申报审核认定",
}


@dataclass(frozen=True, slots=True)
class AdvancedCounts:
    """How the nominations of a cycle left the publicity stage, in all runs together.

    ``referred`` of the recommended ones still need a person's word on their posting.
    """

    recommended: int
    excluded: int
    referred: int

    def __str__(self) -> str:
        return f"推荐{self.recommended}项（其中{self.referred}项待人工认定），不符合{self.excluded}项"


def judge(cycle: Cycle, on: date, work: UnitOfWork) -> JudgedCounts:
    """Judge all received nominations by the rules of award/10; a retry adds nothing."""
    return judgement.judge(cycle, Examination.POSTING, on, work)


def postings_close_on(cycle: Cycle, work: UnitOfWork) -> date | None:
    """Return the day on which the last posting of the cycle closes; None when no posting day is known.

    Raises :class:`CycleNotOpen`.
    """
    with work:
        due_on = work.connection.execute(
            select(cycle_table.c.nominations_due_on).where(cycle_table.c.cycle == str(cycle))
        ).scalar_one_or_none()
        if due_on is None:
            raise CycleNotOpen(cycle)
        window = closings(regulation().window("grassroots_posting").on(due_on))
        last = (
            select(func.max(window.c.closes_on))
            .join(nomination_posting, nomination_posting.c.posted_on == window.c.posted_on)
            .join(nomination, nomination.c.nomination_no == nomination_posting.c.nomination_no)
            .where(nomination.c.cycle == str(cycle), nomination.c.is_withdrawn.is_(False))
        )
        found: date | None = work.connection.execute(last).scalar_one()
    return found


def advance(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> AdvancedCounts:
    """Exclude what failed and recommend the rest; return how the stage ended. A retry moves nothing.

    Raises :class:`NotJudged` when a received nomination has not been judged.
    """
    rest = standing(cycle).with_only_columns(
        nomination.c.nomination_no, literal(_REASON[cycle.scheme.names_studios], Text).label("reason")
    )
    with work:
        require_judged(cycle, Examination.POSTING, NominationState.RECEIVED, work)
        for to_state, selection in (
            (NominationState.EXCLUDED, failed(cycle)),
            (NominationState.RECOMMENDED, rest.distinct()),
        ):
            move_selected(work, cycle, NominationState.RECEIVED, to_state, selection, on=on, actor=ACTOR, run_id=run_id)
        counts = work.run("publicity/count_advanced", {"cycle": str(cycle)}).one()
    return AdvancedCounts(counts.recommended, counts.excluded, counts.referred)
