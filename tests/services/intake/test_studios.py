"""Studios on their way through intake: sent out, filled in, taken in, stored; what is wrong goes back at its cell."""

from __future__ import annotations

import io
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook
from sqlalchemy import select
from tests.builders import CALL_ON, DUE_ON, lay_ground
from tests.services.intake.books import Answers, edited, id_number, saved
from tests.services.intake.books import row as award_row
from tests.services.intake.studio_books import (
    BODY,
    CASES,
    DEMONSTRATION,
    EMPLOYEE_CYCLE,
    MODEL_CYCLE,
    ODD_CYCLE,
    STANDARD,
    studio_book,
    studio_cell,
    studio_row,
    typed_in,
)
from tests.services.intake.test_taking_in import IN_TIME, all_of, count, send

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.submissions import SubmissionStatus
from honours.regulation.fields import Field, FieldKind
from honours.regulation.forms import FIRST_ROW, nomination_form
from honours.services.intake.findings import Finding
from honours.services.intake.nomination_sheets import check_workbook
from honours.services.intake.reading import read_workbook
from honours.services.intake.rows import read_rows
from honours.services.intake.summary_sheet import SUMMARY_SHEET
from honours.services.intake.workbook import Sheet
from honours.services.intake.workbook import Workbook as Cells
from honours.services.workbooks import Body, nomination_workbook
from honours.storage import tables
from honours.storage.tables import metadata
from honours.storage.unit_of_work import UnitOfWork

DAY = IN_TIME.date()


@pytest.fixture
def work(unit_of_work: UnitOfWork) -> UnitOfWork:
    with unit_of_work as work:
        for cycle in (MODEL_CYCLE, EMPLOYEE_CYCLE, ODD_CYCLE):
            lay_ground(work, bodies=(BODY,), of=cycle)
    unit_of_work.settings.inbox.mkdir(parents=True)
    return unit_of_work


def when(cycle: Cycle, hours: int = 0) -> Any:
    return IN_TIME.replace(year=cycle.year) + timedelta(hours=hours)


def submit(work: UnitOfWork, book: Workbook | bytes, cycle: Cycle, hours: int = 0) -> Any:
    return send(work, book, at=when(cycle, hours))


def stored_value(field: Field, value: Any) -> Any:
    """Return what the table holds for what was typed in."""
    if field.choices:
        code = field.code_of(value)
        return code == "true" if field.kind is FieldKind.YES_NO else code
    if field.kind is FieldKind.NAMES:
        return value.split("、") if field.table == "studio_application" else value
    return Decimal(str(value)) if field.kind in (FieldKind.MONEY, FieldKind.QUANTITY) else value


def stored_row(work: UnitOfWork, name: str) -> dict[str, Any]:
    with work:
        return dict(work.connection.execute(select(metadata.tables[f"honours.{name}"])).mappings().one())


@pytest.mark.parametrize(("cycle", "category"), CASES)
def test_the_workbook_that_was_sent_out_comes_back_filled_in_and_is_stored_whole(
    work: UnitOfWork, cycle: Cycle, category: Category
) -> None:
    blank = nomination_workbook(cycle, Body(BODY, "第0101总工会"), DUE_ON.replace(year=cycle.year), fixed_on=CALL_ON)
    answers = studio_row(cycle, category)

    outcome = submit(work, typed_in(blank, cycle, {category: [answers]}), cycle)
    assert outcome.findings == ()
    assert (outcome.status, outcome.message) == (SubmissionStatus.ACCEPTED, "1 个工作室全部收下。")
    no = cycle.nomination_no(category, BODY, 1)
    rows = {name: stored_row(work, name) for name in ("nomination", "studio_application")}
    assert rows["nomination"]["nomination_no"] == rows["studio_application"]["nomination_no"] == no
    assert (rows["nomination"]["category"], rows["nomination"]["cycle"]) == (category.value, str(cycle))
    assert (rows["nomination"]["state"], rows["nomination"]["source_row"]) == ("received", FIRST_ROW)
    for field in nomination_form(cycle.scheme, category).fields:
        if field.is_sensitive:
            assert work.vault.open(bytes(rows[field.table][f"{field.key}_cipher"])) == answers[field.key]
        else:
            assert rows[field.table][field.key] == stored_value(field, answers[field.key]), field.key
    asked = {field.key for field in nomination_form(cycle.scheme, category).fields}
    empty = {key for key, value in rows["studio_application"].items() if value is None}
    assert empty == set(rows["studio_application"]) - asked - {"nomination_no"}
    for key in ("is_frontline", "professional_title", "completer_rank", "prior_award", "is_state_secret"):
        assert rows["nomination"][key] is None
    for table in ("nomination_posting", "tech_achievement", "operating_method", "invention_patent", "golden_idea"):
        assert count(work, table) == 0
    (move,) = all_of(work, "SELECT nomination_no, to_state, article FROM honours.nomination_move")
    assert move[:2] == (no, "received")
    assert move[2] == ("model-studio/9" if cycle.scheme is Scheme.MODEL_WORKER_STUDIO else "employee-studio/6")


