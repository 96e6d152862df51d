"""Makes the reports of a review and lays them in the outbox; the ranking must stand, and is not touched."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.documents import DocumentKind
from honours.domain.stages import Examiners, Stage, examines_by
from honours.services.review.reports.facts import CategoryReport, category_reports
from honours.services.review.reports.paper import report_document
from honours.services.review.reports.workbook import report_workbook
from honours.storage.unit_of_work import UnitOfWork


def make_reports(cycle: Cycle, on: date, work: UnitOfWork) -> tuple[CategoryReport, ...]:
    """Publish the reports of the ranked cycle (Excel and Word) and return what they tell; a retry makes the same.

    Nothing is made where nobody scored: where visitors examine, or nothing was qualified.
    """
    if examines_by(cycle.scheme) is not Examiners.EXPERTS:
        return ()
    reports = category_reports(cycle, on, work)
    if reports:
        workbook = report_workbook(cycle, reports, fixed_on=on)
        paper = report_document(cycle, reports, issued_on=on)
        with work:
            for content, kind, file_name in (
                (workbook, DocumentKind.REVIEW_STATISTICS, f"{cycle.label}评审统计表.xlsx"),
                (paper, DocumentKind.REVIEW_REPORT, f"{cycle.label}评审报告.docx"),
            ):
                work.publish(
                    content,
                    cycle=str(cycle),
                    stage=Stage.REVIEW.value,
                    kind=kind,
                    subject="",
                    file_name=file_name,
                    made_on=on,
                )
    return reports
