"""The workbook of the industry consultation (award/12): one expert's entries, as the public notice shows them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from honours.domain.calendar import Closing
from honours.domain.cycle import Cycle
from honours.domain.policies import Silence
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import Mark, form
from honours.services.documents.letter import ListedProject
from honours.services.documents.wording import chinese_date
from honours.services.workbooks.writing import office_values, write_workbook

_SILENCE = {
    Silence.NO_OBJECTION: "到期没有答复的项目，记为“未答复”，视为没有不同意见",
    Silence.ASK: "到期没有答复的项目，记为“未答复”，由工作人员另行认定",
}


@dataclass(frozen=True, slots=True)
class ConsultedExpert:
    """An expert who is asked, and the running number of the workbook for him in the cycle."""

    expert_no: str
    name: str
    sheet_no: int


def consultation_workbook(
    cycle: Cycle,
    asked: ConsultedExpert,
    projects: Sequence[ListedProject],
    closing: Closing,
    silence: Silence,
    *,
    fixed_on: date,
) -> bytes:
    """Return the workbook for one expert; ``fixed_on`` becomes the date of the file."""
    wanted = form(SubmissionKind.CONSULTATION_FORM)
    rows = {
        wanted.sheets[0].sheet_name: [
            {
                "nomination_no": one.nomination_no,
                "category": cycle.category_label(one.category),
                "project_name": one.title,
                "person_name": one.person,
                "unit_name": one.unit,
            }
            for one in projects
        ]
    }
    due = f"{chinese_date(closing.closes_on)}{'（暂定，放假安排公布后可能变动）' if closing.is_provisional else ''}"
    values = {
        "expert_no": asked.expert_no,
        "expert_name": asked.name,
        "cycle": cycle.label,
        "due_on": due,
        "reply_days": closing.window.label,
        "silence": _SILENCE[silence],
        **office_values(cycle),
    }
    marks = {Mark.CYCLE: str(cycle), Mark.EXPERT_NO: asked.expert_no, Mark.SHEET_NO: str(asked.sheet_no)}
    return write_workbook(wanted, f"{cycle.label}行业咨询表", values, rows, marks, fixed_on)


def consultation_name(asked: ConsultedExpert) -> str:
    """Return what the workbook is called as a file: only the first one does without a number."""
    more = f"-{asked.sheet_no}" if asked.sheet_no > 1 else ""
    return f"行业咨询表-{asked.expert_no}{more}.xlsx"
