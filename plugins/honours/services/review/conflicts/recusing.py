"""An expert steps back from an entry or a unit: noted once, in force from then on (award/11)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy.dialects.postgresql import insert

from honours.domain.conflicts import InterestSubject
from honours.domain.cycle import Cycle
from honours.storage.tables import recusal
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Recusal:
    """Who steps back from what, why and when, and the file that says so.

    ``subject`` is the number of a nomination, or of a unit its name or its code.
    """

    cycle: Cycle
    expert_no: str
    subject: str
    reason: str
    recused_on: date
    submission_id: int
    subject_kind: InterestSubject = InterestSubject.NOMINATION


def record_recusal(one: Recusal, work: UnitOfWork) -> bool:
    """Note the recusal and return whether it was new; one that stands stays as it was first said.

    The unit of work has begun. It holds against every later assignment; an expert who is assigned already is replaced
    by the assignment's own recheck.
    """
    key = {
        "cycle": str(one.cycle),
        "expert_no": one.expert_no,
        "subject_kind": one.subject_kind.value,
        "subject": one.subject,
    }
    told = {"reason": one.reason, "recused_on": one.recused_on, "submission_id": one.submission_id, "is_active": True}
    statement = insert(recusal).values(**key, **told)
    noted = work.connection.execute(
        statement.on_conflict_do_update(
            index_elements=list(key), set_=told, where=recusal.c.is_active.is_(False)
        ).returning(recusal.c.expert_no)
    )
    return noted.one_or_none() is not None
