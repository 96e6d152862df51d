"""Opening a cycle, sending the call, and seeing who has answered."""

from __future__ import annotations

import io
from collections.abc import Sequence
from datetime import UTC, date, datetime
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import func, insert, select, update
from tests.builders import CYCLE, add_bodies, add_file, add_nominations, lay_ground, nominee

from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.days import DayKind
from honours.domain.submissions import SubmissionStatus
from honours.regulation.calendar import working_days
from honours.regulation.milestones import plan_forwards
from honours.regulation.values import NotInForce
from honours.services import call
from honours.services.calendar_days import synchronise_calendar_days
from honours.services.call.opening import CallOutsideYear, OpenedOtherwise, YearWithoutCycle
from honours.services.call.producing import NoBodies, UnknownBody, find_body, workbook_name
from honours.services.documents.wording import NotDocumentNo
from honours.services.stages import CycleNotOpen
from honours.services.workbooks import Body
from honours.storage.tables import calendar_day, cycle, document, milestone, recommending_body, submission
from honours.storage.unit_of_work import UnitOfWork

CALL_ON = date(2025, 9, 15)
MODEL, EMPLOYEE = Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO
NO = "锡工办发〔2025〕18号"


def command(**changes: Any) -> call.OpenCycle:
    facts = {"cycle": CYCLE, "call_on": CALL_ON, "document_no": NO, "opened_by": "经办人", **changes}
    return call.OpenCycle(**facts)


def rows(work: UnitOfWork, statement: Any) -> Sequence[Any]:
    with work:
        return work.connection.execute(statement).all()


def test_open_cycle_writes_the_plan_counted_from_the_call(unit_of_work: UnitOfWork) -> None:
    opened = call.open_cycle(command(), unit_of_work)
    plan = plan_forwards(Scheme.ACHIEVEMENT_AWARD, CALL_ON, working_days())
    written = rows(unit_of_work, select(milestone).order_by(milestone.c.planned_on))
    assert opened.is_new
    assert [(row.code, row.planned_on, row.is_provisional) for row in written] == [
        (step.code, step.on, step.is_provisional) for step in plan
    ]
    assert opened.nominations_due_on == next(step.on for step in plan if step.code == "nominations_due")
    (kept,) = rows(unit_of_work, select(cycle))
    assert (kept.call_on, kept.nominations_due_on, kept.is_replay) == (CALL_ON, opened.nominations_due_on, False)


def test_open_cycle_again_changes_nothing(unit_of_work: UnitOfWork) -> None:
    first = call.open_cycle(command(), unit_of_work)
    again = call.open_cycle(command(call_on=date(2025, 9, 29), opened_by="别人", is_replay=True), unit_of_work)
    assert not again.is_new
    assert (again.call_on, again.nominations_due_on, again.is_replay) == (CALL_ON, first.nominations_due_on, False)
    assert len(rows(unit_of_work, select(milestone))) == 11


def test_open_cycle_again_with_another_number_is_refused(unit_of_work: UnitOfWork) -> None:
    call.open_cycle(command(), unit_of_work)
    with pytest.raises(OpenedOtherwise, match=r"18号.*19号"):
        call.open_cycle(command(document_no="锡工办发〔2025〕19号"), unit_of_work)


