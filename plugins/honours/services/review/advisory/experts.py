"""Each expert's hand in one category: how many, how high, how far apart, and whether the others agree."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from math import sqrt
from statistics import correlation, quantiles, stdev

from honours.services.review.advisory.offsets import Offsets, Point, settled

# With two entries every correlation is perfect; with three it begins to say something.
_LEAST_TO_CORRELATE = 3


@dataclass(frozen=True, slots=True)
class Span:
    """How scores are spread: lowest, lower quarter, middle, upper quarter, highest."""

    lowest: Decimal
    lower: Decimal
    middle: Decimal
    upper: Decimal
    highest: Decimal


@dataclass(frozen=True, slots=True)
class ExpertStatistics:
    """One expert's scores in one category.

    ``spread`` is the sample's standard deviation, None for a single score; ``offset`` compares only within the expert's
    group; ``agreement`` is the correlation with the mean of the others on the same entries, None where these are too
    few or without differences.
    """

    expert_no: str
    count: int
    mean: Decimal
    spread: Decimal | None
    offset: Decimal
    agreement: Decimal | None
    span: Span


def expert_statistics(points: Sequence[Point], fit: Offsets) -> list[ExpertStatistics]:
    """Return the statistics of every expert of one category, by expert number."""
    of_expert: dict[str, dict[str, Decimal]] = defaultdict(dict)
    of_entry: dict[str, dict[str, Decimal]] = defaultdict(dict)
    for one in points:
        of_expert[one.expert_no][one.nomination_no] = one.points
        of_entry[one.nomination_no][one.expert_no] = one.points
    told = []
    for expert_no, given in sorted(of_expert.items()):
        values = sorted(given.values())
        told.append(
            ExpertStatistics(
                expert_no=expert_no,
                count=len(values),
                mean=_mean(values),
                spread=spread_of(values),
                offset=fit.offsets[expert_no],
                agreement=_agreement(expert_no, given, of_entry),
                span=span_of(values),
            )
        )
    return told


def spread_of(values: Sequence[Decimal]) -> Decimal | None:
    """Return the sample's standard deviation, None for fewer than two values."""
    return stdev(values) if len(values) > 1 else None


def span_of(values: Sequence[Decimal]) -> Span:
    """Return how ``values`` are spread; there must be one at least."""
    if len(values) == 1:
        return Span(*(values[0],) * 5)
    lower, middle, upper = quantiles(values, n=4, method="inclusive")
    return Span(min(values), lower, middle, upper, max(values))


def _agreement(expert_no: str, given: dict[str, Decimal], of_entry: dict[str, dict[str, Decimal]]) -> Decimal | None:
    own: list[float] = []
    others: list[float] = []
    for nomination_no, points in sorted(given.items()):
        rest = [value for other, value in of_entry[nomination_no].items() if other != expert_no]
        if rest:
            own.append(float(points))
            others.append(float(_mean(rest)))
    if len(own) < _LEAST_TO_CORRELATE or not _differ(own) or not _differ(others):
        return None
    return settled(correlation(own, others))


def _differ(values: Sequence[float]) -> bool:
    mean = sum(values) / len(values)
    return sqrt(sum((value - mean) ** 2 for value in values)) > 0.0001


def _mean(values: Sequence[Decimal]) -> Decimal:
    return sum(values, Decimal(0)) / len(values)
