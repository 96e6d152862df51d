"""What each scheme asks at each level: every fact of it is left out once, and then the application is referred."""

from __future__ import annotations

from tests.regulation.studio_cases import DEMO, LEVELS
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE

from honours.domain.cycle import Category, Cycle
from honours.storage.tables import studio_application

# What no rule before the visit looks at: numbers that are only claimed, and what is said in words.
_CLAIMED = {"award_count", "trained_count", "patent_count", "economic_benefit_cny", "social_benefit_count"}
_SAID = {"goals_note", "rules_note", "plan_note", "results_note", "benefits_note"}
_OF_MODEL = {
    *("leader_honour", "founded_on", "is_team_balanced", "has_plan", "takes_on_projects"),
    *("party_consent_on", "management_consent_on"),
}
_OF_DEMONSTRATION = {"has_member_ledger", "has_activity_ledger", "has_result_ledger"}
_OF_MODEL_DEMONSTRATION = {
    *("has_leader_influence", "has_solved_key_problems", "has_film", "has_leading_role"),
    *("economic_benefit_cny", "social_benefit_count"),
}


def _is_asked(cycle: Cycle, level: Category, fact: str) -> bool:
    if fact in _OF_MODEL_DEMONSTRATION:
        return cycle is MODEL_CYCLE and level is DEMO
    if fact in _OF_DEMONSTRATION:
        return level is DEMO
    if fact in _OF_MODEL:
        return cycle is MODEL_CYCLE
    if fact in {"leader_title", "frontline_count"}:
        return cycle is EMPLOYEE_CYCLE
    return fact not in _CLAIMED | _SAID | {"studio_no"}


UNKNOWN = [
    (cycle, level, column.key)
    for cycle in (MODEL_CYCLE, EMPLOYEE_CYCLE)
    for level in LEVELS
    for column in studio_application.c
    if column.nullable and _is_asked(cycle, level, column.key)
] + [(cycle, level, "person_id") for cycle in (MODEL_CYCLE, EMPLOYEE_CYCLE) for level in LEVELS]
