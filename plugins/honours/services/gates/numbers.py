"""The numbers of the regulation that the suites compare with, for one cycle, as the setting of a session."""

from __future__ import annotations

from datetime import date
from typing import Any

from honours.domain.cycle import Category, Cycle
from honours.domain.stages import Examination, Examiners, Stage, examines_by
from honours.regulation.loader import regulation
from honours.regulation.rules import Rule
from honours.services.judgement import rules_of
from honours.services.review.policy import policy_of
from honours.storage.unit_of_work import UnitOfWork


def gate_setting(cycle: Cycle, stage: Stage, on: date, work: UnitOfWork) -> dict[str, Any]:
    """Return the cycle, and by category what the suites compare with; a number that a scheme has not is left out.

    ``rules`` and ``verify_rules`` count the rules that judge at the stage and at a visit, ``quotas`` and ``floors`` are
    the award's, ``grants`` what one honoured entry gets in CNY, ``due`` the categories that the year holds. Where
    experts score, ``formula``, ``places`` and ``weights`` say how scores are counted and ``experts`` how many an entry
    has. Raise
    :class:`CycleNotOpen`.
    """
    law, scheme = regulation(), cycle.scheme
    rules = rules_of(cycle, work)
    setting: dict[str, Any] = {
        "cycle": str(cycle),
        "rules": _counted(cycle, rules, stage.value),
        "grants": {category.value: str(law.grant(scheme, category).on(on)) for category in cycle.categories},
        "due": {category.value: 1 for category in law.categories_due(cycle)},
    }
    if examines_by(scheme) is Examiners.EXPERTS:
        with work:
            policy = policy_of(cycle, work)
        setting |= {"formula": policy.formula.value, "places": policy.places, "experts": policy.experts_per_entry}
        setting["weights"] = {criterion.code: criterion.weight for criterion in policy.criteria}
    if scheme.names_studios:
        return {**setting, "verify_rules": _counted(cycle, rules, Examination.VERIFICATION.value)}
    return {
        **setting,
        "quotas": {category.value: law.quota(category).on(on) for category in cycle.categories},
        "floors": {category.value: str(law.prize_floor(category).on(on)) for category in cycle.categories},
    }


def _counted(cycle: Cycle, rules: tuple[Rule, ...], examination: str) -> dict[Category, int]:
    return {
        category: sum(rule.examination.value == examination and category in rule.categories for rule in rules)
        for category in cycle.categories
    }
