"""Checks the sheets of a workbook of nominations by the form of its cycle: every row, and what is no sheet of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from honours.domain.cycle import Category, Cycle
from honours.domain.submissions import SubmissionKind
from honours.regulation.forms import SheetForm, cycle_form, form
from honours.regulation.rhythms import years_of
from honours.services.intake.findings import Finding
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.services.intake.summary_sheet import SUMMARY_SHEET
from honours.services.intake.workbook import Workbook
from honours.services.workbooks.sheets import INSTRUCTIONS_SHEET

_SERIAL = "每个{what}的序号在本表内只能用一次。"
_PRIORITY = "优先次序从 1 起连续编号，不得并列。"


def check_workbook(workbook: Workbook, cycle: Cycle, on: date) -> tuple[dict[Category, SheetRows], tuple[Finding, ...]]:
    """Return the checked rows of each category's sheet, and what is wrong with the workbook as a whole.

    Rows for a category that the cycle's year does not hold are all faulty.
    """
    held = {item.category for item in cycle_form(cycle).sheets}
    sheets: dict[Category, SheetRows] = {}
    general: list[Finding] = []
    for item in form(SubmissionKind.NOMINATION_WORKBOOK, cycle.scheme).sheets:
        sheet = workbook.sheet(item.sheet_name)
        if item.category is None or (sheet is None and item.category not in held):
            continue
        if sheet is None:
            says = f"缺少工作表“{item.sheet_name}”。请用下发的表填报，不要删改表名。"
            general.append(Finding(item.sheet_name, "", "工作表", "", says))
            continue
        rows = read_rows(sheet, item, on)
        if item.category in held:
            sheets[item.category] = _without_repeats(rows, item, cycle)
        elif rows.rows_total:
            sheets[item.category] = _none_taken(rows, item, item.category, cycle)
    return sheets, tuple(general) + _unread_sheets(workbook, cycle)


def _without_repeats(rows: SheetRows, item: SheetForm, cycle: Cycle) -> SheetRows:
    says = _SERIAL.format(what=entry_word(cycle))
    rows = repeated(rows, "serial_no", item.field("serial_no").header, says)
    return repeated(rows, "priority_no", item.field("priority_no").header, _PRIORITY, unless="is_withdrawn")


def _none_taken(rows: SheetRows, item: SheetForm, category: Category, cycle: Cycle) -> SheetRows:
    """Nothing else that is wrong with them matters then."""
    label = cycle.category_label(category)
    says = f"{cycle.year}年不命名{label}（{years_of(cycle.scheme, category)}），本行没有收下。请删去本表填写的内容。"
    filled = (*rows.rows, *rows.faulty)
    found = [_finding(row, item, says) for row in filled]
    if rows.unread:
        found.append(Finding(rows.sheet, "", "工作表", "", says.replace("本行", "本表")))
    return replace(rows, rows=(), faulty=filled, findings=tuple(found))


def _finding(row: Row, item: SheetForm, says: str) -> Finding:
    name = item.field("project_name")
    return Finding(row.sheet, row.cells[name.key], name.header, str(row.values.get(name.key) or ""), says)


def _unread_sheets(workbook: Workbook, cycle: Cycle) -> tuple[Finding, ...]:
    """Nobody is to believe that something was sent which is never read: sheets of people's own are named."""
    asked = form(SubmissionKind.NOMINATION_WORKBOOK, cycle.scheme)
    known = {item.sheet_name for item in asked.sheets} | {INSTRUCTIONS_SHEET, SUMMARY_SHEET}
    says = "这张工作表不在表样中，没有读取。要申报的内容请填到对应类别的工作表，其余的请删除。"
    return tuple(
        Finding(sheet.name, "", "工作表", "", says)
        for sheet in workbook.sheets
        if sheet.is_visible and sheet.rows and sheet.name not in known
    )


def entry_word(cycle: Cycle) -> str:
    """Return what one row nominates, in Chinese."""
    return "工作室" if cycle.scheme.names_studios else "项目"
