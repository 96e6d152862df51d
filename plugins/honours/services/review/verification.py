"""The visits to qualified studios (model-studio/12): forms go out, what comes back is judged, and acted upon.

Each studio gets one form. The first that goes out stays as it is: a retry makes none anew.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from sqlalchemy import Row, func, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.stages import Examination, Stage
from honours.domain.studios import Aspect
from honours.services.judgement import JudgedCounts, judge_within
from honours.services.review.excluding import exclude
from honours.services.workbooks import VisitedStudio, verification_workbook
from honours.services.workbooks.verification import form_name
from honours.storage.tables import verification_form
from honours.storage.unit_of_work import UnitOfWork

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_SHOWN = 10


class FormsMissing(RefusedInput):
    """Verification forms have not come back; carries number, studio and unit of each."""

    def __init__(self, missing: Sequence[MissingForm]) -> None:
        self.missing = tuple(missing)
        listed = "、".join(f"{one.nomination_no}（{one.studio_name}）" for one in missing[:_SHOWN])
        more = f"等 {len(missing)} 份" if len(missing) > _SHOWN else ""
        super().__init__(f"现场核实表尚未收齐：{listed}{more}。请收齐并更正退回的表后再审查。")


@dataclass(frozen=True, slots=True)
class MissingForm:
    """A qualified studio whose form has not come back whole."""

    nomination_no: str
    studio_name: str
    unit_name: str


@dataclass(frozen=True, slots=True)
class VerifiedCounts:
    """How many studios the visits bore out and how many they shut out, in all runs together."""

    verified: int
    excluded: int

    def __str__(self) -> str:
        return f"现场核实属实{self.verified}项，不符合{self.excluded}项"


def send_verification_forms(cycle: Cycle, on: date, work: UnitOfWork) -> int:
    """Make one form a qualified studio in the outbox; return how many there are. A retry adds none."""
    with work:
        rows = work.run("review/list_unsent_forms", {"cycle": str(cycle)}).all()
    for row in rows:
        with work:
            _send(cycle, _studio(row), on, work)
    with work:
        sent = select(func.count()).select_from(verification_form).where(verification_form.c.cycle == str(cycle))
        return int(work.connection.execute(sent).scalar_one())


def missing_forms(cycle: Cycle, work: UnitOfWork) -> list[MissingForm]:
    """Return the qualified studios whose form has not come back whole."""
    with work:
        return _missing(cycle, work)


def judge_verification(cycle: Cycle, on: date, work: UnitOfWork) -> JudgedCounts:
    """Judge every qualified studio by what its visit found; a retry adds nothing.

    From then on no form is taken in any more. Raises :class:`FormsMissing`, because a verdict is not given twice.
    """
    with work:
        work.run("review/lock_verification_forms", {"cycle": str(cycle)})
        missing = _missing(cycle, work)
        if missing:
            raise FormsMissing(missing)
        return judge_within(cycle, Examination.VERIFICATION, on, work)


def advance_verified(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> VerifiedCounts:
    """Exclude the studios whose claims were contradicted or that a person refused; the others stay qualified.

    Raises :class:`NotJudged` and, while a person's word is missing, :class:`ReferralsOpen`. A retry moves nothing.
    """
    with work:
        exclude(cycle, Examination.VERIFICATION, on, run_id, work)
        counts = work.run("review/count_verified", {"cycle": str(cycle)}).one()
    return VerifiedCounts(counts.verified, counts.excluded)


def _missing(cycle: Cycle, work: UnitOfWork) -> list[MissingForm]:
    rows = work.run("review/list_missing_forms", {"cycle": str(cycle)}).all()
    return [MissingForm(row.nomination_no, row.studio_name, row.unit_name) for row in rows]


def _studio(row: Row[Any]) -> VisitedStudio:
    stated = {aspect: getattr(row, aspect.claim) for aspect in Aspect}
    claims = {aspect: None if number is None else Decimal(number) for aspect, number in stated.items()}
    return VisitedStudio(row.nomination_no, row.studio_name, row.unit_name, Category(row.category), claims)


def _send(cycle: Cycle, studio: VisitedStudio, on: date, work: UnitOfWork) -> None:
    """Note the form and lay it in the outbox; of two workers the one that notes it first lays it."""
    content = verification_workbook(cycle, studio, fixed_on=on)
    name = form_name(studio)
    sha256 = work.keep(content, name=name, media_type=_XLSX, origin="produced")
    noted = work.connection.execute(
        insert(verification_form)
        .values(nomination_no=studio.nomination_no, cycle=str(cycle), sent_sha256=sha256)
        .on_conflict_do_nothing(),
        execution_options={"preserve_rowcount": True},
    ).rowcount
    if noted:
        work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.REVIEW.value,
            kind=DocumentKind.VERIFICATION_FORM,
            subject=studio.nomination_no,
            file_name=name,
            made_on=on,
        )
