"""Questions to people: asked once, checked by us, never answered by themselves."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import UTC, date, datetime
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk import Param
from airflow.sdk.exceptions import AirflowException, AirflowFailException, TaskAwaitingInput
from tests.builders import CYCLE, lay_ground

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.orchestration.call import IntakeClosedQuestion, OpeningQuestion
from honours.orchestration.forms import FormRefused, confirm_in, day_in, numbers_in, reasons_in, text_in
from honours.orchestration.human import NOT_NEEDED, Answer, Ask, Question, text_field, tick_field
from honours.services.decisions import DecisionKind, find_decision
from honours.storage.tables import milestone
from honours.storage.unit_of_work import UnitOfWork

RUN = "manual__1"
NUMBER = "2025-KJ-0101-003"


class Colour(Question):
    """A question of its own, with an answer that is kept in memory."""

    name = "选一个颜色"
    says = "只为试验。"
    articles = ("award/10",)
    options = ("就这个",)
    refusing = ("都不要",)

    def __init__(self, *, is_needed: bool = True) -> None:
        self.is_needed = is_needed
        self.chosen: str | None = None

    @staticmethod
    def params() -> dict[str, Param]:
        return {"colour": text_field("颜色"), "is_sure": tick_field("确定")}

    def carry_on(self, cycle: Cycle, run_id: str, work: UnitOfWork) -> str | None:
        return self.chosen

    def body(self, cycle: Cycle, today: date, work: UnitOfWork) -> str | None:
        return f"{cycle.label}用什么颜色？" if self.is_needed else None

    def settle(self, cycle: Cycle, answer: Answer, work: UnitOfWork) -> str:
        confirm_in(answer.form, "is_sure", "确定")
        self.chosen = f"{answer.given_by}：{text_in(answer.form, 'colour', '颜色')}"
        return self.chosen


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was put to people, instead of telling Airflow's server about it."""
    put: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **given: put.append(given)
    )
    return put


def _context() -> dict[str, Any]:
    return {"dag_run": SimpleNamespace(run_id=RUN), "task_instance": SimpleNamespace(id="ti")}


def _ask(question: Question) -> Ask:
    return Ask(task_id="ask", cycle=str(CYCLE), question=question)


def _event(form: Mapping[str, Any], option: str = "就这个") -> dict[str, Any]:
    return {
        "chosen_options": [option],
        "params_input": dict(form),
        "responded_at": datetime(2025, 11, 3, tzinfo=UTC),
        "responded_by_user": {"id": "3", "name": "operations"},
    }


def test_a_question_is_put_with_its_body_buttons_and_form(
    unit_of_work: UnitOfWork, asked: list[dict[str, Any]]
) -> None:
    with pytest.raises(TaskAwaitingInput) as parked:
        _ask(Colour()).execute(_context())

    assert parked.value.timeout is None
    assert asked[0]["subject"] == "2025年职工创新成果奖：选一个颜色"
    assert asked[0]["body"].startswith("2025年职工创新成果奖用什么颜色？")
    assert asked[0]["options"] == ["就这个", "都不要"]
    assert asked[0]["defaults"] is None
    assert sorted(asked[0]["params"]) == ["colour", "is_sure"]


def test_what_was_answered_is_not_asked_again(unit_of_work: UnitOfWork, asked: list[dict[str, Any]]) -> None:
    question = Colour()
    _ask(question).execute_complete(_context(), _event({"colour": "红", "is_sure": True}))

    assert _ask(question).execute(_context()) == "operations：红"
    assert asked == []


def test_what_needs_no_answer_is_not_asked(unit_of_work: UnitOfWork, asked: list[dict[str, Any]]) -> None:
    assert _ask(Colour(is_needed=False)).execute(_context()) == NOT_NEEDED
    assert asked == []


@pytest.mark.parametrize(
    ("form", "says"),
    [
        pytest.param({}, "“确定”必须打开开关", id="an empty form, which Airflow accepts"),
        pytest.param({"is_sure": "true", "colour": "红"}, "“确定”必须打开开关", id="a text where a tick belongs"),
        pytest.param({"is_sure": True, "colour": " "}, "“颜色”必须填写", id="blanks"),
        pytest.param({"is_sure": True, "colour": 7}, "“颜色”必须填写", id="a number where a text belongs"),
    ],
)
def test_a_form_that_cannot_be_taken_is_put_again(form: Mapping[str, Any], says: str, unit_of_work: UnitOfWork) -> None:
    question = Colour()

    with pytest.raises(AirflowException, match=says) as refused:
        _ask(question).execute_complete(_context(), _event(form))

    # This kind of failure is tried again, so the question comes back.
    assert not isinstance(refused.value, AirflowFailException)
    assert question.chosen is None


