"""The industry consultation in Airflow: skipped for studios, awaited by the calendar, what is left open asked again."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowSkipException
from tests.builders import CYCLE
from tests.orchestration.test_questions import plan
from tests.services.notice.test_consultation import DUE_ON, STRICT, answer, negative, number, sent, standings

from honours.orchestration import clock
from honours.orchestration.branches import only_consulted
from honours.orchestration.clock import SHANGHAI
from honours.orchestration.consultation import ConsultationRulingsQuestion, ConsultationsClosedQuestion
from honours.orchestration.human import NOT_NEEDED, Ask, Question
from honours.orchestration.waits import WaitFor, look
from honours.services.decisions import DecisionKind, find_decision
from honours.services.notice.consultation import waiting
from honours.storage.unit_of_work import UnitOfWork

TODAY = date(2025, 12, 4)
LAST_MOMENT = datetime(2025, 12, 2, 23, 59, 59, tzinfo=SHANGHAI)
MIDNIGHT = datetime(2025, 12, 3, tzinfo=SHANGHAI)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was put to people, on a day that is fixed, instead of telling Airflow's server about it."""
    put: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **given: put.append(given)
    )
    monkeypatch.setattr(clock, "today", lambda: TODAY)
    return put


def context() -> dict[str, Any]:
    return {"dag_run": SimpleNamespace(run_id="manual__1"), "task_instance": SimpleNamespace(id="ti")}


def given(question: Question, form: Mapping[str, Any]) -> Any:
    event = {
        "chosen_options": [question.options[0]],
        "params_input": dict(form),
        "responded_at": datetime(2025, 12, 4, tzinfo=UTC),
        "responded_by_user": {"id": "3", "name": "operations"},
    }
    return Ask(task_id="ask", cycle=str(CYCLE), question=question).execute_complete(context(), event)


def ask(question: Question) -> str:
    return str(Ask(task_id="ask", cycle=str(CYCLE), question=question).execute(context()))


def test_branch_says_in_chinese_why_it_is_skipped() -> None:
    only_consulted(CYCLE, is_consulted=True)
    with pytest.raises(AirflowSkipException, match="不作行业咨询，跳过本分支。属正常"):
        only_consulted(CYCLE, is_consulted=False)


def test_answers_are_awaited_to_the_end_of_the_last_day_or_until_all_are_there(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    sent(unit_of_work, tmp_path / "in", STRICT)
    before = look(WaitFor.CONSULTATIONS_IN, CYCLE, LAST_MOMENT, unit_of_work)
    assert (before.is_over, before.over_at) == (False, MIDNIGHT)
    assert "尚缺2份" in before.says
    assert look(WaitFor.CONSULTATIONS_IN, CYCLE, MIDNIGHT, unit_of_work).is_over
    answer(unit_of_work, tmp_path / "in", {}, {})
    assert look(WaitFor.CONSULTATIONS_IN, CYCLE, LAST_MOMENT, unit_of_work).is_over


def test_nobody_is_asked_to_confirm_when_everything_came(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    answer(unit_of_work, tmp_path / "in", {}, {})
    assert ask(ConsultationsClosedQuestion()) == NOT_NEEDED
    waiting.close_consultations(CYCLE, DUE_ON, unit_of_work)
    assert ask(ConsultationRulingsQuestion()) == NOT_NEEDED


def test_silence_counts_only_after_a_person_has_looked_for_answers(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    sent(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    answer(unit_of_work, tmp_path / "in", {}, None)
    body = str(ConsultationsClosedQuestion().body(CYCLE, TODAY, unit_of_work))
    assert "专家E012" in body
    with pytest.raises(AirflowException, match="必须打开开关"):
        given(ConsultationsClosedQuestion(), {})
    assert given(ConsultationsClosedQuestion(), {"is_checked": True}) == "operations确认答复收齐"
    assert "确认答复收齐" in ask(ConsultationsClosedQuestion())
    found = find_decision(CYCLE, DecisionKind.CONSULTATIONS_CLOSED, unit_of_work)
    assert found is not None


@pytest.mark.parametrize(
    ("form", "says"),
    [
        pytest.param({}, "没有认定", id="an empty form"),
        pytest.param({"upheld": number(1)}, "没有写理由", id="no reason"),
        pytest.param({"upheld": f"{number(1)} 属实", "left_open": number(1)}, "不止一次", id="ruled and left open"),
        pytest.param({"left_open": "x"}, "不是编号", id="no number"),
        pytest.param({"overruled": 7}, "应为文字", id="a number where a text belongs"),
    ],
)
def test_rulings_that_cannot_be_taken_decide_nothing(
    unit_of_work: UnitOfWork, tmp_path: Path, form: dict[str, Any], says: str
) -> None:
    negative(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    with pytest.raises(AirflowException, match=says):
        given(ConsultationRulingsQuestion(), form)
    assert find_decision(CYCLE, DecisionKind.CONSULTATIONS_RULED, unit_of_work) is None
    assert standings(unit_of_work)[number(1)] == "referred"


def test_rulings_are_given_once_and_what_was_left_open_is_asked_again_the_next_day(
    unit_of_work: UnitOfWork, tmp_path: Path, asked: list[dict[str, Any]], monkeypatch: pytest.MonkeyPatch
) -> None:
    negative(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    form = {"overruled": f"{number(2)} 目录已修订", "left_open": number(1)}
    assert given(ConsultationRulingsQuestion(), form) == "operations认定：采纳0项，不采纳1项，暂缓1项"
    # A retry on the same day asks nobody twice.
    assert "暂缓认定1项" in ask(ConsultationRulingsQuestion())
    assert asked == []
    monkeypatch.setattr(clock, "today", lambda: date(2025, 12, 5))
    question = ConsultationRulingsQuestion()
    assert question.carry_on(CYCLE, "manual__1", unit_of_work) is None
    body = str(question.body(CYCLE, date(2025, 12, 5), unit_of_work))
    assert number(1) in body
    assert number(2) not in body
    assert "采纳1项" in given(question, {"upheld": f"{number(1)} 查证属实"})
    assert "已于" in ask(question)
    second = find_decision(CYCLE, DecisionKind.CONSULTATIONS_RULED, unit_of_work, decision_no=2)
    assert second is not None
    assert second.answer["upheld"] == {number(1): "查证属实"}
    assert standings(unit_of_work) == {
        number(1): "upheld",
        number(2): "overruled",
        number(3): "favourable",
        number(4): "favourable",
    }
