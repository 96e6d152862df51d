"""The empty register of studios from before this system (model-studio/6, /14, employee-studio/6)."""

from __future__ import annotations

from datetime import date

from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import form
from honours.services.studios.years import all_years_told
from honours.services.workbooks.writing import write_workbook


def studio_register_workbook(*, fixed_on: date) -> bytes:
    """Return the empty register; the years in which studios are named are told up to ``fixed_on``."""
    values = {"years": f"{all_years_told(fixed_on.year)}。"}
    return write_workbook(form(SubmissionKind.STUDIO_REGISTER), "创新工作室名册", values, {}, {}, fixed_on)
