"""Taking in the files that people send: archive, guard, recognise, check, store, and give back what is wrong."""

from honours.services.intake.findings import Finding, ReaderOutcome, SubmissionOutcome
from honours.services.intake.inbox import FilesLeft, take_in_all
from honours.services.intake.submissions import take_in

__all__ = ["FilesLeft", "Finding", "ReaderOutcome", "SubmissionOutcome", "take_in", "take_in_all"]
