"""Takes in a recommending body's workbook of nominations (award/10): correct rows are taken, the rest goes back."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Form, Mark, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import SheetRows, read_rows, repeated
from honours.services.intake.store import Place, store_rows
from honours.services.intake.summary_sheet import SUMMARY_SHEET
from honours.services.intake.workbook import Workbook
from honours.services.workbooks.sheets import INSTRUCTIONS_SHEET
from honours.storage.unit_of_work import UnitOfWork

_SERIAL = "每个项目的序号在本表内只能用一次。"
_PRIORITY = "优先次序从 1 起连续编号，不得并列。"


class WrongAddressee(RefusedInput):
    """The workbook's marks name a cycle or body that it cannot be for; the message says what is known."""


class NothingFilledIn(RefusedInput):
    """The workbook has no filled row."""

    def __init__(self) -> None:
        super().__init__("表中没有填写任何项目。请从说明行的下一行开始填写后再报；确无推荐项目的，请电话告知市总工会。")


@dataclass(frozen=True, slots=True)
class _Due:
    cycle: Cycle
    body_code: str
    due_on: date


class NominationReader:
    """Reads workbooks of nominations."""

    kind = SubmissionKind.NOMINATION_WORKBOOK

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as one of nominations."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store the correct rows of the workbook, unless it came after the day on which it was due."""
        if file.workbook is None:
            raise NothingFilledIn
        due = _find_due(file, work)
        if file.received_on > due.due_on:
            return _late(file, due)
        place = Place(due.cycle, due.body_code, file.name, file.received_at, file.received_on, submission_id)
        work.run("intake/lock_place", {"place": f"{due.cycle}/{due.body_code}"})
        sheets, general = check_workbook(file.workbook, file.received_on)
        if not any(item.rows_total for item in sheets.values()):
            if general or any(item.findings for item in sheets.values()):
                return _outcome(file, due, list(sheets.values()), general)
            raise NothingFilledIn
        stored = [store_rows(category, rows, place, work) for category, rows in sheets.items()]
        return _outcome(file, due, stored, general)


def check_workbook(workbook: Workbook, on: date) -> tuple[dict[Category, SheetRows], tuple[Finding, ...]]:
    """Return the checked rows of each category's sheet, and what is wrong with the workbook as a whole."""
    sheets: dict[Category, SheetRows] = {}
    general: list[Finding] = []
    for item in form(SubmissionKind.NOMINATION_WORKBOOK).sheets:
        sheet = workbook.sheet(item.sheet_name)
        if sheet is None or item.category is None:
            says = f"缺少工作表“{item.sheet_name}”。请用下发的表填报，不要删改表名。"
            general.append(Finding(item.sheet_name, "", "工作表", "", says))
            continue
        rows = repeated(read_rows(sheet, item, on), "serial_no", item.field("serial_no").header, _SERIAL)
        sheets[item.category] = repeated(
            rows, "priority_no", item.field("priority_no").header, _PRIORITY, unless="is_withdrawn"
        )
    return sheets, tuple(general) + _unread_sheets(workbook)


def _unread_sheets(workbook: Workbook) -> tuple[Finding, ...]:
    """Nobody is to believe that something was sent which is never read: sheets of people's own are named."""
    known = {item.sheet_name for item in _form().sheets} | {INSTRUCTIONS_SHEET, SUMMARY_SHEET}
    says = "这张工作表不在表样中，没有读取。要申报的内容请填到对应奖项的工作表，其余的请删除。"
    return tuple(
        Finding(sheet.name, "", "工作表", "", says)
        for sheet in workbook.sheets
        if sheet.is_visible and sheet.rows and sheet.name not in known
    )


def _find_due(file: ReceivedFile, work: UnitOfWork) -> _Due:
    cycle_text, body_code = file.marks.get(Mark.CYCLE, ""), file.marks.get(Mark.BODY_CODE, "")
    found = work.run("intake/find_addressee", {"cycle": cycle_text, "body_code": body_code}).one()
    if found.nominations_due_on is None:
        raise WrongAddressee(f"表上的评选周期“{cycle_text}”没有启动，不能收件。已启动的周期：{found.cycles or '无'}。")
    if found.body_name is None:
        raise WrongAddressee(f"表上的单位代码“{body_code}”不在推荐单位名册中。请使用下发给本单位的表。")
    if file.folder.isdigit() and len(file.folder) == len(body_code) and file.folder != body_code:
        raise WrongAddressee(
            f"文件放在单位 {file.folder} 的文件夹里，表却是发给 {body_code}（{found.body_name}）的。请核对后再报。"
        )
    return _Due(Cycle.parse(cycle_text), body_code, found.nominations_due_on)


def _late(file: ReceivedFile, due: _Due) -> ReaderOutcome:
    says = (
        f"申报截止日是 {due.due_on}，本文件 {file.received_on} 收到，已经逾期，没有采用其中任何内容；"
        "此前按时收到的内容仍然有效。"
    )
    return ReaderOutcome(
        SubmissionKind.NOMINATION_WORKBOOK, SubmissionStatus.LATE, says, cycle=due.cycle, body_code=due.body_code
    )


def _outcome(file: ReceivedFile, due: _Due, sheets: list[SheetRows], general: tuple[Finding, ...]) -> ReaderOutcome:
    findings = general + tuple(finding for item in sheets for finding in item.findings)
    total = sum(item.rows_total for item in sheets)
    refused = sum(item.rows_refused for item in sheets)
    taken = total - refused
    if not findings:
        status, says = SubmissionStatus.ACCEPTED, f"{taken} 个项目全部收下。"
    else:
        status = SubmissionStatus.PARTLY if taken else SubmissionStatus.REFUSED
        counts = f"共 {total} 个项目，收下 {taken} 个，退回 {refused} 个，问题 {len(findings)} 处"
        says = f"{counts}。请在退回的表上更正后再报。"
    remarks = {(item.sheet, row.row_no): TAKEN for item in sheets for row in item.rows}
    return ReaderOutcome(
        SubmissionKind.NOMINATION_WORKBOOK,
        status,
        says,
        cycle=due.cycle,
        body_code=due.body_code,
        rows_total=total,
        rows_taken=taken,
        rows_refused=refused,
        findings=findings,
        annotated=annotated_copy(file, _form(), findings, remarks, due.due_on) if findings else None,
    )


def _form() -> Form:
    return form(SubmissionKind.NOMINATION_WORKBOOK)


register(NominationReader())
