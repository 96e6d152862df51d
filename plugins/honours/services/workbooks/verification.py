"""The form of one visit (model-studio/12): the studio, the nine aspects, and what its application claims of each."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from honours.domain.cycle import Category, Cycle
from honours.domain.studios import Aspect
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import Mark, form
from honours.services.workbooks.sheets import Row
from honours.services.workbooks.writing import office_values, write_workbook

_NOT_IN_FILE_NAMES = re.compile(r'[\\/:*?"<>|\s\x00-\x1f]+')
_NAME_LENGTH = 40

Claims = Mapping[Aspect, Decimal | None]


@dataclass(frozen=True, slots=True)
class VisitedStudio:
    """A studio to be visited, and the numbers that its application claims; None where it states none."""

    nomination_no: str
    studio_name: str
    unit_name: str
    category: Category
    claims: Claims


def verification_workbook(cycle: Cycle, studio: VisitedStudio, *, fixed_on: date) -> bytes:
    """Return the form for the visit to ``studio``; ``fixed_on`` becomes the date of the file."""
    asked = form(SubmissionKind.VERIFICATION_FORM)
    named = {
        "nomination_no": studio.nomination_no,
        "studio_name": studio.studio_name,
        "unit_name": studio.unit_name,
    }
    visit, aspects = asked.sheets
    rows: dict[str, list[Row]] = {
        visit.sheet_name: [named],
        aspects.sheet_name: [_row(aspect, studio.claims.get(aspect)) for aspect in Aspect],
    }
    values = {**named, "cycle": cycle.label, "category": cycle.category_label(studio.category), **office_values(cycle)}
    marks = {Mark.CYCLE: str(cycle), Mark.NOMINATION_NO: studio.nomination_no}
    return write_workbook(asked, f"{cycle.label}现场核实表", values, rows, marks, fixed_on)


def form_name(studio: VisitedStudio) -> str:
    """Return what the form is called as a file: number and studio, without what no file name may hold."""
    name = _NOT_IN_FILE_NAMES.sub("_", studio.studio_name).strip("._ ")[:_NAME_LENGTH]
    return f"现场核实表-{studio.nomination_no}-{name}.xlsx"


def _row(aspect: Aspect, claim: Decimal | None) -> Row:
    row: dict[str, str | int | Decimal] = {"aspect": aspect.label, "counts": aspect.counts}
    if claim is not None:
        row["claimed"] = int(claim) if claim == claim.to_integral_value() else claim
    return row