def test_all_sheets_of_all_schemes_are_stored_side_by_side_under_numbers_of_their_own(work: UnitOfWork) -> None:
    for cycle in (MODEL_CYCLE, EMPLOYEE_CYCLE):
        rows = {
            category: [studio_row(cycle, category, 1), studio_row(cycle, category, 2)]
            for category in (STANDARD, DEMONSTRATION)
        }
        assert submit(work, studio_book(cycle, rows), cycle).rows_taken == 4
    numbers = [no for (no,) in all_of(work, "SELECT nomination_no FROM honours.studio_application ORDER BY 1")]
    assert numbers == [f"2026-{letters}-0101-00{serial}" for letters in ("LM", "LS", "ZG", "ZS") for serial in (1, 2)]


@pytest.mark.parametrize(("cycle", "category"), CASES)
def test_facts_that_are_left_blank_are_stored_as_unknown(work: UnitOfWork, cycle: Cycle, category: Category) -> None:
    form = nomination_form(cycle.scheme, category)
    answers = {key: value for key, value in studio_row(cycle, category).items() if form.field(key).required}
    assert submit(work, studio_book(cycle, {category: [answers]}), cycle).status is SubmissionStatus.ACCEPTED
    application, nomination = stored_row(work, "studio_application"), stored_row(work, "nomination")
    assert (nomination["person_id_hmac"], nomination["team_members"], nomination["is_withdrawn"]) == (None, None, False)
    told = {key for key, value in application.items() if value not in (None, [])} - {"nomination_no"}
    assert told == {"applied_on", "reviewed_on", "is_review_passed", "recommended_on"}


def test_a_corrected_workbook_replaces_row_by_row_and_takes_out_what_was_emptied(work: UnitOfWork) -> None:
    first = studio_row(MODEL_CYCLE, DEMONSTRATION)
    second = studio_row(MODEL_CYCLE, DEMONSTRATION, 2, team_size="五人")
    partly = submit(work, studio_book(MODEL_CYCLE, {DEMONSTRATION: [first, second]}), MODEL_CYCLE)
    assert (partly.status, partly.rows_taken, partly.rows_refused) == (SubmissionStatus.PARTLY, 1, 1)
    assert partly.message.startswith("共 2 个工作室，收下 1 个，退回 1 个")
    emptied = first | {"person_id": None, "studio_no": None, "evidence_names": None}
    mended = {DEMONSTRATION: [emptied, second | {"team_size": 5}]}
    assert submit(work, studio_book(MODEL_CYCLE, mended), MODEL_CYCLE, 1).status is SubmissionStatus.ACCEPTED
    stands = "SELECT n.serial_no, n.revision, n.person_id_last4, a.studio_no, a.evidence_names, a.team_size"
    assert all_of(
        work, f"{stands} FROM honours.nomination n JOIN honours.studio_application a USING (nomination_no) ORDER BY 1"
    ) == [
        (1, 2, None, None, [], 5),
        (2, 1, id_number(2)[-4:], "L2022-002", ["荣誉证书.jpg", "课题认定.pdf"], 5),
    ]
    assert count(work, "nomination_revision") == 3


def test_a_studio_is_withdrawn_and_received_again_by_the_articles_of_its_scheme(work: UnitOfWork) -> None:
    for hours, word in enumerate((None, "撤回", "申报")):
        rows = {STANDARD: [studio_row(EMPLOYEE_CYCLE, STANDARD, is_withdrawn=word)]}
        submit(work, studio_book(EMPLOYEE_CYCLE, rows), EMPLOYEE_CYCLE, hours)
    moves = all_of(work, "SELECT to_state, article FROM honours.nomination_move ORDER BY seq")
    assert moves == [(state, "employee-studio/6") for state in ("received", "withdrawn", "received")]


