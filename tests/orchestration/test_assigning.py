"""The assignment in Airflow: who is late is asked about once a day, replaced on request, and rechecked after intake."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import insert
from tests.builders import CYCLE, nomination_no
from tests.services.scored import IDEA, qualified, send_back, send_sheets

from honours.domain.errors import RefusedInput
from honours.orchestration import clock, runs
from honours.orchestration.assigning import LateExpertsQuestion, recheck_assignments
from honours.orchestration.human import Answer
from honours.orchestration.waits import WaitFor, look
from honours.services.review.assigning.panel import panel
from honours.storage.tables import milestone
from honours.storage.unit_of_work import UnitOfWork

DUE_ON = date(2025, 11, 17)
BEFORE, AFTER = datetime(2025, 11, 17, 10, tzinfo=UTC), datetime(2025, 11, 18, 10, tzinfo=UTC)
SIX = tuple(f"E00{number}" for number in range(1, 7))
NUMBER = nomination_no(IDEA, 1)


@pytest.fixture(autouse=True)
def _today(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "today", lambda: AFTER.date())
    monkeypatch.setattr(runs, "current_run_id", lambda: "run")


@pytest.fixture
def scoring(unit_of_work: UnitOfWork) -> UnitOfWork:
    """One entry with five of six experts and their sheets out."""
    qualified(unit_of_work, 1, experts=SIX)
    with unit_of_work as work:
        planned = {"cycle": str(CYCLE), "code": "scoring_done", "label": "评审完成", "planned_on": DUE_ON}
        told = {"rests_on": "award/11", "is_lawful_limit": False, "is_provisional": False}
        work.connection.execute(insert(milestone).values(**planned, **told))
    send_sheets(unit_of_work)
    return unit_of_work


def scorers(unit: UnitOfWork) -> tuple[str, ...]:
    return panel(CYCLE, unit).experts_of[NUMBER]


def all_but_the_last(unit: UnitOfWork, folder: Path) -> str:
    """Let all experts but one send their sheets; return the one."""
    *others, late = scorers(unit)
    for expert_no in others:
        assert send_back(unit, folder, expert_no, {NUMBER: 80}).is_clean
    return late


def answer(option: str, **form: Any) -> Answer:
    return Answer(option, form, "王敏", AFTER.date(), "run")


def test_the_wait_ends_with_the_last_day_though_sheets_are_missing(scoring: UnitOfWork) -> None:
    assert not look(WaitFor.SCORE_SHEETS_DUE, CYCLE, BEFORE, scoring).is_over
    assert look(WaitFor.SCORE_SHEETS_DUE, CYCLE, AFTER, scoring).is_over
    assert not look(WaitFor.SCORE_SHEETS_IN, CYCLE, AFTER, scoring).is_over


def test_nobody_is_asked_when_all_sheets_are_in(scoring: UnitOfWork, tmp_path: Path) -> None:
    late = all_but_the_last(scoring, tmp_path / "in")
    question = LateExpertsQuestion()
    assert f"| {late} |" in str(question.body(CYCLE, AFTER.date(), scoring))
    assert send_back(scoring, tmp_path / "in", late, {NUMBER: 80}).is_clean
    assert question.body(CYCLE, AFTER.date(), scoring) is None


def test_late_experts_are_replaced_on_request_and_asked_about_once_a_day(
    scoring: UnitOfWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    late = all_but_the_last(scoring, tmp_path / "in")
    question = LateExpertsQuestion()
    before = scorers(scoring)
    says = question.settle(CYCLE, answer("改派给其他专家"), scoring)
    assert "本次改派新增1、撤销1" in says
    assert late not in scorers(scoring)
    new = next(iter(set(SIX) - set(before)))
    assert (scoring.settings.outbox / CYCLE.slug / "review" / f"评分表-{new}-{IDEA.label}.xlsx").exists()
    assert question.carry_on(CYCLE, "run", scoring) == "王敏已于2025-11-18决定：改派给其他专家"
    monkeypatch.setattr(clock, "today", lambda: date(2025, 11, 19))
    assert question.carry_on(CYCLE, "run", scoring) is None


def test_waiting_on_changes_nothing(scoring: UnitOfWork) -> None:
    before = panel(CYCLE, scoring)
    assert LateExpertsQuestion().settle(CYCLE, answer("继续等待"), scoring) == "王敏决定继续等待"
    assert panel(CYCLE, scoring) == before


def test_who_owes_nothing_cannot_be_named(scoring: UnitOfWork, tmp_path: Path) -> None:
    all_but_the_last(scoring, tmp_path / "in")
    first = scorers(scoring)[0]
    with pytest.raises(RefusedInput, match=f"{first} 没有欠交评分表"):
        LateExpertsQuestion().settle(CYCLE, answer("改派给其他专家", late=first), scoring)


def test_more_late_experts_than_can_be_replaced_are_told_with_the_number(scoring: UnitOfWork) -> None:
    with pytest.raises(RefusedInput, match="可评专家人数不足，共差4"):
        LateExpertsQuestion().settle(CYCLE, answer("改派给其他专家"), scoring)


def test_the_recheck_after_the_intake_says_when_nothing_is_to_be_done(scoring: UnitOfWork) -> None:
    assert recheck_assignments.function() == "没有需要改派的"
