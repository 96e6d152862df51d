"""The eligibility rules of both studio schemes (model-studio/5 to /8, /9, /12, employee-studio/4, /5, /6, /11)."""

from honours.regulation.rules.rule import Rule
from honours.regulation.rules.studio.facts import STUDIO_FACTS, StudioFacts
from honours.regulation.rules.studio.terms import StudioTerms, studio_terms_of

__all__ = ["STUDIO_FACTS", "StudioFacts", "StudioTerms", "studio_rules", "studio_terms_of"]


def studio_rules(facts: StudioFacts, terms: StudioTerms) -> tuple[Rule, ...]:
    """Return every rule over these facts with the numbers of these terms, in the order of the regulation."""
    return ()