@pytest.mark.parametrize(
    ("changes", "refusal", "says"),
    [
        pytest.param(
            {"cycle": Cycle(2020, Scheme.ACHIEVEMENT_AWARD), "call_on": date(2020, 9, 1)},
            YearWithoutCycle,
            "2021、2022、2023",
            id="before the award existed",
        ),
        pytest.param(
            {"cycle": Cycle(1990, Scheme.ACHIEVEMENT_AWARD), "call_on": date(1990, 9, 1)},
            YearWithoutCycle,
            "附近也没有",
            id="long before",
        ),
        pytest.param(
            {"cycle": Cycle(2009, MODEL), "call_on": date(2009, 3, 1)},
            YearWithoutCycle,
            "2009年没有劳模创新工作室.*示范性劳模创新工作室每两年，自2012年起的偶数年.*2010、2011、2012",
            id="before the studios of model workers",
        ),
        pytest.param(
            {"cycle": Cycle(2020, EMPLOYEE), "call_on": date(2020, 3, 1)},
            YearWithoutCycle,
            "职工创新工作室、示范性职工创新工作室每年，自2021年起.*2021、2022、2023",
            id="before the studios of employees",
        ),
        pytest.param(
            {"cycle": Cycle(2012, MODEL), "call_on": date(2012, 3, 1)},
            NotInForce,
            "在2012-03-01没有规定.*2021-09-22起",
            id="studios of a year without values",
        ),
        pytest.param(
            {"cycle": Cycle(2026, EMPLOYEE)}, CallOutsideYear, "2026 年内", id="studios called in another year"
        ),
        pytest.param({"call_on": date(2026, 1, 5)}, CallOutsideYear, "2025 年内", id="call in another year"),
        pytest.param({"document_no": "18号"}, NotDocumentNo, "发文字号", id="no document number"),
        pytest.param(
            {"cycle": Cycle(2021, Scheme.ACHIEVEMENT_AWARD), "call_on": date(2021, 9, 21)},
            NotInForce,
            "2021-09-22",
            id="the day before the regulation",
        ),
    ],
)
def test_cycle_that_cannot_be_is_refused_and_leaves_nothing(
    unit_of_work: UnitOfWork, changes: dict[str, Any], refusal: type[Exception], says: str
) -> None:
    with pytest.raises(refusal, match=says):
        call.open_cycle(command(**changes), unit_of_work)
    assert rows(unit_of_work, select(cycle)) == []


def test_cycle_opens_on_the_first_day_of_the_regulation(unit_of_work: UnitOfWork) -> None:
    first = Cycle(2021, Scheme.ACHIEVEMENT_AWARD)
    opened = call.open_cycle(command(cycle=first, call_on=date(2021, 9, 22)), unit_of_work)
    assert opened.is_new


@pytest.mark.parametrize(
    ("of", "call_on"),
    [
        pytest.param(Cycle(2025, MODEL), date(2025, 3, 3), id="model workers in a year without demonstration"),
        pytest.param(Cycle(2026, MODEL), date(2026, 3, 2), id="model workers in a year with it"),
        pytest.param(Cycle(2021, EMPLOYEE), date(2021, 9, 22), id="employees on the first day of the regulation"),
    ],
)
def test_cycle_of_studios_opens_with_its_own_milestones(unit_of_work: UnitOfWork, of: Cycle, call_on: date) -> None:
    opened = call.open_cycle(command(cycle=of, call_on=call_on), unit_of_work)
    assert opened.is_new
    plan = plan_forwards(of.scheme, call_on, working_days())
    codes = {row.code for row in rows(unit_of_work, select(milestone))}
    assert codes == {step.code for step in plan} >= {"applications_due", "nominations_due"}
    assert "posting_started" not in codes
    assert opened.nominations_due_on == next(step.on for step in plan if step.code == "nominations_due")


@pytest.mark.parametrize(
    ("of", "sheets"),
    [
        pytest.param(Cycle(2025, MODEL), ["创新工作室"], id="a year without demonstration"),
        pytest.param(Cycle(2026, MODEL), ["创新工作室", "示范性创新工作室"], id="a year with it"),
        pytest.param(Cycle(2025, EMPLOYEE), ["创新工作室", "示范性创新工作室"], id="employees"),
    ],
)
def test_call_of_studios_sends_every_body_the_workbook_of_its_scheme(
    unit_of_work: UnitOfWork, of: Cycle, sheets: list[str]
) -> None:
    call.open_cycle(command(cycle=of, call_on=date(of.year, 3, 2)), unit_of_work)
    with unit_of_work as work:
        add_bodies(work, "0101", "0102")
    assert call.produce_documents(of, date(of.year, 3, 2), unit_of_work).workbooks == 2
    folder = unit_of_work.settings.outbox / of.slug / "call"
    book = load_workbook(folder / f"0101-第0101总工会-{of.label}推荐申报表.xlsx")
    assert book.sheetnames == ["填写说明", *sheets, "_honours"]


