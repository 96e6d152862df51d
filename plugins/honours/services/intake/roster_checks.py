"""What rows of the roster must be beyond their cells: known experts, cycles and entries, years and days in order."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from sqlalchemy import select

from honours.domain.conflicts import InterestSubject
from honours.domain.nomination_numbers import NominationNo
from honours.regulation.forms import SheetForm
from honours.services.intake.cells import Parsed
from honours.services.intake.findings import Finding
from honours.services.intake.roster_faults import Known, code_of, faults_of
from honours.services.intake.rows import Row, SheetRows
from honours.storage.tables import cycle, expert, nomination, recommending_body
from honours.storage.unit_of_work import UnitOfWork


def check_rows(rows: SheetRows, item: SheetForm, arrived_on: date, work: UnitOfWork) -> SheetRows:
    """Return the sheet with every row found that cannot be so; subjects of the others are written in one way."""
    rows = replace(rows, rows=tuple(_tidied(row) for row in rows.rows))
    known = _known(rows, arrived_on, work)
    found = [(row, key, says) for row in rows.rows for key, says in faults_of(row, item, known)]
    findings = tuple(
        Finding(rows.sheet, row.cells[key], item.field(key).header, _shown(item, key, row.values[key]), says)
        for row, key, says in found
    )
    return rows.without(findings, {row.row_no for row, _, _ in found})


def once_each(rows: SheetRows, item: SheetForm, keys: tuple[str, ...]) -> SheetRows:
    """Return the sheet with every row faulty that says of the same what another row says."""
    places: dict[tuple[Parsed, ...], list[Row]] = {}
    for row in rows.rows:
        places.setdefault(tuple(row.values[key] for key in keys), []).append(row)
    headers = "、".join(f"“{item.field(key).header}”" for key in keys)
    findings, faulty = [], set()
    for group in (group for group in places.values() if len(group) > 1):
        for row in group:
            others = "、".join(str(other.row_no) for other in group if other is not row)
            says = f"与第 {others} 行重复：{headers}都相同的只能有一行，请合并或删去多余的行。"
            value = _shown(item, keys[0], row.values[keys[0]])
            findings.append(Finding(rows.sheet, row.cells[keys[0]], item.field(keys[0]).header, value, says))
            faulty.add(row.row_no)
    return rows.without(tuple(findings), faulty)


def _known(rows: SheetRows, arrived_on: date, work: UnitOfWork) -> Known:
    named = {str(row.values["subject"]) for row in rows.rows if "subject" in row.values}
    entries = select(nomination.c.nomination_no).where(nomination.c.nomination_no.in_(sorted(named)))
    return Known(
        frozenset(work.connection.scalars(select(expert.c.expert_no))),
        frozenset(work.connection.scalars(select(recommending_body.c.body_code))),
        frozenset(work.connection.scalars(select(cycle.c.cycle))),
        frozenset(work.connection.scalars(entries)) if named else frozenset(),
        arrived_on,
    )


def _tidied(row: Row) -> Row:
    kind, subject = row.values.get("subject_kind"), row.values.get("subject")
    if not isinstance(subject, str):
        return row
    if kind == InterestSubject.NOMINATION:
        subject = str(NominationNo.parse(subject) or subject)
    elif kind == InterestSubject.UNIT:
        subject = code_of(subject) or subject
    return replace(row, values={**row.values, "subject": subject})


def _shown(item: SheetForm, key: str, value: Parsed) -> str:
    label = item.field(key).label_of(value) if isinstance(value, str) else None
    return label or ("" if value is None else str(value))
