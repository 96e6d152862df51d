"""The workbooks that people fill in: written from the forms, the same bytes for the same arguments."""

from honours.services.workbooks.making import (
    Body,
    nomination_workbook,
    objection_register_workbook,
    roster_workbook,
    score_sheet_workbook,
)

__all__ = [
    "Body",
    "nomination_workbook",
    "objection_register_workbook",
    "roster_workbook",
    "score_sheet_workbook",
]
