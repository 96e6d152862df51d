"""The numbers of the regulation that the suites compare with, for one cycle, as the setting of a session."""

from __future__ import annotations

from datetime import date
from typing import Any

from honours.domain.cycle import Cycle
from honours.domain.stages import Stage
from honours.regulation.loader import regulation
from honours.services.judgement import rules_of
from honours.storage.unit_of_work import UnitOfWork


def gate_setting(cycle: Cycle, stage: Stage, on: date, work: UnitOfWork) -> dict[str, Any]:
    """Return the cycle, and by category how many rules judge at the stage, the quota and the least prize.

    Raise :class:`CycleNotOpen`.
    """
    law = regulation()
    rules = rules_of(cycle, work)
    return {
        "cycle": str(cycle),
        "rules": {
            category.value: sum(rule.examination.value == stage.value and category in rule.categories for rule in rules)
            for category in cycle.categories
        },
        "quotas": {category.value: law.quota(category).on(on) for category in cycle.categories},
        "floors": {category.value: str(law.prize_floor(category).on(on)) for category in cycle.categories},
    }
