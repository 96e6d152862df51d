"""What is kept of the forms of the visits (model-studio/12); every function needs a unit of work that has begun."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from sqlalchemy import Update, select, update
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.states import NominationState
from honours.domain.studios import Aspect
from honours.services.intake.rows import SheetRows
from honours.services.workbooks.verification import Claims
from honours.storage.tables import verification_finding, verification_form
from honours.storage.unit_of_work import UnitOfWork

_FOUND = ("claimed", "observed", "conclusion", "note", "submission_id", "source_sheet", "source_cell")


@dataclass(frozen=True, slots=True)
class SentForm:
    """A form that went out: for which studio, what its application claims, and whether the visit was judged."""

    cycle: Cycle
    nomination_no: str
    studio_name: str
    call_on: date
    claims: Claims
    state: NominationState
    is_judged: bool


def find_sent(cycle: str, nomination_no: str, work: UnitOfWork) -> SentForm | None:
    """Return the form and hold it until the transaction ends; None when it was never sent."""
    key = {"cycle": cycle, "nomination_no": nomination_no}
    # Two statements: what the second sees is what whoever held the form before has left.
    work.run("review/lock_verification_form", key)
    row = work.run("review/find_verification_form", key).one_or_none()
    if row is None:
        return None
    stated = {aspect: getattr(row, aspect.claim) for aspect in Aspect}
    return SentForm(
        cycle=Cycle.parse(row.cycle),
        nomination_no=row.nomination_no,
        studio_name=row.studio_name,
        call_on=row.call_on,
        claims={aspect: None if number is None else Decimal(number) for aspect, number in stated.items()},
        state=NominationState(row.state),
        is_judged=row.is_judged,
    )


def store(sent: SentForm, visit: SheetRows, aspects: SheetRows, submission_id: int, work: UnitOfWork) -> None:
    """Keep the right rows of both sheets in place of what was kept before."""
    for row in visit.rows:
        visitors = row.values["visitors"]
        told = {
            "visited_on": row.values["visited_on"],
            "visitors": "、".join(visitors) if isinstance(visitors, tuple) else None,
        }
        work.connection.execute(_form_of(sent).values(**told))
    if not aspects.rows:
        return
    statement = insert(verification_finding)
    work.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["nomination_no", "aspect"], set_={name: statement.excluded[name] for name in _FOUND}
        ),
        [
            {
                "nomination_no": sent.nomination_no,
                "aspect": row.values["aspect"],
                "claimed": sent.claims[Aspect(str(row.values["aspect"]))],
                "observed": row.values["observed"],
                "conclusion": row.values["conclusion"],
                "note": row.values["note"],
                "submission_id": submission_id,
                "source_sheet": row.sheet,
                "source_cell": row.cells["conclusion"],
            }
            for row in aspects.rows
        ],
    )


def known_aspects(sent: SentForm, work: UnitOfWork) -> set[str]:
    """Return the aspects of which there is a finding."""
    f = verification_finding.c
    return set(work.connection.scalars(select(f.aspect).where(f.nomination_no == sent.nomination_no)))


def has_visit(sent: SentForm, work: UnitOfWork) -> bool:
    """Return whether it is known when the studio was visited."""
    f = verification_form.c
    known = select(f.visited_on).where(f.nomination_no == sent.nomination_no, f.visited_on.is_not(None))
    return work.connection.execute(known).one_or_none() is not None


def settle(sent: SentForm, submission_id: int, arrived_on: date, *, is_whole: bool, work: UnitOfWork) -> None:
    """Note the form as come back, or open it again: with a fault nobody knows which of two findings stands."""
    came = {"submission_id": submission_id, "received_on": arrived_on} if is_whole else {}
    work.connection.execute(_form_of(sent).values(**({"submission_id": None, "received_on": None} | came)))


def _form_of(sent: SentForm) -> Update:
    return update(verification_form).where(verification_form.c.nomination_no == sent.nomination_no)