def test_calendar_days_are_those_of_the_calendar(unit_of_work: UnitOfWork) -> None:
    calendar = working_days()
    assert synchronise_calendar_days(calendar, unit_of_work) > 11_000
    held = {row.day: row for row in rows(unit_of_work, select(calendar_day))}
    assert min(held) == date(2004, 1, 1)
    golden_week = held[date(2025, 10, 1)]
    assert (golden_week.is_working, golden_week.rolls_to, golden_week.reason) == (False, date(2025, 10, 9), "国庆节")
    assert held[date(2025, 9, 28)].is_working
    assert held[date(2030, 6, 3)].is_provisional
    assert not held[date(2025, 6, 3)].is_provisional
    between = held[date(2025, 10, 10)].working_seq - held[date(2025, 9, 26)].working_seq
    assert between == calendar.working_days_between(date(2025, 9, 26), date(2025, 10, 10)) == 5
    for on, row in held.items():
        assert row.is_working is (calendar.day(on).kind in (DayKind.WORKING, DayKind.WORKING_WEEKEND))


def test_calendar_days_again_write_only_what_changed(unit_of_work: UnitOfWork) -> None:
    synchronise_calendar_days(working_days(), unit_of_work)
    assert synchronise_calendar_days(working_days(), unit_of_work) == 0
    with unit_of_work as work:
        work.connection.execute(
            update(calendar_day).where(calendar_day.c.day == date(2026, 5, 1)).values(is_working=True)
        )
    assert synchronise_calendar_days(working_days(), unit_of_work) == 1


def opened_with_bodies(work: UnitOfWork, *codes: str) -> None:
    call.open_cycle(command(), work)
    with work:
        add_bodies(work, *codes)


def test_documents_are_one_notice_and_a_workbook_a_body(unit_of_work: UnitOfWork) -> None:
    opened_with_bodies(unit_of_work, "0101", "0102", "0201")
    with unit_of_work as work:
        work.connection.execute(
            update(recommending_body).where(recommending_body.c.body_code == "0201").values(is_active=False)
        )
    made = call.produce_documents(CYCLE, date(2025, 9, 16), unit_of_work)
    assert made == call.ProducedDocuments(documents=1, workbooks=2)
    folder = unit_of_work.settings.outbox / CYCLE.slug / "call"
    assert sorted(path.name for path in folder.iterdir()) == [
        "0101-第0101总工会-2025年职工创新成果奖推荐申报表.xlsx",
        "0102-第0102总工会-2025年职工创新成果奖推荐申报表.xlsx",
        "关于开展2025年职工创新成果奖评选推荐工作的通知.docx",
    ]
    reached = rows(unit_of_work, select(milestone.c.reached_on).where(milestone.c.code == "call_issued"))
    assert [row.reached_on for row in reached] == [date(2025, 9, 16)]


def test_notice_names_number_quotas_and_due_day(unit_of_work: UnitOfWork) -> None:
    opened_with_bodies(unit_of_work, "0101")
    call.produce_documents(CYCLE, CALL_ON, unit_of_work)
    (path,) = (unit_of_work.settings.outbox / CYCLE.slug / "call").glob("*.docx")
    word = Document(io.BytesIO(path.read_bytes()))
    text = "\n".join(
        [paragraph.text for paragraph in word.paragraphs]
        + [cell.text for table in word.tables for row in table.rows for cell in row.cells]
    )
    due_on = call.open_cycle(command(), unit_of_work).nominations_due_on
    for needed in (NO, "2025年9月15日", f"{due_on.year}年{due_on.month}月{due_on.day}日", "十佳金点子"):
        assert needed in text


def test_documents_on_another_day_are_the_same_and_no_new_version(unit_of_work: UnitOfWork) -> None:
    opened_with_bodies(unit_of_work, "0101")
    call.produce_documents(CYCLE, date(2025, 9, 16), unit_of_work)
    call.produce_documents(CYCLE, date(2025, 9, 18), unit_of_work)
    assert [(row.subject, row.version) for row in rows(unit_of_work, select(document).order_by("subject"))] == [
        ("", 1),
        ("0101", 1),
    ]
    reached = rows(unit_of_work, select(milestone.c.reached_on).where(milestone.c.code == "call_issued"))
    assert [row.reached_on for row in reached] == [date(2025, 9, 16)]


