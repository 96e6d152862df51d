"""The sheet 退回说明: every fault with a link to its cell; the same as plain text for files that nobody can open."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from openpyxl import Workbook
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.worksheet.hyperlink import Hyperlink

from honours.services.documents.paper import height, lines, set_up_page
from honours.services.documents.spreadsheet import set_text
from honours.services.documents.wording import chinese_date
from honours.services.intake.findings import Finding, SubmissionOutcome

SUMMARY_SHEET = "退回说明"
_COLUMNS = (("序号", 6), ("工作表", 20), ("单元格", 10), ("列", 22), ("填写内容", 30), ("问题与要求", 80))
_FIRST = 6
_EDGE = Side(style="thin", color="B7B7B7")
_BOX = Border(left=_EDGE, right=_EDGE, top=_EDGE, bottom=_EDGE)
_TITLE, _HEAD, _BODY = Font(name="黑体", size=14), Font(name="黑体", size=11), Font(name="宋体", size=11)
_CENTRED = Alignment(horizontal="center", vertical="top")
_FROM_TOP = Alignment(wrap_text=True, vertical="top")


def write_summary(book: Workbook, findings: Sequence[Finding], *, taken: int, due_on: date | None) -> None:
    """Put the sheet in front of the others and make it the one that opens."""
    page = book.create_sheet(SUMMARY_SHEET, 0)
    set_text(page["A1"], f"退回说明：收下 {taken} 行，问题 {len(findings)} 处")
    page["A1"].font = _TITLE
    steps = "红色单元格需要更正，鼠标停在上面可看原因；点下面的“单元格”可直接跳到该处。"
    set_text(page["A2"], steps)
    until = f"请在 {chinese_date(due_on)} 24 时前" if due_on else "请"
    set_text(page["A3"], f"{until}直接在本文件中更正后重新报送；已收下的行保留不动，不必删除。")
    page["A2"].font = page["A3"].font = _BODY
    for column, (title, width) in enumerate(_COLUMNS, 1):
        head = page.cell(_FIRST - 1, column)
        set_text(head, title)
        head.font, head.border = _HEAD, _BOX
        head.fill = PatternFill("solid", fgColor="FFDDDDDD")
        page.column_dimensions[head.column_letter].width = width
    for number, finding in enumerate(findings, 1):
        row_no = _FIRST + number - 1
        first = page.cell(row_no, 1, number)
        first.font, first.border, first.alignment = _BODY, _BOX, _CENTRED
        texts = (finding.sheet, finding.cell, finding.field, finding.found, finding.says)
        for column, text in enumerate(texts, 2):
            cell = page.cell(row_no, column)
            set_text(cell, text)
            cell.font, cell.border, cell.alignment = _BODY, _BOX, _FROM_TOP
        most = max(lines(text, width) for text, (_, width) in zip(texts, _COLUMNS[1:], strict=True))
        page.row_dimensions[row_no].height = height(most)
        if finding.cell and finding.sheet in book.sheetnames:
            link = page.cell(row_no, 3)
            quoted = finding.sheet.replace("'", "''")
            link.hyperlink = Hyperlink(ref=link.coordinate, location=f"'{quoted}'!{finding.cell}")
            set_text(link, finding.cell)
            link.font = Font(name="宋体", size=11, color="FF0563C1", underline="single")
    page.freeze_panes = f"A{_FIRST}"
    page.print_title_rows = f"{_FIRST - 1}:{_FIRST - 1}"
    set_up_page(page)
    book.active = 0
    for other in book.worksheets[1:]:
        other.sheet_view.tabSelected = False


def refusal_text(outcome: SubmissionOutcome) -> str:
    """Return what is laid in the outbox for a file that cannot be given back marked."""
    lines = [
        SUMMARY_SHEET,
        "",
        f"文件：{outcome.file_name}",
        f"结果：{outcome.status.label}",
        f"原因：{outcome.message}",
    ]
    lines += [
        f"{number}. {finding.place} {finding.field}：{finding.says}"
        for number, finding in enumerate(outcome.findings, 1)
    ]
    lines += ["", f"原件已按收到时的样子归档，编号（SHA-256）：{outcome.sha256}"]
    return "\r\n".join(lines) + "\r\n"
