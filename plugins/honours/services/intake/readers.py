"""Loads every module that registers a reader."""

from __future__ import annotations

from importlib import import_module

from honours.services.intake.registry import Reader, registered

# One line a module: importing it registers its reader.
MODULES: tuple[str, ...] = (
    "honours.services.intake.roster",
    "honours.services.intake.nominations",
    "honours.services.intake.evidence",
    "honours.services.review.sheets",
    "honours.services.review.verification_forms",
    "honours.services.notice.meeting.minutes",
    "honours.services.notice.objections",
    "honours.services.notice.corrections",
    "honours.services.notice.named_files",
    "honours.services.notice.consultation.answers",
    "honours.services.studios.importing",
    "honours.services.disbursement.statement_reader",
    "honours.services.disbursement.receipt_reader",
)


def all_readers() -> tuple[Reader, ...]:
    """Return all readers, in the order in which files are offered to them."""
    for module in MODULES:
        import_module(module)
    return registered()
