"""Reads an archived workbook of nominations once more: under which column each header stands, in which row each number.

People may move columns and rows; only their own file says where something stood. The places are kept in memory, because
the same bytes never say anything else; the cells themselves, which hold personal numbers, are not.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from honours.domain.errors import EnvironmentFault, RefusedInput
from honours.regulation.forms import FIRST_ROW, HEADER_ROW, SheetForm
from honours.services.intake.cells import display
from honours.services.intake.reading import read_workbook
from honours.services.intake.workbook import CellValue, Sheet, address
from honours.storage.archive import NotArchived
from honours.storage.unit_of_work import UnitOfWork

_KEPT = 1000
_SERIAL = "serial_no"
_kept: dict[tuple[Path, str, str], SheetPlaces] = {}


@dataclass(frozen=True, slots=True)
class SheetPlaces:
    """Where things stand in one sheet: the column of each field by key (0 is A), the filled rows by serial number."""

    columns: dict[str, int]
    rows: dict[int, tuple[int, ...]]

    def cell(self, key: str, row_no: int) -> str | None:
        """Return the address of a field in a row; None when the sheet has no such column."""
        return address(row_no, self.columns[key]) if key in self.columns else None


def places_as_sent_out(form: SheetForm) -> SheetPlaces:
    """Return where things stand in a sheet that nobody has rearranged."""
    return SheetPlaces({field.key: place for place, field in enumerate(form.fields)}, {})


def places_in(sha256: str, form: SheetForm, work: UnitOfWork) -> SheetPlaces | None:
    """Return where things stand in the sheet of the archived file; None when it cannot be read or has no such sheet."""
    key = work.archive.folder, sha256, form.sheet_name
    if key not in _kept:
        try:
            sheet = read_workbook(work.archive.get(sha256)).sheet(form.sheet_name)
        except (NotArchived, RefusedInput, EnvironmentFault):
            return None
        if sheet is None:
            return None
        if len(_kept) >= _KEPT:
            _kept.clear()
        _kept[key] = _places(sheet, form)
    return _kept[key]


def _places(sheet: Sheet, form: SheetForm) -> SheetPlaces:
    headers = [display(value) for value in sheet.row(HEADER_ROW)]
    columns = {field.key: headers.index(field.header) for field in form.fields if field.header in headers}
    free = [columns[field.key] for field in form.fields if field.key in columns and not field.is_prefilled]
    rows: dict[int, tuple[int, ...]] = {}
    for row_no, cells in sheet.numbered_rows(FIRST_ROW):
        number = _shown(cells, columns.get(_SERIAL))
        if number.isascii() and number.isdigit() and any(_shown(cells, place) for place in free):
            rows[int(number)] = (*rows.get(int(number), ()), row_no)
    return SheetPlaces(columns, rows)


def _shown(cells: list[CellValue], place: int | None) -> str:
    return display(cells[place]) if place is not None and place < len(cells) else ""
