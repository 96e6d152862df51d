"""From the union's application to the recommendation (model-studio/9, /11, employee-studio/6, /7)."""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_

from honours.domain.stages import Examination
from honours.regulation.rules.rule import NEVER, Rule, day, is_order_broken, joined, order_found, others, stated
from honours.regulation.rules.studio.drafting import affirmed, cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import ModelStudioTerms, StudioTerms

_PROCEDURE = cited(model=("model-studio/9",), employee=("employee-studio/6",))
_BODY = cited(model=("model-studio/9", "model-studio/11"), employee=("employee-studio/6", "employee-studio/7"))


def recommendation_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    """Return the rules of the scheme on the way of an application upwards; employee studios need no consent."""
    consents = _consent_rules(facts, terms) if isinstance(terms, ModelStudioTerms) else ()
    return (*consents, *_application_rules(facts, terms), *_review_rules(facts, terms), *_body_rules(facts, terms))


def _rule(
    terms: StudioTerms,
    name: str,
    sentence: str,
    required: str,
    found: ColumnElement[str],
    fails: ColumnElement[bool] = NEVER,
    refers: ColumnElement[bool] = NEVER,
    *,
    of_body: bool = False,
) -> Rule:
    articles = _BODY if of_body else _PROCEDURE
    examination = Examination.POSTING
    return drafted(terms.scheme, articles, name, sentence, required, found, fails, refers, examination=examination)


def _consent_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    def consent(name: str, whose: str, given_on: ColumnElement[object]) -> Rule:
        return _rule(
            terms,
            name,
            f"申请前须征得单位{whose}同意",
            f"{whose}同意日不晚于申请日",
            joined(f"{whose}同意：", day(given_on), "；申请：", day(facts.applied_on)),
            given_on > facts.applied_on,
        )

    return (
        consent("party_consent", "党组织", facts.party_consent_on),
        consent("management_consent", "行政", facts.management_consent_on),
    )


def _application_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    return (
        # Applications begin with the call; an earlier one may have been for another year.
        _rule(
            terms,
            "union_application",
            "由所在单位工会在通知发布后提出申请",
            f"申请日不早于{terms.call_on}（通知发布日），且不晚于收件日；不符的，由工作人员认定",
            joined("申请：", day(facts.applied_on), "；收件：", day(facts.received_on)),
            refers=or_(facts.applied_on < terms.call_on, facts.applied_on > facts.received_on),
        ),
        # The text asks for no certain papers; what is named and has not come is missing, not a breach.
        _rule(
            terms,
            "evidence_arrived",
            "写明的申报材料须已报送",
            "写明的材料都已收到并归档；有未收到的，由工作人员核实",
            joined("写明的材料：", stated(facts.evidence_listed), "；未收到：", others(facts.missing_evidence)),
            refers=or_(facts.missing_evidence.is_not(None), facts.evidence_listed.is_(None)),
        ),
    )


def _review_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    return (
        affirmed(
            terms.scheme,
            _BODY,
            "body_review",
            "须经推荐单位初审考核合格",
            "初审考核合格",
            facts.is_review_passed,
            examination=Examination.POSTING,
        ),
        _rule(
            terms,
            "reviewed_after_application",
            "推荐单位在申请之后考核",
            "考核日不早于申请日；更早的，由工作人员核实",
            joined("申请：", day(facts.applied_on), "；考核：", day(facts.reviewed_on)),
            refers=facts.reviewed_on < facts.applied_on,
            of_body=True,
        ),
        _rule(
            terms,
            "recommended_after_review",
            "推荐单位在考核之后推荐",
            "推荐日不早于考核日，且不晚于收件日；不符的，由工作人员核实",
            joined(
                "考核：",
                day(facts.reviewed_on),
                "；推荐：",
                day(facts.recommended_on),
                "；收件：",
                day(facts.received_on),
            ),
            refers=or_(facts.recommended_on < facts.reviewed_on, facts.recommended_on > facts.received_on),
            of_body=True,
        ),
    )


def _body_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    return (
        # As for the award: a slip of the body does not shut out the studio, but nobody may guess the order.
        _rule(
            terms,
            "priority_order",
            "推荐单位须排出完整、不并列的推荐次序",
            "本单位本类别的次序从1起连续且不并列；有并列或缺号的，由工作人员向推荐单位核实",
            order_found(facts),
            refers=is_order_broken(facts),
            of_body=True,
        ),
        _rule(
            terms,
            "received_in_time",
            "申报须在截止日前报送",
            f"收件不晚于{terms.due_on}",
            joined("收件：", day(facts.received_on)),
            facts.received_on > terms.due_on,
        ),
    )
