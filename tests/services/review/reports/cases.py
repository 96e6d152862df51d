"""A ranked category of invented scores, without a database: three experts, the third stricter by five."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from honours.domain.cycle import Category, Cycle
from honours.domain.scoring import rank
from honours.services.review.advisory.attention import adjusted_ranks, crossings, farthest_apart, spreads
from honours.services.review.advisory.experts import expert_statistics
from honours.services.review.advisory.offsets import Point, fit_offsets
from honours.services.review.reports.facts import MOST_APART, CategoryReport, Entry

CYCLE = Cycle.parse("2025/achievement_award")
Scores = Mapping[int, Mapping[str, float]]
# The strict E3 scored the second entry, the lenient E1 the third: their hands decide who is first past the line.
SCORES: Scores = {
    1: {"E1": 96, "E2": 93.5, "E3": 88},
    2: {"E2": 88, "E3": 82},
    3: {"E1": 91, "E2": 86},
    4: {"E1": 71, "E2": 69, "E3": 63.5},
}


def number(serial: int, category: Category = Category.GOLDEN_IDEA) -> str:
    return CYCLE.nomination_no(category, "0101", serial)


def report(scores: Scores = SCORES, quota: int | None = 2, category: Category = Category.GOLDEN_IDEA) -> CategoryReport:
    points = tuple(
        Point(number(serial, category), expert_no, Decimal(str(value)))
        for serial, given in scores.items()
        for expert_no, value in given.items()
    )
    ranked = rank(
        {
            number(serial, category): [Decimal(str(value)) for value in given.values()]
            for serial, given in scores.items()
        },
        quota,
    )
    fit = fit_offsets(points)
    return CategoryReport(
        category=category,
        label=CYCLE.category_label(category),
        quota=quota,
        entries=tuple(
            Entry(
                one.nomination_no,
                f"项目{one.nomination_no[-3:]}",
                "李明",
                "无锡某某厂",
                one.rank,
                one.outcome,
                one.mean_points,
                one.score_count,
            )
            for one in ranked
        ),
        points=points,
        expert_names={one.expert_no: f"专家{one.expert_no}" for one in points},
        fit=fit,
        experts=tuple(expert_statistics(points, fit)),
        spreads=spreads(points),
        adjusted_ranks=adjusted_ranks(fit),
        crossings=tuple(crossings({one.nomination_no: one.outcome for one in ranked}, fit, quota)),
        apart=tuple(farthest_apart(points, MOST_APART)),
    )
