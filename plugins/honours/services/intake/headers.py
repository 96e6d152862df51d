"""Finds the columns of a form in a sheet by their headers; says which are missing, changed, repeated or too many."""

from __future__ import annotations

from collections import Counter

from honours.regulation.fields import Field
from honours.regulation.forms import EXPLANATION_ROW, HEADER_ROW, SheetForm
from honours.services.intake.cells import display, shown
from honours.services.intake.choices import nearest
from honours.services.intake.findings import Finding
from honours.services.intake.workbook import Sheet, address

REMARK_HEADER = "备注"

Columns = tuple[tuple[Field, int], ...]


def find_columns(sheet: Sheet, form: SheetForm) -> tuple[Columns, tuple[Finding, ...]]:
    """Return each field with its column (0 is A), and what is wrong with the headers.

    The order of the columns is free. The column 备注, which returned copies carry, is passed over. With any finding
    the sheet is not to be read.
    """
    found = [display(value) for value in sheet.row(HEADER_ROW)]
    findings = [*_wrong_headers(sheet, form, found), *_lost_explanations(sheet, form, found)]
    if findings:
        return (), tuple(findings)
    return tuple((field, found.index(field.header)) for field in form.fields), ()


def _wrong_headers(sheet: Sheet, form: SheetForm, found: list[str]) -> list[Finding]:
    missing = [header for header in form.headers if header not in found]
    findings = []
    for column, text in enumerate(found):
        if text in ("", REMARK_HEADER):
            continue
        cell = address(HEADER_ROW, column)
        if text in form.headers:
            if Counter(found)[text] > 1 and found.index(text) != column:
                findings.append(_finding(sheet, cell, text, text, f"表头“{text}”重复出现。请删除多余的一列。"))
            continue
        near = nearest(text, missing) if missing else None
        if near is None:
            findings.append(
                _finding(sheet, cell, text, text, f"表头“{text}”不在表样中。请删除这一列，需要说明的写在“备注”列。")
            )
        else:
            missing.remove(near)
            findings.append(_finding(sheet, cell, near, text, f"表头“{text}”应为“{near}”。请改回原来的表头。"))
    for header in missing:
        cell = address(HEADER_ROW, form.headers.index(header))
        findings.append(_finding(sheet, cell, header, "", f"缺少表头为“{header}”的列。请用下发的空白表填报。"))
    return findings


def _lost_explanations(sheet: Sheet, form: SheetForm, found: list[str]) -> list[Finding]:
    """Without the row of explanations the first nomination would stand where nobody reads it."""
    texts = [display(value) for value in sheet.row(EXPLANATION_ROW)]
    explains = {field.header: field.explains for field in form.fields}
    for header, text in zip(found, texts, strict=False):
        if header in explains and explains[header][:6] in text:
            return []
    cell = address(EXPLANATION_ROW, 0)
    says = f"第 {EXPLANATION_ROW} 行应是填写说明。请用下发的空白表填报，不要删除说明行，数据从下一行开始填。"
    return [_finding(sheet, cell, "填写说明", texts[0] if texts else "", says)]


def _finding(sheet: Sheet, cell: str, field: str, found: str, says: str) -> Finding:
    return Finding(sheet.name, cell, field, shown(None, found), says)