def test_the_copy_that_goes_back_is_marked_and_comes_back_corrected(work: UnitOfWork) -> None:
    wrong = studio_row(MODEL_CYCLE, DEMONSTRATION, studio_no="Z2022-001", payee_account="123")
    outcome = submit(work, studio_book(MODEL_CYCLE, {DEMONSTRATION: [wrong]}), MODEL_CYCLE)
    assert outcome.status is SubmissionStatus.REFUSED
    assert outcome.returned_to == work.settings.outbox / MODEL_CYCLE.slug / "returned" / "0101-申报表.xlsx"
    copy = load_workbook(io.BytesIO(outcome.returned_to.read_bytes()))
    page, number = copy[DEMONSTRATION.label], studio_cell(MODEL_CYCLE, DEMONSTRATION, "studio_no")
    assert copy.sheetnames[0] == SUMMARY_SHEET
    assert "例如 L2021-003" in page[number].comment.text
    assert copy[SUMMARY_SHEET]["F6"].value in page[number].comment.text

    def correct(book: Workbook) -> None:
        book[DEMONSTRATION.label][number] = "L2022-001"
        book[DEMONSTRATION.label][studio_cell(MODEL_CYCLE, DEMONSTRATION, "payee_account")] = "320501000000012"

    again = submit(work, edited(outcome.returned_to.read_bytes(), correct), MODEL_CYCLE, 1)
    assert (again.status, again.rows_taken) == (SubmissionStatus.ACCEPTED, 1)


BAD_CELLS: list[tuple[str, Cycle, Category, str, Any, str]] = [
    ("number of the other scheme", MODEL_CYCLE, DEMONSTRATION, "studio_no", "Z2021-003", "例如 L2021-003"),
    ("number of a plaque", EMPLOYEE_CYCLE, DEMONSTRATION, "studio_no", "Z2021-003-P", "例如 Z2021-003"),
    ("number of an award", EMPLOYEE_CYCLE, DEMONSTRATION, "studio_no", "2025-ZG-0101-001", "写法不符"),
    ("honour that is a title", MODEL_CYCLE, STANDARD, "leader_honour", "市级职工技术创新能手", "只能填：全国劳模"),
    (
        "honour cut short",
        MODEL_CYCLE,
        STANDARD,
        "leader_honour",
        "市劳模",
        "是否想填“市级劳模（先进工作者）”",
    ),
    ("title that is an honour", EMPLOYEE_CYCLE, STANDARD, "leader_title", "全国五一劳动奖章", "只能填：国家级"),
    ("team in words", MODEL_CYCLE, STANDARD, "team_size", "五", "不是数字"),
    ("team of nobody", EMPLOYEE_CYCLE, STANDARD, "team_size", 0, "太小"),
    ("half a worker", EMPLOYEE_CYCLE, STANDARD, "frontline_count", 2.5, "不是整数"),
    ("area with a unit", MODEL_CYCLE, STANDARD, "place_area_m2", "86平方米", "不是数字"),
    ("area to three decimals", EMPLOYEE_CYCLE, STANDARD, "place_area_m2", 86.125, "小数超过两位"),
    ("area below nothing", MODEL_CYCLE, STANDARD, "place_area_m2", -1, "太小"),
    ("funds in ten thousands", MODEL_CYCLE, STANDARD, "annual_funds_cny", "12万", "不要带单位"),
    ("social benefit counted", MODEL_CYCLE, STANDARD, "social_benefit_count", 3, "（0 至 1）"),
    ("place as yes", EMPLOYEE_CYCLE, STANDARD, "has_place", "是", "只能填：有、无"),
    ("date of application missing", MODEL_CYCLE, STANDARD, "applied_on", None, "必须填写"),
    ("date of consent in words", MODEL_CYCLE, STANDARD, "party_consent_on", "已同意", "不是日期"),
    ("review not told", EMPLOYEE_CYCLE, DEMONSTRATION, "is_review_passed", None, "必须填写"),
    ("recommended on no day", EMPLOYEE_CYCLE, STANDARD, "recommended_on", "2026-02-30", "没有这一天"),
    ("studio without a name", EMPLOYEE_CYCLE, DEMONSTRATION, "project_name", None, "必须填写"),
    ("leader's check digit", MODEL_CYCLE, DEMONSTRATION, "person_id", id_number()[:-1] + "?", "应为 18 位"),
    ("unit's code", EMPLOYEE_CYCLE, STANDARD, "unit_uscc", "91320200", "应为 18 位"),
    ("payee too short for a union", MODEL_CYCLE, STANDARD, "payee_name", "王建国", "太短"),
    ("account as a number", EMPLOYEE_CYCLE, STANDARD, "payee_account", 320501000000012, "文本"),
    ("members with commas", MODEL_CYCLE, STANDARD, "team_members", "王建国,李晓红", "用顿号"),
    ("note too long", EMPLOYEE_CYCLE, STANDARD, "results_note", "长" * 801, "最多 800 个字"),
    ("formula", MODEL_CYCLE, DEMONSTRATION, "award_count", "=1+2", "单元格里是公式"),
]


