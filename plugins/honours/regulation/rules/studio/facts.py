"""The facts that the rules of both studio schemes look at, by name; a fact that is NULL is not known."""

from __future__ import annotations

from honours.regulation.rules.facts import NamedFacts

LEADER_FACTS = ("person_name", "leader_honour", "leader_title", "has_leader_expertise")
TEAM_FACTS = ("team_size", "frontline_count", "is_team_balanced")
STUDIO_FACTS = ("category", *LEADER_FACTS, *TEAM_FACTS)


class StudioFacts(NamedFacts):
    """The facts of a studio's application."""

    names = STUDIO_FACTS
