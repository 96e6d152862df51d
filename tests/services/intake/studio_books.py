"""Workbooks of studios as people send them: right rows of every scheme and category."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter
from tests.services.intake.books import Answers, book_of, id_number, saved, uscc

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, form, nomination_form

MODEL_CYCLE = Cycle(2026, Scheme.MODEL_WORKER_STUDIO)
ODD_CYCLE = Cycle(2025, Scheme.MODEL_WORKER_STUDIO)
EMPLOYEE_CYCLE = Cycle(2026, Scheme.EMPLOYEE_STUDIO)
STANDARD, DEMONSTRATION = Category.STANDARD, Category.DEMONSTRATION
CASES = [(cycle, category) for cycle in (MODEL_CYCLE, EMPLOYEE_CYCLE) for category in (STANDARD, DEMONSTRATION)]
BODY = "0101"

# What stands in the cell, by key; a scheme or category takes those that its form asks for.
_ANSWERS: Answers = {
    "project_summary": "围绕精密磨削攻关，带出一支能解决现场难题的队伍。",
    "speciality": "机械制造",
    "unit_name": "无锡某某机械有限公司",
    "unit_uscc": uscc(),
    "person_name": "王建国",
    "team_members": "王建国、李晓红、张伟、陈静、刘洋",
    "leader_honour": "市级劳模（先进工作者）",
    "leader_title": "市级职工技术创新能手",
    "has_leader_expertise": "是",
    "team_size": 5,
    "frontline_count": 4,
    "is_team_balanced": "是",
    "founded_on": date(2021, 5, 1),
    "is_legal_person": "是",
    "has_union": "是",
    "is_dedicated_unit": "否",
    "has_place": "有",
    "place_area_m2": 86.5,
    "has_signs": "有",
    "has_equipment": "有",
    "has_rules": "有",
    "has_records": "有",
    "annual_funds_cny": 120000,
    "has_goals": "有",
    "has_plan": "有",
    "has_activities": "是",
    "takes_on_projects": "是",
    "recognised_projects": 2,
    "has_benefit": "是",
    "award_count": 3,
    "trained_count": 24,
    "patent_count": 2,
    "economic_benefit_cny": 860000.25,
    "social_benefit_count": 1,
    "has_leader_influence": "是",
    "has_solved_key_problems": "是",
    "has_member_ledger": "有",
    "has_activity_ledger": "有",
    "has_result_ledger": "无",
    "has_film": "有",
    "has_leading_role": "是",
    "goals_note": "三年内把换模时间缩短一半。",
    "rules_note": "活动、攻关、转化、奖励各有章程。",
    "plan_note": "每季度一次攻关会。",
    "results_note": "两项成果通过验收。",
    "benefits_note": "按节约工时计算。",
    "party_consent_on": date(2025, 9, 8),
    "management_consent_on": date(2025, 9, 9),
    "applied_on": date(2025, 9, 10),
    "reviewed_on": date(2025, 9, 24),
    "is_review_passed": "是",
    "recommended_on": date(2025, 10, 10),
    "evidence_names": "荣誉证书.jpg、课题认定.pdf",
    "payee_name": "无锡某某机械有限公司工会委员会",
    "payee_bank_name": "某某银行无锡梁溪支行",
}
_ACCOUNTS = 10**14


def studio_row(cycle: Cycle, category: Category, serial_no: int = 1, **changes: Any) -> Answers:
    """Return the answers of one right row by field key, as they stand in the cells: every column filled."""
    answers = _ANSWERS | {
        "serial_no": serial_no,
        "priority_no": serial_no,
        "project_name": f"王建国{cycle.scheme.label}{serial_no}",
        "person_id": id_number(serial_no),
        "payee_account": str(_ACCOUNTS + serial_no),
        "is_withdrawn": "申报",
        "studio_no": f"{'L' if cycle.scheme is Scheme.MODEL_WORKER_STUDIO else 'Z'}2022-{serial_no:03d}",
    }
    asked = {field.key for field in nomination_form(cycle.scheme, category).fields}
    assert asked <= answers.keys()
    return {key: value for key, value in answers.items() if key in asked} | changes


def studio_cell(cycle: Cycle, category: Category, key: str, row_no: int = FIRST_ROW) -> str:
    """Return the address of a field in a row of the category's sheet."""
    keys = [field.key for field in nomination_form(cycle.scheme, category).fields]
    return f"{get_column_letter(keys.index(key) + 1)}{row_no}"


def studio_book(of: Cycle, rows: Mapping[Category, Sequence[Answers]], **marks: str) -> Workbook:
    """Return a body's workbook with these rows and the sheets of every category of the scheme."""
    asked = form(SubmissionKind.NOMINATION_WORKBOOK, of.scheme)
    sheets = [(sheet, rows.get(sheet.category, ()) if sheet.category else ()) for sheet in asked.sheets]
    known = {"kind": asked.kind.value, "version": str(asked.version), "cycle": str(of), "body_code": BODY}
    return book_of(sheets, known | marks)


def typed_in(blank: bytes, cycle: Cycle, rows: Mapping[Category, Sequence[Answers]]) -> bytes:
    """Return the workbook that was sent out with these rows typed in."""
    book = load_workbook(io.BytesIO(blank))
    for category, answers in rows.items():
        sheet = nomination_form(cycle.scheme, category)
        for row_no, given in enumerate(answers, FIRST_ROW):
            for column, field in enumerate(sheet.fields, 1):
                if field.key in given:
                    book[sheet.sheet_name].cell(row_no, column).value = given[field.key]
    return saved(book)
