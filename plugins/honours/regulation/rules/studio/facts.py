"""The facts that the rules of both studio schemes look at, by name; a fact that is NULL is not known."""

from __future__ import annotations

from honours.domain.studios import Aspect
from honours.regulation.rules.facts import RESEMBLANCE_FACTS, NamedFacts

LEADER_FACTS = ("leader_honour", "leader_title", "has_leader_expertise")
TEAM_FACTS = ("team_size", "frontline_count", "is_team_balanced", "founded_on")
UNIT_FACTS = ("is_legal_person", "has_union", "is_dedicated_unit")
CONDITION_FACTS = (
    "has_place",
    "place_area_m2",
    "has_signs",
    "has_equipment",
    "has_rules",
    "has_records",
    "annual_funds_cny",
    "has_goals",
    "has_plan",
    "has_activities",
    "takes_on_projects",
    "recognised_projects",
    "has_benefit",
)
DEMONSTRATION_FACTS = (
    "has_leader_influence",
    "has_solved_key_problems",
    "economic_benefit_cny",
    "social_benefit_count",
    "has_member_ledger",
    "has_activity_ledger",
    "has_result_ledger",
    "has_film",
    "has_leading_role",
)
RECOMMENDATION_FACTS = (
    "applied_on",
    "party_consent_on",
    "management_consent_on",
    "reviewed_on",
    "is_review_passed",
    "recommended_on",
)
APPLICATION_FACTS = (
    *LEADER_FACTS,
    *TEAM_FACTS,
    *UNIT_FACTS,
    *CONDITION_FACTS,
    *DEMONSTRATION_FACTS,
    *RECOMMENDATION_FACTS,
)
"""What an application states in so many words."""

NOMINATION_FACTS = ("category", "person_name", "project_name", "unit_name", "unit_uscc", "received_on", "priority_no")
EVIDENCE_FACTS = ("evidence_listed", "missing_evidence")
ORDER_FACTS = ("priority_entry_count", "priority_highest_no", "priority_tied_nos")
REGISTER_FACTS = (
    "studio_no",
    "register_scheme",
    "register_name",
    "register_unit_name",
    "register_unit_uscc",
    "first_named_on",
    "is_registered_demonstration",
    "standing_nos",
    "standing_elsewhere_nos",
    "is_standing_demonstration",
    "taken_by_nos",
)
YEAR_FACTS = ("leader_entry_count", "leader_other_nos", "namesake_nos", "same_number_nos", "counterpart_nos")
VISIT_FACTS = tuple(
    f"{aspect.value}_{part}" for aspect in Aspect for part in ("claimed", "observed", "conclusion", "note")
)
STUDIO_FACTS = (
    *NOMINATION_FACTS,
    *APPLICATION_FACTS,
    *EVIDENCE_FACTS,
    *ORDER_FACTS,
    *REGISTER_FACTS,
    *YEAR_FACTS,
    *VISIT_FACTS,
    *RESEMBLANCE_FACTS,
)


class StudioFacts(NamedFacts):
    """The facts of a studio's application."""

    names = STUDIO_FACTS
