"""What a report tells of one category: the official ranking as it stands, and what the scores say beside it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Any

from sqlalchemy import Row

from honours.domain.cycle import Category, Cycle
from honours.domain.policies import ReviewPolicy
from honours.domain.states import RankingOutcome
from honours.domain.ties import TieValue
from honours.regulation.loader import regulation
from honours.services.review.advisory.attention import (
    Apart,
    Crossing,
    adjusted_ranks,
    crossings,
    farthest_apart,
    spreads,
)
from honours.services.review.advisory.experts import ExpertStatistics, expert_statistics
from honours.services.review.advisory.offsets import Offsets, Point, fit_offsets
from honours.services.review.policy import policy_of
from honours.storage.unit_of_work import UnitOfWork

# How many entries of a category are told as those on which the experts are farthest apart.
MOST_APART = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """One ranked entry with its official result."""

    nomination_no: str
    title: str
    person: str
    unit: str
    rank: int
    outcome: RankingOutcome
    official_points: Decimal
    score_count: int
    # What told it apart from entries of equal score.
    ties: tuple[TieValue, ...] = ()


@dataclass(frozen=True, slots=True)
class CategoryReport:
    """One category: ``entries`` in the official order, and the statistics that advise."""

    category: Category
    label: str
    quota: int | None
    policy: ReviewPolicy
    entries: tuple[Entry, ...]
    points: tuple[Point, ...]
    expert_names: Mapping[str, str]
    fit: Offsets
    experts: tuple[ExpertStatistics, ...]
    spreads: Mapping[str, Decimal]
    adjusted_ranks: Mapping[str, int]
    crossings: tuple[Crossing, ...]
    apart: tuple[Apart, ...]

    @property
    def noted(self) -> int:
        """How many times the report asks people to look again."""
        return len(self.crossings) + len(self.apart)


def category_reports(cycle: Cycle, on: date, work: UnitOfWork) -> tuple[CategoryReport, ...]:
    """Return the report of every category that has ranked entries, in the order of the regulation."""
    with work:
        rows = work.run("review/list_ranked_scores", {"cycle": str(cycle)}).all()
        if not rows:
            return ()
        policy = policy_of(cycle, work)
    reports = []
    for category in cycle.categories:
        own = [row for row in rows if row.category == category.value]
        if own:
            entries = [_entry(next(group)) for _, group in groupby(own, key=lambda row: row.nomination_no)]
            points = [Point(row.nomination_no, row.expert_no, row.points) for row in own]
            names = {row.expert_no: row.expert_name for row in own}
            quota = regulation().quota_on(category, on)
            reports.append(report_of(cycle, category, quota, policy, entries, points, names))
    return tuple(reports)


def report_of(
    cycle: Cycle,
    category: Category,
    quota: int | None,
    policy: ReviewPolicy,
    entries: Sequence[Entry],
    points: Sequence[Point],
    expert_names: Mapping[str, str],
) -> CategoryReport:
    """Return the report of one category: the entries as they are ranked, and what follows from the points."""
    fit = fit_offsets(points)
    return CategoryReport(
        category=category,
        label=cycle.category_label(category),
        quota=quota,
        policy=policy,
        entries=tuple(entries),
        points=tuple(points),
        expert_names=expert_names,
        fit=fit,
        experts=tuple(expert_statistics(points, fit)),
        spreads=spreads(points),
        adjusted_ranks=adjusted_ranks(fit),
        crossings=tuple(crossings({one.nomination_no: one.outcome for one in entries}, fit, quota)),
        apart=tuple(farthest_apart(points, MOST_APART)),
    )


def _entry(row: Row[Any]) -> Entry:
    return Entry(
        nomination_no=row.nomination_no,
        title=row.project_name,
        person=row.person_name,
        unit=row.unit_name,
        rank=row.rank,
        outcome=RankingOutcome(row.outcome),
        official_points=row.mean_points,
        score_count=row.score_count,
        ties=tuple(TieValue(**key) for key in row.tie_keys),
    )
