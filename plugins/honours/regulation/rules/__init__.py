"""The eligibility rules of the achievement award (award/4 to award/8, award/10, award/17), declared once as predicates.

The same rules judge a whole cycle in one pass of the database and explain one nomination.
"""

from honours.regulation.rules.achievements import achievement_rules
from honours.regulation.rules.entrants import ALL, entrant_rules
from honours.regulation.rules.facts import FACTS, Facts, FactsMissing
from honours.regulation.rules.ideas import idea_rules
from honours.regulation.rules.patents import patent_rules
from honours.regulation.rules.postings import posting_rules
from honours.regulation.rules.resemblance import similar_text
from honours.regulation.rules.rule import Rule
from honours.regulation.rules.since import in_force_since, lives_behind
from honours.regulation.rules.terms import Terms, terms_of

__all__ = [
    "FACTS",
    "Facts",
    "FactsMissing",
    "Rule",
    "Terms",
    "award_rules",
    "in_force_since",
    "lives_behind",
    "terms_of",
]


def award_rules(facts: Facts, terms: Terms) -> tuple[Rule, ...]:
    """Return every rule over these facts with the numbers of these terms, in the order of the regulation."""
    return (
        *entrant_rules(facts, terms),
        *achievement_rules(facts, terms),
        *patent_rules(facts, terms),
        *idea_rules(facts, terms),
        *posting_rules(facts, terms),
        similar_text(facts, terms.closeness, "award/17", ALL),
    )
