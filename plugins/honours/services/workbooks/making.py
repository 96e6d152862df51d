"""The workbooks of the cycle: nominations of a body, scores of an expert, the roster, the register of objections."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from honours.domain.calendar import Roll, latest_posting
from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind
from honours.regulation.calendar import working_days
from honours.regulation.forms import Mark, cycle_form, form
from honours.regulation.loader import regulation
from honours.services.documents.wording import chinese_date, yuan
from honours.services.intake.limits import LIMITS
from honours.services.workbooks.writing import office_values, write_workbook

_ONE_DAY = timedelta(days=1)
_ROLLS = {
    Roll.DAY_OFF: "公示期最后一天遇休息日的，顺延到下一个工作日",
    Roll.STATUTORY_HOLIDAY: "公示期最后一天遇法定节假日的，顺延到节后第一天",
    Roll.NEVER: "公示期最后一天遇休息日的，不顺延",
}


@dataclass(frozen=True, slots=True)
class Body:
    """A recommending body, as far as its workbook names it."""

    body_code: str
    name: str


def nomination_workbook(cycle: Cycle, body: Body, due_on: date, *, fixed_on: date) -> bytes:
    """Return the body's workbook by its scheme: instructions, a sheet a category that the year holds, rows numbered.

    ``due_on`` is the last day on which it may arrive; ``fixed_on`` becomes the date of the file. Raises
    :class:`NoCycle` for a year without one, and :class:`NotInForce` for a day before the regulation.
    """
    asked = cycle_form(cycle)
    values = {
        "body_name": body.name,
        "body_code": body.body_code,
        "cycle": cycle.label,
        "rows": str(asked.prepared_rows),
        "due_on": chinese_date(due_on),
        **(_naming(cycle, due_on) if cycle.scheme.names_studios else _posting(due_on)),
        **office_values(cycle),
    }
    serials = [{"serial_no": number} for number in range(1, asked.prepared_rows + 1)]
    rows = {sheet.sheet_name: serials for sheet in asked.sheets}
    marks = {Mark.CYCLE: str(cycle), Mark.BODY_CODE: body.body_code}
    return write_workbook(asked, f"{cycle.label}推荐申报表", values, rows, marks, fixed_on)


def _posting(due_on: date) -> dict[str, str]:
    """Return what is said of the posting at the unit (award/10)."""
    window = regulation().window("grassroots_posting").on(due_on)
    return {
        "posting_window": window.label,
        "posting_roll": _ROLLS[window.roll],
        "latest_posting_on": chinese_date(latest_posting(due_on - _ONE_DAY, window, working_days())),
    }


def _naming(cycle: Cycle, due_on: date) -> dict[str, str]:
    """Return what the year names, and what the unit of a named studio gets (model-studio/20, employee-studio/12)."""
    law = regulation()
    due = law.categories_due(cycle)
    granted = [f"{cycle.category_label(one)} {yuan(law.subsidy(cycle.scheme, one).on(due_on))} 元" for one in due]
    return {
        "categories": "、".join(cycle.category_label(one) for one in due),
        "subsidies": "，".join(granted),
        "file_limit": f"{LIMITS.file_bytes >> 20} MB",
    }


def roster_workbook(*, fixed_on: date) -> bytes:
    """Return the empty roster of recommending bodies, experts and panels."""
    return write_workbook(form(SubmissionKind.ROSTER), "推荐单位和专家名册", {}, {}, {}, fixed_on)


def objection_register_workbook(cycle: Cycle, *, fixed_on: date) -> bytes:
    """Return the empty register of objections during the cycle's public notice (award/12)."""
    asked = form(SubmissionKind.OBJECTION_REGISTER, cycle.scheme)
    values = {"cycle": cycle.label, **office_values(cycle)}
    return write_workbook(asked, f"{cycle.label}公示异议登记表", values, {}, {Mark.CYCLE: str(cycle)}, fixed_on)


def notice_correction_workbook(cycle: Cycle, *, fixed_on: date) -> bytes:
    """Return the empty register of corrections of the cycle's public notice (award/12)."""
    asked = form(SubmissionKind.NOTICE_CORRECTION, cycle.scheme)
    values = {"cycle": cycle.label, **office_values(cycle)}
    return write_workbook(asked, f"{cycle.label}公示更正登记表", values, {}, {Mark.CYCLE: str(cycle)}, fixed_on)
