"""Workbooks are what the forms say, read back by both readers."""

from __future__ import annotations

import io
from datetime import date
from decimal import Decimal

import pytest
from openpyxl import Workbook, load_workbook
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet
from python_calamine import CalamineWorkbook

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.policies import Silence
from honours.domain.studios import Aspect, Conclusion
from honours.regulation.fields import Field, FieldKind
from honours.regulation.forms import FIRST_ROW, FORM_KINDS, Instruction, form, nomination_form
from honours.regulation.policies import review_policy
from honours.regulation.score_form import score_form
from honours.services.documents.letter import ListedProject
from honours.services.documents.paper import height
from honours.services.notice.consultation.sending import reply_closing
from honours.services.review.entries import ShownEntry
from honours.services.workbooks import (
    Body,
    SheetAddressee,
    VisitedStudio,
    nomination_workbook,
    notice_correction_workbook,
    objection_register_workbook,
    roster_workbook,
    score_sheet_workbook,
    studio_register_workbook,
    verification_workbook,
)
from honours.services.workbooks.checks import ListTooLong, check_of
from honours.services.workbooks.consultation import ConsultedExpert, consultation_workbook
from honours.services.workbooks.sheets import InstructionGap, write_instructions
from honours.services.workbooks.verification import Claims

CYCLE = Cycle(2025, Scheme.ACHIEVEMENT_AWARD)
BODY = Body("0101", "无锡市梁溪区总工会")
DUE_ON = date(2025, 11, 10)
MADE_ON = date(2025, 9, 15)
STUDIOS = Cycle(2025, Scheme.MODEL_WORKER_STUDIO)
CLAIMS: Claims = {Aspect.TEAM: Decimal("8.00"), Aspect.CONDITIONS: Decimal("120.50"), Aspect.SOCIAL_BENEFIT: None}
PATENTS = nomination_form(CYCLE.scheme, Category.INVENTION_PATENT)


def nominations(made_on: date = MADE_ON) -> bytes:
    return nomination_workbook(CYCLE, BODY, DUE_ON, fixed_on=made_on)


def score_sheet() -> bytes:
    return score_sheet_of(an_entry("BCDF-GHJK", "=高效节能工艺"), an_entry("BCDF-GHJL", "改造"))


def an_entry(code: str, project_name: str) -> ShownEntry:
    return ShownEntry("2025-KJ-0101-001", code, Category.TECH_ACHIEVEMENT, project_name, "机械制造", "", "")


def score_sheet_of(*entries: ShownEntry) -> bytes:
    addressee = SheetAddressee(CYCLE, Category.TECH_ACHIEVEMENT, "E001", "王工")
    return score_sheet_workbook(addressee, review_policy(CYCLE.scheme, MADE_ON), entries, fixed_on=MADE_ON)


def verification(claims: Claims = CLAIMS) -> bytes:
    studio = VisitedStudio("2025-LM-0101-001", "=王工创新工作室", "无锡某某公司", Category.STANDARD, claims)
    return verification_workbook(STUDIOS, studio, fixed_on=MADE_ON)


def consultation() -> bytes:
    asked = ConsultedExpert("E001", "王工", 1)
    projects = [ListedProject(Category.TECH_ACHIEVEMENT, "2025-KJ-0101-001", "=高效节能工艺", "李工", "无锡某某公司")]
    closing = reply_closing(MADE_ON, 4)
    return consultation_workbook(CYCLE, asked, projects, closing, Silence.ASK, fixed_on=MADE_ON)


MADE = {
    "nomination_workbook": nominations(),
    "score_sheet": score_sheet(),
    "roster": roster_workbook(fixed_on=MADE_ON),
    "verification_form": verification(),
    "studio_register": studio_register_workbook(fixed_on=MADE_ON),
    "notice_correction": notice_correction_workbook(CYCLE, fixed_on=MADE_ON),
    "objection_register": objection_register_workbook(CYCLE, fixed_on=MADE_ON),
    "consultation_form": consultation(),
}


@pytest.fixture(scope="module")
def patents() -> Worksheet:
    page: Worksheet = load_workbook(io.BytesIO(nominations()))["十大发明专利"]
    return page


def column(key: str) -> int:
    return [field.key for field in PATENTS.fields].index(key) + 1


def validation(page: Worksheet, key: str) -> DataValidation:
    cell = page.cell(FIRST_ROW, column(key)).coordinate
    found: list[DataValidation] = [check for check in page.data_validations.dataValidation if cell in check]
    assert len(found) == 1
    return found[0]


def marks(content: bytes) -> dict[str, str]:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_name("_honours").to_python()
    return {str(name): str(value) for name, value in rows}


