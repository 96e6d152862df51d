"""What the software itself knows of each rule of a cycle: its sentence, since when it holds, what it looks at."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from honours.domain.cycle import Cycle
from honours.domain.studios import Aspect
from honours.services.explain.since import Since, since_of
from honours.services.explain.tracing import Look, Tracing
from honours.services.rulebooks import rulebook


@dataclass(frozen=True, slots=True)
class KnownRule:
    """One rule as the software has it today, with the numbers that were in force for the cycle."""

    sentence: str
    covers: tuple[str, ...]
    since: Since
    looks: tuple[frozenset[Look], ...]
    aspects: frozenset[Aspect]


@lru_cache(maxsize=32)
def known_rules(cycle: Cycle, call_on: date, due_on: date) -> Mapping[str, KnownRule]:
    """Return the rules of the cycle by their ids; raise :class:`NotInForce` when the law has no numbers for it."""
    facts, rules = rulebook(cycle, call_on, due_on)
    tracing = Tracing(facts)
    aspects = {aspect.value: aspect for aspect in Aspect}
    return {
        rule.id: KnownRule(
            sentence=rule.sentence,
            covers=rule.covers,
            since=since_of(rule, due_on),
            looks=tracing.looks(rule),
            aspects=frozenset(aspects[word] for word in tracing.words(rule) if word in aspects),
        )
        for rule in rules
    }
