"""Takes in one file: archived first, then guarded, recognised, read and stored in one transaction.

A file that was taken in before changes nothing, but for evidence that a cycle opened since can use. Two workers with
one file end as one; after a crash at any point taking the file in again ends the same.
"""

from __future__ import annotations

import hashlib
from datetime import datetime
from pathlib import Path
from typing import Any

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.services.intake.evidence import BODY_FOLDER, is_wanted_again
from honours.services.intake.files import FileFormat, ReceivedFile, format_of
from honours.services.intake.findings import Finding, ReaderOutcome, SubmissionOutcome
from honours.services.intake.guard import check_file, open_package
from honours.services.intake.limits import LIMITS, Limits
from honours.services.intake.reading import read_workbook
from honours.services.intake.recognise import find_reader
from honours.services.intake.registry import Reader
from honours.services.intake.returns import lay_return, place_of_return
from honours.storage.unit_of_work import UnitOfWork

_MEDIA_TYPES = {
    FileFormat.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    FileFormat.DOCX: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    FileFormat.PDF: "application/pdf",
    FileFormat.JPEG: "image/jpeg",
    FileFormat.PNG: "image/png",
    FileFormat.MP4: "video/mp4",
    FileFormat.TEXT: "text/plain",
    FileFormat.HTML: "text/html",
    FileFormat.ZIP: "application/zip",
}


def take_in(path: Path, received_at: datetime, work: UnitOfWork, *, limits: Limits = LIMITS) -> SubmissionOutcome:
    """Take in the file at ``path``, which arrived at ``received_at``, and return how that ended.

    What is wrong with the file is in the outcome, not raised. The file itself is left where it lies.
    """
    content = path.read_bytes()
    folder = path.parent.name
    name = f"{folder}/{path.name}" if BODY_FOLDER.fullmatch(folder) else path.name
    sha256 = hashlib.sha256(content).hexdigest()
    file_format = format_of(content)
    media_type = _MEDIA_TYPES.get(file_format, "application/octet-stream")
    with work:
        work.keep(content, name=path.name, media_type=media_type, origin="received")
        standing = _find_standing(sha256, name, work)
    file = ReceivedFile(name, folder, content, sha256, received_at, file_format)
    if standing is not None:
        return _sent_again(standing, file, work)
    try:
        file, reader = _read(file, limits)
    except RefusedInput as refusal:
        return _store(file, None, refusal, work)
    return _store(file, reader, None, work)


def _read(file: ReceivedFile, limits: Limits) -> tuple[ReceivedFile, Reader]:
    check_file(file.name, file.content, file.file_format, limits)
    if file.file_format is FileFormat.DOCX:
        open_package(file.content, limits).close()
    if file.file_format is FileFormat.XLSX:
        workbook = read_workbook(file.content, limits)
        file = ReceivedFile(
            file.name,
            file.folder,
            file.content,
            file.sha256,
            file.received_at,
            file.file_format,
            workbook,
            workbook.marks(),
        )
    return file, find_reader(file)


def _sent_again(standing: SubmissionOutcome, file: ReceivedFile, work: UnitOfWork) -> SubmissionOutcome:
    """A certificate is sent for one cycle and for the next: the register then says how it ended last."""
    if standing.kind is not SubmissionKind.EVIDENCE:
        return standing
    with work:
        work.run("intake/lock_place", {"place": f"{file.sha256}/{file.name}"})
        reader = find_reader(file)
        if not is_wanted_again(file, work):
            return standing
        try:
            ended = reader.take_in(file, standing.submission_id, work)
        except RefusedInput:
            return standing
        return _close(file, standing.submission_id, ended, work)


def _store(
    file: ReceivedFile, reader: Reader | None, refusal: RefusedInput | None, work: UnitOfWork
) -> SubmissionOutcome:
    with work:
        work.run("intake/lock_place", {"place": f"{file.sha256}/{file.name}"})
        standing = _find_standing(file.sha256, file.name, work)
        if standing is not None:
            return standing
        kind = reader.kind if reader else SubmissionKind.UNKNOWN
        key = {"sha256": file.sha256, "file_name": file.name, "kind": kind.value, "received_at": file.received_at}
        submission_id: int = work.run("intake/insert_submission", key).scalar_one()
        ended = _refused(kind, refusal) if refusal else None
        if ended is None and reader is not None:
            try:
                with work.connection.begin_nested():
                    ended = reader.take_in(file, submission_id, work)
            except RefusedInput as error:
                ended = _refused(kind, error)
        return _close(file, submission_id, ended or _refused(kind, None), work)


def _refused(kind: SubmissionKind, refusal: RefusedInput | None) -> ReaderOutcome:
    return ReaderOutcome(kind, SubmissionStatus.REFUSED, str(refusal) if refusal else "没有能读取这份文件的程序。")


def _close(file: ReceivedFile, submission_id: int, ended: ReaderOutcome, work: UnitOfWork) -> SubmissionOutcome:
    place = place_of_return(work.settings, file.name, ended)
    outcome = SubmissionOutcome(
        file_name=file.name,
        sha256=file.sha256,
        kind=ended.kind,
        status=ended.status,
        message=ended.message,
        submission_id=submission_id,
        rows_total=ended.rows_total,
        rows_taken=ended.rows_taken,
        rows_refused=ended.rows_refused,
        findings=ended.findings,
        returned_to=place,
    )
    annotated_sha256 = lay_return(outcome, ended.annotated, work)
    work.run(
        "intake/close_submission",
        {
            "submission_id": submission_id,
            "cycle": str(ended.cycle) if ended.cycle else None,
            "kind": ended.kind.value,
            "body_code": ended.body_code,
            "expert_no": ended.expert_no,
            "status": ended.status.value,
            "rows_total": ended.rows_total,
            "rows_taken": ended.rows_taken,
            "rows_refused": ended.rows_refused,
            "annotated_sha256": annotated_sha256,
            "message": ended.message,
        },
    )
    findings = [
        {"submission_id": submission_id, "finding_no": number, **_columns(finding)}
        for number, finding in enumerate(ended.findings, 1)
    ]
    if findings:
        work.run("intake/insert_findings", findings)
    return outcome


def _columns(finding: Finding) -> dict[str, Any]:
    return {
        "sheet": finding.sheet,
        "cell": finding.cell,
        "field": finding.field,
        "found": finding.found,
        "says": finding.says,
    }


def _find_standing(sha256: str, name: str, work: UnitOfWork) -> SubmissionOutcome | None:
    """Return how taking in this very file ended before, or None."""
    row = work.run("intake/find_submission", {"sha256": sha256, "file_name": name}).one_or_none()
    if row is None:
        return None
    found = work.run("intake/list_findings", {"submission_id": row.submission_id})
    ended = ReaderOutcome(
        SubmissionKind(row.kind),
        SubmissionStatus(row.status),
        row.message,
        cycle=Cycle.parse(row.cycle) if row.cycle else None,
        body_code=row.body_code,
        annotated=b"" if row.annotated_sha256 else None,
    )
    return SubmissionOutcome(
        file_name=name,
        sha256=sha256,
        kind=ended.kind,
        status=ended.status,
        message=ended.message,
        submission_id=row.submission_id,
        rows_total=row.rows_total,
        rows_taken=row.rows_taken,
        rows_refused=row.rows_refused,
        findings=tuple(Finding(item.sheet, item.cell, item.field, item.found, item.says) for item in found),
        returned_to=place_of_return(work.settings, name, ended),
        is_repeat=True,
    )
