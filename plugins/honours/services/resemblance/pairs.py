"""From texts to pairs of them that are close: candidates by their signatures, confirmed by their n-grams themselves."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from honours.domain.resemblance import Closeness, Likeness
from honours.services.resemblance.grams import grams, likeness
from honours.services.resemblance.sketches import Index, signature


@dataclass(frozen=True, slots=True)
class Pair:
    """One text that is close to another, and what they have in common."""

    name: str
    other: str
    likeness: Likeness


def find_pairs(texts: Mapping[str, str], others: Mapping[str, str], terms: Closeness) -> list[Pair]:
    """Return which of ``texts`` are close to which of ``others``, by name; a text is not compared with its own name.

    The same texts always give the same pairs in the same order.
    """
    sets = {name: grams(text, terms.gram_length) for name, text in texts.items()}
    long_enough = sorted(name for name, found in sets.items() if len(found) >= terms.least_grams)
    index = Index(long_enough, [signature(sets[name]) for name in long_enough], terms.common_percent)
    found: list[Pair] = []
    for other in sorted(others):
        of_other = grams(others[other], terms.gram_length)
        if len(of_other) >= terms.least_grams:
            candidates = index.near(signature(of_other))
            found += confirmed(other, of_other, {name: sets[name] for name in candidates if name != other}, terms)
    return sorted(found, key=lambda pair: (pair.name, pair.other))


def confirmed(
    other: str, of_other: frozenset[str], candidates: Mapping[str, frozenset[str]], terms: Closeness
) -> Iterable[Pair]:
    """Yield the candidates that are close to ``other`` indeed."""
    for name, of_name in candidates.items():
        found = likeness(of_name, of_other)
        if found.reaches(terms):
            yield Pair(name, other, found)
