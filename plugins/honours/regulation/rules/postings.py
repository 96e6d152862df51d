"""The posting at the grassroots unit and the ranked recommendation (award/10)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, and_, func, or_

from honours.domain.facts import ObjectionOutcome
from honours.domain.stages import Examination
from honours.regulation.rules.entrants import ALL
from honours.regulation.rules.facts import Facts
from honours.regulation.rules.rule import (
    NEVER,
    Rule,
    choice,
    day,
    is_order_broken,
    joined,
    order_found,
    others,
    stated,
)
from honours.regulation.rules.terms import Terms

_POSTING = ("window.grassroots_posting",)


def posting_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    """Return the rules on postings, on objections to them and on the recommendation that follows."""
    return (*_window_rules(facts, terms), *_proof_rules(facts), *_body_rules(facts, terms))


def _rule(
    name: str,
    sentence: str,
    required: str,
    found: ColumnElement[str],
    fails: ColumnElement[bool] = NEVER,
    refers: ColumnElement[bool] = NEVER,
    value_keys: tuple[str, ...] = (),
) -> Rule:
    return Rule(
        name, "award/10", Examination.POSTING, ALL, sentence, required, found, fails, refers, value_keys=value_keys
    )


def _window_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    closing = day(facts.posting_closes_on)
    return (
        # Nominations begin with the call; an earlier posting may have been about something else.
        _rule(
            "posted_after_call",
            "公示在申报通知发布之后",
            f"公示不早于{terms.call_on}（通知发布日）；更早的，由工作人员认定",
            joined("公示开始：", day(facts.posted_on)),
            refers=facts.posted_on < terms.call_on,
        ),
        _rule(
            "posting_days",
            "基层单位公示须满规定天数",
            f"公示满{terms.posting.label}，撤下不早于截止日",
            joined("公示开始：", day(facts.posted_on), "；截止日：", closing, "；撤下：", day(facts.taken_down_on)),
            facts.taken_down_on < facts.posting_closes_on,
            facts.is_closing_provisional,
            value_keys=_POSTING,
        ),
        _rule(
            "recommended_after_posting",
            "公示期满之后才能推荐",
            "推荐日晚于公示截止日，且不晚于收件日",
            joined("截止日：", closing, "；推荐：", day(facts.recommended_on), "；收件：", day(facts.received_on)),
            or_(facts.recommended_on <= facts.posting_closes_on, facts.received_on <= facts.posting_closes_on),
            or_(facts.recommended_on > facts.received_on, facts.is_closing_provisional),
            value_keys=_POSTING,
        ),
    )


def _proof_rules(facts: Facts) -> tuple[Rule, ...]:
    return (
        _rule(
            "posting_place",
            "公示地点须写明",
            "写明公示地点；没有写的，由工作人员核实",
            joined("公示地点：", stated(facts.posting_place)),
            refers=func.btrim(facts.posting_place) == "",
        ),
        _rule(
            "posting_evidence",
            "公示须有证明材料",
            "至少写明一份公示证明材料，且每份都已收到并归档",
            joined("写明份数：", stated(facts.evidence_count), "；未收到：", others(facts.missing_evidence)),
            or_(facts.evidence_count == 0, facts.missing_evidence.is_not(None)),
        ),
        _rule(
            "objections_settled",
            "公示期间的异议须已办结",
            "没有异议或异议不成立；尚未办结的，由工作人员认定",
            joined("异议结果：", choice(facts.objection_outcome, ObjectionOutcome)),
            facts.objection_outcome == ObjectionOutcome.UPHELD.value,
            facts.objection_outcome == ObjectionOutcome.OPEN.value,
        ),
        _rule(
            "objection_record",
            "异议件数与结果须一致",
            "没有异议时件数为0，有异议时件数大于0；不一致的，由工作人员核实",
            joined(
                "异议件数：",
                stated(facts.objection_count),
                "；异议结果：",
                choice(facts.objection_outcome, ObjectionOutcome),
            ),
            refers=or_(
                facts.objection_count < 0,
                and_(facts.objection_count == 0, facts.objection_outcome != ObjectionOutcome.NONE.value),
                and_(facts.objection_count > 0, facts.objection_outcome == ObjectionOutcome.NONE.value),
            ),
        ),
    )


def _body_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    return (
        # The ranking is the body's duty; its slip does not shut out the nominee, but nobody may guess the order.
        _rule(
            "priority_order",
            "推荐单位须排出完整、不并列的优先次序",
            "本单位本奖项的次序从1起连续且不并列；有并列或缺号的，由工作人员向推荐单位核实",
            order_found(facts),
            refers=is_order_broken(facts),
        ),
        _rule(
            "received_in_time",
            "申报须在截止日前报送",
            f"收件不晚于{terms.due_on}",
            joined("收件：", day(facts.received_on)),
            facts.received_on > terms.due_on,
        ),
    )
