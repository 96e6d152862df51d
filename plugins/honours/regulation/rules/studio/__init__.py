"""The eligibility rules of both studio schemes (model-studio/5 to /9, /12, /15.3, /20, employee-studio/2 to /12)."""

from honours.regulation.rules.rule import Rule
from honours.regulation.rules.studio.conditions import condition_rules
from honours.regulation.rules.studio.demonstration import demonstration_rules
from honours.regulation.rules.studio.duplicates import duplicate_rules
from honours.regulation.rules.studio.facts import STUDIO_FACTS, StudioFacts
from honours.regulation.rules.studio.leaders import leader_rules
from honours.regulation.rules.studio.recommendation import recommendation_rules
from honours.regulation.rules.studio.standing import standing_rules
from honours.regulation.rules.studio.teams import team_rules
from honours.regulation.rules.studio.terms import (
    EmployeeStudioTerms,
    ModelStudioTerms,
    StudioTerms,
    studio_terms_of,
)
from honours.regulation.rules.studio.units import unit_rules
from honours.regulation.rules.studio.verification import verification_rules

__all__ = [
    "STUDIO_FACTS",
    "EmployeeStudioTerms",
    "ModelStudioTerms",
    "StudioFacts",
    "StudioTerms",
    "studio_rules",
    "studio_terms_of",
]


def studio_rules(facts: StudioFacts, terms: ModelStudioTerms | EmployeeStudioTerms) -> tuple[Rule, ...]:
    """Return every rule of the scheme over these facts with the numbers of these terms."""
    is_model = isinstance(terms, ModelStudioTerms)
    return (
        *leader_rules(facts, terms),
        *team_rules(facts, terms),
        *unit_rules(facts, terms),
        *condition_rules(facts, terms),
        *standing_rules(facts, terms),
        *demonstration_rules(facts, terms),
        *recommendation_rules(facts, terms),
        *(verification_rules(facts) if is_model else ()),
        *duplicate_rules(facts, terms),
    )
