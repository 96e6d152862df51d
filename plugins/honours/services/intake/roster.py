"""Takes in the roster: recommending bodies, experts and the panels on which experts sit.

Experts judge the award and the studios of employees (award/10, award/11, employee-studio/6).
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import Table, select
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Cycle
from honours.domain.stages import Examiners, examines_by
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Form, SheetForm, form
from honours.regulation.loader import regulation
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.storage.tables import cycle, expert, metadata, recommending_body
from honours.storage.tables.base import SCHEMA
from honours.storage.unit_of_work import UnitOfWork

_ONCE = "每个代码（编号）或名称只能出现一次。"
_UNIQUE = {"recommending_body": ("body_code", "name"), "expert": ("expert_no",), "panel_member": ()}


class RosterReader:
    """Reads the roster; bodies and experts that are not in it stay as they are."""

    kind = SubmissionKind.ROSTER

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as a roster."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Write the correct rows of each sheet, bodies and experts before panels."""
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
            for key in _UNIQUE[item.fields[0].table]:
                rows = repeated(rows, key, item.field(key).header, _ONCE)
            sheets.append(_store(item, rows, work))
        return _outcome(file, asked, sheets, tuple(general))


def _store(item: SheetForm, rows: SheetRows, work: UnitOfWork) -> SheetRows:
    table = metadata.tables[f"{SCHEMA}.{item.fields[0].table}"]
    if table.name == "panel_member":
        rows = _unknown(rows, "cycle", set(work.connection.scalars(select(cycle.c.cycle))), "该周期尚未启动")
        rows = _unknown(rows, "expert_no", set(work.connection.scalars(select(expert.c.expert_no))), "没有这个专家编号")
        rows = _not_of_cycle(rows, item)
    if table is recommending_body:
        rows = _taken_names(rows, work)
    if rows.rows:
        _upsert(table, [_values(row, table) for row in rows.rows], work)
    return rows


def _unknown(rows: SheetRows, key: str, known: set[str], says: str) -> SheetRows:
    wrong = [row for row in rows.rows if row.values[key] not in known]
    listed = "、".join(sorted(known)[:20]) or "（无）"
    findings = tuple(
        Finding(rows.sheet, row.cells[key], key, str(row.values[key]), f"{says}。现有：{listed}。") for row in wrong
    )
    return rows.without(findings, {row.row_no for row in wrong})


def _not_of_cycle(rows: SheetRows, item: SheetForm) -> SheetRows:
    """A category is of one scheme: a panel for it in a cycle of another would never be asked for a score."""
    asked = item.field("category")
    findings, wrong = [], set()
    for row in rows.rows:
        of, label = Cycle.parse(str(row.values["cycle"])), asked.label_of(str(row.values["category"])) or ""
        if examines_by(of.scheme) is not Examiners.EXPERTS:
            says = f"{of.scheme.label}由市总工会到现场核实，不设专家评审组。请删去本行。"
        else:
            held = [of.category_label(category) for category in regulation().categories_due(of)]
            says = "" if label in held else f"{of.label}没有这个类别。只能填：{'、'.join(held)}。"
        if says:
            findings.append(Finding(rows.sheet, row.cells[asked.key], asked.header, label, says))
            wrong.add(row.row_no)
    return rows.without(tuple(findings), wrong)


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


def _values(row: Row, table: Table) -> dict[str, Any]:
    values: dict[str, Any] = dict(row.values)
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
