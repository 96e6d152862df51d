"""What is checked of the answers of the industry consultation (award/12): asked for, complete, and with reasons."""

from __future__ import annotations

from collections.abc import Set as AbstractSet

from honours.domain.consultations import ConsultationQuestion, Reply
from honours.regulation.forms import FIRST_ROW, SheetForm
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding
from honours.services.intake.rows import SheetRows
from honours.services.intake.workbook import address

ONCE = "每个项目只占一行，请删除多余的行。"
_NOT_ASKED = "这个项目不在发给您的行业咨询表中。请只答复表中预先列出的项目。"
_NO_REASON = "“{question}”答的是“{reply}”，必须在“{header}”写明理由：依据什么事实、在哪里可以查证。"
_NOT_ANSWERED = "项目 {number} 尚未答复。三个问题都要从下拉列表中选“是”“否”或“不能确定”。"


def only_asked(asked: AbstractSet[str], rows: SheetRows) -> SheetRows:
    """Return the rows with those faulty whose entry was not put to the expert."""
    strange = [row for row in rows.rows if row.values["nomination_no"] not in asked]
    findings = tuple(
        Finding(rows.sheet, row.cells["nomination_no"], "申报编号", str(row.values["nomination_no"]), _NOT_ASKED)
        for row in strange
    )
    return rows.without(findings, {row.row_no for row in strange})


def reasoned(rows: SheetRows, asked: SheetForm) -> SheetRows:
    """Return the rows with those faulty in which an answer that is not favourable has no reason."""
    findings, faulty = [], set()
    for row in rows.rows:
        for question in ConsultationQuestion:
            reply = Reply(str(row.values[question.reply_key]))
            if reply is not question.favourable and row.values[question.reason_key] is None:
                header = asked.field(question.reason_key).header
                says = _NO_REASON.format(question=question.label, reply=reply.label, header=header)
                findings.append(Finding(rows.sheet, row.cells[question.reason_key], header, "", says))
                faulty.add(row.row_no)
    return rows.without(tuple(findings), faulty)


def unanswered(missing: AbstractSet[str], file: ReceivedFile, rows: SheetRows, asked: SheetForm) -> tuple[Finding, ...]:
    """Return one finding an entry of ``missing`` at its cell, unless its row goes back anyhow."""
    told = {str(row.values.get("nomination_no")) for row in rows.faulty}
    field = asked.field(ConsultationQuestion.DIRECTION.reply_key)
    column = asked.headers.index(field.header)
    sheet = file.workbook.sheet(asked.sheet_name) if file.workbook else None
    places = (
        {str(cells[0]).strip(): row_no for row_no, cells in sheet.numbered_rows(FIRST_ROW) if cells} if sheet else {}
    )
    return tuple(
        Finding(
            asked.sheet_name,
            address(places[number], column) if number in places else "",
            field.header,
            "",
            _NOT_ANSWERED.format(number=number),
        )
        for number in sorted(missing - told)
    )
