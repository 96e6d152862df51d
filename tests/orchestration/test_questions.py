"""The questions on the end of the notice and the payments: a bad form decides nothing, a good one once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from airflow.sdk.exceptions import AirflowException, AirflowFailException
from sqlalchemy import func, select
from tests.builders import CYCLE
from tests.services.disbursement.cases import award
from tests.services.disbursement.cases import states as payment_states
from tests.services.notice.posted import send_picture
from tests.services.notice.test_notice import number, on_notice, states
from tests.services.notice.test_reserve import NEXT, removed

from honours.domain.notices import ProofSide
from honours.domain.policies import Reserve
from honours.orchestration.disbursement import PaymentQuestion
from honours.orchestration.human import NOT_NEEDED, Ask, Question
from honours.orchestration.postings import NoticeClosedQuestion, PostingAgainQuestion, PostingQuestion, ReserveQuestion
from honours.services import disbursement
from honours.services.decisions import DecisionKind, find_decision
from honours.services.notice import reserve
from honours.services.notice.notices import current_notice
from honours.storage.tables import decision, milestone
from honours.storage.unit_of_work import UnitOfWork

RUN = "manual__1"


@pytest.fixture(autouse=True)
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What was put to people, instead of telling Airflow's server about it."""
    put: list[dict[str, Any]] = []
    monkeypatch.setattr(
        "airflow.providers.standard.operators.hitl.upsert_hitl_detail", lambda **given: put.append(given)
    )
    return put


@pytest.fixture
def practice(monkeypatch: pytest.MonkeyPatch) -> None:
    """The next in rank moves up."""
    known = reserve.notice_policy
    monkeypatch.setattr(
        reserve, "notice_policy", lambda scheme, on: replace(known(scheme, on), reserve=Reserve.NEXT_IN_RANK)
    )


def context() -> dict[str, Any]:
    return {"dag_run": SimpleNamespace(run_id=RUN), "task_instance": SimpleNamespace(id="ti")}


def answer(question: Question, form: Mapping[str, Any], option: str | None = None, by: str = "operations") -> Any:
    event = {
        "chosen_options": [option or question.options[0]],
        "params_input": dict(form),
        "responded_at": datetime(2025, 12, 4, tzinfo=UTC),
        "responded_by_user": {"id": "3", "name": by},
    }
    return Ask(task_id="ask", cycle=str(CYCLE), question=question).execute_complete(context(), event)


def ask_again(question: Question) -> str:
    return str(Ask(task_id="ask", cycle=str(CYCLE), question=question).execute(context()))


def plan(unit: UnitOfWork) -> None:
    """Lay down the milestones that the steps bear."""
    with unit as work:
        for code in ("meeting_held", "notice_posted", "notice_closed", "awarded"):
            values = {
                "cycle": str(CYCLE),
                "code": code,
                "label": code,
                "planned_on": date(2025, 12, 4),
                "rests_on": "award/12",
                "is_lawful_limit": False,
                "is_provisional": False,
            }
            work.connection.execute(milestone.insert().values(**values))


def decisions(unit: UnitOfWork) -> int:
    with unit as work:
        return int(work.connection.execute(select(func.count()).select_from(decision)).scalar_one())


POSTED = {"posted_on": "2025-11-26", "address": "http://example.invalid/gsgg", "file_names": "START"}
CLOSED = {"seen_on": "2025-12-03", "address": "http://example.invalid/gsgg", "file_names": "END", "is_checked": True}


def pictures(unit: UnitOfWork, folder: Path) -> dict[str, str]:
    """Take in a picture of each end of the notice and return the names."""
    notice = current_notice(CYCLE, unit)
    days = {ProofSide.START: notice.window.posted_on, ProofSide.END: notice.window.closes_on}
    names = {}
    for side, on in days.items():
        name = f"{notice.proof_name(side)}-截图.png"
        assert send_picture(unit, folder, name, on).is_clean
        names[side.name] = name
    return names


