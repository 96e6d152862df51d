"""The specimen of the report on a review: two categories, in one of them the experts fall into two groups."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

from honours.domain.cycle import Category, Cycle
from honours.domain.policies import Formula
from honours.domain.scoring import Scored, rank
from honours.regulation.policies import review_policy
from honours.services.review.advisory.offsets import Point
from honours.services.review.reports.facts import CategoryReport, Entry, report_of
from honours.services.review.reports.paper import report_document

_CYCLE = Cycle.parse("2025/achievement_award")
_ISSUED_ON = date(2026, 3, 20)
_TITLE, _UNIT = "基于机器视觉的轴承外圈缺陷在线检测", "无锡某某精密机械制造有限公司"
_EXPERTS, _EACH, _ENTRIES, _QUOTA = 8, 3, 14, 10


def report(templates: Path) -> bytes:
    """Return the specimen, filled from the template in ``templates``."""
    connected = [(serial, (serial + turn) % _EXPERTS) for serial in range(_ENTRIES) for turn in range(_EACH)]
    apart = [(serial, 2 * (serial % 2) + turn) for serial in range(4) for turn in range(2)]
    reports = [_category(Category.TECH_ACHIEVEMENT, connected), _category(Category.GOLDEN_IDEA, apart)]
    return report_document(_CYCLE, reports, issued_on=_ISSUED_ON, templates=templates)


def _category(category: Category, scored: Sequence[tuple[int, int]]) -> CategoryReport:
    """Return the report of invented scores: worth falls with the number, every third expert is strict."""
    points = [
        Point(
            _CYCLE.nomination_no(category, "0101", serial + 1),
            f"E{expert + 1:03d}",
            Decimal(96 - 2 * serial - 4 * (expert % 3) + serial * expert % 5),
        )
        for serial, expert in scored
    ]
    policy = replace(review_policy(_CYCLE.scheme, _ISSUED_ON), formula=Formula.MEAN)
    given: dict[str, list[dict[str, Decimal]]] = {}
    for one in points:
        given.setdefault(one.nomination_no, []).append({key.code: one.points for key in policy.criteria})
    entries_scored = [Scored(number, "0101", 1, tuple(sheets)) for number, sheets in given.items()]
    entries = [
        Entry(
            *(one.nomination_no, _TITLE, "李明", _UNIT),
            *(one.rank, one.outcome, one.mean_points, one.score_count),
        )
        for one in rank(entries_scored, _QUOTA, policy)
    ]
    return report_of(_CYCLE, category, _QUOTA, policy, entries, points, {one.expert_no: "王某" for one in points})
