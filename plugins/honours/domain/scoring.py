"""Ranking of scored nominations against a quota (award/2, award/11): exact means, ties shown and never broken.

A tie at the line is left to the chair's meeting: nothing here looks at a number, a name, a time or chance.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from honours.domain.errors import HonoursError
from honours.domain.states import RankingOutcome

MEAN_PLACES = Decimal("0.0001")


class NotScored(HonoursError):
    """A nomination has no score, so there is no mean; carries its number."""

    def __init__(self, nomination_no: str) -> None:
        self.nomination_no = nomination_no
        super().__init__(f"申报 {nomination_no} 没有任何评分，不能排名。请先收齐该项目的专家评分表。")


@dataclass(frozen=True, slots=True)
class Ranked:
    """One nomination's place: equal means share a rank, and the ranks after them are left out."""

    nomination_no: str
    mean_points: Decimal
    score_count: int
    rank: int
    outcome: RankingOutcome


def mean(points: Sequence[Decimal]) -> Decimal:
    """Return the arithmetic mean to four places, halves rounded up; ``points`` must not be empty."""
    return (sum(points, Decimal(0)) / len(points)).quantize(MEAN_PLACES, rounding=ROUND_HALF_UP)


def rank(scores: Mapping[str, Sequence[Decimal]], quota: int | None) -> list[Ranked]:
    """Return every nomination of one category with mean, rank and outcome, best first.

    ``scores`` maps a nomination number to its points (0 to 100). At most ``quota`` are ``IN``; without a quota all are.
    When equal means straddle the line all of them are ``TIED``, because which of them stands is for people to decide
    (award/11).
    Raise :class:`NotScored` for a nomination without scores.
    """
    for nomination_no, points in scores.items():
        if not points:
            raise NotScored(nomination_no)
    means = {nomination_no: mean(points) for nomination_no, points in scores.items()}
    ordered = sorted(means, key=lambda number: (-means[number], number))
    ranked = []
    for nomination_no in ordered:
        own = means[nomination_no]
        better = sum(other > own for other in means.values())
        level = sum(other == own for other in means.values())
        ranked.append(
            Ranked(nomination_no, own, len(scores[nomination_no]), better + 1, _outcome(better, level, quota))
        )
    return ranked


def _outcome(better: int, level: int, quota: int | None) -> RankingOutcome:
    if quota is None or better + level <= quota:
        return RankingOutcome.IN
    return RankingOutcome.TIED if better < quota else RankingOutcome.OUT


def places_left(ranked: Iterable[Ranked], quota: int) -> int:
    """Return how many of the tied may still be chosen: the quota less those that are in."""
    return quota - sum(one.outcome is RankingOutcome.IN for one in ranked)
