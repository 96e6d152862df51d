"""Gives a workbook back with its faults marked, so that people correct it in place and send it again."""

from __future__ import annotations

import io
import warnings
from collections.abc import Mapping
from datetime import date

from openpyxl import Workbook, load_workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.utils.cell import coordinate_from_string
from openpyxl.worksheet.worksheet import Worksheet

from honours.regulation.forms import FIRST_ROW, HEADER_ROW, Form
from honours.services.documents.package import freeze_package
from honours.services.documents.paper import height, lines
from honours.services.documents.spreadsheet import set_text
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding
from honours.services.intake.headers import REMARK_HEADER
from honours.services.intake.summary_sheet import SUMMARY_SHEET, write_summary
from honours.services.intake.workbook import Sheet

TAKEN = "已收"
_AUTHOR = "市总工会收件"
_BAD = "FFFF9C9C"
_GOOD = "FFE5F3E0"
# Above this many cells marking takes minutes; then the list of faults goes back alone.
_MARKED_CELLS = 400_000
_COMMENT_WIDTH, _COMMENT_HEIGHT = 320, 110
_REMARK_WIDTH = 60

Remarks = Mapping[tuple[str, int], str]


def annotated_copy(
    file: ReceivedFile, form: Form, findings: tuple[Finding, ...], remarks: Remarks, due_on: date | None
) -> bytes:
    """Return the workbook with its bad cells filled and commented, a remark at each row's end, a summary in front.

    ``remarks`` says by sheet and row what became of the rows that are not in ``findings``. Marks of an earlier return
    are taken off. Equal input gives equal bytes.
    """
    if file.workbook is None or sum(_cells(sheet) for sheet in file.workbook.sheets) > _MARKED_CELLS:
        book = Workbook()
        book.remove(book.worksheets[0])
    else:
        book = _load(file.content)
        if SUMMARY_SHEET in book.sheetnames:
            book.remove(book[SUMMARY_SHEET])
        for item in form.sheets:
            if item.sheet_name in book.sheetnames:
                _mark(book[item.sheet_name], [found for found in findings if found.sheet == item.sheet_name], remarks)
    write_summary(book, findings, taken=len(remarks), due_on=due_on)
    data = io.BytesIO()
    book.save(data)
    return freeze_package(data.getvalue(), file.received_on)


def _cells(sheet: Sheet) -> int:
    return len(sheet.rows) * len(sheet.rows[0]) if sheet.rows else 0


def _load(content: bytes) -> Workbook:
    with warnings.catch_warnings():
        # Said of Excel's own extensions, which the copy does without.
        warnings.simplefilter("ignore", UserWarning)
        return load_workbook(io.BytesIO(content))


def _mark(page: Worksheet, findings: list[Finding], remarks: Remarks) -> None:
    column = _clean(page)
    by_cell: dict[str, list[str]] = {}
    by_row: dict[int, list[str]] = {}
    for finding in findings:
        if finding.cell:
            by_cell.setdefault(finding.cell, []).append(finding.says)
            by_row.setdefault(coordinate_from_string(finding.cell)[1], []).append(f"{finding.field}：{finding.says}")
    for cell, says in by_cell.items():
        page[cell].fill = PatternFill("solid", fgColor=_BAD)
        page[cell].comment = Comment("\n".join(says), _AUTHOR, height=_COMMENT_HEIGHT, width=_COMMENT_WIDTH)
    head = page.cell(HEADER_ROW, column)
    set_text(head, REMARK_HEADER)
    head.font, head.alignment = Font(name="黑体", size=11), Alignment(horizontal="center", vertical="center")
    page.column_dimensions[get_column_letter(column)].width = _REMARK_WIDTH
    for (sheet, row_no), remark in remarks.items():
        if sheet == page.title:
            _remark(page, row_no, column, remark, _GOOD)
    for row_no, faults in by_row.items():
        if row_no >= FIRST_ROW:
            _remark(page, row_no, column, f"退回。{'；'.join(fault.removesuffix('。') for fault in faults)}。", _BAD)


def _remark(page: Worksheet, row_no: int, column: int, says: str, color: str) -> None:
    cell = page.cell(row_no, column)
    set_text(cell, says)
    cell.fill = PatternFill("solid", fgColor=color)
    cell.font, cell.alignment = Font(name="宋体", size=11), Alignment(wrap_text=True, vertical="center")
    needed = lines(says, _REMARK_WIDTH)
    if needed > 1:
        row = page.row_dimensions[row_no]
        row.height = max(row.height or 0, height(needed))


def _clean(page: Worksheet) -> int:
    """Take off the marks of an earlier return and return the column of the remarks (1 is A)."""
    headers = [str(cell.value or "").strip() for cell in page[HEADER_ROW]]
    filled = [number for number, text in enumerate(headers, 1) if text]
    column = headers.index(REMARK_HEADER) + 1 if REMARK_HEADER in headers else max(filled, default=0) + 1
    for row in page.iter_rows():
        for cell in row:
            if cell.comment is not None and cell.comment.author == _AUTHOR:
                cell.comment = None
            if cell.fill.fill_type == "solid" and cell.fill.fgColor.rgb in (_BAD, _GOOD):
                cell.fill = PatternFill()
            if cell.column == column and (cell.row or 0) >= FIRST_ROW:
                cell.value = None
    return column
