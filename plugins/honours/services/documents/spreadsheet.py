"""Excel lists that leave the house: plain, printable, and the same bytes for the same content.

A text that begins like a formula stays a text: nothing that people typed into a nomination is ever computed.
"""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.cell.rich_text import CellRichText
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from honours.domain.errors import WrongUse
from honours.domain.money import Money
from honours.services.documents.charts import Chart, add_chart
from honours.services.documents.guards import check_text
from honours.services.documents.marked import Marked, rich
from honours.services.documents.package import freeze_package
from honours.services.documents.paper import half_widths, height, lines, set_up_page

Value = str | Marked | int | Decimal | Money | date | None

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r")
_TITLE_LIMIT = 31
_TEXT_LIMIT = 32_767
_NARROWEST, _WIDEST = 6, 40
_AIR = 1.05, 2
_ROWS_MEASURED = 200
_NOT_IN_TITLE = re.compile(r"[\[\]:*?/\\]")
_EDGE = Side(style="thin", color="999999")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_CENTRED = Alignment(horizontal="center", vertical="center")
_RIGHT = Alignment(horizontal="right", vertical="center", indent=1)
_WRAPPED = Alignment(vertical="center", wrap_text=True)
_ALIGNED = {str: _WRAPPED, Marked: Alignment(vertical="top", wrap_text=True), Money: _RIGHT, Decimal: _RIGHT}
_HEAD_FILL = PatternFill("solid", fgColor="E7E6E6")


class NotListable(WrongUse):
    """A sheet that cannot be written; carries the sheet's title and the reason."""

    def __init__(self, title: str, reason: str) -> None:
        self.title = title
        self.reason = reason
        super().__init__(f"清单“{title}”无法写成 Excel 工作表：{reason}。")


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet of a list: its title, the Chinese headers, rows as long as the headers, notes below the heading.

    ``chart`` is drawn below the rows, from their cells.
    """

    title: str
    headers: Sequence[str]
    rows: Iterable[Sequence[Value]]
    notes: Sequence[str] = ()
    # Columns of long texts need more room than names and reasons do.
    widest: int = _WIDEST
    chart: Chart | None = None


def write_list(
    title: str, headers: Sequence[str], rows: Iterable[Sequence[Value]], *, fixed_on: date, notes: Sequence[str] = ()
) -> bytes:
    """Return an Excel file of one list; see :func:`write_sheets`."""
    return write_sheets([Sheet(title, headers, rows, notes)], fixed_on=fixed_on)


def write_sheets(sheets: Sequence[Sheet], *, fixed_on: date) -> bytes:
    """Return an Excel file with ``sheets`` in order; the same input gives the same bytes.

    Each sheet holds its title, its notes, the header row (frozen, repeated in print, with a filter) and the rows. Money
    becomes a number in yuan with two places. Raises :class:`NotListable` for a wrong title, row length or value, and
    the refusal of control characters of :func:`honours.services.documents.guards.check_text`.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for sheet in sheets:
        _check_title(sheet.title, book.sheetnames)
        _write_sheet(book.create_sheet(sheet.title), sheet)
    if not sheets:
        raise NotListable("", "没有任何工作表")
    data = io.BytesIO()
    book.save(data)
    return freeze_package(data.getvalue(), fixed_on)


def set_text(cell: Cell | MergedCell, text: str) -> None:
    """Put ``text`` into ``cell`` as a text, also when it reads like a formula or an error value."""
    cell.value = text
    cell.data_type = "s"
    if text.startswith(_FORMULA_STARTS):
        cell.quotePrefix = True


def _check_title(title: str, taken: Sequence[str]) -> None:
    if not title or len(title) > _TITLE_LIMIT or _NOT_IN_TITLE.search(title) or title.startswith("'"):
        raise NotListable(title, "工作表名称须为1至31个字，且不含 [ ] : * ? / \\")
    if title.casefold() in {name.casefold() for name in taken}:
        raise NotListable(title, "同一文件中已有同名工作表")


