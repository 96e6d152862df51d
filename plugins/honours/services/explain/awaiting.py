"""Finds out what a nomination is waiting for, from what its cycle and its own records say."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.calendar import Closing
from honours.domain.cycle import Scheme
from honours.domain.stages import Examination, Examiners, examines_by
from honours.domain.states import NominationState, PaymentState, Verdict
from honours.services.explain.awaited import Awaited
from honours.services.explain.explanation import ExplainedPayment, ExplainedRule

LEADERSHIP = "领导"
OFFICE, FINANCE, SYSTEM, BANK, BODY, EXPERTS = "经办人", "财务", "系统", "银行", "推荐单位", "评审专家"
VISITORS, PUBLIC = "核实人员", "社会公众"
_FORM = "在“待操作”中"


@dataclass(frozen=True, slots=True)
class Situation:
    """What is known around a nomination: ``facts`` is the row of ``explain/find_awaited``, ``planned`` by milestone.

    ``notice`` is the window of a notice that stands, by today's calendar.
    """

    scheme: Scheme
    due_on: date
    facts: Row[Any]
    notice: Closing | None
    planned: Mapping[str, date]
    rules: Sequence[ExplainedRule]
    payments: Sequence[ExplainedPayment]

    def plan(self, says: str, of_whom: str, milestone: str, count: int | None = None) -> Awaited:
        """Return what is awaited by the planned day of a milestone."""
        return Awaited(says, of_whom, self.planned.get(milestone), is_planned=True, count=count)

    def judged(self, examination: Examination) -> list[ExplainedRule]:
        """Return the verdicts that stand at an examination."""
        return [rule for rule in self.rules if rule.judged_on is not None and rule.stage == examination.value]


def awaits(state: NominationState, now: Situation) -> Awaited:
    """Return what comes next for a nomination in this state."""
    return _BY_STATE[state](now)


def _received(now: Situation) -> Awaited:
    if not now.facts.is_intake_closed:
        then = f"截止前可以更正或撤回，截止后由经办人{_FORM}确认收件完毕"
        return Awaited("等待报送截止", BODY, now.due_on, then=then)
    what = "推荐材料" if now.scheme.names_studios else "基层公示和推荐"
    return now.plan(f"等待系统核验{what}", SYSTEM, "qualification_done")


def _withdrawn(now: Situation) -> Awaited:
    if now.facts.is_intake_closed:
        return Awaited("办理结束，推荐单位已撤回")
    return Awaited("推荐单位已撤回，报送截止前可以重新报送", BODY, now.due_on)


def _recommended(now: Situation) -> Awaited:
    milestone = "qualification_done"
    says = "资格审查结论已得出，等待系统统一办结" if now.judged(Examination.QUALIFICATION) else "等待资格审查"
    return _doubts(now, Examination.QUALIFICATION, milestone) or now.plan(says, SYSTEM, milestone)


def _doubts(now: Situation, examination: Examination, milestone: str) -> Awaited | None:
    """Return that a person's word is awaited; None where there is no doubt, or a failed rule has settled it."""
    doubts = [rule for rule in now.rules if rule.is_open]
    if not now.judged(examination) or not doubts or any(rule.verdict is Verdict.FAIL for rule in now.rules):
        return None
    articles = "、".join(dict.fromkeys(rule.article_label for rule in doubts))
    return now.plan(f"等待经办人{_FORM}认定：{articles}", OFFICE, milestone, len(doubts))


def _qualified(now: Situation) -> Awaited:
    return _visited(now) if examines_by(now.scheme) is Examiners.VISITORS else _scored(now)


def _visited(now: Situation) -> Awaited:
    milestone = Examiners.VISITORS.milestone
    if now.facts.visit_received_on is not None:
        is_judged = bool(now.judged(Examination.VERIFICATION))
        says = "核实结论已得出，等待系统统一办结" if is_judged else "现场核实表已交回，等待系统得出核实结论"
        return _doubts(now, Examination.VERIFICATION, milestone) or now.plan(says, SYSTEM, milestone)
    if now.facts.is_visit_set:
        return now.plan("等待核实人员到现场核实并交回核实表", VISITORS, milestone)
    return now.plan("等待安排现场核实", OFFICE, milestone)


