"""The report of a review as a Word file, for the meeting's folder; experts are told by number, not by name."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from pathlib import Path

from honours.domain.cycle import Cycle, Scheme
from honours.domain.documents import DocumentKind
from honours.domain.states import RankingOutcome
from honours.regulation.office import office
from honours.services.documents.letter import TEMPLATES
from honours.services.documents.render import Picture, render_document
from honours.services.documents.wording import chinese_date, chinese_numeral
from honours.services.outcomes import cited
from honours.services.review.reports.facts import CategoryReport
from honours.services.review.reports.picture import picture
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
    said,
)

_ARTICLES = {Scheme.ACHIEVEMENT_AWARD: "award/11", Scheme.EMPLOYEE_STUDIO: "employee-studio/6"}
_PICTURE_MM = 150


def report_document(
    cycle: Cycle, reports: Sequence[CategoryReport], *, issued_on: date, templates: Path = TEMPLATES
) -> bytes:
    """Return the Word file; the same reports give the same bytes."""
    house = office()
    context = {
        "year": cycle.year,
        "scheme": cycle.scheme.label,
        "department": house.department,
        "regulation": house.regulation_titles[cycle.scheme],
        "article": cited(_ARTICLES[cycle.scheme]),
        "total": sum(len(report.entries) for report in reports),
        "score_total": sum(len(report.points) for report in reports),
        "method": method(reports[0].policy),
        "advisory": ADVISORY,
        "groups": [_group(number, report) for number, report in enumerate(reports, 1)],
        "model": OFFSET + ADJUSTED,
        "agreement": AGREEMENT,
        "issued_date": chinese_date(issued_on),
    }
    return render_document(
        templates / "documents" / f"{DocumentKind.REVIEW_REPORT.value}.docx", context, fixed_on=issued_on
    )


def _group(number: int, report: CategoryReport) -> dict[str, object]:
    return {
        "heading": f"{chinese_numeral(number)}、{report.label}",
        "count": len(report.entries),
        "line": _line(report),
        "entries": [
            {
                "rank": one.rank,
                "nomination_no": one.nomination_no,
                "title": one.title,
                "unit": one.unit,
                "points": str(one.official_points),
                "outcome": outcome_of(report, one.outcome),
            }
            for one in report.entries
        ],
        "chart": Picture(picture(report.experts), _PICTURE_MM),
        "experts": [
            {
                "expert_no": one.expert_no,
                "count": one.count,
                "mean": said(one.mean),
                "spread": said(one.spread),
                "offset": said(one.offset, is_signed=True),
                "agreement": said(one.agreement),
            }
            for one in report.experts
        ],
        "comparability": comparability(report),
        "notes": _notes(report),
    }


def _line(report: CategoryReport) -> str:
    if report.quota is None:
        return "本类别不设名额，全部提请会议择优研究。"
    outcomes = [one.outcome for one in report.entries]
    tied = outcomes.count(RankingOutcome.TIED)
    left = f"，名额线上并列{tied}项，由会议确定" if tied else ""
    return f"本类别名额不超过{report.quota}个，入围{outcomes.count(RankingOutcome.IN)}项{left}。"


def _notes(report: CategoryReport) -> list[dict[str, object]]:
    titles = {one.nomination_no: one.title for one in report.entries}
    told = [
        (one.nomination_no, crossing_says(report, one.official is RankingOutcome.IN, one.adjusted_rank))
        for one in report.crossings
    ] + [(one.nomination_no, apart_says(one)) for one in report.apart]
    return [{"nomination_no": number, "title": titles[number], "says": says} for number, says in told]
