"""Takes in a recommending body's workbook of nominations: correct rows are taken, the rest goes back.

Which form it is read by follows from the cycle in its marks (award/10, model-studio/9, employee-studio/6).
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Mark, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.nomination_sheets import check_workbook, entry_word
from honours.services.intake.place import Place
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import SheetRows
from honours.services.intake.store import store_rows
from honours.storage.unit_of_work import UnitOfWork


class WrongAddressee(RefusedInput):
    """The workbook's marks name a cycle or body that it cannot be for; the message says what is known."""


class NothingFilledIn(RefusedInput):
    """The workbook has no filled row; carries what a row would have nominated."""

    def __init__(self, word: str = "项目") -> None:
        self.word = word
        super().__init__(
            f"表中没有填写任何{word}。请从说明行的下一行开始填写后再报；确无推荐{word}的，请电话告知市总工会。"
        )


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
        sheets, general = check_workbook(file.workbook, due.cycle, file.received_on)
        if not any(item.rows_total for item in sheets.values()):
            if general or any(item.findings for item in sheets.values()):
                return _outcome(file, due, list(sheets.values()), general)
            raise NothingFilledIn(entry_word(due.cycle))
        stored = [store_rows(category, rows, place, work) for category, rows in sheets.items()]
        return _outcome(file, due, stored, general)


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
    taken, word = total - refused, entry_word(due.cycle)
    if not findings:
        status, says = SubmissionStatus.ACCEPTED, f"{taken} 个{word}全部收下。"
    else:
        status = SubmissionStatus.PARTLY if taken else SubmissionStatus.REFUSED
        counts = f"共 {total} 个{word}，收下 {taken} 个，退回 {refused} 个，问题 {len(findings)} 处"
        says = f"{counts}。请在退回的表上更正后再报。"
    asked = form(SubmissionKind.NOMINATION_WORKBOOK, due.cycle.scheme)
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
        annotated=annotated_copy(file, asked, findings, remarks, due.due_on) if findings else None,
    )


register(NominationReader())