def test_every_form_is_made() -> None:
    assert set(MADE) == set(FORM_KINDS)


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_sheets_and_headers_are_those_of_the_form(kind: str) -> None:
    asked = form(kind, CYCLE.scheme)
    if kind == "score_sheet":
        asked = score_form(review_policy(CYCLE.scheme, MADE_ON).criteria)
    book = CalamineWorkbook.from_filelike(io.BytesIO(MADE[kind]))
    assert book.sheet_names == ["填写说明", *(sheet.sheet_name for sheet in asked.sheets), "_honours"]
    for sheet in asked.sheets:
        head, explanations = book.get_sheet_by_name(sheet.sheet_name).to_python()[:2]
        assert tuple(head) == sheet.headers
        for text, field in zip(explanations, sheet.fields, strict=True):
            assert field.explains in str(text)


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_instructions_are_filled_in_to_the_last_name(kind: str) -> None:
    book = CalamineWorkbook.from_filelike(io.BytesIO(MADE[kind]))
    rows = book.get_sheet_by_name("填写说明").to_python()
    said = [row for row in rows[2:] if row[0]]
    assert len(said) == len(form(kind, CYCLE.scheme).instructions) >= 3
    assert not [row for row in said if "{" in str(row[1])]


def test_workbook_tells_due_day_and_latest_posting() -> None:
    rows = CalamineWorkbook.from_filelike(io.BytesIO(nominations())).get_sheet_by_name("填写说明").to_python()
    told = "".join(str(row[1]) for row in rows)
    assert "无锡市梁溪区总工会（单位代码 0101）" in told
    assert "请在2025年11月10日 24 时前" in told
    # Five days from a posting on Sunday 2 November end on Friday 7; one on 3 November would end on Monday 10.
    assert "最迟要在2025年11月2日张贴" in told
    assert "顺延到下一个工作日" in told


@pytest.mark.parametrize(
    ("kind", "expected"),
    [
        ("nomination_workbook", {"cycle": "2025/achievement_award", "body_code": "0101"}),
        ("score_sheet", {"cycle": "2025/achievement_award", "expert_no": "E001", "category": "tech_achievement"}),
        ("roster", {}),
        ("verification_form", {"cycle": "2025/model_worker_studio", "nomination_no": "2025-LM-0101-001"}),
        ("studio_register", {}),
        ("objection_register", {"cycle": "2025/achievement_award"}),
        ("notice_correction", {"cycle": "2025/achievement_award"}),
    ],
)
def test_hidden_sheet_says_what_the_workbook_is(kind: str, expected: dict[str, str]) -> None:
    version = str(form(kind, CYCLE.scheme).version)
    assert marks(MADE[kind]) == {"kind": kind, "version": version, **expected}
    assert load_workbook(io.BytesIO(MADE[kind]))["_honours"].sheet_state == "hidden"


def test_same_arguments_give_the_same_bytes_and_the_day_counts() -> None:
    assert nominations() == MADE["nomination_workbook"]
    assert nominations(date(2025, 9, 16)) != MADE["nomination_workbook"]


def test_rows_are_prepared_and_numbered(patents: Worksheet) -> None:
    assert [patents.cell(row, 1).value for row in range(FIRST_ROW, patents.max_row + 1)] == list(range(1, 61))


def test_numbers_are_text_cells_so_that_no_digit_is_lost(patents: Worksheet) -> None:
    for key in ("person_id", "payee_account", "unit_uscc", "patent_no"):
        for row in (FIRST_ROW, patents.max_row):
            assert patents.cell(row, column(key)).number_format == "@"
    assert patents.cell(FIRST_ROW, column("posted_on")).number_format == "yyyy-mm-dd"


def test_each_column_is_checked_over_all_its_rows(patents: Worksheet) -> None:
    for field in PATENTS.fields:
        check = validation(patents, field.key)
        assert patents.cell(patents.max_row, column(field.key)).coordinate in check
        assert check.showErrorMessage
        assert check.error


def test_drop_down_holds_the_labels(patents: Worksheet) -> None:
    assert validation(patents, "is_frontline").formula1 == '"是,否"'
    assert validation(patents, "has_ip_dispute").formula1 == '"有,无"'
    assert validation(patents, "professional_title").formula1 == '"无,初级,中级,副高级,正高级"'


def test_dates_and_numbers_are_validated_in_chinese(patents: Worksheet) -> None:
    assert (validation(patents, "posted_on").type, validation(patents, "priority_no").type) == ("date", "whole")
    assert validation(patents, "priority_no").error == "请填 1 至 999 的整数。"
    assert validation(patents, "person_id").error == "应为 18 个字符。"


def test_head_is_locked_and_rows_are_open(patents: Worksheet) -> None:
    assert patents.protection.sheet
    assert patents.cell(1, 2).protection.locked
    assert patents.cell(FIRST_ROW, column("serial_no")).protection.locked
    assert not patents.cell(FIRST_ROW, column("project_name")).protection.locked


def test_head_and_project_name_stay_in_sight(patents: Worksheet) -> None:
    assert patents.freeze_panes == f"E{FIRST_ROW}"


