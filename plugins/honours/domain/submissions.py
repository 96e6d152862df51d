"""Files that people send: what kinds there are and how taking one in can end."""

from __future__ import annotations

from enum import StrEnum


class SubmissionKind(StrEnum):
    """What a received file is, recognised by its content, never by its name alone."""

    ROSTER = "roster"
    NOMINATION_WORKBOOK = "nomination_workbook"
    EVIDENCE = "evidence"
    SCORE_SHEET = "score_sheet"
    VERIFICATION_FORM = "verification_form"
    STUDIO_REGISTER = "studio_register"
    MEETING_MINUTES = "meeting_minutes"
    OBJECTION_REGISTER = "objection_register"
    OBJECTION_EVIDENCE = "objection_evidence"
    NOTICE_CORRECTION = "notice_correction"
    POSTING_PROOF = "posting_proof"
    CONSULTATION_FORM = "consultation_form"
    BANK_STATEMENT = "bank_statement"
    BANK_RECEIPT = "bank_receipt"
    UNKNOWN = "unknown"


class SubmissionStatus(StrEnum):
    """How taking in a file ended."""

    ACCEPTED = "accepted"
    PARTLY = "partly"
    REFUSED = "refused"
    LATE = "late"

    @property
    def label(self) -> str:
        """The Chinese word shown to people."""
        return {"accepted": "已收", "partly": "部分退回", "refused": "退回", "late": "逾期"}[self.value]
