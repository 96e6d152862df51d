"""The workbooks of studios: what the year holds, in the words of their scheme, without a word of a posting."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from openpyxl import load_workbook
from python_calamine import CalamineWorkbook

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.studios import DEMONSTRATION_EVIDENCE
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import FIRST_ROW, SheetForm, cycle_form, form
from honours.regulation.loader import NoCycle, regulation
from honours.regulation.policies import review_policy
from honours.regulation.values import NotInForce
from honours.services.intake.limits import LIMITS
from honours.services.workbooks import Body, SheetAddressee, nomination_workbook, score_sheet_workbook
from honours.services.workbooks.checks import check_of

MODEL, ODD = Cycle(2026, Scheme.MODEL_WORKER_STUDIO), Cycle(2025, Scheme.MODEL_WORKER_STUDIO)
EMPLOYEE = Cycle(2026, Scheme.EMPLOYEE_STUDIO)
CYCLES = [MODEL, ODD, EMPLOYEE]
BODY = Body("0101", "无锡市梁溪区总工会")
STUDIO_SHEETS = [
    sheet
    for scheme in Scheme
    if scheme.names_studios
    for sheet in form(SubmissionKind.NOMINATION_WORKBOOK, scheme).sheets
]


def made(cycle: Cycle, due_on: date | None = None) -> bytes:
    return nomination_workbook(cycle, BODY, due_on or date(cycle.year, 6, 30), fixed_on=date(cycle.year, 3, 2))


def book(cycle: Cycle) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(made(cycle)))


def told(cycle: Cycle) -> dict[str, str]:
    rows = book(cycle).get_sheet_by_name("填写说明").to_python()[2:]
    return {str(title).partition(". ")[2]: str(says) for title, says in (row[:2] for row in rows) if title}


@pytest.mark.parametrize("cycle", CYCLES)
def test_sheets_and_headers_are_those_that_the_year_holds(cycle: Cycle) -> None:
    asked, opened = cycle_form(cycle), book(cycle)
    assert opened.sheet_names == ["填写说明", *(sheet.sheet_name for sheet in asked.sheets), "_honours"]
    for sheet in asked.sheets:
        rows = opened.get_sheet_by_name(sheet.sheet_name).to_python()
        assert tuple(rows[0]) == sheet.headers
        assert [row[0] for row in rows[FIRST_ROW - 1 :]] == list(range(1, asked.prepared_rows + 1))


@pytest.mark.parametrize("cycle", CYCLES)
def test_instructions_are_filled_in_and_do_not_speak_of_a_posting(cycle: Cycle) -> None:
    said = told(cycle)
    assert list(said) == [one.title for one in cycle_form(cycle).instructions]
    assert not [text for text in said.values() if "{" in text or "公示" in text]
    assert f"无锡市梁溪区总工会（单位代码 0101）{cycle.label}专用" in said["核对单位"]
    assert f"{cycle.year}年6月30日 24 时前" in said["报送"]
    assert f"不超过 {LIMITS.file_bytes // 2**20} MB" in said["证明材料"]
    assert "《无锡市" in said["咨询"]


@pytest.mark.parametrize(
    ("cycle", "title", "says"),
    [
        (MODEL, "补贴收款账户", "劳模创新工作室 20000 元，示范性劳模创新工作室 40000 元"),
        (ODD, "补贴收款账户", "一次性补贴：劳模创新工作室 20000 元。"),
        (EMPLOYEE, "资助收款账户", "职工创新工作室 10000 元，示范性职工创新工作室 20000 元"),
    ],
)
def test_account_is_that_of_the_union_and_the_money_that_of_the_regulation(cycle: Cycle, title: str, says: str) -> None:
    account = told(cycle)[title]
    assert says in account
    assert "单位工会的银行账户，不要填个人账户" in account
    for category in regulation().categories_due(cycle):
        assert str(regulation().subsidy(cycle.scheme, category).on(date(2026, 6, 30))).removesuffix(".00") in account


@pytest.mark.parametrize(
    ("cycle", "named", "is_demonstration"),
    [
        (MODEL, "本年度命名的类别：劳模创新工作室、示范性劳模创新工作室。", True),
        (ODD, "本年度命名的类别：劳模创新工作室。", False),
        (EMPLOYEE, "本年度命名的类别：职工创新工作室、示范性职工创新工作室。", True),
    ],
)
def test_year_says_what_it_names(cycle: Cycle, named: str, is_demonstration: bool) -> None:
    said = told(cycle)
    assert named in said["分表填写"]
    assert ("示范性工作室" in said) is is_demonstration


def test_files_of_demonstration_studios_are_asked_for_by_the_words_that_the_rules_look_for() -> None:
    says = told(MODEL)["示范性工作室"]
    assert len(DEMONSTRATION_EVIDENCE) == 4
    assert all(f"“{word}”" in says for words in DEMONSTRATION_EVIDENCE for word in words)


@pytest.mark.parametrize("cycle", CYCLES)
def test_workbook_says_what_it_is(cycle: Cycle) -> None:
    loaded = load_workbook(io.BytesIO(made(cycle)))
    marks = {str(name.value): str(value.value) for name, value in loaded["_honours"].iter_rows(max_col=2)}
    version = str(form(SubmissionKind.NOMINATION_WORKBOOK, cycle.scheme).version)
    assert marks == {"kind": "nomination_workbook", "version": version, "cycle": str(cycle), "body_code": "0101"}
    assert loaded["填写说明"]["A1"].value == f"{cycle.label}推荐申报表" == loaded.properties.title


def test_same_arguments_give_the_same_bytes() -> None:
    assert made(EMPLOYEE) == made(EMPLOYEE)


def test_no_workbook_for_a_year_without_a_cycle_or_before_the_regulation() -> None:
    with pytest.raises(NoCycle):
        made(Cycle(2009, Scheme.MODEL_WORKER_STUDIO))
    with pytest.raises(NotInForce, match="2021-09-22"):
        made(Cycle(2012, Scheme.MODEL_WORKER_STUDIO))
    assert made(Cycle(2021, Scheme.EMPLOYEE_STUDIO), date(2021, 9, 22))


@pytest.mark.parametrize("sheet", STUDIO_SHEETS, ids=lambda sheet: f"{sheet.sheet_name}-{len(sheet.fields)}")
def test_texts_fit_the_limits_of_excel(sheet: SheetForm) -> None:
    assert len(STUDIO_SHEETS) == 4
    for field in sheet.fields:
        check = check_of(field, "A3")
        assert len(str(check.formula1)) <= 255
        assert len(str(check.error)) <= 225
        assert len(str(check.prompt)) <= 255
        if field.example and field.pattern:
            assert re.fullmatch(field.pattern, field.example)


def test_score_sheet_of_studios_names_the_category_as_documents_do() -> None:
    on = date(2026, 9, 1)
    addressee = SheetAddressee(EMPLOYEE, Category.DEMONSTRATION, "E001", "王工")
    content = score_sheet_workbook(addressee, review_policy(EMPLOYEE.scheme, on), [], fixed_on=on)
    page = load_workbook(io.BytesIO(content))["填写说明"]
    assert page["A1"].value == "2026年职工创新工作室专家评分表（示范性职工创新工作室）"
    assert "“示范性职工创新工作室”评分专用" in str(page["B3"].value)