def test_required_columns_are_marked(patents: Worksheet) -> None:
    duties = {field.key: str(patents.cell(2, column(field.key)).value)[:4] for field in PATENTS.fields}
    assert duties["unit_uscc"] == "【必填】"
    assert duties["person_id"] == duties["is_frontline"] == "【选填】"
    assert duties["serial_no"] == "【预填】"
    assert patents.cell(1, column("unit_uscc")).font.color.rgb == "00C00000"
    assert patents.cell(1, column("is_frontline")).font.color.rgb != "00C00000"


def test_project_name_like_a_formula_stays_text() -> None:
    cell = load_workbook(io.BytesIO(MADE["score_sheet"]))["评分表"]["B3"]
    assert (cell.value, cell.data_type) == ("=高效节能工艺", "s")


def test_a_long_project_name_on_a_score_sheet_is_read_whole() -> None:
    made = score_sheet_of(an_entry("BCDF-GHJK", "改造"), an_entry("BCDF-GHJL", "长" * 60))
    page = load_workbook(io.BytesIO(made))["评分表"]
    assert page.row_dimensions[FIRST_ROW].height is None
    assert page.row_dimensions[FIRST_ROW + 1].height >= height(3)


def test_empty_rows_of_a_form_come_out_of_the_printer_last(patents: Worksheet) -> None:
    assert patents.page_setup.pageOrder == "overThenDown"
    assert patents.page_setup.fitToWidth > 1
    assert "&P" in patents.oddFooter.center.text


def test_score_sheet_has_a_row_a_project_and_no_more() -> None:
    page = load_workbook(io.BytesIO(MADE["score_sheet"]))["评分表"]
    assert [page.cell(row, 1).value for row in range(FIRST_ROW, page.max_row + 1)] == [
        "BCDF-GHJK",
        "BCDF-GHJL",
    ]


@pytest.mark.parametrize("kind", FORM_KINDS)
def test_texts_fit_the_limits_of_excel(kind: str) -> None:
    for sheet in form(kind, CYCLE.scheme).sheets:
        for field in sheet.fields:
            check = check_of(field, "A3")
            assert len(str(check.formula1)) <= 255
            assert len(str(check.error)) <= 225
            assert len(str(check.prompt)) <= 255
            assert max(len(str(check.errorTitle)), len(str(check.promptTitle))) <= 32


def a_field(**facts: object) -> Field:
    shape: dict[str, object] = {"key": "x", "table": "x", "group": "", "header": "列", "explains": "说明"}
    return Field(**{**shape, "kind": FieldKind.CHOICE, "required": True, **facts})  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "choices",
    [
        pytest.param(tuple((str(number), f"很长的选项{number:03d}") for number in range(40)), id="too long"),
        pytest.param((("a", "甲,乙"), ("b", "丙")), id="comma inside"),
    ],
)
def test_list_that_no_drop_down_can_hold_is_refused(choices: tuple[tuple[str, str], ...]) -> None:
    with pytest.raises(ListTooLong, match="下拉列表"):
        check_of(a_field(choices=choices), "A3")


def test_instruction_with_an_unknown_name_is_refused() -> None:
    with pytest.raises(InstructionGap, match=r"\{deadline\}.*due_on"):
        write_instructions(Workbook(), "表", [Instruction("报送", "请在 {deadline} 前报送。")], {"due_on": "x"})


def test_verification_form_shows_each_aspect_with_its_claim_and_leaves_unstated_ones_empty() -> None:
    page = load_workbook(io.BytesIO(MADE["verification_form"]))["逐项核实"]
    rows = [[cell.value for cell in row[:3]] for row in page.iter_rows(min_row=FIRST_ROW)]
    assert [row[0] for row in rows] == [aspect.label for aspect in Aspect]
    assert [row[1] for row in rows] == [aspect.counts for aspect in Aspect]
    assert [row[2] for row in rows] == [8, 120.5, *[None] * 7]
    assert [cell.value for cell in page[2]][3].startswith("【视情必填】")
    (check,) = [one for one in page.data_validations.dataValidation if "E3" in one]
    assert check.formula1 == f'"{",".join(conclusion.label for conclusion in Conclusion)}"'


def test_verification_form_asks_for_one_visit_to_the_studio_named_on_it() -> None:
    page = load_workbook(io.BytesIO(MADE["verification_form"]))["核实情况"]
    rows = [[cell.value for cell in row] for row in page.iter_rows(min_row=FIRST_ROW)]
    assert rows == [["2025-LM-0101-001", "=王工创新工作室", "无锡某某公司", None, None]]
    assert page["B3"].data_type == "s"


def test_verification_form_is_the_same_for_the_same_claims() -> None:
    assert verification() == MADE["verification_form"]
    assert verification({}) != MADE["verification_form"]
