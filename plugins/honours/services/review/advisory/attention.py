"""Entries at which people should look again: the experts' hands decided the line, or the experts are far apart.

The official rank is taken as it is given. A tie at the line is no side of the line, and what the groups of experts do
not compare is not compared here either.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from honours.domain.states import RankingOutcome
from honours.services.review.advisory.experts import spread_of
from honours.services.review.advisory.offsets import Offsets, Point


@dataclass(frozen=True, slots=True)
class Apart:
    """An entry on which the experts are far apart; ``spread`` is the standard deviation of its points."""

    nomination_no: str
    spread: Decimal
    lowest: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class Crossing:
    """An entry that stands on the other side of the line once the experts' hands are taken out."""

    nomination_no: str
    official: RankingOutcome
    adjusted_rank: int


def adjusted_ranks(fit: Offsets) -> dict[str, int]:
    """Return the rank of every entry by its adjusted points, equal ones alike; nothing where not all compare."""
    if not fit.is_connected:
        return {}
    values = fit.adjusted
    return {number: 1 + sum(other > own for other in values.values()) for number, own in values.items()}


def crossings(official: Mapping[str, RankingOutcome], fit: Offsets, quota: int | None) -> list[Crossing]:
    """Return the entries whose adjusted rank is clearly on the other side of the quota than the official one."""
    ranks = adjusted_ranks(fit)
    if quota is None or not ranks:
        return []
    found = []
    for number, rank in sorted(ranks.items()):
        level = sum(other == rank for other in ranks.values())
        is_inside, is_outside = rank + level - 1 <= quota, rank > quota
        outcome = official[number]
        if (outcome is RankingOutcome.IN and is_outside) or (outcome is RankingOutcome.OUT and is_inside):
            found.append(Crossing(number, outcome, rank))
    return found


def spreads(points: Sequence[Point]) -> dict[str, Decimal]:
    """Return how far the experts are apart on each entry that more than one of them scored."""
    of_entry: dict[str, list[Decimal]] = defaultdict(list)
    for one in points:
        of_entry[one.nomination_no].append(one.points)
    found = {number: spread_of(values) for number, values in sorted(of_entry.items())}
    return {number: spread for number, spread in found.items() if spread is not None}


def farthest_apart(points: Sequence[Point], most: int) -> list[Apart]:
    """Return the entries on which the experts are farthest apart, at most ``most`` and those level with the last."""
    of_entry: dict[str, list[Decimal]] = defaultdict(list)
    for one in points:
        of_entry[one.nomination_no].append(one.points)
    apart = [
        Apart(number, spread, min(of_entry[number]), max(of_entry[number]))
        for number, spread in spreads(points).items()
        if spread > 0
    ]
    apart.sort(key=lambda one: (-one.spread, one.nomination_no))
    if len(apart) <= most:
        return apart
    return [one for one in apart if one.spread >= apart[most - 1].spread]