def findings_in(book: Workbook, cycle: Cycle) -> list[Finding]:
    sheets, general = check_workbook(read_workbook(saved(book)), cycle, DAY)
    return [*general, *(finding for rows in sheets.values() for finding in rows.findings)]


@pytest.mark.parametrize(
    ("cycle", "category", "key", "value", "says"), [pytest.param(*case, id=name) for name, *case in BAD_CELLS]
)
def test_a_bad_cell_goes_back_at_its_address(cycle: Cycle, category: Category, key: str, value: Any, says: str) -> None:
    found = findings_in(studio_book(cycle, {category: [studio_row(cycle, category, **{key: value})]}), cycle)
    assert [(item.sheet, item.cell) for item in found] == [(category.label, studio_cell(cycle, category, key))]
    assert says in found[0].says


def test_a_sheet_of_a_category_that_the_year_does_not_hold_is_not_sent_out_and_may_stay_empty() -> None:
    blank = nomination_workbook(ODD_CYCLE, Body(BODY, "第0101总工会"), DUE_ON, fixed_on=CALL_ON)
    assert DEMONSTRATION.label not in load_workbook(io.BytesIO(blank)).sheetnames
    row = studio_row(ODD_CYCLE, STANDARD)
    assert findings_in(studio_book(ODD_CYCLE, {STANDARD: [row]}), ODD_CYCLE) == []


def test_filled_rows_of_a_category_that_the_year_does_not_hold_are_refused_with_the_years_that_do(
    work: UnitOfWork,
) -> None:
    more = [studio_row(ODD_CYCLE, DEMONSTRATION, number, team_size="?") for number in (1, 2)]
    book = studio_book(ODD_CYCLE, {STANDARD: [studio_row(ODD_CYCLE, STANDARD)], DEMONSTRATION: more})
    outcome = submit(work, book, ODD_CYCLE)
    assert (outcome.status, outcome.rows_taken, outcome.rows_refused) == (SubmissionStatus.PARTLY, 1, 2)
    assert [(item.sheet, item.cell) for item in outcome.findings] == [
        (DEMONSTRATION.label, studio_cell(ODD_CYCLE, DEMONSTRATION, "project_name", row_no)) for row_no in (3, 4)
    ]
    says = "2025年不命名示范性劳模创新工作室（每两年，自2012年起的偶数年）"
    assert all(item.says.startswith(says) for item in outcome.findings)
    page = load_workbook(io.BytesIO(outcome.returned_to.read_bytes()))[DEMONSTRATION.label]
    assert says in page[outcome.findings[0].cell].comment.text
    assert all_of(work, "SELECT nomination_no FROM honours.nomination") == [("2025-LM-0101-001",)]


def test_headers_that_nobody_can_read_do_not_hide_that_the_year_does_not_hold_the_category() -> None:
    book = studio_book(ODD_CYCLE, {DEMONSTRATION: [studio_row(ODD_CYCLE, DEMONSTRATION)]})
    book[DEMONSTRATION.label]["D1"] = "名称"
    found = findings_in(book, ODD_CYCLE)
    assert [(item.sheet, item.cell) for item in found] == [(DEMONSTRATION.label, "")]
    assert "本表没有收下" in found[0].says


REFUSED: list[tuple[str, Workbook, str]] = [
    ("cycle that is none", studio_book(MODEL_CYCLE, {}, cycle="今年/劳模"), "没有启动，不能收件"),
    ("cycle not open", studio_book(MODEL_CYCLE, {}, cycle="2024/model_worker_studio"), "没有启动，不能收件"),
    ("nothing filled in", studio_book(MODEL_CYCLE, {}), "没有填写任何工作室"),
    ("version of no form", studio_book(EMPLOYEE_CYCLE, {}, version="99"), "表样版本 99"),
    ("version of the award's form", studio_book(EMPLOYEE_CYCLE, {}, version="2"), "现用表样是第 1 版"),
]


@pytest.mark.parametrize(("book", "says"), [pytest.param(*case[1:], id=case[0]) for case in REFUSED])
def test_a_workbook_for_nobody_is_refused_whole(work: UnitOfWork, book: Workbook, says: str) -> None:
    outcome = submit(work, book, MODEL_CYCLE)
    assert outcome.status is SubmissionStatus.REFUSED
    assert says in outcome.message
    assert count(work, "nomination") == 0