def _write_sheet(page: Worksheet, sheet: Sheet) -> None:
    columns = len(sheet.headers)
    if not columns:
        raise NotListable(sheet.title, "没有表头")
    set_text(page.cell(1, 1), sheet.title)
    page.cell(1, 1).font = Font(name="黑体", size=16)
    for row_no, note in enumerate(sheet.notes, 2):
        set_text(
            page.cell(row_no, 1), check_text(note, sheet.title, f"说明{row_no - 1}", personal_numbers_allowed=True)
        )
        page.cell(row_no, 1).font = Font(name="仿宋", size=11)
    head_no = len(sheet.notes) + 2
    for column, header in enumerate(sheet.headers, 1):
        cell = page.cell(head_no, column)
        set_text(cell, header)
        cell.font = Font(name="黑体", size=11)
        cell.fill = _HEAD_FILL
        cell.border = _BOX
        cell.alignment = Alignment(horizontal="center", vertical="center", wrap_text=True)
    widths = [_width(header) for header in sheet.headers]
    last_no = head_no
    for last_no, row in enumerate(sheet.rows, head_no + 1):
        if len(row) != columns:
            raise NotListable(sheet.title, f"第{last_no - head_no}行有{len(row)}个值，表头有{columns}列")
        for column, value in enumerate(row, 1):
            field = f"第{last_no - head_no}行“{sheet.headers[column - 1]}”"
            _write_value(page.cell(last_no, column), value, sheet.title, field)
            if last_no - head_no <= _ROWS_MEASURED:
                widths[column - 1] = max(widths[column - 1], _width(value))
    for column, width in enumerate(widths, 1):
        widths[column - 1] = min(max(ceil(width * _AIR[0]) + _AIR[1], _NARROWEST), sheet.widest)
        page.column_dimensions[get_column_letter(column)].width = widths[column - 1]
    _grow_rows(page, head_no, last_no, widths)
    printed = (last_no, columns)
    if sheet.chart is not None:
        covered_no, covered = add_chart(page, sheet.chart, head_no, last_no)
        printed = (covered_no, max(columns, covered))
    _set_up_print(page, head_no, last_no, columns, printed)


def _write_value(cell: Cell | MergedCell, value: Value, title: str, field: str) -> None:
    cell.font = Font(name="仿宋", size=11)
    cell.border = _BOX
    cell.alignment = _ALIGNED.get(type(value), _CENTRED)
    match value:
        case None:
            pass
        case bool() | float():
            raise NotListable(title, f"{field}的值不是文字、整数、金额或日期")
        case str():
            if len(value) > _TEXT_LIMIT:
                raise NotListable(title, f"{field}超过一个单元格的{_TEXT_LIMIT}字上限")
            set_text(cell, check_text(value, title, field, personal_numbers_allowed=True))
        case Marked():
            check_text(value.text, title, field, personal_numbers_allowed=True)
            cell.value = rich(value)
        case Money():
            cell.value = value.cny
            cell.number_format = "#,##0.00"
        case int():
            cell.value = value
        case Decimal():
            cell.value = value
            places = -int(value.as_tuple().exponent)
            cell.number_format = f"0.{'0' * places}" if places > 0 else "0"
        case date():
            cell.value = value
            cell.number_format = "yyyy-mm-dd"


def _width(value: Value) -> int:
    """Return how many half-width characters the longest line of ``value`` takes."""
    return half_widths(value.grouped() if isinstance(value, Money) else "" if value is None else str(value))


def _grow_rows(page: Worksheet, head_no: int, last_no: int, widths: Sequence[int]) -> None:
    for row_no, row in enumerate(page.iter_rows(min_row=head_no, max_row=last_no), head_no):
        most = max(
            lines(str(cell.value), width) if isinstance(cell.value, str | CellRichText) else 1
            for cell, width in zip(row, widths, strict=True)
        )
        if most > 1:
            page.row_dimensions[row_no].height = height(most)


def _set_up_print(page: Worksheet, head_no: int, last_no: int, columns: int, printed: tuple[int, int]) -> None:
    last_column = get_column_letter(columns)
    page.freeze_panes = f"A{head_no + 1}"
    page.auto_filter.ref = f"A{head_no}:{last_column}{last_no}"
    page.print_title_rows = f"{head_no}:{head_no}"
    page.print_area = f"A1:{get_column_letter(printed[1])}{printed[0]}"
    set_up_page(page)
