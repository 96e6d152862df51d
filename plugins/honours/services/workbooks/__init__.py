"""The workbooks that people fill in: written from the forms, the same bytes for the same arguments."""

from honours.services.workbooks.making import (
    Body,
    nomination_workbook,
    notice_correction_workbook,
    objection_register_workbook,
    roster_workbook,
)
from honours.services.workbooks.score_sheet import EntryRow, SheetAddressee, score_sheet_workbook
from honours.services.workbooks.studio_register import studio_register_workbook
from honours.services.workbooks.verification import VisitedStudio, verification_workbook

__all__ = [
    "Body",
    "EntryRow",
    "SheetAddressee",
    "VisitedStudio",
    "nomination_workbook",
    "notice_correction_workbook",
    "objection_register_workbook",
    "roster_workbook",
    "score_sheet_workbook",
    "studio_register_workbook",
    "verification_workbook",
]
