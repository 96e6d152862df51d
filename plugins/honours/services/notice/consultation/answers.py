"""Takes in the answers of the industry consultation (award/12): right rows count at once, wrong ones go back marked.

Until the consultation is closed a later file replaces the answers of an earlier one. What comes after the last day is
not taken: the message says how a serious concern can still be raised.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from honours.domain.consultations import ConsultationQuestion
from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Mark, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.services.notice.consultation.answer_checks import ONCE, only_asked, reasoned, unanswered
from honours.services.notice.consultation.sending import reply_closing
from honours.storage.tables import consultation, consultation_answer, consultation_sheet
from honours.storage.unit_of_work import UnitOfWork

_KEPT = tuple(key for asked in ConsultationQuestion for key in (asked.reply_key, asked.reason_key))


class ConsultationNotSent(RefusedInput):
    """A workbook that was never sent to this expert; carries the expert's number."""

    def __init__(self, expert_no: str) -> None:
        self.expert_no = expert_no
        super().__init__(f"没有向专家 {expert_no} 发出过这份行业咨询表。请使用本人收到的表填报。")


class ConsultationClosed(RefusedInput):
    """The consultation is closed, so no answer is taken any more; carries the expert's number and the day."""

    def __init__(self, expert_no: str, closed_on: date) -> None:
        self.expert_no, self.closed_on = expert_no, closed_on
        super().__init__(
            f"行业咨询已于 {closed_on} 汇总，不再接收答复。反映重大问题的，请与市总工会经办人员联系，按公示异议办理。"
        )


@dataclass(frozen=True, slots=True)
class _Sent:
    """A workbook that went out: to whom, with which entries, until when it may come back."""

    cycle: Cycle
    expert_no: str
    sheet_no: int
    name: str
    numbers: frozenset[str]
    due_on: date
    is_provisional: bool