def _scored(now: Situation) -> Awaited:
    facts, milestone = now.facts, Examiners.EXPERTS.milestone
    if facts.sheets_missing:
        says = f"等待专家{facts.sheets_missing}人交回评分表"
        return now.plan(says, EXPERTS, milestone, facts.sheets_missing)
    if facts.sheets_sent and facts.sheets_missing_in_cycle:
        return now.plan("本项目的评分表已交齐，等待其他项目的评分表交齐后统一排名", EXPERTS, milestone)
    if facts.sheets_sent:
        return now.plan("评分表已交齐，等待系统排名", SYSTEM, milestone)
    if not facts.experts:
        return now.plan("评审组中还没有本专业的专家，等待经办人补充名册", OFFICE, milestone)
    return now.plan("等待发出专家评分表", SYSTEM, milestone)


def _proposed(now: Situation) -> Awaited:
    if now.facts.is_meeting_approved:
        return now.plan("会议结果已核准，等待系统落实", SYSTEM, "notice_posted")
    if now.facts.is_meeting_recorded:
        return now.plan(f"会议结果已录入，等待领导{_FORM}核准", LEADERSHIP, "meeting_held")
    return now.plan(f"等待主席会议研究，由经办人{_FORM}录入会议结果", OFFICE, "meeting_held")


def _returned(now: Situation) -> Awaited:
    return now.plan(f"已由领导退回，等待经办人{_FORM}复核", OFFICE, "meeting_held")


def _on_notice(now: Situation) -> Awaited:
    if now.notice is None:
        return now.plan("等待发布社会公示", SYSTEM, "notice_posted")
    if now.facts.is_notice_closed:
        return now.plan(f"公示期满，等待公布{now.scheme.honouring}结果", SYSTEM, "awarded")
    then = f"期满后由经办人{_FORM}确认异议登记完毕"
    closing = now.notice
    return Awaited("等待公示期满", PUBLIC, closing.closes_on, is_provisional=closing.is_provisional, then=then)


def _held(now: Situation) -> Awaited:
    open_ones = now.facts.open_objections
    if open_ones:
        return Awaited(f"等待异议（{open_ones}）的核查结论登记入册", OFFICE)
    return Awaited("异议已全部办结，等待系统办理公示结果", SYSTEM)


def _awarded(now: Situation) -> Awaited:
    if not now.payments:
        return now.plan(f"等待拟定{now.scheme.money}付款", SYSTEM, "disbursed")
    says, of_whom = _PAYING[now.payments[-1].state]
    return now.plan(says.format(money=now.scheme.money, form=_FORM), of_whom, "disbursed")


_PAYING = {
    PaymentState.DRAFT: ("{money}付款已拟定，等待财务{form}复核", FINANCE),
    PaymentState.APPROVED: ("{money}付款已复核，等待送银行", FINANCE),
    PaymentState.SENDING: ("{money}付款已送银行，等待银行流水", BANK),
    PaymentState.ACCEPTED: ("银行已付款，等待银行回单归档", BANK),
    PaymentState.UNKNOWN: ("{money}付款结果不明，等待核对银行流水，查明前不会重付", BANK),
    PaymentState.SETTLED: ("{money}已结清，等待全部付款结清后统一办结", SYSTEM),
    PaymentState.REJECTED: ("银行拒付，等待财务核实收款账户后重新付款", FINANCE),
    PaymentState.RETURNED: ("款项已退汇，等待财务核实收款账户后重新付款", FINANCE),
    PaymentState.CANCELLED: ("上一笔付款已作废，等待重新付款", FINANCE),
}


def _over(says: str) -> Callable[[Situation], Awaited]:
    return lambda now: Awaited(says.format(money=now.scheme.money))


_BY_STATE: dict[NominationState, Callable[[Situation], Awaited]] = {
    NominationState.RECEIVED: _received,
    NominationState.WITHDRAWN: _withdrawn,
    NominationState.RECOMMENDED: _recommended,
    NominationState.EXCLUDED: _over("办理结束，原因见办理经过和逐条审查"),
    NominationState.QUALIFIED: _qualified,
    NominationState.PROPOSED: _proposed,
    NominationState.RETURNED: _returned,
    NominationState.NOT_PROPOSED: _over("办理结束，未进入建议名单"),
    NominationState.ON_NOTICE: _on_notice,
    NominationState.DECLINED: _over("办理结束，原因见办理经过"),
    NominationState.HELD: _held,
    NominationState.AWARDED: _awarded,
    NominationState.PAID: _over("办理结束，{money}已发放，银行回单已归档"),
    NominationState.REVOKED: _over("已撤销，须退回{money}、奖牌和证书"),
}
