"""Reads the rows of one sheet by its form: every cell checked, every fault named with its cell."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from string import ascii_uppercase, digits

from honours.regulation.fields import Field
from honours.regulation.forms import FIRST_ROW, SheetForm
from honours.services.intake.cells import CellFault, Parsed, read_cell, shown
from honours.services.intake.findings import Finding
from honours.services.intake.headers import Columns, find_columns
from honours.services.intake.workbook import CellValue, Sheet, column_letters


@dataclass(frozen=True, slots=True)
class Row:
    """One filled row: its values by field key (None where left empty), and the addresses of their cells."""

    sheet: str
    row_no: int
    values: dict[str, Parsed]
    cells: dict[str, str]


@dataclass(frozen=True, slots=True)
class SheetRows:
    """What a sheet says: the rows without a fault, those with one (values as far as they could be read), the faults.

    ``unread`` are the numbers of filled rows that could not be read at all because the headers are wrong.
    """

    sheet: str
    rows: tuple[Row, ...]
    faulty: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()
    unread: frozenset[int] = frozenset()

    @property
    def rows_refused(self) -> int:
        """How many filled rows go back."""
        return len(self.faulty) + len(self.unread)

    @property
    def rows_total(self) -> int:
        """How many rows are filled in."""
        return len(self.rows) + self.rows_refused

    def without(self, findings: tuple[Finding, ...], row_nos: set[int]) -> SheetRows:
        """Return the same sheet with more findings, and with these rows among the faulty ones."""
        kept = tuple(row for row in self.rows if row.row_no not in row_nos)
        gone = tuple(row for row in self.rows if row.row_no in row_nos)
        return replace(self, rows=kept, faulty=self.faulty + gone, findings=self.findings + findings)


def read_rows(sheet: Sheet, form: SheetForm, on: date) -> SheetRows:
    """Return the filled rows of the sheet; ``on`` is the day of arrival.

    A row is filled when a cell of it is that is not prefilled. With wrong headers every filled row counts as faulty.
    """
    columns, wrong_headers = find_columns(sheet, form)
    if wrong_headers:
        filled = {row_no for row_no, cells in sheet.numbered_rows(FIRST_ROW) if _has_content(cells, form)}
        return SheetRows(sheet.name, (), findings=wrong_headers, unread=frozenset(filled))
    strange = _strange_cells(sheet)
    reading = _Reading(sheet, columns, on, strange)
    for row_no, cells in sheet.numbered_rows(FIRST_ROW):
        reading.take(row_no, cells)
    return SheetRows(sheet.name, tuple(reading.rows), tuple(reading.faulty), tuple(reading.findings))


def _has_content(cells: list[CellValue], form: SheetForm) -> bool:
    free = [place for place, field in enumerate(form.fields) if not field.is_prefilled]
    return any(not _is_empty(cells[place]) for place in free if place < len(cells))


def _is_empty(value: CellValue) -> bool:
    return value is None or value == "" or (isinstance(value, str) and not value.strip())


def _strange_cells(sheet: Sheet) -> dict[str, str]:
    faults = dict.fromkeys(sheet.faults, "单元格显示的是 Excel 错误值（如 #N/A）。请直接填写内容。")
    formulas = dict.fromkeys(
        sheet.formulas, "单元格里是公式。请复制后“选择性粘贴—数值”，或直接填写内容，不能使用公式。"
    )
    return faults | formulas


class _Reading:
    def __init__(self, sheet: Sheet, columns: Columns, on: date, strange: dict[str, str]) -> None:
        self.sheet, self.on, self.strange = sheet.name, on, strange
        self.columns = [(field, place, column_letters(place)) for field, place in columns]
        self.free = [place for field, place in columns if not field.is_prefilled]
        free_letters = {letters for field, _, letters in self.columns if not field.is_prefilled}
        self.strange_rows = {
            int(cell.lstrip(ascii_uppercase)) for cell in strange if cell.rstrip(digits) in free_letters
        }
        self.rows: list[Row] = []
        self.faulty: list[Row] = []
        self.findings: list[Finding] = []

    def take(self, row_no: int, cells: list[CellValue]) -> None:
        """Check one row; an empty one is passed over."""
        width = len(cells)
        if row_no not in self.strange_rows and all(place >= width or _is_empty(cells[place]) for place in self.free):
            return
        values: dict[str, Parsed] = {}
        addresses: dict[str, str] = {}
        before = len(self.findings)
        for field, place, letters in self.columns:
            cell = addresses[field.key] = f"{letters}{row_no}"
            value = cells[place] if place < width else ""
            if cell in self.strange:
                self._find(field, cell, value, self.strange[cell])
            elif _is_empty(value):
                values[field.key] = None
                if field.required:
                    self._find(field, cell, "", f"“{field.header}”必须填写。{field.explains}")
            else:
                try:
                    values[field.key] = read_cell(field, value, self.on)
                except CellFault as fault:
                    self._find(field, cell, value, str(fault))
        row = Row(self.sheet, row_no, values, addresses)
        (self.rows if len(self.findings) == before else self.faulty).append(row)

    def _find(self, field: Field, cell: str, value: CellValue, says: str) -> None:
        self.findings.append(Finding(self.sheet, cell, field.header, shown(field, value), says))


def repeated(
    rows: SheetRows, key: str, header: str, says: str, unless: str = "", label: Callable[[Parsed], str] = str
) -> SheetRows:
    """Return the rows with every row faulty whose value of ``key`` another row has too; empty values do not repeat.

    Faulty rows count as others. Rows whose field ``unless`` is true are left out. ``label`` tells how a value stands in
    its cell.
    """
    places: dict[Parsed, list[Row]] = {}
    for row in (*rows.rows, *rows.faulty):
        if row.values.get(key) is not None and not row.values.get(unless):
            places.setdefault(row.values[key], []).append(row)
    findings, faulty = [], set()
    for value, group in places.items():
        if len(group) < 2:
            continue
        for row in group:
            others = "、".join(other.cells[key] for other in group if other is not row)
            findings.append(Finding(rows.sheet, row.cells[key], header, label(value), f"与 {others} 重复。{says}"))
            faulty.add(row.row_no)
    return rows.without(tuple(findings), faulty)
