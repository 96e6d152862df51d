"""What a demonstration studio of model workers has besides (model-studio/8.2 to /8.4).

Its being named already is in :mod:`standing`; employee-studio/11 asks for nothing that could be judged besides.
"""

from __future__ import annotations

from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, Integer, and_, cast, func, not_, or_

from honours.domain.studios import DEMONSTRATION_EVIDENCE
from honours.regulation.rules.rule import Rule, joined, stated, yes_no
from honours.regulation.rules.studio.drafting import DEMONSTRATION, affirmed, cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import ModelStudioTerms


def demonstration_rules(facts: StudioFacts, terms: ModelStudioTerms) -> tuple[Rule, ...]:
    """Return the rules on what makes a studio an example."""
    return (*_leader_rules(facts, terms), *_proof_rules(facts, terms), _leading_role(facts, terms))


def _leader_rules(facts: StudioFacts, terms: ModelStudioTerms) -> tuple[Rule, ...]:
    articles = cited(model=("model-studio/8.2",))
    return (
        affirmed(
            terms.scheme,
            articles,
            "leader_influence",
            "领衔人须在行业、专业或领域内有较大影响",
            "领衔人影响力较强",
            facts.has_leader_influence,
            categories=DEMONSTRATION,
        ),
        affirmed(
            terms.scheme,
            articles,
            "key_problems",
            "须解决过单位的关键难题并用于生产",
            "解决关键难题并已应用",
            facts.has_solved_key_problems,
            categories=DEMONSTRATION,
        ),
        # Whether a benefit is notable is seen at the visit; the text wants both kinds, and none at all is not notable.
        drafted(
            terms.scheme,
            articles,
            "both_benefits",
            "须兼有经济效益和社会效益",
            "年经济效益大于0，且有社会效益",
            joined(
                "年经济效益（元）：",
                stated(facts.economic_benefit_cny),
                "；社会效益（项）：",
                stated(facts.social_benefit_count),
            ),
            fails=or_(facts.economic_benefit_cny <= 0, facts.social_benefit_count <= 0),
            categories=DEMONSTRATION,
        ),
    )


def _proof_rules(facts: StudioFacts, terms: ModelStudioTerms) -> tuple[Rule, ...]:
    articles = cited(model=("model-studio/8.3",))
    ledgers = (facts.has_member_ledger, facts.has_activity_ledger, facts.has_result_ledger)
    return (
        drafted(
            terms.scheme,
            articles,
            "ledgers",
            "成员、活动、成果台账须翔实",
            f"{terms.ledgers_min}种台账都有",
            joined(
                "成员台账：",
                yes_no(facts.has_member_ledger),
                "；活动台账：",
                yes_no(facts.has_activity_ledger),
                "；成果台账：",
                yes_no(facts.has_result_ledger),
            ),
            fails=_count(ledgers, unknown=True) < terms.ledgers_min,
            refers=_count(ledgers, unknown=False) < terms.ledgers_min,
            categories=DEMONSTRATION,
            values=("ledgers_min",),
        ),
        affirmed(
            terms.scheme,
            articles,
            "film",
            "须有反映工作室特点和成果的短片",
            "有宣传视频",
            facts.has_film,
            categories=DEMONSTRATION,
        ),
        # The text wants them to exist and does not say under which names they come, so a person looks for them.
        drafted(
            terms.scheme,
            articles,
            "demonstration_files",
            "台账和短片须随申报材料报送",
            f"写明的材料中有{'、'.join(words[0] for words in DEMONSTRATION_EVIDENCE)}；看名称没有的，由工作人员核实",
            joined("写明的材料：", stated(facts.evidence_listed)),
            refers=not_(and_(*(or_(*map(facts.evidence_listed.contains, words)) for words in DEMONSTRATION_EVIDENCE))),
            categories=DEMONSTRATION,
        ),
    )


def _count(flags: tuple[ColumnElement[bool], ...], *, unknown: bool) -> ColumnElement[int]:
    """Return how many hold, with the unknown ones counted as ``unknown``."""
    return reduce(add, (cast(func.coalesce(flag, unknown), Integer) for flag in flags))


def _leading_role(facts: StudioFacts, terms: ModelStudioTerms) -> Rule:
    return affirmed(
        terms.scheme,
        cited(model=("model-studio/8.4",)),
        "leading_role",
        "须在地区、行业或单位内起示范带动作用",
        "示范带动作用明显",
        facts.has_leading_role,
        categories=DEMONSTRATION,
    )