def test_a_button_that_does_not_exist_decides_nothing(unit_of_work: UnitOfWork) -> None:
    question = Colour()

    with pytest.raises(AirflowException, match="未知的选择"):
        _ask(question).execute_complete(_context(), _event({"colour": "红", "is_sure": True}, "OK"))
    assert question.chosen is None


def test_a_refusal_stops_the_stage_for_good(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(AirflowFailException, match="operations选择了“都不要”"):
        _ask(Colour()).execute_complete(_context(), _event({}, "都不要"))


@pytest.fixture
def open_cycle(unit_of_work: UnitOfWork) -> UnitOfWork:
    """An open cycle with the milestones that the questions of the call ask for."""
    with unit_of_work:
        lay_ground(unit_of_work)
        for code in ("call_issued", "nominations_due"):
            unit_of_work.connection.execute(
                milestone.insert().values(
                    cycle=str(CYCLE),
                    code=code,
                    label=code,
                    planned_on=date(2025, 10, 31),
                    rests_on="award/10",
                    is_lawful_limit=False,
                    is_provisional=False,
                )
            )
    return unit_of_work


def test_closing_the_intake_is_kept_with_who_did_it(open_cycle: UnitOfWork, asked: list[dict[str, Any]]) -> None:
    form = {"is_checked": True, "note": "两家电话确认无项目"}
    _ask(IntakeClosedQuestion()).execute_complete(_context(), _event(form, "确认截止"))

    found = find_decision(CYCLE, DecisionKind.INTAKE_CLOSED, open_cycle)
    assert found is not None
    assert (found.decided_by, found.run_id, dict(found.answer)) == ("operations", RUN, {"note": "两家电话确认无项目"})
    assert "operations" in _ask(IntakeClosedQuestion()).execute(_context())
    assert asked == []


def test_closing_the_intake_shows_who_has_sent(open_cycle: UnitOfWork) -> None:
    body = IntakeClosedQuestion().body(CYCLE, date(2025, 11, 1), open_cycle)

    assert body is not None
    assert "第0101总工会" in body


def test_an_open_cycle_needs_no_document_number(open_cycle: UnitOfWork, asked: list[dict[str, Any]]) -> None:
    assert "已启动" in _ask(OpeningQuestion()).execute(_context())
    assert asked == []


def test_a_cycle_started_by_the_timetable_asks_for_its_document_number(
    unit_of_work: UnitOfWork, asked: list[dict[str, Any]]
) -> None:
    with pytest.raises(TaskAwaitingInput):
        _ask(OpeningQuestion()).execute(_context())
    assert "发文字号" in asked[0]["body"]


def test_reasons_are_read_line_by_line() -> None:
    form = {"refused": f"{NUMBER} 缺少证明\n\n 2025-JD-0102-001：与往年重复 \n"}

    assert reasons_in(form, "refused", "不通过") == {NUMBER: "缺少证明", "2025-JD-0102-001": "与往年重复"}
    assert reasons_in({"refused": None}, "refused", "不通过") == {}


def test_numbers_are_read_whatever_separates_them() -> None:
    form = {"chosen": f"{NUMBER}，2025-JD-0102-001\n2025-CZ-0102-002 "}

    assert numbers_in(form, "chosen", "入选") == (NUMBER, "2025-JD-0102-001", "2025-CZ-0102-002")
    assert numbers_in({}, "chosen", "入选") == ()


@pytest.mark.parametrize(
    ("read", "value", "says"),
    [
        pytest.param(reasons_in, NUMBER, "没有写理由", id="a number without reason"),
        pytest.param(reasons_in, f"{NUMBER} 一\n{NUMBER} 二", "写了两次", id="a number twice"),
        pytest.param(reasons_in, "第三项 不行", "不是“编号 理由”", id="no number"),
        pytest.param(reasons_in, 5, "应为文字", id="no text"),
        pytest.param(numbers_in, f"{NUMBER} {NUMBER}", "写了两次", id="a chosen number twice"),
        pytest.param(numbers_in, "2025-KJ-0101-3", "不是编号", id="a short number"),
        pytest.param(day_in, "2025年11月3日", "应为日期", id="a date in words"),
        pytest.param(day_in, "2025-02-30", "应为日期", id="a day that does not exist"),
        pytest.param(day_in, None, "必须填写", id="no date"),
        pytest.param(text_in, "", "必须填写", id="no text at all"),
    ],
)
def test_what_cannot_be_read_is_refused_by_its_label(read: Callable[..., Any], value: Any, says: str) -> None:
    with pytest.raises(FormRefused, match=f"“某栏”.*{says}"):
        read({"field": value}, "field", "某栏")
    assert issubclass(FormRefused, RefusedInput)
