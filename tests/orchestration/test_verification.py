"""The visitors' branch in Airflow: what it waits for, what it asks people, and which days its steps bear."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from sqlalchemy import select
from tests.services.visited import (
    CYCLE,
    JUDGED_ON,
    SENT_ON,
    UNKNOWN,
    number,
    plan,
    qualified,
    states,
    visit,
    visit_all,
)

from honours.domain.studios import Aspect
from honours.orchestration import clock, runs
from honours.orchestration import review as review_steps
from honours.orchestration import verification as steps
from honours.orchestration.human import NOT_NEEDED, Ask
from honours.orchestration.review import ReferralsQuestion
from honours.orchestration.verification import VerificationReferralsQuestion
from honours.orchestration.waits import WaitFor, look
from honours.services.decisions import Decision, DecisionKind, find_decision, record_decision
from honours.services.review.verification import judge_verification, send_verification_forms
from honours.storage.tables import milestone
from honours.storage.unit_of_work import UnitOfWork

RUN = "manual__1"
TODAY = date(2026, 12, 9)
NOW = datetime(2026, 12, 9, tzinfo=UTC)
UNSEEN = {Aspect.PATENTS: (1, UNKNOWN, "一件证书未见原件")}


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was put to people, instead of telling Airflow's server about it; today is ``TODAY``."""
    put: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **given: put.append(given)
    )
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    monkeypatch.setattr(runs, "current_run_id", lambda: RUN)
    return put


@pytest.fixture
def judged(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    """Two studios of which the visits left a doubt, judged."""
    qualified(unit_of_work, {}, {})
    plan(unit_of_work)
    visit_all(unit_of_work, tmp_path, UNSEEN, UNSEEN)
    judge_verification(CYCLE, JUDGED_ON, unit_of_work)
    return unit_of_work


def ask(question: Any) -> str:
    context: dict[str, Any] = {"dag_run": SimpleNamespace(run_id=RUN), "task_instance": SimpleNamespace(id="ti")}
    return str(Ask(task_id="ask", cycle=str(CYCLE), question=question).execute(context))


def answer(form: Mapping[str, Any]) -> str:
    question = VerificationReferralsQuestion()
    event = {
        "chosen_options": [question.options[0]],
        "params_input": dict(form),
        "responded_at": NOW,
        "responded_by_user": {"id": "3", "name": "operations"},
    }
    context: dict[str, Any] = {"dag_run": SimpleNamespace(run_id=RUN), "task_instance": SimpleNamespace(id="ti")}
    return str(Ask(task_id="ask", cycle=str(CYCLE), question=question).execute_complete(context, event))


def reached(unit: UnitOfWork) -> dict[str, date | None]:
    with unit as work:
        rows = work.connection.execute(select(milestone.c.code, milestone.c.reached_on)).all()
    return {row.code: row.reached_on for row in rows}


def test_the_wait_is_over_when_the_last_form_is_back(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, {}, {})
    send_verification_forms(CYCLE, SENT_ON, unit_of_work)
    for serial, is_over, left in ((1, False, 1), (2, True, 0)):
        visit(unit_of_work, tmp_path, number(serial))
        state = look(WaitFor.VERIFICATIONS_IN, CYCLE, NOW, unit_of_work)
        assert (state.is_over, state.over_at) == (is_over, None)
        assert f"尚缺{left}份" in state.says


def test_doubts_of_the_visits_are_shown_with_both_values(judged: UnitOfWork) -> None:
    body = VerificationReferralsQuestion().body(CYCLE, TODAY, judged)
    assert body is not None
    assert "| 现场核实情况 |" in body
    assert body.count("专利情况申报：2；现场：1；结论：无法核实；说明：一件证书未见原件") == 2


def test_nothing_is_asked_where_the_visits_left_no_doubt(
    unit_of_work: UnitOfWork, tmp_path: Path, asked: list[dict[str, Any]]
) -> None:
    qualified(unit_of_work)
    visit_all(unit_of_work, tmp_path, {})
    judge_verification(CYCLE, JUDGED_ON, unit_of_work)
    assert ask(VerificationReferralsQuestion()) == NOT_NEEDED
    assert asked == []


@pytest.mark.parametrize(
    ("form", "says"),
    [
        pytest.param({}, "必须打开开关", id="an empty form"),
        pytest.param({"others_pass": True, "refused": number(1)}, "没有写理由", id="no reason"),
        pytest.param({"others_pass": True, "refused": f"{number(7)} 不实"}, "不在待认定之列", id="not in doubt"),
    ],
)
def test_a_form_that_cannot_be_taken_rules_nothing(judged: UnitOfWork, form: dict[str, Any], says: str) -> None:
    with pytest.raises(AirflowException, match=says) as refused:
        answer(form)
    assert not isinstance(refused.value, AirflowFailException)
    assert find_decision(CYCLE, DecisionKind.REFERRALS_RULED, judged) is None
    assert VerificationReferralsQuestion().body(CYCLE, TODAY, judged) is not None


def test_the_word_is_kept_under_the_next_number_and_asked_once(judged: UnitOfWork, asked: list[dict[str, Any]]) -> None:
    """The word on the qualification, kept before the examination was, does not count as one on the visits."""
    earlier = Decision(CYCLE, DecisionKind.REFERRALS_RULED, SENT_ON, "赵六", {"refused": {}}, "r0")
    record_decision(earlier, judged)
    assert VerificationReferralsQuestion().carry_on(CYCLE, RUN, judged) is None

    assert answer({"others_pass": True, "refused": f"{number(1)} 原件未提供"}) == "operations认定完毕，不通过1项"

    found = find_decision(CYCLE, DecisionKind.REFERRALS_RULED, judged, decision_no=2)
    assert found is not None
    assert dict(found.answer) == {"refused": {number(1): "原件未提供"}, "examination": "verification"}
    assert found.decided_on == TODAY
    assert ask(VerificationReferralsQuestion()) == "operations已于2026-12-09认定"
    assert ask(ReferralsQuestion()) == "赵六已于2026-11-16认定"
    assert asked == []


def test_the_branch_ends_at_its_milestone_and_the_join_proposes_whom_it_bore_out(judged: UnitOfWork) -> None:
    with pytest.raises(AirflowFailException, match="等待人工认定"):
        steps.advance_verified.function(str(CYCLE))
    assert reached(judged)["verification_done"] is None

    answer({"others_pass": True, "refused": f"{number(1)} 原件未提供"})

    assert steps.advance_verified.function(str(CYCLE)) == "现场核实属实1项，不符合1项"
    assert reached(judged)["verification_done"] == TODAY
    assert review_steps.rank.function(str(CYCLE)).startswith("提请会议研究1项")
    assert states(judged) == {number(1): "excluded", number(2): "proposed"}


def test_the_steps_of_the_branch_count_what_they_did(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, {}, {})
    plan(unit_of_work)
    assert steps.send_verification_forms.function(str(CYCLE)) == 2
    with pytest.raises(AirflowFailException, match="现场核实表尚未收齐"):
        steps.judge_verification.function(str(CYCLE))
    for serial in (1, 2):
        visit(unit_of_work, tmp_path, number(serial))
    said = "共2项：符合2项，不符合0项，需人工认定0项（本次新增结论18条）"
    assert steps.judge_verification.function(str(CYCLE)) == said
