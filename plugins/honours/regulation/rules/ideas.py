"""What golden ideas must be (award/8)."""

from __future__ import annotations

from datetime import date

from sqlalchemy import and_, not_, or_

from honours.domain.cycle import Category
from honours.domain.facts import IdeaArea
from honours.domain.stages import Examination
from honours.regulation.rules.facts import Facts
from honours.regulation.rules.rule import Rule, choice, day, joined, stated, yes_no
from honours.regulation.rules.terms import Terms

_IDEA = (Category.GOLDEN_IDEA,)


def idea_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    """Return the rules on golden ideas."""
    first_on, last_on = date(terms.idea_year, 1, 1), date(terms.idea_year, 12, 31)
    done_by = min(last_on, terms.due_on)
    return (
        Rule(
            "proposed_in_year",
            "award/8",
            Examination.QUALIFICATION,
            _IDEA,
            "建议须在当年提出",
            f"提出日在{terms.idea_year}年内",
            joined("提出日：", day(facts.proposed_on)),
            fails=or_(facts.proposed_on < first_on, facts.proposed_on > last_on),
            value_keys=("rule.award.golden_idea_years_before",),
        ),
        # A plan is not practice: what is to be done after the last day for nominations is not done.
        Rule(
            "idea_in_practice",
            "award/8",
            Examination.QUALIFICATION,
            _IDEA,
            "建议须在当年付诸实施",
            f"实施日在{first_on}至{done_by}之间，且不早于提出日",
            joined("提出日：", day(facts.proposed_on), "；实施日：", day(facts.idea_implemented_on)),
            fails=or_(facts.idea_implemented_on < first_on, facts.idea_implemented_on > done_by),
            refers=facts.idea_implemented_on < facts.proposed_on,
            value_keys=("rule.award.golden_idea_years_before",),
        ),
        # The list of fields in the text is open, so another field is a person's decision.
        Rule(
            "idea_area",
            "award/8",
            Examination.QUALIFICATION,
            _IDEA,
            "建议须在规定的领域起显著作用",
            "领域为"
            + "、".join(area.label for area in IdeaArea if area is not IdeaArea.OTHER)
            + "；其他的，由工作人员认定",
            joined("领域：", choice(facts.area, IdeaArea)),
            refers=facts.area == IdeaArea.OTHER.value,
        ),
        Rule(
            "idea_ground",
            "award/8",
            Examination.QUALIFICATION,
            _IDEA,
            "建议须符合一项专门条件",
            "原始建议表和奖励审批表齐全，"
            f"或者效益核算准确且年效益不低于{terms.idea_benefit.grouped()}元，"
            "或者经鉴定并获区县、局（公司）、直属单位以上认可",
            joined(
                "建议表：",
                yes_no(facts.has_proposal_form),
                "，审批表：",
                yes_no(facts.has_reward_approval_form),
                "；年效益（元）：",
                stated(facts.idea_benefit_cny),
                "，核算准确：",
                yes_no(facts.is_benefit_calculation_exact),
                "；经鉴定：",
                yes_no(facts.is_appraised),
                "，获认可：",
                yes_no(facts.is_recognised_above_unit),
            ),
            fails=not_(
                or_(
                    and_(facts.has_proposal_form, facts.has_reward_approval_form),
                    and_(facts.is_benefit_calculation_exact, facts.idea_benefit_cny >= terms.idea_benefit.cny),
                    and_(facts.is_appraised, facts.is_recognised_above_unit),
                )
            ),
            also_covers=("award/8.1", "award/8.2", "award/8.3"),
            value_keys=("rule.award.golden_idea_benefit_cny",),
        ),
    )
