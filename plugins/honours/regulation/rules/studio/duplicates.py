"""What stands elsewhere too: in the other scheme, twice in the year, under the name of another.

No article forbids any of it in words. The nearest are those on deceit and on spot checks (model-studio/15.3,
employee-studio/9), so the rules only ever refer.
"""

from __future__ import annotations

from sqlalchemy import ColumnElement, or_

from honours.domain.cycle import Scheme
from honours.regulation.rules.resemblance import similar_text
from honours.regulation.rules.rule import Rule, joined, others, stated
from honours.regulation.rules.studio.drafting import LEVELS, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import StudioTerms

_NEAREST = {
    Scheme.MODEL_WORKER_STUDIO: ("model-studio/15.3",),
    Scheme.EMPLOYEE_STUDIO: ("employee-studio/9",),
}


def duplicate_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    """Return the rules on what is there more than once, the same in both schemes."""
    return (
        _rule(
            terms,
            "in_both_schemes",
            "同一工作室不宜同时列入两个办法",
            "另一办法的本年申报和名册中没有本单位同名或同一领衔人的工作室；有的，由工作人员认定",
            joined(
                "另一办法的本年申报：",
                others(facts.counterpart_nos),
                "；另一办法的名册：",
                others(facts.standing_elsewhere_nos),
            ),
            or_(facts.counterpart_nos.is_not(None), facts.standing_elsewhere_nos.is_not(None)),
        ),
        _rule(
            terms,
            "leader_applications",
            "同一人不宜领衔本年的两项申报",
            "本年两个办法中没有同一领衔人的其他申报；有的，由工作人员认定",
            joined(
                "领衔人：",
                stated(facts.person_name),
                "；本年申报数：",
                stated(facts.leader_entry_count),
                "；其他申报：",
                others(facts.leader_other_nos),
            ),
            facts.leader_entry_count > 1,
        ),
        _rule(
            terms,
            "one_name_one_studio",
            "工作室名称和编号不与其他工作室相同",
            "本周期申报和名册中没有同名或同编号的其他工作室；有的，由工作人员认定是否重复申报",
            joined(
                "工作室名称：",
                stated(facts.project_name),
                "；本周期同名申报：",
                others(facts.namesake_nos),
                "；本周期同编号申报：",
                others(facts.same_number_nos),
                "；名册中其他单位的同名工作室：",
                others(facts.taken_by_nos),
            ),
            or_(
                facts.namesake_nos.is_not(None),
                facts.same_number_nos.is_not(None),
                facts.taken_by_nos.is_not(None),
            ),
        ),
        similar_text(facts, terms.closeness, _NEAREST[terms.scheme][0], LEVELS),
    )


def _rule(
    terms: StudioTerms, name: str, sentence: str, required: str, found: ColumnElement[str], refers: ColumnElement[bool]
) -> Rule:
    return drafted(terms.scheme, _NEAREST, name, sentence, required, found, refers=refers)
