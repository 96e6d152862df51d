"""What technical achievements (award/5) and operating methods (award/6) must be."""

from __future__ import annotations

from sqlalchemy import ColumnElement, not_

from honours.domain.cycle import Category
from honours.domain.facts import TechCondition
from honours.domain.stages import Examination
from honours.regulation.rules.facts import Facts
from honours.regulation.rules.rule import Rule, choice, day, joined, yes_no
from honours.regulation.rules.terms import Terms

_TECH = (Category.TECH_ACHIEVEMENT,)
_METHOD = (Category.OPERATING_METHOD,)


def achievement_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    """Return the rules of both categories."""
    return (*_tech_rules(facts, terms), *_method_rules(facts))


def _tech_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    return (
        Rule(
            "applied_long_enough",
            "award/5",
            Examination.QUALIFICATION,
            _TECH,
            "成果整体应用须满规定年限",
            f"整体应用不晚于{terms.applied_since}开始（至报送截止日{terms.due_on}满{terms.applied_years}年）",
            joined("整体应用开始：", day(facts.applied_since_on)),
            fails=facts.applied_since_on > terms.applied_since,
            value_keys=("rule.award.applied_years",),
        ),
        Rule(
            "produced_benefit",
            "award/5",
            Examination.QUALIFICATION,
            _TECH,
            "成果须已产生效益",
            "成果已产生效益",
            joined("已产生效益：", yes_no(facts.has_benefit)),
            fails=not_(facts.has_benefit),
        ),
        Rule(
            "achievement_ground",
            "award/5",
            Examination.QUALIFICATION,
            _TECH,
            "成果须符合一项专门条件",
            "符合五项专门条件之一："
            + "、".join(ground.label for ground in TechCondition if ground is not TechCondition.NONE),
            joined("所选条件：", choice(facts.condition_met, TechCondition)),
            fails=facts.condition_met == TechCondition.NONE.value,
            also_covers=("award/5.1", "award/5.2", "award/5.3", "award/5.4", "award/5.5"),
        ),
    )


def _method_rules(facts: Facts) -> tuple[Rule, ...]:
    return (
        _method("own_post", "award/6", "操作法须出自本人岗位和职业", "出自本人岗位", facts.is_own_post),
        _method("craftsmanship", "award/6.1", "操作法须体现工匠精神", "体现工匠精神", facts.shows_craftsmanship),
        _method(
            "proven_in_practice",
            "award/6.2",
            "操作法须经实践证明、值得推广",
            "经实践证明",
            facts.is_proven_in_practice,
        ),
        _method("original_method", "award/6.3", "操作法须独到、高效、实用", "独到高效实用", facts.is_original),
        _method("method_results", "award/6.4", "操作法须取得显著成绩", "成绩显著", facts.has_notable_results),
    )


def _method(name: str, article: str, sentence: str, label: str, fact: ColumnElement[bool]) -> Rule:
    found = joined(f"{label}：", yes_no(fact))
    return Rule(name, article, Examination.QUALIFICATION, _METHOD, sentence, f"{label}：是", found, fails=not_(fact))
