"""Lays in the outbox what goes back to the sender: the annotated copy, or the reason in words."""

from __future__ import annotations

from pathlib import Path

from honours.domain.submissions import SubmissionStatus
from honours.services.intake.findings import ReaderOutcome, SubmissionOutcome
from honours.services.intake.summary_sheet import SUMMARY_SHEET, refusal_text
from honours.storage.settings import Settings
from honours.storage.unit_of_work import UnitOfWork

_FOLDER = "returned"
_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def place_of_return(settings: Settings, name: str, ended: ReaderOutcome) -> Path | None:
    """Return where the copy or the reason lies; None when the whole file was taken.

    ``var/outbox/<cycle>/returned/<name>``, without the cycle where the file does not tell it, and with the body's
    code in front where the name does not say whose file it is.
    """
    if ended.status is SubmissionStatus.ACCEPTED:
        return None
    folder = settings.outbox / ended.cycle.slug / _FOLDER if ended.cycle else settings.outbox / _FOLDER
    body_code = ended.body_code or ended.expert_no
    place = folder / (name if body_code is None or body_code in name else f"{body_code}-{name}")
    return place if ended.annotated is not None else place.with_name(f"{place.name}.{SUMMARY_SHEET}.txt")


def lay_return(outcome: SubmissionOutcome, annotated: bytes | None, work: UnitOfWork) -> str | None:
    """Write the file to its place and archive an annotated copy; return the copy's SHA-256.

    Written before the transaction commits: after a crash the same file is taken in again and writes the same bytes.
    """
    place = outcome.returned_to
    if place is None:
        return None
    content = refusal_text(outcome).encode("utf-8-sig") if annotated is None else annotated
    place.parent.mkdir(parents=True, exist_ok=True)
    partial = place.with_name(f".{place.name}.part")
    partial.write_bytes(content)
    partial.replace(place)
    if annotated is None:
        return None
    return work.keep(annotated, name=place.name, media_type=_XLSX, origin="produced")
