"""How fast workbooks are read, beside what calamine alone reads from the same bytes; run: python bench/intake.py.

Reading is the guard, the child process and the rows back in this process; checking is every cell against its form.
Rounds are interleaved, the median counts. The target is reading at 0.8 of calamine or more on large files.
"""

from __future__ import annotations

import io
import statistics
import time
from collections.abc import Callable
from datetime import date
from functools import partial

from openpyxl import Workbook
from python_calamine import CalamineWorkbook

from honours.domain.cycle import Category, Scheme
from honours.domain.identities import id_check_digit, luhn_check_digit, uscc_check_character
from honours.regulation.forms import nomination_form
from honours.services.intake.reading import read_workbook
from honours.services.intake.rows import read_rows
from honours.services.intake.workbook import Workbook as Cells

ON = date(2025, 10, 24)
FORM = nomination_form(Scheme.ACHIEVEMENT_AWARD, Category.TECH_ACHIEVEMENT)
ROUNDS = 3


def workbook(row_count: int) -> bytes:
    """Return a workbook of right nominations, about 35 cells a row."""
    book = Workbook(write_only=True)
    page = book.create_sheet(FORM.sheet_name)
    page.append(list(FORM.headers))
    page.append([field.explains for field in FORM.fields])
    code = "91320200MA1000001"
    answers = {
        "project_name": "高精度轴承磨削工艺的研究与应用",
        "speciality": "机械制造",
        "person_name": "王建国",
        "is_frontline": "是",
        "professional_title": "中级",
        "completer_rank": 1,
        "team_members": "李晓红、张伟",
        "unit_name": "无锡某某机械有限公司",
        "unit_uscc": code + uscc_check_character(code),
        "prior_award": "无",
        "applied_since_on": date(2022, 3, 1),
        "has_benefit": "是",
        "annual_benefit_cny": 520000.5,
        "posted_on": date(2025, 10, 13),
        "taken_down_on": date(2025, 10, 21),
        "posting_place": "厂务公开栏",
        "evidence_names": "公示照片.jpg、公示证明.pdf",
        "objection_count": 0,
        "objection_outcome": "无异议",
        "recommended_on": date(2025, 10, 22),
        "payee_name": "王建国",
        "payee_bank_name": "某某银行无锡梁溪支行",
    }
    for number in range(1, row_count + 1):
        first = f"32020419800101{number % 1000:03d}"
        body = f"622202{number:012d}"
        row = answers | {
            "serial_no": number % 999 + 1,
            "priority_no": number % 999 + 1,
            "person_id": first + id_check_digit(first),
            "payee_account": body + luhn_check_digit(body),
        }
        page.append([row.get(field.key) for field in FORM.fields])
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def bare(content: bytes) -> object:
    book = CalamineWorkbook.from_object(io.BytesIO(content))
    return [list(book.get_sheet_by_name(name).iter_rows()) for name in book.sheet_names]


def timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def check(cells: Cells) -> int:
    sheet = cells.sheet(FORM.sheet_name)
    assert sheet is not None
    read = read_rows(sheet, FORM, ON)
    assert not read.findings, read.findings[0]
    return len(read.rows)


def measure(row_count: int) -> None:
    content = workbook(row_count)
    times: dict[str, list[float]] = {"bare": [], "read": [], "check": []}
    for _ in range(ROUNDS):
        times["bare"].append(timed(partial(bare, content)))
        started = time.perf_counter()
        cells = read_workbook(content)
        times["read"].append(time.perf_counter() - started)
        times["check"].append(timed(partial(check, cells)))
    alone, read, checked = (statistics.median(times[name]) for name in ("bare", "read", "check"))
    print(
        f"{row_count:>8,} {len(content) / 1e6:>7.2f} {row_count / alone:>14,.0f} {row_count / read:>14,.0f}"
        f" {alone / read:>7.2f} {row_count / checked:>14,.0f} {(read + checked) * 1000:>10,.0f}"
    )


def main() -> None:
    print(f"{len(FORM.fields)} columns, median of {ROUNDS} interleaved rounds; rows a second")
    print(f"{'rows':>8} {'MB':>7} {'calamine':>14} {'read':>14} {'ratio':>7} {'checked':>14} {'all in ms':>10}")
    for row_count in (60, 500, 5_000, 50_000):
        measure(row_count)


if __name__ == "__main__":
    main()
