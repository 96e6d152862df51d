"""A studio cycle from the meeting to the register and the subsidy, on the stages of the award."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlalchemy import insert, select, text
from tests.builders import add_submission, lay_ground
from tests.services.notice.meetings import file_minutes, hold, result
from tests.services.notice.posted import prove_both
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE, add_applications, applicant

from honours.domain.cycle import Category, Cycle
from honours.domain.stages import Stage
from honours.domain.states import NominationState
from honours.domain.studios import Aspect, Conclusion
from honours.services import disbursement
from honours.services.gates import run_gate
from honours.services.gates.runner import GateFailed
from honours.services.notice.conclusion import conclude
from honours.services.notice.meeting import MeetingResult, prepare_list, record_meeting
from honours.services.notice.meeting.checking import MeetingRefused
from honours.services.notice.posting import notice_closes_on, post_notice
from honours.services.studios.entering import enter_named
from honours.storage.tables import entitlement, nomination, nomination_move, ranking, verification_finding
from honours.storage.unit_of_work import UnitOfWork

HELD_ON, POSTED_ON, CLOSES_ON, NAMED_ON = date(2026, 7, 6), date(2026, 7, 8), date(2026, 7, 15), date(2026, 7, 16)
STANDARD, DEMONSTRATION = Category.STANDARD, Category.DEMONSTRATION
DECISION_NO = "锡工发〔2026〕9号"


def meeting(cycle: Cycle, **changes: Any) -> MeetingResult:
    facts = {"held_on": HELD_ON, "notice_posted_on": POSTED_ON, "decision_document_no": DECISION_NO}
    return result(cycle, **{**facts, **changes})


def proposed(unit: UnitOfWork, cycle: Cycle, *categories: Category) -> list[str]:
    """Lay down proposed studios, one of each category given: visited, or ranked where experts review."""
    rows = [
        applicant(category, place, of=cycle, state=NominationState.PROPOSED)
        for place, category in enumerate(categories, 1)
    ]
    numbers = [str(row["nomination_no"]) for row in rows]
    with unit as work:
        lay_ground(work, of=cycle)
        add_applications(work, rows)
        submission_id = add_submission(work, str(cycle), "核实表.xlsx")
        for number, category in zip(numbers, categories, strict=True):
            if cycle == MODEL_CYCLE:
                work.connection.execute(
                    insert(verification_finding),
                    [
                        {
                            "nomination_no": number,
                            "aspect": aspect.value,
                            "conclusion": Conclusion.CONFIRMED.value,
                            "submission_id": submission_id,
                            "source_sheet": "现场核实",
                            "source_cell": "E3",
                        }
                        for aspect in Aspect
                    ],
                )
            else:
                work.connection.execute(
                    insert(ranking).values(
                        cycle=str(cycle),
                        nomination_no=number,
                        category=category.value,
                        mean_points="88.5",
                        score_count=3,
                        rank=1,
                        outcome="in",
                    )
                )
    return numbers


def words(path: Path) -> str:
    document = Document(str(path))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([*(one.text for one in document.paragraphs), *cells])


def states(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        return {
            row.nomination_no: row.state
            for row in work.connection.execute(select(nomination.c.nomination_no, nomination.c.state))
        }


def name(unit: UnitOfWork, cycle: Cycle) -> None:
    hold(unit, meeting(cycle))
    post_notice(cycle, unit)
    prove_both(unit, unit.settings.inbox, cycle)
    conclude(cycle, NAMED_ON, "run", unit)
    enter_named(cycle, NAMED_ON, DECISION_NO, unit)


@pytest.fixture(params=[MODEL_CYCLE, EMPLOYEE_CYCLE], ids=str)
def cycle(request: pytest.FixtureRequest) -> Cycle:
    chosen: Cycle = request.param
    return chosen


def test_the_meeting_sees_visits_of_model_workers_studios(unit_of_work: UnitOfWork) -> None:
    (first, _) = proposed(unit_of_work, MODEL_CYCLE, STANDARD, STANDARD)
    listed = prepare_list(MODEL_CYCLE, HELD_ON, unit_of_work)
    assert f"| 劳模创新工作室 | {first} |" in listed.markdown
    assert "9个方面中9个与申报相符" in listed.markdown
    assert (listed.tied, listed.places) == ((), {})
    path = unit_of_work.settings.outbox / MODEL_CYCLE.slug / "notice" / "2026年劳模创新工作室建议命名名单.xlsx"
    assert load_workbook(path).worksheets[0].title == "2026年建议命名名单"


def test_the_meeting_sees_points_of_employee_studios_in_their_order(unit_of_work: UnitOfWork) -> None:
    proposed(unit_of_work, EMPLOYEE_CYCLE, STANDARD, DEMONSTRATION)
    lines = prepare_list(EMPLOYEE_CYCLE, HELD_ON, unit_of_work).markdown.splitlines()
    assert [line.split(" | ")[0].strip("| ") for line in lines[2:]] == ["职工创新工作室", "示范性职工创新工作室"]
    assert all("88.5" in line and "第" in line for line in lines[2:])


def test_nothing_is_chosen_among_tied_studios_because_there_is_no_quota(unit_of_work: UnitOfWork) -> None:
    (first,) = proposed(unit_of_work, MODEL_CYCLE, STANDARD)
    file_minutes(unit_of_work, MODEL_CYCLE)
    with pytest.raises(MeetingRefused, match="并列入选的编号并非并列项目"):
        record_meeting(meeting(MODEL_CYCLE, chosen_of_tied=(first,)), unit_of_work)
    assert states(unit_of_work) == {first: "proposed"}


def test_studios_are_posted_five_working_days_and_named_the_day_after(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    first, second = proposed(unit_of_work, cycle, STANDARD, STANDARD)
    hold(unit_of_work, meeting(cycle, struck={second: "规模偏小"}))
    window = post_notice(cycle, unit_of_work)
    assert (window.posted_on, window.closes_on) == (POSTED_ON, CLOSES_ON)
    assert notice_closes_on(cycle, unit_of_work) == window
    prove_both(unit_of_work, unit_of_work.settings.inbox, cycle)
    ended = conclude(cycle, NAMED_ON, "run", unit_of_work)
    assert (ended.awarded, ended.held, ended.declined) == (1, 0, 0)
    assert states(unit_of_work) == {first: "awarded", second: "declined"}
    folder = unit_of_work.settings.outbox / cycle.slug / "notice"
    notice = words(folder / f"{cycle.label}拟命名公示.docx")
    decision = words(folder / f"{cycle.label}命名决定.docx")
    for said in (notice, decision):
        assert first in said
        assert second not in said
    assert "第九条" in notice if cycle == MODEL_CYCLE else "第六条" in notice
    assert "奖" not in decision.replace("奖励", "")
    assert ("20000" if cycle == MODEL_CYCLE else "10000") in decision


def test_every_move_cites_the_article_of_its_own_scheme(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    proposed(unit_of_work, cycle, STANDARD)
    name(unit_of_work, cycle)
    prefix = "model-studio/" if cycle == MODEL_CYCLE else "employee-studio/"
    with unit_of_work as work:
        cited = work.connection.scalars(
            select(nomination_move.c.article).where(nomination_move.c.to_state.in_(["on_notice", "awarded"]))
        ).all()
    assert len(cited) == 2
    assert all(article.startswith(prefix) for article in cited)


def test_a_studio_is_paid_its_subsidy_once_to_the_account_of_its_unit(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    first, second = proposed(unit_of_work, cycle, STANDARD, DEMONSTRATION)
    name(unit_of_work, cycle)
    assert disbursement.plan_payments(cycle, NAMED_ON, "run", unit_of_work) == 2
    assert disbursement.plan_payments(cycle, NAMED_ON, "again", unit_of_work) == 2
    with unit_of_work as work:
        due = work.connection.execute(select(entitlement).order_by(entitlement.c.amount_cny)).all()
    amounts = {row.nomination_no: int(row.amount_cny) for row in due}
    expected = (20000, 40000) if cycle == MODEL_CYCLE else (10000, 20000)
    assert amounts == {first: expected[0], second: expected[1]}
    assert {row.purpose for row in due} == {"subsidy"}
    assert {row.article for row in due} == {"model-studio/20" if cycle == MODEL_CYCLE else "employee-studio/12"}
    assert run_gate(cycle, Stage.DISBURSEMENT, "run", NAMED_ON, unit_of_work).is_passed


def test_the_gate_stops_a_naming_that_is_not_in_the_register(unit_of_work: UnitOfWork, cycle: Cycle) -> None:
    (first,) = proposed(unit_of_work, cycle, STANDARD)
    hold(unit_of_work, meeting(cycle))
    post_notice(cycle, unit_of_work)
    prove_both(unit_of_work, unit_of_work.settings.inbox, cycle)
    conclude(cycle, NAMED_ON, "run", unit_of_work)
    with pytest.raises(GateFailed) as stopped:
        run_gate(cycle, Stage.NOTICE, "run", NAMED_ON, unit_of_work)
    assert [(one.rule, one.subject_no) for one in stopped.value.outcome.failures] == [("entered_in_register", first)]
    enter_named(cycle, NAMED_ON, DECISION_NO, unit_of_work)
    assert run_gate(cycle, Stage.NOTICE, "run", NAMED_ON, unit_of_work).is_passed


def test_the_gate_stops_another_amount_than_the_regulation_grants(unit_of_work: UnitOfWork) -> None:
    (first,) = proposed(unit_of_work, MODEL_CYCLE, STANDARD)
    name(unit_of_work, MODEL_CYCLE)
    with unit_of_work as work:
        work.connection.execute(
            text(
                "INSERT INTO honours.entitlement (cycle, nomination_no, payee_key, purpose, amount_cny, article) "
                "SELECT cycle, nomination_no, payee_key, 'subsidy', 15000, 'model-studio/20' FROM honours.nomination"
            )
        )
    with pytest.raises(GateFailed) as stopped:
        run_gate(MODEL_CYCLE, Stage.DISBURSEMENT, "run", NAMED_ON, unit_of_work)
    assert ("exact_subsidy", first) in [(one.rule, one.subject_no) for one in stopped.value.outcome.failures]
