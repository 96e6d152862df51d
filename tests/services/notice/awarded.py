"""An award cycle after its announcement: ranked and awarded entries, and the chair's meeting on record."""

from __future__ import annotations

from datetime import date

from sqlalchemy import insert
from tests.builders import CYCLE, nomination_no, nominee
from tests.services.disbursement.cases import award

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.services.decisions import Decision, DecisionKind, record_decision
from honours.services.moves import move_all
from honours.storage.tables import ranking
from honours.storage.unit_of_work import UnitOfWork

ON = date(2026, 4, 28)
NOTICE_NO, DECISION_NO, LETTER_NO = "锡工办发〔2026〕7号", "锡工发〔2026〕8号", "锡工发〔2026〕9号"
TECH, METHOD, PATENT, IDEA = CYCLE.categories


def number(category: Category, serial: int = 1) -> str:
    return nomination_no(category, serial)


def awarded(unit: UnitOfWork, *, held: Category | None = None) -> UnitOfWork:
    """Lay down one awarded entry of each category; that of ``held`` waits for its objection."""
    award(
        unit,
        *(
            nominee(category, 1, state=NominationState.HELD if category is held else NominationState.AWARDED)
            for category in CYCLE.categories
        ),
    )
    with unit as work:
        for category in CYCLE.categories:
            work.connection.execute(
                insert(ranking).values(
                    cycle=str(CYCLE),
                    nomination_no=number(category),
                    category=category.value,
                    mean_points=90,
                    score_count=3,
                    rank=1,
                    outcome="in",
                )
            )
    record_decision(
        Decision(
            cycle=CYCLE,
            kind=DecisionKind.CHAIR_MEETING,
            decided_on=ON,
            decided_by="operations",
            answer={"notice_document_no": NOTICE_NO, "decision_document_no": DECISION_NO},
            run_id="run",
        ),
        unit,
    )
    return unit


def award_later(unit: UnitOfWork, category: Category) -> None:
    """Let the entry that was held be awarded."""
    with unit as work:
        move_all(
            work,
            CYCLE,
            NominationState.HELD,
            NominationState.AWARDED,
            nomination_nos=[number(category)],
            on=ON,
            actor="系统",
            run_id="run",
            reason="异议不成立",
        )
