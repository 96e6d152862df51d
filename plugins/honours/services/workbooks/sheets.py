"""The sheets of a workbook: one of instructions, one a form sheet, and the hidden one by which it is recognised."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from itertools import groupby
from math import ceil

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.formatting.rule import Rule
from openpyxl.styles import NamedStyle, Protection
from openpyxl.styles.differential import DifferentialStyle
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

from honours.domain.errors import EnvironmentFault
from honours.regulation.fields import Field
from honours.regulation.forms import (
    EXPLANATION_ROW,
    FIRST_ROW,
    HEADER_ROW,
    RECOGNITION_SHEET,
    Form,
    Instruction,
    Mark,
    SheetForm,
)
from honours.services.documents.paper import height, lines, set_up_page
from honours.services.documents.spreadsheet import set_text
from honours.services.workbooks import looks
from honours.services.workbooks.checks import check_of

INSTRUCTIONS_SHEET = "填写说明"
_STEP_WIDTH, _SAYS_WIDTH = 16, 96
_PADDING = 4
_FROZEN_UP_TO = ("project_name",)
# How many units of column width a printed page takes.
_PRINTED_WIDTH = 180

Row = Mapping[str, str | int | Decimal]


class InstructionGap(EnvironmentFault):
    """An instruction asks for a name that its workbook does not have; carries the title, the name and those there."""

    def __init__(self, title: str, name: str, known: Sequence[str]) -> None:
        self.title, self.name = title, name
        super().__init__(
            f"表格说明“{title}”中的 {{{name}}} 没有内容可填。可用的有：{'、'.join(known)}。请改正数据文件中的说明。"
        )


def write_instructions(book: Workbook, heading: str, steps: Sequence[Instruction], values: Mapping[str, str]) -> None:
    """Add the sheet of instructions, each step filled in with ``values``; raise :class:`InstructionGap`."""
    page = book.create_sheet(INSTRUCTIONS_SHEET)
    page.sheet_view.showGridLines = False
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = _STEP_WIDTH, _SAYS_WIDTH
    _put(page.cell(1, 1), heading).font = looks.TITLE
    page.merge_cells("A1:B1")
    page.row_dimensions[1].height = 30
    for row_no, step in enumerate(steps, 3):
        try:
            says = step.says.format_map(values)
        except KeyError as error:
            raise InstructionGap(step.title, str(error.args[0]), sorted(values)) from error
        title = _put(page.cell(row_no, 1), f"{row_no - 2}. {step.title}")
        title.font, title.alignment, title.border = looks.STEP, looks.TOP_LEFT, looks.BOX
        text = _put(page.cell(row_no, 2), says)
        text.font, text.alignment, text.border = looks.BODY, looks.TOP_LEFT, looks.BOX
        page.row_dimensions[row_no].height = height(lines(says, _SAYS_WIDTH)) + _PADDING
    set_up_page(page)


def write_form_sheet(book: Workbook, sheet: SheetForm, rows: Sequence[Row], row_count: int) -> None:
    """Add the sheet of a form with ``row_count`` rows to fill in; ``rows`` give their prefilled cells by key."""
    page = book.create_sheet(sheet.sheet_name)
    bands = {group: number for number, (group, _) in enumerate(groupby(sheet.fields, key=lambda field: field.group))}
    last_row = FIRST_ROW + row_count - 1
    for column, field in enumerate(sheet.fields, 1):
        _write_head(page, column, field, bands[field.group])
        style = _style(book, field)
        for row_no in range(FIRST_ROW, last_row + 1):
            page.cell(row_no, column).style = style
        letter = get_column_letter(column)
        page.column_dimensions[letter].width = field.width
        check = check_of(field, f"{letter}{FIRST_ROW}")
        check.add(f"{letter}{FIRST_ROW}:{letter}{last_row}")
        page.add_data_validation(check)
    for row_no, row in enumerate(rows, FIRST_ROW):
        for column, field in enumerate(sheet.fields, 1):
            if field.key in row:
                _put(page.cell(row_no, column), row[field.key])
        most = max(lines(str(row[field.key]), field.width) for field in sheet.fields if field.key in row)
        if most > 1:
            page.row_dimensions[row_no].height = height(most)
    _mark_missing(page, sheet, last_row)
    _set_up(page, sheet, last_row)


def write_marks(book: Workbook, form: Form, marks: Mapping[Mark, str]) -> None:
    """Add the hidden sheet: names in column A, values in column B."""
    page = book.create_sheet(RECOGNITION_SHEET)
    page.sheet_state = "hidden"
    known = {Mark.KIND: form.kind.value, Mark.VERSION: str(form.version), **marks}
    for row_no, mark in enumerate((mark for mark in Mark if mark in known), 1):
        _put(page.cell(row_no, 1), mark.value)
        _put(page.cell(row_no, 2), known[mark]).number_format = "@"
    page.protection.sheet = True


def _put(cell: Cell | MergedCell, value: str | int | Decimal) -> Cell | MergedCell:
    if isinstance(value, str):
        set_text(cell, value)
    else:
        cell.value = value
    return cell


def _write_head(page: Worksheet, column: int, field: Field, band: int) -> None:
    head = _put(page.cell(HEADER_ROW, column), field.header)
    is_asked = (field.required or field.is_conditional) and not field.is_prefilled
    head.font = looks.HEADER_REQUIRED if is_asked else looks.HEADER
    head.fill, head.alignment, head.border = looks.band(band), looks.CENTRED, looks.BOX
    example = f"例：{field.example}" if field.example else ""
    says = f"【{field.duty}】{field.explains}{example}"
    explanation = _put(page.cell(EXPLANATION_ROW, column), says)
    explanation.font, explanation.alignment, explanation.border = looks.SMALL, looks.TOP_LEFT, looks.BOX


def _style(book: Workbook, field: Field) -> str:
    """Return the name of the cell style of the column, added to the workbook once."""
    name = f"honours {field.kind.value}{' prefilled' if field.is_prefilled else ''}"
    if name not in book.named_styles:
        style = NamedStyle(name, font=looks.BODY, border=looks.BOX, alignment=looks.alignment(field))
        style.number_format = looks.number_format(field)
        style.protection = Protection(locked=field.is_prefilled)
        if field.is_prefilled:
            style.fill = looks.PREFILLED
        book.add_named_style(style)
    return name


def _mark_missing(page: Worksheet, sheet: SheetForm, last_row: int) -> None:
    """Colour a required cell that is empty while its row has been begun."""
    asked = [number for number, field in enumerate(sheet.fields, 1) if not field.is_prefilled]
    first, last = get_column_letter(asked[0]), get_column_letter(asked[-1])
    for number in asked:
        if sheet.fields[number - 1].required:
            letter = get_column_letter(number)
            begun = f"AND(LEN({letter}{FIRST_ROW})=0,COUNTA(${first}{FIRST_ROW}:${last}{FIRST_ROW})>0)"
            cells = f"{letter}{FIRST_ROW}:{letter}{last_row}"
            page.conditional_formatting.add(
                cells, Rule(type="expression", formula=[begun], dxf=DifferentialStyle(fill=looks.MISSING))
            )


def _set_up(page: Worksheet, sheet: SheetForm, last_row: int) -> None:
    frozen = next((number for number, field in enumerate(sheet.fields, 1) if field.key in _FROZEN_UP_TO), 0)
    page.freeze_panes = f"{get_column_letter(frozen + 1)}{FIRST_ROW}"
    page.row_dimensions[HEADER_ROW].height = height(max(lines(field.header, field.width - 3) for field in sheet.fields))
    page.row_dimensions[EXPLANATION_ROW].height = height(
        max(
            lines(str(page.cell(EXPLANATION_ROW, column).value), field.width, looks.SMALL_SIZE)
            for column, field in enumerate(sheet.fields, 1)
        ),
        looks.SMALL_SIZE,
    )
    # No password: it keeps hands off headers and numbers by mistake, not by force.
    page.protection.sheet = True
    page.protection.formatCells = page.protection.formatColumns = page.protection.formatRows = False
    set_up_page(page, ceil(sum(field.width for field in sheet.fields) / _PRINTED_WIDTH))
    page.print_title_rows = f"{HEADER_ROW}:{HEADER_ROW}"
    page.print_title_cols = f"A:{get_column_letter(max(frozen, 1))}"
    page.print_area = f"A1:{get_column_letter(len(sheet.fields))}{last_row}"
