"""What a demonstration studio has besides (model-studio/8.2 to /8.4, employee-studio/8).

Its being named already is in :mod:`honours.regulation.rules.studio.standing`.
"""

from __future__ import annotations

from functools import reduce
from operator import add

from sqlalchemy import ColumnElement, Integer, and_, cast, func, not_, or_

from honours.domain.studios import DEMONSTRATION_EVIDENCE
from honours.regulation.rules.rule import NEVER, Rule, joined, stated, yes_no
from honours.regulation.rules.studio.drafting import DEMONSTRATION, affirmed, cited, drafted
from honours.regulation.rules.studio.facts import StudioFacts
from honours.regulation.rules.studio.terms import EmployeeStudioTerms, ModelStudioTerms


def demonstration_rules(facts: StudioFacts, terms: ModelStudioTerms | EmployeeStudioTerms) -> tuple[Rule, ...]:
    """Return the rules of the scheme on what makes a studio an example."""
    if isinstance(terms, EmployeeStudioTerms):
        return (_ledgers(facts, terms),)
    return (
        *_leader_rules(facts, terms),
        _ledgers(facts, terms),
        *_proof_rules(facts, terms),
        _leading_role(facts, terms),
    )


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
        # Both kinds are asked for. No amount may mean that none can be reckoned; no social benefit means none.
        drafted(
            terms.scheme,
            articles,
            "both_benefits",
            "须兼有经济效益和社会效益",
            "有社会效益，且年经济效益大于0；没有可计算金额的，由工作人员认定",
            joined(
                "年经济效益（元）：",
                stated(facts.economic_benefit_cny),
                "；社会效益（项）：",
                stated(facts.social_benefit_count),
            ),
            fails=facts.social_benefit_count <= 0,
            refers=facts.economic_benefit_cny <= 0,
            categories=DEMONSTRATION,
        ),
    )


def _ledgers(facts: StudioFacts, terms: ModelStudioTerms | EmployeeStudioTerms) -> Rule:
    ledgers = (facts.has_member_ledger, facts.has_activity_ledger, facts.has_result_ledger)
    is_short = _count(ledgers, unknown=True) < terms.ledgers_min
    is_unproven = _count(ledgers, unknown=False) < terms.ledgers_min
    # For employee studios they are a duty of the named, not a condition of the naming, so their lack is for a person.
    fails, says = (is_short, "") if isinstance(terms, ModelStudioTerms) else (NEVER, "；不全的，由工作人员认定")
    return drafted(
        terms.scheme,
        cited(model=("model-studio/8.3",), employee=("employee-studio/8",)),
        "ledgers",
        "成员、活动、成果台账须齐全",
        f"{terms.ledgers_min}种台账都有{says}",
        joined(
            "成员台账：",
            yes_no(facts.has_member_ledger),
            "；活动台账：",
            yes_no(facts.has_activity_ledger),
            "；成果台账：",
            yes_no(facts.has_result_ledger),
        ),
        fails=fails,
        refers=is_unproven,
        categories=DEMONSTRATION,
        values=("ledgers_min",),
    )


def _count(flags: tuple[ColumnElement[bool], ...], *, unknown: bool) -> ColumnElement[int]:
    """Return how many hold, with the unknown ones counted as ``unknown``."""
    return reduce(add, (cast(func.coalesce(flag, unknown), Integer) for flag in flags))


def _proof_rules(facts: StudioFacts, terms: ModelStudioTerms) -> tuple[Rule, ...]:
    articles = cited(model=("model-studio/8.3",))
    return (
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
