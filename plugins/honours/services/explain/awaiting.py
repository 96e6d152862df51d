"""What a nomination is waiting for, in one Chinese sentence."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from honours.domain.states import NominationState, Verdict
from honours.services.explain.explanation import ExplainedPayment, ExplainedRule

# What comes next and the milestone by which it is planned; no milestone where the way ends.
_NEXT = {
    NominationState.RECEIVED: ("等待核验基层公示和推荐", "nominations_due"),
    NominationState.WITHDRAWN: ("推荐单位已撤回；报送截止前可以重新报送", "nominations_due"),
    NominationState.RECOMMENDED: ("等待资格审查", "qualification_done"),
    NominationState.EXCLUDED: ("办理结束，原因见办理经过", None),
    NominationState.QUALIFIED: ("等待专家评审", "scoring_done"),
    NominationState.PROPOSED: ("等待主席会议研究", "meeting_held"),
    NominationState.NOT_PROPOSED: ("办理结束，未进入建议奖励名单", None),
    NominationState.ON_NOTICE: ("等待社会公示期满", "notice_closed"),
    NominationState.DECLINED: ("办理结束，原因见办理经过", None),
    NominationState.HELD: ("等待异议核查结论", None),
    NominationState.AWARDED: ("等待奖金发放", "disbursed"),
    NominationState.PAID: ("办理结束，奖金已发放，银行回单已归档", None),
    NominationState.REVOKED: ("奖励已撤销，须退回奖金、奖牌和证书", None),
}


def awaits(
    state: NominationState,
    rules: Sequence[ExplainedRule],
    payments: Sequence[ExplainedPayment],
    planned: Mapping[str, date],
    notice_closes_on: date | None,
) -> str:
    """Return what comes next, with the day where one is set."""
    says, milestone = _NEXT[state]
    if state is NominationState.ON_NOTICE and notice_closes_on is not None:
        return f"{says}（{notice_closes_on} 24时截止）。"
    if state is NominationState.RECOMMENDED:
        doubts = [rule for rule in rules if _is_open(rule)]
        if doubts and not any(rule.judged_on and rule.verdict is Verdict.FAIL for rule in rules):
            says = f"等待工作人员认定：{'、'.join(dict.fromkeys(rule.article_label for rule in doubts))}"
    if state is NominationState.AWARDED and payments:
        says = f"{says}，付款目前为“{payments[-1].label}”"
    day = planned.get(milestone) if milestone else None
    return f"{says}（计划{day}前完成）。" if day else f"{says}。"


def _is_open(rule: ExplainedRule) -> bool:
    return rule.judged_on is not None and rule.verdict is Verdict.REFER and rule.ruling is None
