"""Experts assigned on the database: drawn once, kept with its proof, published, and solved again."""

from __future__ import annotations

import json
from datetime import date

import pytest
from openpyxl import load_workbook
from sqlalchemy import insert, select, text, update
from sqlalchemy.exc import DatabaseError
from tests.builders import CYCLE, add_submission, nomination_no
from tests.services.scored import IDEA, SENT_ON, add_panel, qualified

from honours.services.review.assigning import record
from honours.services.review.assigning.drawing import assign_experts
from honours.services.review.assigning.panel import panel
from honours.services.review.assigning.record import NoAssignment
from honours.services.review.assigning.shortage import Family, TooFewExperts
from honours.services.review.conflicts import Recusal, record_recusal
from honours.storage.tables import assignment, assignment_run, expert
from honours.storage.unit_of_work import UnitOfWork

SEVEN = tuple(f"E00{number}" for number in range(1, 8))


def recuse(unit: UnitOfWork, expert_no: str, serial: int) -> None:
    with unit as work:
        known = add_submission(work, file_name=f"回避{expert_no}{serial}.xlsx")
        record_recusal(Recusal(CYCLE, expert_no, nomination_no(IDEA, serial), "师生关系", SENT_ON, known), work)


def experts_of(unit: UnitOfWork, serial: int) -> set[str]:
    return set(panel(CYCLE, unit).experts_of.get(nomination_no(IDEA, serial), ()))


def test_every_entry_gets_its_experts_and_a_retry_changes_nothing(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 4, experts=SEVEN)
    drawn = assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    assert (drawn.pairs, drawn.experts, drawn.run.gap, drawn.run.is_only) == (20, 7, 0, True)
    before = panel(CYCLE, unit_of_work)
    assert assign_experts(CYCLE, date(2025, 11, 12), "another", unit_of_work) == drawn
    assert panel(CYCLE, unit_of_work) == before
    assert sorted(before.load_of.values()) == [2, 3, 3, 3, 3, 3, 3]


def test_who_must_step_back_is_not_assigned(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=SEVEN)
    recuse(unit_of_work, "E003", 1)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    assert "E003" not in experts_of(unit_of_work, 1)
    assert "E003" in experts_of(unit_of_work, 2)


@pytest.mark.parametrize("change", [{"is_active": False}, {"has_agreed": False}])
def test_who_left_or_did_not_agree_is_not_assigned(unit_of_work: UnitOfWork, change: dict[str, bool]) -> None:
    qualified(unit_of_work, 1, experts=SEVEN)
    with unit_of_work as work:
        work.connection.execute(update(expert).where(expert.c.expert_no.in_(("E001", "E002"))).values(**change))
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    assert experts_of(unit_of_work, 1) == set(SEVEN[2:])


def test_an_own_limit_counts_where_it_is_lower(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 4, experts=SEVEN)
    with unit_of_work as work:
        work.connection.execute(update(expert).where(expert.c.expert_no == "E001").values(most_entries=1))
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    assert panel(CYCLE, unit_of_work).load_of["E001"] == 1


def test_too_few_experts_are_told_and_nothing_is_kept(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=SEVEN[:4])
    with pytest.raises(TooFewExperts, match=r"可评专家人数不足，共差2：2025-JD-0101-001 需5、只有4、差1") as caught:
        assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    assert caught.value.missing(Family.PANEL) == 2
    with pytest.raises(NoAssignment):
        panel(CYCLE, unit_of_work)


def test_the_list_tells_the_seed_the_proof_and_the_loads(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=SEVEN)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    book = load_workbook(unit_of_work.settings.outbox / CYCLE.slug / "review" / "评审分工表.xlsx")
    assert book.sheetnames == ["评审分工", "专家任务", "分工批次"]
    says = " ".join(str(book["评审分工"].cell(row, 1).value) for row in (2, 3, 4))
    assert "锡工办发〔2025〕18号 2025/achievement_award 第1次分工" in says
    assert "已证明为最小，且按种子的先后只此一种" in says
    assert book["评审分工"].max_row == 5 + 10


def test_the_record_is_solved_again_to_the_same(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 3, experts=SEVEN)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    assert [one.differences for one in record.verify(CYCLE, unit_of_work)] == [()]


def test_a_record_that_was_exchanged_is_found(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 3, experts=SEVEN)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    with unit_of_work as work:
        run = work.connection.execute(select(assignment_run)).one()
        kept = json.loads(work.archive.get(run.record_sha256))
        pairs = {tuple(pair) for pair in kept["answer"]["pairs"]}
        first = min(pairs)
        other = min(number for number in SEVEN if (first[0], number) not in pairs)
        kept["answer"]["pairs"] = sorted([*map(list, pairs - {first}), [first[0], other]])
        forged = work.keep(json.dumps(kept).encode(), name="x.json", media_type="application/json", origin="produced")
        values = {**run._mapping, "run_no": 2, "record_sha256": forged}
        values.pop("recorded_at")
        work.connection.execute(insert(assignment_run).values(**values))
    differences = record.verify(CYCLE, unit_of_work)[1].differences
    assert any("重新求解的结果不同：相差 2 对" in one for one in differences)
    assert "归档的结果与登记的校验值不符" in differences


def test_the_database_refuses_a_pair_by_hand_that_must_be_kept_apart(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 1, experts=SEVEN)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    free = min(set(SEVEN) - experts_of(unit_of_work, 1))
    recuse(unit_of_work, free, 1)
    row = {"cycle": str(CYCLE), "run_no": 1, "nomination_no": nomination_no(IDEA, 1), "expert_no": free}
    with pytest.raises(DatabaseError, match="应当回避项目"), unit_of_work as work:
        work.connection.execute(insert(assignment).values(**row))


def test_the_database_refuses_a_pair_that_stands_already(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 1, experts=SEVEN)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    with unit_of_work as work:
        one = work.connection.execute(select(assignment).limit(1)).one()
        run = work.connection.execute(select(assignment_run)).one()
        values = {**run._mapping, "run_no": 2}
        values.pop("recorded_at")
        work.connection.execute(insert(assignment_run).values(**values))
    row = {"cycle": one.cycle, "run_no": 2, "nomination_no": one.nomination_no, "expert_no": one.expert_no}
    with pytest.raises(DatabaseError, match="已经负责评审"), unit_of_work as work:
        work.connection.execute(insert(assignment).values(**row))


def test_nobody_takes_a_row_out_of_the_history(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 1, experts=SEVEN)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    with pytest.raises(DatabaseError), unit_of_work as work:
        work.connection.execute(text("DELETE FROM honours.assignment"))


def test_panels_of_other_categories_do_not_count(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 1, experts=SEVEN[:5])
    from honours.domain.cycle import Category

    add_panel(unit_of_work, ("E011",), Category.TECH_ACHIEVEMENT)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    assert experts_of(unit_of_work, 1) == set(SEVEN[:5])
