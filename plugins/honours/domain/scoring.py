"""The official score of an entry and its place (award/2, award/11, employee-studio/6): exact, by the office's policy.

An expert's points are the weighted criteria; several experts' points become one score by the configured formula and
rounding. Entries of equal score are told apart by the policy's keys alone; nothing here looks at a number, a name, a
time or chance, and what stays level at the line is for people to decide.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal

from honours.domain.errors import HonoursError
from honours.domain.policies import Criterion, Formula, ReviewPolicy
from honours.domain.states import RankingOutcome
from honours.domain.ties import TieValue, levels

_FULL_WEIGHT = 100
# One highest and one lowest go, and something has to be left.
_LEAST_FOR_TRIMMING = 3


class NotScored(HonoursError):
    """An entry has no score, so there is no mean; carries its number."""

    def __init__(self, nomination_no: str) -> None:
        self.nomination_no = nomination_no
        super().__init__(f"申报 {nomination_no} 没有任何评分，不能排名。请先收齐该项目的专家评分表。")


class TooFewScores(HonoursError):
    """An entry has too few scores for the formula; carries its number, how many there are and how many it takes."""

    def __init__(self, nomination_no: str, count: int) -> None:
        self.nomination_no, self.count, self.least = nomination_no, count, _LEAST_FOR_TRIMMING
        super().__init__(
            f"申报 {nomination_no} 只有 {count} 份有效评分，{Formula.TRIMMED_MEAN.label}至少要 {self.least} 份。"
            "请增补评审专家并收齐评分表，或者按程序修改评审办法中的计分方法。"
        )


@dataclass(frozen=True, slots=True)
class Scored:
    """What the experts gave to one entry: points by criterion, one mapping an expert whose score counts.

    ``body_code`` and ``priority_no`` say where its recommending body put it.
    """

    nomination_no: str
    body_code: str
    priority_no: int
    given: tuple[Mapping[str, Decimal], ...]


@dataclass(frozen=True, slots=True)
class Ranked:
    """One entry's place: those that nothing tells apart share a rank, and the ranks after them are left out.

    ``mean_points`` is the official score; ``tie_keys`` are the keys that were looked at among those of equal score.
    """

    nomination_no: str
    mean_points: Decimal
    score_count: int
    rank: int
    outcome: RankingOutcome
    tie_keys: tuple[TieValue, ...] = ()


def expert_points(given: Mapping[str, Decimal], criteria: Sequence[Criterion]) -> Decimal:
    """Return one expert's points: the criteria by their weights, exact."""
    total = sum((given[criterion.code] * criterion.weight for criterion in criteria), Decimal(0))
    return total / _FULL_WEIGHT


def mean(points: Sequence[Decimal], places: int) -> Decimal:
    """Return the arithmetic mean with so many decimals, halves rounded up; ``points`` must not be empty."""
    return (sum(points, Decimal(0)) / len(points)).quantize(Decimal(1).scaleb(-places), rounding=ROUND_HALF_UP)


def official_score(nomination_no: str, points: Sequence[Decimal], policy: ReviewPolicy) -> Decimal:
    """Return the score by the policy's formula and rounding; raise :class:`NotScored` or :class:`TooFewScores`."""
    if not points:
        raise NotScored(nomination_no)
    if policy.formula is Formula.MEAN:
        return mean(points, policy.places)
    if len(points) < _LEAST_FOR_TRIMMING:
        raise TooFewScores(nomination_no, len(points))
    return mean(sorted(points)[1:-1], policy.places)


def rank(entries: Iterable[Scored], quota: int | None, policy: ReviewPolicy) -> list[Ranked]:
    """Return every entry of one category with score, rank and outcome, best first; the order of ``entries`` is free.

    At most ``quota`` are ``IN``; without a quota all are. ``TIED`` are those of whom nothing says whether they stand
    within the quota: which of them does is for people to decide (award/11). Raise :class:`NotScored`,
    :class:`TooFewScores`, or :class:`PriorityNotLast` for keys in an order that cannot work.
    """
    listed = sorted(entries, key=lambda one: one.nomination_no)
    scores = {
        one.nomination_no: official_score(
            one.nomination_no, [expert_points(given, policy.criteria) for given in one.given], policy
        )
        for one in listed
    }
    ranked: list[Ranked] = []
    for score in sorted(set(scores.values()), reverse=True):
        equal = [one for one in listed if scores[one.nomination_no] == score]
        for level in levels(equal, policy):
            better = len(ranked)
            ranked += sorted(
                (
                    Ranked(
                        place.entry.nomination_no,
                        score,
                        len(place.entry.given),
                        better + place.above + 1,
                        _outcome(better, len(level), place.above, place.below, quota),
                        place.keys,
                    )
                    for place in level
                ),
                key=lambda one: (one.rank, one.nomination_no),
            )
    return ranked


def _outcome(better: int, level: int, above: int, below: int, quota: int | None) -> RankingOutcome:
    """Of those that are level some may stand above others: what holds in every order of the rest is certain."""
    if quota is None or better + level - below <= quota:
        return RankingOutcome.IN
    return RankingOutcome.OUT if better + above >= quota else RankingOutcome.TIED


def places_left(ranked: Iterable[Ranked], quota: int) -> int:
    """Return how many of the tied may still be chosen: the quota less those that are in."""
    return quota - sum(one.outcome is RankingOutcome.IN for one in ranked)