class ConsultationFormReader:
    """Reads one expert's workbook of the industry consultation."""

    kind = SubmissionKind.CONSULTATION_FORM

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as one of the industry consultation."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store the right rows; the workbook has come back once every entry of it is answered and nothing is wrong.

        Raise :class:`ConsultationNotSent` or :class:`ConsultationClosed` when nothing of the file can be used.
        """
        sent = _find(file, work)
        if file.received_on > sent.due_on and not sent.is_provisional:
            return _late(file, sent)
        asked = form(self.kind).sheets[0]
        sheet = file.workbook.sheet(asked.sheet_name) if file.workbook else None
        if sheet is None:
            raise ConsultationNotSent(sent.expert_no)
        rows = repeated(read_rows(sheet, asked, file.received_on), "nomination_no", "申报编号", ONCE)
        rows = reasoned(only_asked(sent.numbers, rows), asked)
        _store(sent, rows, submission_id, work)
        findings = rows.findings + unanswered(sent.numbers - _answered(sent, work), file, rows, asked)
        _settle(sent, submission_id, file.received_on, is_whole=not findings, work=work)
        return _outcome(file, sent, rows, findings)


def _find(file: ReceivedFile, work: UnitOfWork) -> _Sent:
    cycle, expert_no = file.marks.get(Mark.CYCLE, ""), file.marks.get(Mark.EXPERT_NO, "")
    sheet_no = file.marks.get(Mark.SHEET_NO, "")
    if not sheet_no.isdecimal():
        raise ConsultationNotSent(expert_no)
    key = {"cycle": cycle, "expert_no": expert_no, "sheet_no": int(sheet_no)}
    row = work.run("notice/find_consultation_sheet", key).one_or_none()
    if row is None:
        raise ConsultationNotSent(expert_no)
    if row.closed_on is not None:
        raise ConsultationClosed(expert_no, row.closed_on)
    c = consultation.c
    numbers = work.connection.scalars(
        select(c.nomination_no).where(c.cycle == cycle, c.expert_no == expert_no, c.sheet_no == int(sheet_no))
    )
    closing = reply_closing(row.sent_on, row.reply_working_days, told_on=row.due_on)
    return _Sent(
        cycle=Cycle.parse(cycle),
        expert_no=expert_no,
        sheet_no=int(sheet_no),
        name=row.name,
        numbers=frozenset(numbers),
        due_on=closing.closes_on,
        is_provisional=closing.is_provisional,
    )


def _late(file: ReceivedFile, sent: _Sent) -> ReaderOutcome:
    says = (
        f"行业咨询的答复期限是 {sent.due_on}，本文件 {file.received_on} 收到，已经逾期，没有采用其中任何内容；"
        "此前按时收到的答复仍然有效。反映重大问题的，请与市总工会经办人员联系，按公示异议办理。"
    )
    return ReaderOutcome(
        SubmissionKind.CONSULTATION_FORM, SubmissionStatus.LATE, says, cycle=sent.cycle, expert_no=sent.expert_no
    )


def _store(sent: _Sent, rows: SheetRows, submission_id: int, work: UnitOfWork) -> None:
    if not rows.rows:
        return
    statement = insert(consultation_answer)
    kept = (*_KEPT, "submission_id", "source_sheet", "source_row")
    work.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["nomination_no", "expert_no"], set_={name: statement.excluded[name] for name in kept}
        ),
        [_columns(sent, row, submission_id) for row in rows.rows],
    )


def _columns(sent: _Sent, row: Row, submission_id: int) -> dict[str, object]:
    return {
        "nomination_no": row.values["nomination_no"],
        "expert_no": sent.expert_no,
        **{key: row.values[key] for key in _KEPT},
        "submission_id": submission_id,
        "source_sheet": row.sheet,
        "source_row": row.row_no,
    }


def _answered(sent: _Sent, work: UnitOfWork) -> set[str]:
    """Return the entries that the expert has answered, in this file or before."""
    a = consultation_answer.c
    return set(work.connection.scalars(select(a.nomination_no).where(a.expert_no == sent.expert_no)))


def _settle(sent: _Sent, submission_id: int, arrived_on: date, *, is_whole: bool, work: UnitOfWork) -> None:
    """Note the workbook as come back, or open it again: while something is wrong a corrected one is awaited."""
    came = {"submission_id": submission_id, "received_on": arrived_on} if is_whole else {}
    s = consultation_sheet.c
    work.connection.execute(
        update(consultation_sheet)
        .where(s.cycle == str(sent.cycle), s.expert_no == sent.expert_no, s.sheet_no == sent.sheet_no)
        .values(**({"submission_id": None, "received_on": None} | came))
    )


def _outcome(file: ReceivedFile, sent: _Sent, rows: SheetRows, findings: tuple[Finding, ...]) -> ReaderOutcome:
    kind = SubmissionKind.CONSULTATION_FORM
    status = SubmissionStatus.ACCEPTED
    says = f"行业咨询表共 {len(sent.numbers)} 个项目，{sent.name}专家的答复已全部收下。"
    if findings:
        status = SubmissionStatus.PARTLY if rows.rows else SubmissionStatus.REFUSED
        says = (
            f"行业咨询表共 {len(sent.numbers)} 个项目，收下 {len(rows.rows)} 个，问题 {len(findings)} 处。"
            f"请在退回的表上更正后于 {sent.due_on} 之前重新交回。"
        )
    remarks = {(rows.sheet, row.row_no): TAKEN for row in rows.rows}
    return ReaderOutcome(
        kind,
        status,
        says,
        cycle=sent.cycle,
        expert_no=sent.expert_no,
        rows_total=rows.rows_total,
        rows_taken=len(rows.rows),
        rows_refused=rows.rows_refused,
        findings=findings,
        annotated=annotated_copy(file, form(kind), findings, remarks, sent.due_on) if findings else None,
    )


register(ConsultationFormReader())
