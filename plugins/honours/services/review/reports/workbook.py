"""The report of a review as an Excel file: ranking, entries to look at, experts, and the scores with charts."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from honours.domain.cycle import Cycle
from honours.domain.states import RankingOutcome
from honours.services.documents.charts import Chart, Look
from honours.services.documents.spreadsheet import Sheet, Value, write_sheets
from honours.services.review.reports.facts import CategoryReport
from honours.services.review.reports.wording import (
    ADJUSTED,
    ADVISORY,
    AGREEMENT,
    OFFSET,
    apart_says,
    comparability,
    crossing_says,
    method,
    outcome_of,
    ties_say,
    two_places,
)

_RANKING = (
    *("类别", "名次", "编号", "名称", "申报人", "所在单位", "评分份数", "得分", "评审结果", "同分依据"),
    *("参考得分", "参考名次", "离散程度"),
)
_EXPERTS = (
    *("专家编号", "姓名", "评分项数", "最低", "下四分位", "中位数", "上四分位", "最高"),
    *("平均分", "标准差", "宽严偏差", "一致程度"),
)
_ATTENTION = ("类别", "编号", "名称", "名次", "情况")
_WIDEST_NAME = 30
_CLASS = 5
_HUNDRED = 100


def report_workbook(cycle: Cycle, reports: Sequence[CategoryReport], *, fixed_on: date) -> bytes:
    """Return the Excel file; the same reports give the same bytes."""
    sheets = [_ranking(reports), _attention(reports), *(_experts(report) for report in reports), _classes(reports)]
    return write_sheets(sheets, fixed_on=fixed_on)


def score_classes(reports: Sequence[CategoryReport]) -> list[tuple[str, list[int]]]:
    """Return the classes of five points from the lowest score to the highest, with the count of each category.

    A class holds its lower bound; the last one holds a hundred as well.
    """
    given = [[one.points for one in report.points] for report in reports]
    every = [points for of_category in given for points in of_category]
    low, high = _class_of(min(every)), _class_of(max(every))
    return [
        (
            f"{start}～{start + _CLASS}",
            [sum(_class_of(points) == start for points in of_category) for of_category in given],
        )
        for start in range(low, high + 1, _CLASS)
    ]


def _class_of(points: Decimal) -> int:
    return min(int(points // _CLASS) * _CLASS, _HUNDRED - _CLASS)


def _ranking(reports: Sequence[CategoryReport]) -> Sheet:
    rows: list[Sequence[Value]] = [
        (
            report.label,
            *(one.rank, one.nomination_no, one.title, one.person, one.unit, one.score_count, one.official_points),
            outcome_of(report, one.outcome),
            ties_say(one.ties),
            two_places(report.fit.adjusted[one.nomination_no]),
            report.adjusted_ranks.get(one.nomination_no),
            two_places(report.spreads.get(one.nomination_no)),
        )
        for report in reports
        for one in report.entries
    ]
    notes = (method(reports[0].policy), ADVISORY, ADJUSTED)
    return Sheet("排名清单", _RANKING, rows, notes=notes, widest=_WIDEST_NAME)


def _attention(reports: Sequence[CategoryReport]) -> Sheet:
    rows: list[Sequence[Value]] = []
    for report in reports:
        entries = {one.nomination_no: one for one in report.entries}
        told = [
            (one.nomination_no, crossing_says(report, one.official is RankingOutcome.IN, one.adjusted_rank))
            for one in report.crossings
        ] + [(one.nomination_no, apart_says(one)) for one in report.apart]
        for number, says in told:
            rows.append((report.label, number, entries[number].title, entries[number].rank, says))
    return Sheet(
        "需要留意的项目", _ATTENTION, rows, notes=(ADVISORY, *(comparability(one) for one in reports)), widest=60
    )


def _experts(report: CategoryReport) -> Sheet:
    rows: list[Sequence[Value]] = [
        (
            *(one.expert_no, report.expert_names[one.expert_no], one.count),
            *map(two_places, (one.span.lowest, one.span.lower, one.span.middle, one.span.upper, one.span.highest)),
            *map(two_places, (one.mean, one.spread, one.offset, one.agreement)),
        )
        for one in report.experts
    ]
    chart = Chart(
        title=f"{report.label}：各专家评分的分布",
        look=Look.MARKS,
        labels=1,
        series=(4, 5, 6, 7, 8),
        below="专家",
        beside="分",
        least=float(_class_of(min(one.points for one in report.points))),
        most=float(_class_of(max(one.points for one in report.points)) + _CLASS),
    )
    return Sheet(
        f"专家统计（{report.label}）", _EXPERTS, rows, notes=(OFFSET, AGREEMENT, comparability(report)), chart=chart
    )


def _classes(reports: Sequence[CategoryReport]) -> Sheet:
    headers = ("分数段", *(report.label for report in reports))
    rows: list[Sequence[Value]] = [(label, *counts) for label, counts in score_classes(reports)]
    chart = Chart(
        title="评分在各分数段的份数",
        look=Look.BARS,
        labels=1,
        series=tuple(range(2, len(headers) + 1)),
        below="分数段",
        beside="评分份数",
    )
    notes = ("每个分数段含下限、不含上限，最高一段含100分。",)
    return Sheet("评分分布", headers, rows, notes=notes, chart=chart)
