"""Takes in the roster: recommending bodies, experts with what may make them step back, and who sits on which panel.

Experts judge the award and the studios of employees (award/10, award/11, employee-studio/6).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Form, SheetForm, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.roster_checks import check_rows, once_each
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.services.review.conflicts.rechecking import recheck_open_cycles
from honours.storage.tables import expert, metadata, panel_member, recommending_body
from honours.storage.tables.base import SCHEMA
from honours.storage.unit_of_work import UnitOfWork

_ONCE = "每个代码（编号）或名称只能出现一次。"
_UNIQUE = {"recommending_body": ("body_code", "name"), "expert": ("expert_no",)}


class RosterReader:
    """Reads the roster; bodies and experts that are not in it stay as they are."""

    kind = SubmissionKind.ROSTER

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as a roster."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Write the correct rows of each sheet, bodies and experts before all else, and look for conflicts anew."""
        asked = form(self.kind)
        work.run("intake/lock_place", {"place": "roster"})
        sheets: list[SheetRows] = []
        general: list[Finding] = []
        for item in asked.sheets:
            sheet = file.workbook.sheet(item.sheet_name) if file.workbook else None
            if sheet is None:
                says = f"缺少工作表“{item.sheet_name}”。请用下发的表填报，不要删改表名。"
                general.append(Finding(item.sheet_name, "", "工作表", "", says))
                continue
            rows = read_rows(sheet, item, file.received_on)
            for key in _UNIQUE.get(item.fields[0].table, ()):
                rows = repeated(rows, key, item.field(key).header, _ONCE)
            sheets.append(_store(item, check_rows(rows, item, file.received_on, work), submission_id, work))
        recheck_open_cycles(file.received_on, work)
        return _outcome(file, asked, sheets, tuple(general))


def _store(item: SheetForm, rows: SheetRows, submission_id: int, work: UnitOfWork) -> SheetRows:
    table = metadata.tables[f"{SCHEMA}.{item.fields[0].table}"]
    if table is recommending_body:
        rows = _taken_names(rows, work)
    elif table not in (expert, panel_member):
        rows = once_each(rows, item, tuple(column.name for column in table.primary_key))
    if rows.rows:
        _upsert(table, [_values(row, table, submission_id) for row in rows.rows], work)
    return rows


def _taken_names(rows: SheetRows, work: UnitOfWork) -> SheetRows:
    """A name that another code has already is refused before the database does."""
    named = {
        row.name: row.body_code
        for row in work.connection.execute(select(recommending_body.c.name, recommending_body.c.body_code))
    }
    wrong = [row for row in rows.rows if named.get(str(row.values["name"])) not in (None, row.values["body_code"])]
    findings = tuple(
        Finding(
            rows.sheet,
            row.cells["name"],
            "单位名称",
            str(row.values["name"]),
            f"这个名称已属于单位代码 {named[str(row.values['name'])]}。请核对代码和名称。",
        )
        for row in wrong
    )
    return rows.without(findings, {row.row_no for row in wrong})


def _values(row: Row, table: Table, submission_id: int) -> dict[str, Any]:
    values: dict[str, Any] = {**row.values, "submission_id": submission_id}
    if "is_active" in values and values["is_active"] is None:
        values["is_active"] = True
    return {key: value for key, value in values.items() if key in table.c}


def _upsert(table: Table, rows: list[dict[str, Any]], work: UnitOfWork) -> None:
    keys = [column.name for column in table.primary_key]
    statement = insert(table)
    changing = {name: statement.excluded[name] for name in rows[0] if name not in keys}
    if changing:
        work.connection.execute(statement.on_conflict_do_update(index_elements=keys, set_=changing), rows)
    else:
        work.connection.execute(statement.on_conflict_do_nothing(), rows)


def _outcome(file: ReceivedFile, asked: Form, sheets: list[SheetRows], general: tuple[Finding, ...]) -> ReaderOutcome:
    findings = general + tuple(finding for item in sheets for finding in item.findings)
    total = sum(item.rows_total for item in sheets)
    taken = sum(len(item.rows) for item in sheets)
    status = SubmissionStatus.ACCEPTED
    if findings or not total:
        status = SubmissionStatus.PARTLY if taken else SubmissionStatus.REFUSED
    remarks = {(item.sheet, row.row_no): TAKEN for item in sheets for row in item.rows}
    return ReaderOutcome(
        SubmissionKind.ROSTER,
        status,
        f"名册共 {total} 行，收下 {taken} 行，退回 {total - taken} 行。" if total else "名册是空的，没有可收的内容。",
        rows_total=total,
        rows_taken=taken,
        rows_refused=total - taken,
        findings=findings,
        annotated=annotated_copy(file, asked, findings, remarks, None) if findings else None,
    )


register(RosterReader())
