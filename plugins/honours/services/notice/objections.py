"""Takes in the register of objections (award/12): one row an objection, found again by its number.

Who objected, when, to which entry and on which ground stays as first recorded; how the objection ended is added later.
Where it ended, the reply to an author who is named lies in the outbox at once.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Mark, SheetForm, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.services.notice.objection_checks import Books, faults, is_heard
from honours.services.notice.replies import write_replies
from honours.storage.tables import objection
from honours.storage.unit_of_work import UnitOfWork

_ONCE = "每个异议编号只登记一次。"
_FIXED = ("nomination_no", "received_on", "is_anonymous", "objector_name", "ground_article", "statement")
_ADDED = ("contact", "wanted_remedy", "handler", "finding", "is_upheld", "closed_on", "replied_on")


class ObjectionReader:
    """Reads the register of objections of one cycle."""

    kind = SubmissionKind.OBJECTION_REGISTER

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as a register of objections."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store new objections and the ends of known ones; rows that contradict what stands go back."""
        cycle = Cycle.parse(file.marks.get(Mark.CYCLE, ""))
        asked = form(self.kind, cycle.scheme)
        item = asked.sheets[0]
        sheet = file.workbook.sheet(item.sheet_name) if file.workbook else None
        rows = SheetRows(item.sheet_name, ())
        if sheet is not None:
            rows = repeated(read_rows(sheet, item, file.received_on), "objection_no", "异议编号", _ONCE)
            rows = _consistent(rows, item, _books(cycle, file, rows, work))
        _store(cycle, rows.rows, submission_id, work)
        replies = write_replies(cycle, [str(row.values["objection_no"]) for row in rows.rows], work)
        status = SubmissionStatus.ACCEPTED
        if rows.findings or not rows.rows:
            status = SubmissionStatus.PARTLY if rows.rows else SubmissionStatus.REFUSED
        remarks = {(rows.sheet, row.row_no): TAKEN for row in rows.rows}
        return ReaderOutcome(
            self.kind,
            status,
            f"异议登记共 {rows.rows_total} 件，收下 {len(rows.rows)} 件，退回 {rows.rows_refused} 件；"
            f"答复文书 {replies} 份。",
            cycle=cycle,
            rows_total=rows.rows_total,
            rows_taken=len(rows.rows),
            rows_refused=rows.rows_refused,
            findings=rows.findings,
            annotated=annotated_copy(file, asked, rows.findings, remarks, None) if rows.findings else None,
        )


def _books(cycle: Cycle, file: ReceivedFile, rows: SheetRows, work: UnitOfWork) -> Books:
    key = {"cycle": str(cycle)}
    standing = {
        row.objection_no: row
        for row in work.connection.execute(select(objection).where(objection.c.cycle == str(cycle)))
    }
    named = {str(row.values["objector_name"]) for row in (*rows.rows, *rows.faulty) if row.values.get("objector_name")}
    return Books(
        received_on=file.received_on,
        on_notice=frozenset(row.nomination_no for row in work.run("notice/list_own_notices", key)),
        evidence=frozenset(row.file_name for row in work.run("notice/list_evidence_files", key)),
        objectors=frozenset(named | {row.objector_name for row in standing.values()}),
        standing=standing,
    )


def _consistent(rows: SheetRows, item: SheetForm, books: Books) -> SheetRows:
    findings: list[Finding] = []
    faulty: set[int] = set()
    for row in rows.rows:
        for key, says in faults(row, books):
            value = row.values.get(key)
            header = item.field(key).header
            findings.append(Finding(rows.sheet, row.cells[key], header, "" if value is None else str(value), says))
            faulty.add(row.row_no)
    return rows.without(tuple(findings), faulty)


def _store(cycle: Cycle, rows: tuple[Row, ...], submission_id: int, work: UnitOfWork) -> None:
    if not rows:
        return
    statement = insert(objection)
    changing = (*_ADDED, "evidence_names", "is_heard", "submission_id")
    work.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["cycle", "objection_no"],
            set_={name: statement.excluded[name] for name in changing},
        ),
        [_columns(cycle, row, submission_id) for row in rows],
    )


def _columns(cycle: Cycle, row: Row, submission_id: int) -> dict[str, Any]:
    return {
        "cycle": str(cycle),
        "objection_no": row.values["objection_no"],
        "submission_id": submission_id,
        "is_heard": is_heard(row, cycle.scheme),
        "evidence_names": list(_names(row)),
        **{name: row.values[name] for name in (*_FIXED, *_ADDED)},
    }


def _names(row: Row) -> tuple[str, ...]:
    names = row.values["evidence_names"]
    return names if isinstance(names, tuple) else ()


register(ObjectionReader())