def test_documents_without_bodies_are_refused(unit_of_work: UnitOfWork) -> None:
    call.open_cycle(command(), unit_of_work)
    with pytest.raises(NoBodies, match="名册"):
        call.produce_documents(CYCLE, CALL_ON, unit_of_work)
    assert rows(unit_of_work, select(func.count()).select_from(document))[0][0] == 0


def test_unopened_cycle_has_no_documents_and_no_summary(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(CycleNotOpen):
        call.produce_documents(CYCLE, CALL_ON, unit_of_work)
    with pytest.raises(CycleNotOpen):
        call.intake_summary(CYCLE, unit_of_work)


def test_unknown_body_lists_those_there_are(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        add_bodies(work, "0101", "0102")
    assert find_body("0102", unit_of_work).name == "第0102总工会"
    with pytest.raises(UnknownBody, match="0101、0102"):
        find_body("0103", unit_of_work)


def test_file_name_holds_no_character_that_a_folder_refuses() -> None:
    assert workbook_name(CYCLE, Body("0101", "甲/乙:总工会")) == "0101-甲_乙_总工会-2025年职工创新成果奖推荐申报表.xlsx"


def add_workbook(work: UnitOfWork, body_code: str, name: str, status: str, refused: int, arrived: datetime) -> None:
    work.connection.execute(
        insert(submission).values(
            cycle=str(CYCLE),
            sha256=add_file(work, name),
            file_name=name,
            kind="nomination_workbook",
            body_code=body_code,
            received_at=arrived,
            status=status,
            rows_total=5,
            rows_taken=5 - refused,
            rows_refused=refused,
            message="",
        )
    )


def test_summary_tells_who_has_sent_and_what_is_still_out(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work, bodies=("0101", "0102", "0103"))
        add_nominations(
            work,
            [
                nominee(Category.GOLDEN_IDEA, 1),
                nominee(Category.GOLDEN_IDEA, 2, is_withdrawn=True),
                nominee(Category.TECH_ACHIEVEMENT, 1),
            ],
        )
        add_workbook(work, "0101", "第二次.xlsx", "partly", 2, datetime(2025, 10, 25, 1, tzinfo=UTC))
        add_workbook(work, "0101", "迟到.xlsx", "late", 5, datetime(2025, 11, 25, 1, tzinfo=UTC))
        add_workbook(work, "0102", "也迟到.xlsx", "late", 3, datetime(2025, 11, 25, 1, tzinfo=UTC))
    summary = call.intake_summary(CYCLE, unit_of_work)
    first, second, third = summary.bodies
    assert (first.workbooks, first.late_workbooks, first.rows_refused, first.last_status) == (
        3,
        1,
        2,
        SubmissionStatus.PARTLY,
    )
    assert (first.nominations, first.withdrawn) == (2, 1)
    assert (second.workbooks, second.has_sent, second.rows_refused, second.last_status) == (1, False, 0, None)
    assert third.workbooks == 0
    assert (summary.sent, summary.nominations, summary.rows_refused) == (1, 2, 2)
    assert [body.body_code for body in summary.silent] == ["0102", "0103"]


def test_summary_reads_as_a_table(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work, bodies=("0101", "0102"))
        work.connection.execute(
            update(recommending_body).where(recommending_body.c.body_code == "0102").values(name="甲|乙总工会")
        )
        add_workbook(work, "0101", "申报.xlsx", "accepted", 0, datetime(2025, 10, 30, 16, 30, tzinfo=UTC))
    lines = call.intake_summary(CYCLE, unit_of_work).as_markdown().splitlines()
    assert "应报 2 家，已报 1 家，未报 1 家；收到申报 0 项，退回待更正 0 行。" in lines
    assert "未按时报送：甲\\|乙总工会。" in lines
    assert lines[-2:] == [
        "| 0101 | 第0101总工会 | 1 | 0 | 2025-10-31 00:30 | 已收 | 0 | 0 | 0 |",
        "| 0102 | 甲\\|乙总工会 | 0 | 0 | — | 未报 | 0 | 0 | 0 |",
    ]
