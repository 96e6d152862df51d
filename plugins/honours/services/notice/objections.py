"""Takes in the register of objections (award/12): one row an objection, found again by its number.

Who objected, when, to which entry and on which ground stays as first recorded; how the objection ended is added later.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Mark, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.storage.tables import nomination, nomination_move, objection
from honours.storage.unit_of_work import UnitOfWork

_ONCE = "每个异议编号只登记一次。"
_END = ("finding", "is_upheld", "closed_on")


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
            rows = _consistent(rows, _on_notice(cycle, work), _standing(cycle, work))
        _store(cycle, rows.rows, submission_id, work)
        status = SubmissionStatus.ACCEPTED
        if rows.findings or not rows.rows:
            status = SubmissionStatus.PARTLY if rows.rows else SubmissionStatus.REFUSED
        remarks = {(rows.sheet, row.row_no): TAKEN for row in rows.rows}
        return ReaderOutcome(
            self.kind,
            status,
            f"异议登记共 {rows.rows_total} 件，收下 {len(rows.rows)} 件，退回 {rows.rows_refused} 件。",
            cycle=cycle,
            rows_total=rows.rows_total,
            rows_taken=len(rows.rows),
            rows_refused=rows.rows_refused,
            findings=rows.findings,
            annotated=annotated_copy(file, asked, rows.findings, remarks, None) if rows.findings else None,
        )


def _on_notice(cycle: Cycle, work: UnitOfWork) -> set[str]:
    """Return the numbers of all entries that were ever on public notice in the cycle."""
    shown = (
        select(nomination_move.c.nomination_no)
        .join(nomination, nomination.c.nomination_no == nomination_move.c.nomination_no)
        .where(nomination.c.cycle == str(cycle), nomination_move.c.to_state == "on_notice")
    )
    return set(work.connection.scalars(shown))


def _standing(cycle: Cycle, work: UnitOfWork) -> dict[str, Any]:
    rows = work.connection.execute(select(objection).where(objection.c.cycle == str(cycle)))
    return {row.objection_no: row for row in rows}


def _consistent(rows: SheetRows, on_notice: set[str], standing: dict[str, Any]) -> SheetRows:
    findings: list[Finding] = []
    faulty: set[int] = set()
    for row in rows.rows:
        for key, says in _faults(row, on_notice, standing.get(str(row.values["objection_no"]))):
            value = row.values.get(key)
            findings.append(Finding(rows.sheet, row.cells[key], key, "" if value is None else str(value), says))
            faulty.add(row.row_no)
    return rows.without(tuple(findings), faulty)


def _faults(row: Row, on_notice: set[str], standing: Any) -> list[tuple[str, str]]:
    values = row.values
    faults = []
    if values["nomination_no"] not in on_notice:
        faults.append(("nomination_no", "这个编号不在本周期的公示名单上。请对照公示名单填写申报编号。"))
    if (values["closed_on"] is None) != (values["is_upheld"] is None):
        faults.append(("closed_on", "“异议是否成立”和“办结日期”要么都填，要么都不填。"))
    closed_on, received_on = values["closed_on"], values["received_on"]
    if closed_on is not None and received_on is not None and str(closed_on) < str(received_on):
        faults.append(("closed_on", "办结日期早于收到日期。请核对两个日期。"))
    if standing is not None:
        faults.extend(
            (key, f"已登记为“{getattr(standing, key)}”，不能改动。如属误登，请另编异议编号登记。")
            for key in ("nomination_no", "received_on")
            if getattr(standing, key) != values[key]
        )
        if standing.closed_on is not None and any(getattr(standing, key) != values[key] for key in _END):
            faults.append(("closed_on", f"该异议已于 {standing.closed_on} 办结，结论不能改动。"))
    return faults


def _store(cycle: Cycle, rows: tuple[Row, ...], submission_id: int, work: UnitOfWork) -> None:
    if not rows:
        return
    names = ("objection_no", "nomination_no", "received_on", "objector_name", "ground_article", "statement", *_END)
    statement = insert(objection)
    work.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["cycle", "objection_no"],
            set_={name: statement.excluded[name] for name in (*_END, "submission_id")},
        ),
        [
            {"cycle": str(cycle), "submission_id": submission_id, **{name: row.values[name] for name in names}}
            for row in rows
        ],
    )


register(ObjectionReader())
