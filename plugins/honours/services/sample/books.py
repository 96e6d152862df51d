"""Fills in the workbooks that the house sends out, as their readers would: cell by cell, labels for codes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from decimal import Decimal

from openpyxl import Workbook, load_workbook

from honours.domain.cycle import Cycle, Scheme
from honours.domain.submissions import SubmissionKind
from honours.regulation.fields import Field
from honours.regulation.forms import FIRST_ROW, SheetForm, form, nomination_form
from honours.services.documents.package import freeze_package
from honours.services.sample.entries import Entry, Value
from honours.services.sample.experts import panels
from honours.services.sample.house import House
from honours.services.sample.slips import Slip
from honours.services.sample.year import SampleYear
from honours.services.workbooks import roster_workbook

CellText = str | int | float | Decimal | date | None


def cell_of(field: Field, value: Value) -> CellText:
    """Return what stands in the cell for a value: the label of a choice, names with 、 between them."""
    if value is None:
        return None
    if field.choices:
        return field.label_of(str(value).lower() if isinstance(value, bool) else str(value))
    return _plain(value)


def nomination_book(blank: bytes, entries: Iterable[Entry], slips: Mapping[str, Slip], *, saved_on: date) -> bytes:
    """Return a body's workbook with its nominations; a nomination with a slip has one wrong cell."""
    book = load_workbook(io.BytesIO(blank))
    for entry in entries:
        sheet = nomination_form(entry.scheme, entry.category)
        row_no = FIRST_ROW + entry.serial_no - 1
        fill_row(book, sheet, row_no, {field.key: cell_of(field, entry.facts[field.key]) for field in sheet.fields})
        slip = slips.get(entry.nomination_no)
        if slip is not None:
            fill_row(book, sheet, row_no, {slip.key: _plain(slip.write(entry))})
    return saved(book, saved_on)


def corrected_book(
    returned: bytes, entries: Iterable[Entry], slips: Mapping[str, Slip], withdrawn: Iterable[str], *, saved_on: date
) -> bytes:
    """Return the copy that came back with its mended cells right and its withdrawn nominations marked so."""
    book = load_workbook(io.BytesIO(returned))
    gone = set(withdrawn)
    for entry in entries:
        sheet, slip = nomination_form(entry.scheme, entry.category), slips.get(entry.nomination_no)
        row_no = FIRST_ROW + entry.serial_no - 1
        if slip is not None and slip.is_mended:
            fill_row(book, sheet, row_no, {slip.key: cell_of(sheet.field(slip.key), entry.facts[slip.key])})
        if entry.nomination_no in gone:
            fill_row(book, sheet, row_no, {"is_withdrawn": cell_of(sheet.field("is_withdrawn"), True)})
    return saved(book, saved_on)


def late_book(blank: bytes, entries: Iterable[Entry], *, saved_on: date) -> bytes:
    """Return a workbook with one more nomination than the body sent in time, sent after the last day."""
    listed = list(entries)
    last = listed[-1]
    facts = {**last.facts, "serial_no": last.serial_no + 1, "priority_no": last.serial_no + 1}
    extra = Entry(last.nomination_no, last.scheme, last.category, last.body_code, last.serial_no + 1, facts)
    return nomination_book(blank, [*listed, extra], {}, saved_on=saved_on)


def panel_roster(known: House | SampleYear, cycle: Cycle, *, saved_on: date) -> bytes:
    """Return the roster of the panels, which can be taken in once the cycle is open."""
    book = load_workbook(io.BytesIO(roster_workbook(fixed_on=saved_on)))
    sheet = form(SubmissionKind.ROSTER).sheet("评审组")
    category = sheet.field("category")
    fill_rows(
        book,
        sheet,
        [
            {"cycle": str(cycle), "category": category.label_of(seat.value), "expert_no": expert.expert_no}
            for seat, expert in panels(known.experts, cycle.categories)
        ],
    )
    return saved(book, saved_on)


def fill_first_sheet(
    blank: bytes,
    kind: SubmissionKind,
    rows: Sequence[Mapping[str, CellText]],
    *,
    saved_on: date,
    scheme: Scheme | None = None,
) -> bytes:
    """Return the workbook of ``kind`` with ``rows`` (cells by key) on its sheet; cells left out stay as they are."""
    book = load_workbook(io.BytesIO(blank))
    fill_rows(book, form(kind, scheme).sheets[0], rows)
    return saved(book, saved_on)


def fill_rows(book: Workbook, sheet: SheetForm, rows: Sequence[Mapping[str, CellText]]) -> None:
    """Fill in rows from the first one on."""
    for row_no, row in enumerate(rows, FIRST_ROW):
        fill_row(book, sheet, row_no, row)


def fill_row(book: Workbook, sheet: SheetForm, row_no: int, cells: Mapping[str, CellText]) -> None:
    """Fill in the cells of one row by the keys of the form; the other cells stay as they are."""
    page = book[sheet.sheet_name]
    for column, field in enumerate(sheet.fields, 1):
        if field.key in cells:
            page.cell(row_no, column).value = cells[field.key]


def _plain(value: Value | float) -> CellText:
    return "、".join(value) if isinstance(value, tuple) else value


def saved(book: Workbook, saved_on: date) -> bytes:
    """Return the file as it was saved on this day; the same cells give the same bytes."""
    data = io.BytesIO()
    book.save(data)
    return freeze_package(data.getvalue(), saved_on)
