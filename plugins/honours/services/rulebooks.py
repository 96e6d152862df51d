"""The rule book of a scheme: the facts of a cycle's nominations, and the rules over them with the numbers in force."""

from __future__ import annotations

from datetime import date

from sqlalchemy import CTE

from honours.domain.cycle import Cycle
from honours.regulation.loader import Regulation
from honours.regulation.rules import Facts, Rule, award_rules, terms_of
from honours.regulation.rules.studio import StudioFacts, studio_rules, studio_terms_of
from honours.services.facts import facts_of
from honours.services.studio_facts import studio_facts_of


def rulebook(
    cycle: Cycle, call_on: date, due_on: date, law: Regulation | None = None, only: str | None = None
) -> tuple[CTE, tuple[Rule, ...]]:
    """Return the facts and the rules of the cycle's scheme, by ``law`` or by the regulation as it stands.

    With the number of one nomination (``only``) the facts may leave out all that has nothing to do with it. Raises
    :class:`NotInForce` when the law has no numbers for ``due_on``.
    """
    if cycle.scheme.names_studios:
        studio_terms = studio_terms_of(cycle, call_on, due_on, law)
        facts = studio_facts_of(studio_terms, only)
        return facts, studio_rules(StudioFacts(facts), studio_terms)
    terms = terms_of(cycle, call_on, due_on, law)
    facts = facts_of(terms, only)
    return facts, award_rules(Facts(facts), terms)
