"""The rosters that the office sends in: bodies and experts with their ties, and what experts say later."""

from __future__ import annotations

import io
from dataclasses import asdict
from datetime import date

from openpyxl import load_workbook

from honours.domain.cycle import Cycle
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import SheetForm, form
from honours.services.sample.books import CellText, cell_of, fill_rows, saved
from honours.services.sample.entries import Facts
from honours.services.sample.experts import Expert
from honours.services.sample.house import House
from honours.services.sample.ties import ties
from honours.services.sample.year import SampleYear
from honours.services.workbooks import roster_workbook


def body_roster(known: House | SampleYear, *, saved_on: date) -> bytes:
    """Return the roster of recommending bodies, and of experts with what they have had to do with others so far."""
    book = load_workbook(io.BytesIO(roster_workbook(fixed_on=saved_on)))
    sheets = {sheet.fields[0].table: sheet for sheet in form(SubmissionKind.ROSTER).sheets}
    body_sheet, told = sheets["recommending_body"], ties()
    fill_rows(
        book,
        body_sheet,
        [
            {
                "body_code": body.body_code,
                "name": body.name,
                "kind": body_sheet.field("kind").label_of(body.kind),
                "contact_name": body.contact_name,
                "contact_email": body.contact_email,
                "contact_phone": f"0510-8{int(body.body_code):07d}",
                "is_active": "是",
            }
            for body in known.bodies
        ],
    )
    fill_rows(book, sheets["expert"], [_expert_cells(sheets["expert"], expert, saved_on) for expert in told.experts])
    for table, rows in told.rows.items():
        past = [row for row in rows if int(str(row.get("year", saved_on.year))) <= saved_on.year]
        fill_rows(book, sheets[table], [_cells(sheets[table], row, saved_on) for row in past])
    return saved(book, saved_on)


def interest_roster(cycle: Cycle, *, saved_on: date) -> bytes | None:
    """Return the roster with what experts say once they see the entries of the cycle; None where they say nothing."""
    later = ties().later.get(cycle)
    if later is None:
        return None
    book = load_workbook(io.BytesIO(roster_workbook(fixed_on=saved_on)))
    for sheet in form(SubmissionKind.ROSTER).sheets:
        rows = later.get(sheet.fields[0].table, ())
        fill_rows(book, sheet, [_cells(sheet, row, saved_on) for row in rows])
    return saved(book, saved_on)


def _expert_cells(sheet: SheetForm, expert: Expert, saved_on: date) -> dict[str, CellText]:
    facts: Facts = {**asdict(expert), "is_active": True, "has_agreed": True, "agreed_year": saved_on.year}
    return _cells(sheet, facts, saved_on)


def _cells(sheet: SheetForm, facts: Facts, saved_on: date) -> dict[str, CellText]:
    """Return the cells of one row; what is declared is declared on the day on which the roster is sent."""
    told = {"declared_on": saved_on, "recused_on": saved_on, **facts}
    return {field.key: cell_of(field, told[field.key]) for field in sheet.fields if field.key in told}