def test_rows_of_another_scheme_are_not_read_as_ones_of_this(work: UnitOfWork) -> None:
    rows = {STANDARD: [studio_row(EMPLOYEE_CYCLE, STANDARD)]}
    outcome = submit(work, studio_book(EMPLOYEE_CYCLE, rows, cycle=str(MODEL_CYCLE)), MODEL_CYCLE)
    assert outcome.status is SubmissionStatus.REFUSED
    assert {(item.sheet, item.says[:2]) for item in outcome.findings} >= {(STANDARD.label, "缺少")}


def test_a_sheet_of_the_award_in_a_workbook_of_studios_is_named() -> None:
    book = studio_book(EMPLOYEE_CYCLE, {STANDARD: [studio_row(EMPLOYEE_CYCLE, STANDARD)]})
    page = book.create_sheet(Category.GOLDEN_IDEA.label)
    page["A1"] = str(award_row(Category.GOLDEN_IDEA)["project_name"])
    found = findings_in(book, EMPLOYEE_CYCLE)
    assert [(item.sheet, item.cell) for item in found] == [(Category.GOLDEN_IDEA.label, "")]
    assert "没有读取" in found[0].says


def test_the_deadline_of_a_cycle_is_its_own(work: UnitOfWork) -> None:
    with work:
        work.connection.execute(
            tables.cycle.update()
            .where(tables.cycle.c.cycle == str(EMPLOYEE_CYCLE))
            .values(nominations_due_on=date(2026, 9, 30))
        )
    for cycle, status in ((MODEL_CYCLE, SubmissionStatus.ACCEPTED), (EMPLOYEE_CYCLE, SubmissionStatus.LATE)):
        rows = {STANDARD: [studio_row(cycle, STANDARD)]}
        assert submit(work, studio_book(cycle, rows), cycle).status is status


def cells_of(cycle: Cycle, category: Category, answers: Answers) -> Sheet:
    """Return the sheet as the reader of workbooks gives it, with one row."""
    form = nomination_form(cycle.scheme, category)
    told = [f"【填】{field.explains}" for field in form.fields]
    values = [answers.get(field.key, "") for field in form.fields]
    given_cells = [float(value) if isinstance(value, int) else value for value in values]
    return Sheet(form.sheet_name, True, 0, [list(form.headers), list(told), given_cells])


@settings(max_examples=60, deadline=None)
@given(st.sampled_from(CASES), st.data())
def test_any_fact_may_be_blank_and_any_required_one_is_missed_at_its_cell(
    case: tuple[Cycle, Category], data: st.DataObject
) -> None:
    cycle, category = case
    form = nomination_form(cycle.scheme, category)
    free = [field.key for field in form.fields if not field.is_prefilled]
    blank = data.draw(st.sets(st.sampled_from(free), max_size=len(free) - 1))
    answers = {key: value for key, value in studio_row(cycle, category).items() if key not in blank}
    read = read_rows(cells_of(cycle, category, answers), form, DAY)
    missed = [key for key in free if key in blank and form.field(key).required]
    assert [item.cell for item in read.findings] == [studio_cell(cycle, category, key) for key in missed]
    (row,) = (*read.rows, *read.faulty)
    assert {key for key, value in row.values.items() if value is None} == blank


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from([MODEL_CYCLE, EMPLOYEE_CYCLE]),
    st.decimals(0, 9_999_999, places=2),
    st.integers(1, 999),
    st.dates(date(1950, 1, 1), date(2099, 12, 31)),
)
def test_what_is_typed_is_what_is_read(cycle: Cycle, area: Decimal, size: int, on: date) -> None:
    answers = studio_row(cycle, STANDARD, place_area_m2=float(area), team_size=size, applied_on=on)
    read = read_rows(cells_of(cycle, STANDARD, answers), nomination_form(cycle.scheme, STANDARD), DAY)
    assert read.findings == ()
    values = read.rows[0].values
    assert (values["place_area_m2"], values["team_size"], values["applied_on"]) == (area, size, on)


@settings(deadline=None)
@given(st.integers(2010, 2100))
def test_any_year_takes_exactly_the_categories_that_it_holds(year: int) -> None:
    cycle = Cycle(year, Scheme.MODEL_WORKER_STUDIO)
    sheets = tuple(cells_of(MODEL_CYCLE, one, studio_row(MODEL_CYCLE, one)) for one in (STANDARD, DEMONSTRATION))
    checked, general = check_workbook(Cells(sheets), cycle, DAY)
    assert general == ()
    assert [len(rows.rows) for rows in checked.values()] == [1, int(year >= 2012 and year % 2 == 0)]
