"""A ranked category of invented scores, without a database: three experts, the third stricter by five."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from tests.domain.test_scoring import PLAIN

from honours.domain.cycle import Category, Cycle
from honours.domain.scoring import Scored, rank
from honours.services.review.advisory.offsets import Point
from honours.services.review.reports.facts import CategoryReport, Entry, report_of

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


def scored(scores: Scores, category: Category = Category.GOLDEN_IDEA) -> list[Scored]:
    return [
        Scored(number(serial, category), "0101", 1, tuple({"overall": Decimal(str(value))} for value in given.values()))
        for serial, given in scores.items()
    ]


def report(scores: Scores = SCORES, quota: int | None = 2, category: Category = Category.GOLDEN_IDEA) -> CategoryReport:
    points = tuple(
        Point(number(serial, category), expert_no, Decimal(str(value)))
        for serial, given in scores.items()
        for expert_no, value in given.items()
    )
    ranked = rank(scored(scores, category), quota, PLAIN)
    entries = [
        Entry(
            one.nomination_no,
            f"项目{one.nomination_no[-3:]}",
            "李明",
            "无锡某某厂",
            one.rank,
            one.outcome,
            one.mean_points,
            one.score_count,
            one.tie_keys,
        )
        for one in ranked
    ]
    return report_of(
        CYCLE, category, quota, PLAIN, entries, points, {one.expert_no: f"专家{one.expert_no}" for one in points}
    )
