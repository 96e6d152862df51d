"""The questions on medals and on the recommendation: a bad form decides nothing, a good one once; studios skip."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowSkipException
from tests.builders import CYCLE
from tests.orchestration.test_questions import plan
from tests.services.notice.awarded import IDEA, LETTER_NO, TECH, award_later, awarded, number

from honours.orchestration.honouring import MedalsQuestion, RecommendationQuestion, make_certificates
from honours.orchestration.human import NOT_NEEDED, Ask, Question
from honours.services.decisions import DecisionKind, find_decision
from honours.storage.unit_of_work import UnitOfWork

TODAY = date(2026, 4, 28)


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    put: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **given: put.append(given)
    )
    return put


def task(question: Question) -> Ask:
    return Ask(task_id="ask", cycle=str(CYCLE), question=question)


def context() -> dict[str, Any]:
    return {"dag_run": SimpleNamespace(run_id="run"), "task_instance": SimpleNamespace(id="ti")}


def answer(question: Question, form: Mapping[str, Any]) -> Any:
    event = {
        "chosen_options": [question.options[0]],
        "params_input": dict(form),
        "responded_at": datetime(2026, 4, 28, tzinfo=UTC),
        "responded_by_user": {"id": "3", "name": "operations"},
    }
    return task(question).execute_complete(context(), event)


@pytest.fixture
def ended(unit_of_work: UnitOfWork) -> UnitOfWork:
    awarded(unit_of_work, held=TECH)
    plan(unit_of_work)
    return unit_of_work


def test_medals_are_asked_once_and_once_more_for_who_comes_later(ended: UnitOfWork) -> None:
    form = {"withheld": f"{number(IDEA)} 已获授同一荣誉", "others_granted": True}
    assert answer(MedalsQuestion(), form) == "operations核定：授予2人，不授予1人"
    assert task(MedalsQuestion()).execute(context()) == "已核定：授予2人，不授予1人"
    award_later(ended, TECH)
    assert MedalsQuestion().carry_on(CYCLE, "run", ended) is None
    body = MedalsQuestion().body(CYCLE, TODAY, ended)
    assert body is not None
    assert number(TECH) in body
    assert number(IDEA) not in body


@pytest.mark.parametrize(
    ("form", "says"),
    [
        pytest.param({"withheld": None, "others_granted": False}, "“其余均授予”必须打开开关", id="not ticked"),
        pytest.param({"withheld": number(IDEA), "others_granted": True}, "没有写理由", id="no reason"),
        pytest.param({"withheld": f"{number(TECH)} 暂缓", "others_granted": True}, "不在待定的获奖项目中", id="held"),
    ],
)
def test_form_on_medals_that_cannot_be_taken_decides_nothing(
    ended: UnitOfWork, form: dict[str, Any], says: str
) -> None:
    with pytest.raises(AirflowException, match=says):
        answer(MedalsQuestion(), form)
    assert find_decision(CYCLE, DecisionKind.MEDALS_DECIDED, ended) is None


@pytest.mark.parametrize(
    ("form", "says"),
    [
        pytest.param({"recommended": number(IDEA), "document_no": LETTER_NO}, "不在推荐范围", id="golden idea"),
        pytest.param({"recommended": "2025-CZ-0101-001"}, "“推荐函文号”必须填写", id="no number of the letter"),
        pytest.param({"recommended": "一号", "document_no": LETTER_NO}, "不是编号", id="no nomination number"),
        pytest.param({"recommended": None, "document_no": None}, "没有写推荐的编号", id="empty"),
    ],
)
def test_form_on_the_recommendation_that_cannot_be_taken_decides_nothing(
    ended: UnitOfWork, form: dict[str, Any], says: str
) -> None:
    with pytest.raises(AirflowException, match=says):
        answer(RecommendationQuestion(), form)
    assert find_decision(CYCLE, DecisionKind.PROVINCIAL_RECOMMENDATION, ended) is None


def test_recommendation_is_decided_once(ended: UnitOfWork) -> None:
    said = answer(RecommendationQuestion(), {"recommended": None, "document_no": None, "is_nobody": True})
    assert said == "operations确认本年度不推荐"
    assert task(RecommendationQuestion()).execute(context()) == "operations已选定0项"


def test_nothing_awarded_asks_nobody(unit_of_work: UnitOfWork, asked: list[dict[str, Any]]) -> None:
    for question in (MedalsQuestion(), RecommendationQuestion()):
        assert task(question).execute(context()) == NOT_NEEDED
    assert asked == []


def test_studios_get_no_certificates(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(AirflowSkipException, match="不颁发获奖证书"):
        make_certificates.function("2025/employee_studio")
