"""Workbooks as people send them, made in memory: right ones, and ways to spoil them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Mapping, Sequence
from datetime import date
from typing import Any

from openpyxl import Workbook, load_workbook
from openpyxl.utils import get_column_letter

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.identities import id_check_digit, luhn_check_digit, patent_check_digit, uscc_check_character
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, SheetForm, form, nomination_form

CYCLE = Cycle(2025, Scheme.ACHIEVEMENT_AWARD)
BODY = "0101"
TECH, METHOD = Category.TECH_ACHIEVEMENT, Category.OPERATING_METHOD
PATENT, IDEA = Category.INVENTION_PATENT, Category.GOLDEN_IDEA

Answers = dict[str, Any]
Rows = Mapping[Category, Sequence[Answers]]


def id_number(number: int = 1, born: str = "19800101") -> str:
    first = f"320204{born}{number:03d}"
    return first + id_check_digit(first)


def uscc(number: int = 1) -> str:
    first = f"91320200MA1{number:06d}"
    return first + uscc_check_character(first)


def card(number: int = 1) -> str:
    body = f"622202{number:012d}"
    return body + luhn_check_digit(body)


def patent(number: int = 1) -> str:
    digits = f"20211{number:07d}"
    return f"ZL{digits}.{patent_check_digit(digits)}"


def row(category: Category, serial_no: int = 1, **changes: Any) -> Answers:
    """Return the answers of one right row by field key, as they stand in the cells."""
    answers: Answers = {
        "serial_no": serial_no,
        "priority_no": serial_no,
        "project_name": f"高精度轴承磨削工艺{serial_no}",
        "speciality": "机械制造",
        "person_name": "王建国",
        "person_id": id_number(serial_no),
        "is_frontline": "是",
        "professional_title": "中级",
        "completer_rank": 1,
        "unit_name": "无锡某某机械有限公司",
        "unit_uscc": uscc(),
        "prior_award": "无",
        "posted_on": date(2025, 10, 13),
        "taken_down_on": date(2025, 10, 21),
        "posting_place": "厂务公开栏",
        "evidence_names": "公示照片.jpg、公示证明.pdf",
        "objection_count": 0,
        "objection_outcome": "无异议",
        "recommended_on": date(2025, 10, 22),
        "payee_name": "王建国",
        "payee_bank_name": "某某银行无锡梁溪支行",
        "payee_account": card(serial_no),
    }
    if category is TECH:
        answers |= {"applied_since_on": date(2022, 3, 1), "has_benefit": "是", "annual_benefit_cny": 520000.5}
    if category is PATENT:
        answers |= {"patent_no": patent(serial_no), "granted_on": date(2024, 5, 17)}
    return answers | changes


def cell_of(category: Category, key: str, row_no: int = FIRST_ROW) -> str:
    """Return the address of a field in a row of the category's sheet."""
    keys = [field.key for field in nomination_form(CYCLE.scheme, category).fields]
    return f"{get_column_letter(keys.index(key) + 1)}{row_no}"


def book_of(sheets: Sequence[tuple[SheetForm, Sequence[Answers]]], marks: Mapping[str, str]) -> Workbook:
    """Return a plain workbook with these sheets and marks, without the looks of the ones that are sent out."""
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet, rows in sheets:
        page = book.create_sheet(sheet.sheet_name)
        page.append(list(sheet.headers))
        page.append([f"【填】{field.explains}" for field in sheet.fields])
        for answers in rows:
            page.append([answers.get(field.key) for field in sheet.fields])
    hidden = book.create_sheet("_honours")
    hidden.sheet_state = "hidden"
    for pair in marks.items():
        hidden.append(pair)
    return book


def marks_of(kind: SubmissionKind, **marks: str) -> dict[str, str]:
    return {"kind": kind.value, "version": str(form(kind, CYCLE.scheme).version), **marks}


def nominations(rows: Rows, body: str = BODY, cycle: str = str(CYCLE)) -> Workbook:
    """Return a body's workbook with these rows."""
    asked = form(SubmissionKind.NOMINATION_WORKBOOK, CYCLE.scheme)
    sheets = [(sheet, rows.get(sheet.category, ()) if sheet.category else ()) for sheet in asked.sheets]
    return book_of(sheets, marks_of(asked.kind, cycle=cycle, body_code=body))


def one(category: Category, **changes: Any) -> Workbook:
    """Return a workbook with one row, changed."""
    return nominations({category: [row(category) | changes]})


def saved(book: Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def edited(content: bytes, edit: Callable[[Workbook], object]) -> bytes:
    """Return the workbook after a person's edit."""
    book = load_workbook(io.BytesIO(content))
    edit(book)
    return saved(book)


def repacked(content: bytes, changes: Mapping[str, bytes | None], *, added: Mapping[str, bytes] | None = None) -> bytes:
    """Return the zip with parts replaced (None: left out) and added."""
    data = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = changes.get(name, old.read(name))
            if part is not None:
                new.writestr(name, part)
        for name, part in (added or {}).items():
            new.writestr(name, part)
    return data.getvalue()


def part_of(content: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return package.read(name)