def filled(form: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    """Return the form with the names of the pictures in the place of their ends."""
    return {key: names.get(value, value) if isinstance(value, str) else value for key, value in form.items()}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"posted_on": None}, "“实际张贴日期”必须填写", id="no day"),
        pytest.param({"posted_on": "2025-11-23"}, "早于公示确定之日", id="posted the day before the meeting"),
        pytest.param({"address": " "}, "“地址”必须填写", id="no address"),
        pytest.param({"file_names": None}, "“证明的文件名”必须填写", id="no file"),
        pytest.param({"file_names": "a.png\na.png"}, "写了两次", id="one file twice"),
        pytest.param({"file_names": "END"}, "没有收到", id="the picture of the other end"),
    ],
)
def test_posting_is_not_noted_by_a_form_that_cannot_be_taken(
    unit_of_work: UnitOfWork, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    names = pictures(unit_of_work, tmp_path / "in")
    with pytest.raises(AirflowException, match=says) as refused:
        answer(PostingQuestion(), filled({**POSTED, **change}, names))
    assert not isinstance(refused.value, AirflowFailException)
    assert not current_notice(CYCLE, unit_of_work).has_start_proof


def test_posting_is_noted_once_and_reaches_the_milestone_on_its_day(
    unit_of_work: UnitOfWork, tmp_path: Path, asked: list[dict[str, Any]]
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    names = pictures(unit_of_work, tmp_path / "in")
    assert names["START"].removesuffix("-截图.png") in str(
        PostingQuestion().body(CYCLE, date(2025, 11, 26), unit_of_work)
    )
    assert "2025-11-26张贴" in answer(PostingQuestion(), filled(POSTED, names))
    assert "2025-12-03期满" in ask_again(PostingQuestion())
    assert "2025-12-03期满" in ask_again(PostingAgainQuestion())
    with unit_of_work as work:
        reached = select(milestone.c.reached_on).where(milestone.c.code == "notice_posted")
        assert work.connection.scalar(reached) == date(2025, 11, 26)
    assert asked == []


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"is_checked": None}, "必须打开开关", id="no tick"),
        pytest.param({"is_checked": False}, "必须打开开关", id="not ticked"),
        pytest.param({"is_checked": "true"}, "必须打开开关", id="a text where a tick belongs"),
        pytest.param({"note": 7}, "“说明”.*应为文字", id="a number as a note"),
        pytest.param({"seen_on": "2025-12-02"}, "早于公示期最后一天", id="seen the day before the last"),
        pytest.param({"file_names": "START"}, "没有收到", id="the picture of the other end"),
    ],
)
def test_notice_is_not_closed_by_a_form_that_cannot_be_taken(
    unit_of_work: UnitOfWork, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    names = pictures(unit_of_work, tmp_path / "in")
    answer(PostingQuestion(), filled(POSTED, names))
    with pytest.raises(AirflowException, match=says):
        answer(NoticeClosedQuestion(), filled({**CLOSED, **change}, names))
    assert find_decision(CYCLE, DecisionKind.NOTICE_CLOSED, unit_of_work) is None


def test_notice_that_was_never_noted_as_posted_is_not_closed(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    names = pictures(unit_of_work, tmp_path / "in")
    assert "还没有登记张贴" in str(NoticeClosedQuestion().body(CYCLE, date(2025, 12, 4), unit_of_work))
    with pytest.raises(AirflowException, match="ask_posted_again"):
        answer(NoticeClosedQuestion(), filled(CLOSED, names))


def test_notice_is_not_closed_on_its_last_day(
    unit_of_work: UnitOfWork, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    names = pictures(unit_of_work, tmp_path / "in")
    answer(PostingQuestion(), filled(POSTED, names))
    monkeypatch.setattr("honours.orchestration.clock.today", lambda: date(2025, 12, 3))
    with pytest.raises(AirflowException, match="2025-12-03 24时才结束"):
        answer(NoticeClosedQuestion(), filled(CLOSED, names))


@pytest.mark.parametrize(("note", "kept"), [(None, ""), (" 已电话核实 ", "已电话核实")])
def test_notice_is_closed_once_by_the_person_who_saw_the_objections(
    unit_of_work: UnitOfWork, tmp_path: Path, asked: list[dict[str, Any]], note: str | None, kept: str
) -> None:
    on_notice(unit_of_work, tmp_path / "in")
    plan(unit_of_work)
    names = pictures(unit_of_work, tmp_path / "in")
    answer(PostingQuestion(), filled(POSTED, names))
    body = str(NoticeClosedQuestion().body(CYCLE, date(2025, 12, 4), unit_of_work))
    assert "没有登记任何异议" in body
    assert "- 张贴：2025-11-26，http://example.invalid/gsgg，operations于" in body
    assert answer(NoticeClosedQuestion(), filled({**CLOSED, "note": note}, names)) == "operations确认公示期满"
    found = find_decision(CYCLE, DecisionKind.NOTICE_CLOSED, unit_of_work)
    assert found is not None
    assert (found.decided_by, found.run_id, dict(found.answer)) == ("operations", RUN, {"note": kept})
    assert "确认第1号公示期满" in ask_again(NoticeClosedQuestion())
    assert asked == []


RESERVE = {
    "chosen": None,
    "minutes_no": "主席办公会纪要2025-20",
    "notice_document_no": "锡工办发〔2025〕33号",
    "notice_posted_on": "2026-12-08",
}


@pytest.mark.parametrize(
    ("change", "says"),
    [
        pytest.param({"minutes_no": None}, "“会议纪要编号”必须填写", id="no consent"),
        pytest.param({"notice_document_no": None}, "“递补公示文号”必须填写", id="no document number"),
        pytest.param({"notice_document_no": "33号"}, "不是发文字号", id="a number that is none"),
        pytest.param({"notice_posted_on": "2026-12-32"}, "应为日期", id="no such day"),
        pytest.param({"chosen": number(1)}, "并非名次并列", id="chosen, not tied"),
    ],
)
@pytest.mark.usefixtures("practice")
def test_reserve_does_not_move_up_by_a_form_that_cannot_be_taken(
    unit_of_work: UnitOfWork, tmp_path: Path, change: dict[str, Any], says: str
) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    plan(unit_of_work)
    with pytest.raises(AirflowException, match=says) as refused:
        answer(ReserveQuestion(), RESERVE | change)
    assert not isinstance(refused.value, AirflowFailException)
    assert states(unit_of_work)[NEXT] == "not_proposed"


@pytest.mark.usefixtures("practice")
def test_reserve_moves_up_once(unit_of_work: UnitOfWork, tmp_path: Path, asked: list[dict[str, Any]]) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    plan(unit_of_work)
    assert NEXT in str(ReserveQuestion().body(CYCLE, date(2026, 11, 24), unit_of_work))
    assert answer(ReserveQuestion(), RESERVE) == "operations办理递补：1项另行公示"
    assert states(unit_of_work)[NEXT] == "on_notice"
    assert NEXT in ask_again(ReserveQuestion())
    assert asked == []


@pytest.mark.usefixtures("practice")
def test_place_may_be_left_open(unit_of_work: UnitOfWork, tmp_path: Path, asked: list[dict[str, Any]]) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    plan(unit_of_work)
    form = {"minutes_no": "主席办公会纪要2025-20"}
    assert answer(ReserveQuestion(), form, "本次不递补") == "operations决定本次不递补"
    assert "办理递补：无" in ask_again(ReserveQuestion())
    assert asked == []


def test_nobody_is_asked_about_reserves_where_there_are_none(
    unit_of_work: UnitOfWork, tmp_path: Path, asked: list[dict[str, Any]]
) -> None:
    removed(unit_of_work, tmp_path / "in", 1)
    plan(unit_of_work)
    assert ask_again(ReserveQuestion()) == NOT_NEEDED
    assert asked == []


def drafted(unit: UnitOfWork) -> None:
    award(unit)
    plan(unit)
    disbursement.plan_payments(CYCLE, date(2025, 12, 5), "run", unit)


def test_payments_are_shown_masked_and_not_approved_without_the_tick(unit_of_work: UnitOfWork) -> None:
    drafted(unit_of_work)
    shown = str(PaymentQuestion().body(CYCLE, date(2025, 12, 5), unit_of_work))
    assert "5,000.00" in shown
    assert "6222" not in shown
    with pytest.raises(AirflowException, match="必须打开开关"):
        answer(PaymentQuestion(), {"is_checked": False})
    assert (payment_states(unit_of_work), decisions(unit_of_work)) == ({"draft"}, 0)


def test_refused_payments_stop_the_stage_and_stay_drafts(unit_of_work: UnitOfWork) -> None:
    drafted(unit_of_work)
    with pytest.raises(AirflowFailException, match="暂不同意"):
        answer(PaymentQuestion(), {"is_checked": True}, "暂不同意")
    assert (payment_states(unit_of_work), decisions(unit_of_work)) == ({"draft"}, 0)


def test_payments_are_approved_once(unit_of_work: UnitOfWork, asked: list[dict[str, Any]]) -> None:
    drafted(unit_of_work)
    assert answer(PaymentQuestion(), {"is_checked": True}) == "operations同意付款"
    assert payment_states(unit_of_work) == {"approved"}
    assert "同意付款" in ask_again(PaymentQuestion())
    assert (decisions(unit_of_work), asked) == (1, [])
