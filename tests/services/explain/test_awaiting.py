"""What is awaited: from whom, until when, by what the records of the cycle say."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest
from tests.services.scored import BACK_AT, EXPERTS, qualified, send_sheets, sent_sheet
from tests.services.scored import filled as filled_sheet

from honours.domain.calendar import Closing, WorkingDays, closes_on
from honours.domain.cycle import Scheme
from honours.domain.money import Money
from honours.domain.states import NominationState, PaymentState, Verdict
from honours.regulation.calendar import working_days
from honours.regulation.loader import regulation
from honours.services.explain import Awaited, ExplainedPayment, Explanation, explain
from honours.services.explain.awaiting import Situation, awaits
from honours.services.intake import take_in
from honours.storage.unit_of_work import UnitOfWork

S = NominationState
AWARD, MODEL, STAFF = Scheme.ACHIEVEMENT_AWARD, Scheme.MODEL_WORKER_STUDIO, Scheme.EMPLOYEE_STUDIO
PLANNED = {
    "qualification_done": date(2025, 11, 21),
    "scoring_done": date(2025, 12, 5),
    "verification_done": date(2025, 12, 8),
    "meeting_held": date(2025, 12, 12),
    "awarded": date(2026, 4, 28),
    "disbursed": date(2026, 5, 20),
}
NOTHING = {
    "is_intake_closed": True,
    "is_notice_closed": False,
    "experts": 0,
    "sheets_sent": 0,
    "sheets_missing": 0,
    "sheets_missing_in_cycle": 0,
    "is_visit_set": False,
    "visit_received_on": None,
    "is_meeting_recorded": False,
    "is_meeting_approved": False,
    "open_objections": None,
}


def closing(posted_on: date) -> Closing:
    days: WorkingDays = working_days()
    return closes_on(posted_on, regulation().window("public_notice").on(posted_on), days)


def awaited(
    state: NominationState,
    scheme: Scheme = AWARD,
    *,
    rules: Any = (),
    payments: Any = (),
    notice: Closing | None = None,
    **facts: object,
) -> Awaited:
    around: Any = SimpleNamespace(**{**NOTHING, **facts})
    return awaits(state, Situation(scheme, date(2025, 10, 31), around, notice, PLANNED, rules, payments))


def verdict(said: Verdict, article: str = "第四条", stage: str = "review", *, is_open: bool = True) -> Any:
    return SimpleNamespace(
        verdict=said,
        article_label=article,
        stage=stage,
        judged_on=date(2025, 11, 10),
        is_open=is_open and said is Verdict.REFER,
    )


@pytest.mark.parametrize(
    ("says", "state", "scheme", "facts"),
    [
        ("等待系统核验推荐材料，计划2025-11-21前。", S.RECEIVED, MODEL, {}),
        ("办理结束，推荐单位已撤回。", S.WITHDRAWN, AWARD, {}),
        (
            "推荐单位已撤回，报送截止前可以重新报送（2025-10-31 24时）。",
            S.WITHDRAWN,
            AWARD,
            {"is_intake_closed": False},
        ),
        ("等待资格审查，计划2025-11-21前。", S.RECOMMENDED, AWARD, {}),
        ("等待专家3人交回评分表，计划2025-12-05前。", S.QUALIFIED, AWARD, {"sheets_sent": 4, "sheets_missing": 3}),
        (
            "本项目的评分表已交齐，等待其他项目的评分表交齐后统一排名，计划2025-12-05前。",
            S.QUALIFIED,
            STAFF,
            {"sheets_sent": 4, "sheets_missing_in_cycle": 1},
        ),
        ("评分表已交齐，等待系统排名，计划2025-12-05前。", S.QUALIFIED, AWARD, {"sheets_sent": 4}),
        ("等待发出专家评分表，计划2025-12-05前。", S.QUALIFIED, AWARD, {"experts": 3}),
        ("等待安排现场核实，计划2025-12-08前。", S.QUALIFIED, MODEL, {}),
        ("等待核实人员到现场核实并交回核实表，计划2025-12-08前。", S.QUALIFIED, MODEL, {"is_visit_set": True}),
        (
            "现场核实表已交回，等待系统得出核实结论，计划2025-12-08前。",
            S.QUALIFIED,
            MODEL,
            {"is_visit_set": True, "visit_received_on": date(2025, 12, 1)},
        ),
        ("等待主席会议研究，由经办人在“待操作”中录入会议结果，计划2025-12-12前。", S.PROPOSED, AWARD, {}),
        (
            "会议结果已录入，等待领导在“待操作”中核准，计划2025-12-12前。",
            S.PROPOSED,
            AWARD,
            {"is_meeting_recorded": True},
        ),
        (
            "会议结果已核准，等待系统落实。",
            S.PROPOSED,
            STAFF,
            {"is_meeting_recorded": True, "is_meeting_approved": True},
        ),
        ("已由领导退回，等待经办人在“待操作”中复核，计划2025-12-12前。", S.RETURNED, MODEL, {}),
        ("等待发布社会公示。", S.ON_NOTICE, AWARD, {}),
        ("等待异议（YY-1）的核查结论登记入册。", S.HELD, AWARD, {"open_objections": "YY-1"}),
        ("异议已全部办结，等待系统办理公示结果。", S.HELD, AWARD, {}),
        ("等待拟定补贴付款，计划2026-05-20前。", S.AWARDED, STAFF, {}),
        ("办理结束，补贴已发放，银行回单已归档。", S.PAID, MODEL, {}),
        ("已撤销，须退回奖金、奖牌和证书。", S.REVOKED, AWARD, {}),
    ],
)
def test_state_says_what_it_waits_for(
    says: str, state: NominationState, scheme: Scheme, facts: dict[str, object]
) -> None:
    assert awaited(state, scheme, **facts).sentence == says


def test_doubts_wait_for_a_person_unless_a_rule_has_failed() -> None:
    doubts = [verdict(Verdict.REFER), verdict(Verdict.REFER), verdict(Verdict.REFER, "第七条第4项")]
    found = awaited(S.RECOMMENDED, rules=doubts)
    assert found.sentence == "等待经办人在“待操作”中认定：第四条、第七条第4项，计划2025-11-21前。"
    assert (found.of_whom, found.count) == ("经办人", 3)
    assert awaited(S.RECOMMENDED, rules=[*doubts, verdict(Verdict.FAIL)]).of_whom == "系统"
    assert awaited(S.RECOMMENDED, rules=[verdict(Verdict.REFER, is_open=False)]).of_whom == "系统"


def test_what_a_visit_could_not_see_waits_for_a_person() -> None:
    seen = {"is_visit_set": True, "visit_received_on": date(2025, 12, 1)}
    doubt = verdict(Verdict.REFER, "第十二条", "verification")
    assert awaited(S.QUALIFIED, MODEL, rules=[doubt], **seen).of_whom == "经办人"
    failed = verdict(Verdict.FAIL, "第十二条", "verification")
    assert awaited(S.QUALIFIED, MODEL, rules=[doubt, failed], **seen).says == "核实结论已得出，等待系统统一办结"


def test_notice_waits_until_midnight_and_then_for_a_person() -> None:
    window = closing(date(2026, 4, 10))
    found = awaited(S.ON_NOTICE, notice=window)
    assert found.sentence == "等待公示期满（2026-04-17 24时）；期满后由经办人在“待操作”中确认异议登记完毕。"
    assert (found.until_on, found.is_planned) == (date(2026, 4, 17), False)
    assert "等待公布授奖结果，计划2026-04-28前" in awaited(S.ON_NOTICE, notice=window, is_notice_closed=True).sentence
    assert "暂定" in awaited(S.ON_NOTICE, notice=closing(date(2029, 9, 28))).sentence


@pytest.mark.parametrize("state", list(PaymentState))
def test_every_state_of_a_payment_says_what_is_awaited(state: PaymentState) -> None:
    payment = ExplainedPayment("HN1", Money("5000"), state, state.label, date(2026, 5, 6), None)
    found = awaited(S.AWARDED, payments=[payment])
    assert found.of_whom in ("财务", "银行", "系统")
    assert found.until_on == date(2026, 5, 20)
    assert "{" not in found.sentence


def test_missing_score_sheets_are_counted_for_the_trade_of_the_nomination(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 1)
    send_sheets(unit_of_work)
    number = "2025-JD-0101-001"
    assert _told(number, unit_of_work).awaits == "等待专家5人交回评分表。"
    place = unit_of_work.settings.inbox / "评分表.xlsx"
    place.parent.mkdir(parents=True)
    place.write_bytes(filled_sheet(unit_of_work, sent_sheet(unit_of_work, EXPERTS[0]), {number: 90}))
    assert take_in(place, BACK_AT, unit_of_work).is_clean
    told = _told(number, unit_of_work)
    assert told.awaits == "等待专家4人交回评分表。"
    assert told.awaited.count == 4


def _told(number: str, work: UnitOfWork) -> Explanation:
    told = explain(number, work)
    assert isinstance(told, Explanation)
    return told
