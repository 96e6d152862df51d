"""The cells of a workbook as they were read, with what the guard noticed in them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta

CellValue = str | int | float | bool | date | datetime | time | timedelta | None

MARKS_SHEET = "_honours"
_MARK_ROWS = 10


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: rows from row 1 on, cells from column ``first_column`` (0 is A) on; empty cells are ``""``.

    ``formulas`` and ``faults`` are the A1 addresses of cells with a formula and with an Excel error such as #N/A.
    """

    name: str
    is_visible: bool
    first_column: int
    rows: list[list[CellValue]] = field(repr=False)
    formulas: frozenset[str] = frozenset()
    faults: frozenset[str] = frozenset()

    def row(self, row_no: int) -> list[CellValue]:
        """Return the cells of a row (1 is the first) from column A on; an empty list beyond the last."""
        if not 1 <= row_no <= len(self.rows):
            return []
        padding: list[CellValue] = [""] * self.first_column
        return padding + self.rows[row_no - 1]

    def numbered_rows(self, start: int = 1) -> Iterator[tuple[int, list[CellValue]]]:
        """Yield row number and cells from row ``start`` on."""
        padding: list[CellValue] = [""] * self.first_column
        for row_no in range(start, len(self.rows) + 1):
            cells = self.rows[row_no - 1]
            yield row_no, padding + cells if padding else cells


@dataclass(frozen=True, slots=True)
class Workbook:
    """The sheets of a workbook in their order."""

    sheets: tuple[Sheet, ...]

    def sheet(self, name: str) -> Sheet | None:
        """Return the sheet of this name, or None."""
        return next((sheet for sheet in self.sheets if sheet.name == name), None)

    @property
    def visible_names(self) -> tuple[str, ...]:
        """The names that a person sees at the bottom of the window."""
        return tuple(sheet.name for sheet in self.sheets if sheet.is_visible)

    def marks(self) -> dict[str, str]:
        """Return the names and values of the hidden sheet ``_honours``; empty when it is not there."""
        sheet = self.sheet(MARKS_SHEET)
        if sheet is None:
            return {}
        pairs = [sheet.row(row_no)[:2] for row_no in range(1, _MARK_ROWS + 1)]
        return {str(pair[0]).strip(): _as_text(pair[1]) for pair in pairs if len(pair) > 1 and pair[0] != ""}


def _as_text(value: CellValue) -> str:
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value).strip()


def column_letters(column: int) -> str:
    """Return the letters of a column (0 is A, 26 is AA)."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(ord("A") + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """Return the number of a column (A is 0)."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def address(row_no: int, column: int) -> str:
    """Return the A1 address of a cell; ``column`` counts from 0, ``row_no`` from 1."""
    return f"{column_letters(column)}{row_no}"
