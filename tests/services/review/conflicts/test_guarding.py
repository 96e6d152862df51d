"""Recusals, the last look before scores count, the trigger for assignments, and who may change what."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from sqlalchemy import select, text
from sqlalchemy.exc import IntegrityError, ProgrammingError
from tests.builders import CYCLE, add_submission
from tests.services.review.conflicts.world import (
    FIRST,
    ON,
    SECOND,
    UNIT,
    add_affiliation,
    add_collaboration,
    add_expert,
    add_interest,
    add_recusal,
    entry,
    found,
    lay,
)
from tests.services.scored import add_scores

from honours.domain.conflicts import ConflictKind, InterestSubject
from honours.services.review.conflicts import Conflicted, Recusal, find_conflicts, record_recusal, require_no_conflict
from honours.storage.tables import recusal
from honours.storage.unit_of_work import UnitOfWork

STANDING = text("SELECT nomination_no, expert_no, kind, reason FROM honours.standing_conflict ORDER BY 1, 2, 3")


def give_points(work: UnitOfWork, nomination_no: str, expert_no: str = "E001") -> None:
    submission_id = add_submission(work, file_name=f"评分表-{expert_no}-{nomination_no}.xlsx")
    add_scores(work, CYCLE, {nomination_no: {expert_no: Decimal(80)}}, submission_id)


def step_back(work: UnitOfWork, subject: str = FIRST, **facts: Any) -> bool:
    submission_id = add_submission(work, file_name="评分表.xlsx")
    one = {"cycle": CYCLE, "expert_no": "E001", "reason": "曾任顾问", "recused_on": ON, "submission_id": submission_id}
    return record_recusal(Recusal(**{**one, "subject": subject, **facts}), work)


def two_entries(unit: UnitOfWork) -> None:
    other = {"unit_name": "别的公司", "unit_uscc": "91320200MA1XXXXX2A", "patentee": "别的公司"}
    lay(unit, entry(), entry(2, **other))
    with unit as work:
        add_expert(work)
        add_expert(work, "E002")


def test_recusal_stands_between_expert_and_entry_once(unit_of_work: UnitOfWork) -> None:
    two_entries(unit_of_work)
    with unit_of_work as work:
        assert step_back(work)
        assert not step_back(work, reason="又说一遍")
        assert [tuple(row) for row in work.connection.execute(STANDING)] == [
            (FIRST, "E001", "recusal", "专家回避本项目：曾任顾问")
        ]


def test_recusal_that_was_taken_back_is_made_again(unit_of_work: UnitOfWork) -> None:
    two_entries(unit_of_work)
    with unit_of_work as work:
        step_back(work)
        work.connection.execute(text("UPDATE honours.recusal SET is_active = false"))
        assert work.connection.execute(STANDING).all() == []
        assert step_back(work, reason="仍须回避")
        assert work.connection.scalars(select(recusal.c.reason)).all() == ["仍须回避"]
        assert len(work.connection.execute(STANDING).all()) == 1


@pytest.mark.parametrize(
    "subject",
    [
        pytest.param(UNIT.replace("有限公司", " 有限责任公司"), id="by name"),
        pytest.param("91320200MA1XXXXX1A", id="by code"),
    ],
)
def test_recusal_from_a_unit_keeps_from_all_its_entries(unit_of_work: UnitOfWork, subject: str) -> None:
    two_entries(unit_of_work)
    with unit_of_work as work:
        step_back(work, subject, subject_kind=InterestSubject.UNIT)
        assert [row.nomination_no for row in work.connection.execute(STANDING)] == [FIRST]


def test_points_of_those_without_conflict_count(unit_of_work: UnitOfWork) -> None:
    two_entries(unit_of_work)
    with unit_of_work as work:
        add_interest(work)
        give_points(work, FIRST, "E002")
        give_points(work, SECOND)
    find_conflicts(CYCLE, ON, unit_of_work)
    with unit_of_work as work:
        work.connection.execute(text("UPDATE honours.invention_patent SET first_inventor_name = '无关'"))
    find_conflicts(CYCLE, ON, unit_of_work)
    with unit_of_work as work:
        require_no_conflict(CYCLE, work)


@pytest.mark.parametrize("is_recusal", [pytest.param(False, id="conflict"), pytest.param(True, id="recusal")])
def test_points_of_a_conflicted_expert_do_not_count(unit_of_work: UnitOfWork, is_recusal: bool) -> None:
    two_entries(unit_of_work)
    with unit_of_work as work:
        give_points(work, FIRST)
        if is_recusal:
            add_recusal(work)
        else:
            add_affiliation(work)
    find_conflicts(CYCLE, ON, unit_of_work)
    with unit_of_work as work, pytest.raises(Conflicted) as refused:
        require_no_conflict(CYCLE, work)
    (one,) = refused.value.conflicts
    assert (one.expert_no, one.nomination_no) == ("E001", FIRST)
    assert one.kind is (ConflictKind.RECUSAL if is_recusal else ConflictKind.WORKED_TOGETHER)
    said = str(refused.value)
    assert all(word in said for word in ("E001", "专家E001", FIRST, "曾任顾问" if is_recusal else "任职"))


def test_many_conflicts_are_listed_in_part(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, *(entry(number) for number in range(1, 13)))
    with unit_of_work as work:
        add_expert(work, unit_name=UNIT)
        for number in range(1, 13):
            give_points(work, FIRST[:-3] + f"{number:03d}")
    find_conflicts(CYCLE, ON, unit_of_work)
    with unit_of_work as work, pytest.raises(Conflicted, match="等 12 处"):
        require_no_conflict(CYCLE, work)


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("INSERT INTO seat VALUES (:no, 'E001')", id="assigned"),
        pytest.param("UPDATE seat SET expert_no = 'E001' WHERE nomination_no = :no", id="put in place of another"),
    ],
)
def test_trigger_refuses_a_conflicted_pair_and_takes_others(unit_of_work: UnitOfWork, statement: str) -> None:
    two_entries(unit_of_work)
    with unit_of_work as work:
        for laid in (
            "CREATE TEMPORARY TABLE seat (nomination_no text, expert_no text) ON COMMIT DROP",
            "CREATE TRIGGER refuse_conflicted BEFORE INSERT OR UPDATE OF nomination_no, expert_no ON seat"
            " FOR EACH ROW EXECUTE FUNCTION honours.refuse_conflicted()",
        ):
            work.connection.execute(text(laid))
        add_recusal(work)
        taken = text("INSERT INTO seat VALUES (:no, 'E002'), (:other, 'E001')")
        work.connection.execute(taken, {"no": FIRST, "other": SECOND})
        refusal = f"专家 E001 应当回避项目 {FIRST}，不能分配：专家回避本项目：曾任顾问"
        with pytest.raises(IntegrityError, match=refusal), work.connection.begin_nested():
            work.connection.execute(text(statement), {"no": FIRST})


def test_conflicts_need_what_the_roster_said(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_expert(work)
        add_collaboration(work)
    assert set(found(unit_of_work)) == {(FIRST, "co_inventor")}


@pytest.mark.parametrize(
    "statement",
    [
        pytest.param("DELETE FROM honours.conflict", id="remove a conflict"),
        pytest.param("UPDATE honours.conflict SET expert_no = 'E002'", id="turn a conflict on another"),
        pytest.param("DELETE FROM honours.recusal", id="remove a recusal"),
        pytest.param("UPDATE honours.recusal SET subject = 'x'", id="turn a recusal on another"),
        pytest.param("DELETE FROM honours.declared_interest", id="remove a declaration"),
        pytest.param("UPDATE honours.declared_interest SET relation = 'other'", id="change a declaration"),
        pytest.param("DELETE FROM honours.expert_collaboration", id="remove a collaboration"),
    ],
)
def test_application_may_not(unit_of_work: UnitOfWork, statement: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), unit_of_work as work:
        work.connection.execute(text(statement))
