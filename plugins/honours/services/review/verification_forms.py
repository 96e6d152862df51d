"""Takes in the forms of the visits (model-studio/12): right rows count at once, wrong ones go back marked.

A form has come back once there is a finding of every aspect and the visit is told, and nothing in the file is wrong.
Until the studio is judged a corrected form replaces an earlier one, and one with faults opens the form again.
"""

from __future__ import annotations

from honours.domain.errors import RefusedInput
from honours.domain.states import NominationState
from honours.domain.studios import Aspect
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import FIRST_ROW, Mark, SheetForm, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.headers import find_columns
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import SheetRows, read_rows, repeated
from honours.services.intake.workbook import address
from honours.services.review.verification_checks import AskedVisit, check_aspects, check_visit, stands_for
from honours.services.review.verification_store import SentForm, find_sent, has_visit, known_aspects, settle, store
from honours.storage.unit_of_work import UnitOfWork

_ONCE = "每个方面只占一行，请删除多余的行。"
_LOST_SHEET = "缺少工作表“{}”。请在发出的核实表上填写，不要删改表名。"
_NO_VISIT = "还没有填写核实日期和核实人员。请填在“{}”表的第一行。"
_NOT_LOOKED_AT = "“{}”还没有核实结果。九个方面一项都不能少，请填写现场核实数和结论；核实不到的，结论填“无法核实”。"


class FormNotSent(RefusedInput):
    """A verification form that was never sent out for this studio; carries the number on it."""

    def __init__(self, nomination_no: str) -> None:
        self.nomination_no = nomination_no
        super().__init__(f"没有发出过编号为“{nomination_no}”的现场核实表。请在待发文件夹中该工作室自己的核实表上填写。")


class VerificationClosed(RefusedInput):
    """What the visit found is judged already, so the form is not taken any more; carries the number."""

    def __init__(self, nomination_no: str) -> None:
        self.nomination_no = nomination_no
        super().__init__(
            f"{nomination_no} 的现场核实已有审查结论，不再接收核实表。如需更正，请与市总工会经办人员联系。"
        )


class VerificationFormReader:
    """Reads the form of a visit to one studio."""

    kind = SubmissionKind.VERIFICATION_FORM

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as the form of a visit."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store what is right in the form; it has come back once it is whole.

        Raise :class:`FormNotSent` or :class:`VerificationClosed` when nothing of the file can be used.
        """
        sent = _sent(file, work)
        visit_form, aspect_form = form(self.kind).sheets
        asked = AskedVisit(sent.nomination_no, sent.call_on, file.received_on)
        visit = check_visit(_read(file, visit_form), visit_form, asked)
        aspects = check_aspects(_each_once(_read(file, aspect_form), aspect_form), aspect_form, sent.claims)
        store(sent, visit, aspects, submission_id, work)
        findings = (*visit.findings, *aspects.findings)
        findings += _missing_visit(sent, visit, visit_form, work) + _missing_aspects(
            sent, file, aspects, aspect_form, work
        )
        settle(sent, submission_id, file.received_on, is_whole=not findings, work=work)
        return _outcome(file, sent, findings, (visit, aspects))


def _sent(file: ReceivedFile, work: UnitOfWork) -> SentForm:
    number = file.marks.get(Mark.NOMINATION_NO, "")
    sent = find_sent(file.marks.get(Mark.CYCLE, ""), number, work)
    if sent is None:
        raise FormNotSent(number)
    if sent.is_judged or sent.state is not NominationState.QUALIFIED:
        raise VerificationClosed(number)
    return sent


def _read(file: ReceivedFile, asked: SheetForm) -> SheetRows:
    sheet = file.workbook.sheet(asked.sheet_name) if file.workbook else None
    if sheet is None:
        lost = Finding(asked.sheet_name, "", "工作表", "", _LOST_SHEET.format(asked.sheet_name))
        return SheetRows(asked.sheet_name, (), findings=(lost,))
    return read_rows(sheet, asked, file.received_on)


def _each_once(aspects: SheetRows, asked: SheetForm) -> SheetRows:
    field = asked.field("aspect")
    return repeated(aspects, field.key, field.header, _ONCE, label=lambda aspect: stands_for(field, aspect))


def _missing_visit(sent: SentForm, visit: SheetRows, asked: SheetForm, work: UnitOfWork) -> tuple[Finding, ...]:
    if visit.findings or has_visit(sent, work):
        return ()
    cell = address(FIRST_ROW, asked.headers.index(asked.field("visited_on").header))
    header = asked.field("visited_on").header
    return (Finding(asked.sheet_name, cell, header, "", _NO_VISIT.format(asked.sheet_name)),)


def _missing_aspects(
    sent: SentForm, file: ReceivedFile, aspects: SheetRows, asked: SheetForm, work: UnitOfWork
) -> tuple[Finding, ...]:
    """Return one finding an aspect that nobody has looked at, unless its row goes back anyhow."""
    told = known_aspects(sent, work) | {str(row.values.get("aspect")) for row in aspects.faulty}
    missing = [aspect for aspect in Aspect if aspect.value not in told]
    if not missing or aspects.unread:
        return ()
    places = _places(file, asked)
    header = asked.field("conclusion").header
    return tuple(
        Finding(asked.sheet_name, places.get(aspect.label, ""), header, "", _NOT_LOOKED_AT.format(aspect.label))
        for aspect in missing
    )


def _places(file: ReceivedFile, asked: SheetForm) -> dict[str, str]:
    """Return the cell of the conclusion in the row of each aspect, as far as the rows are there."""
    sheet = file.workbook.sheet(asked.sheet_name) if file.workbook else None
    columns = {} if sheet is None else {field.key: place for field, place in find_columns(sheet, asked)[0]}
    if sheet is None or not columns:
        return {}
    return {
        str(cells[columns["aspect"]]).strip(): address(row_no, columns["conclusion"])
        for row_no, cells in sheet.numbered_rows(FIRST_ROW)
        if columns["aspect"] < len(cells)
    }


def _outcome(
    file: ReceivedFile, sent: SentForm, findings: tuple[Finding, ...], sheets: tuple[SheetRows, SheetRows]
) -> ReaderOutcome:
    taken = sum(len(rows.rows) for rows in sheets)
    refused = sum(rows.rows_refused for rows in sheets)
    status = SubmissionStatus.ACCEPTED
    says = f"{sent.nomination_no}（{sent.studio_name}）的现场核实表已收下。"
    if findings:
        status = SubmissionStatus.PARTLY if taken else SubmissionStatus.REFUSED
        says = (
            f"{sent.nomination_no}（{sent.studio_name}）的现场核实表：收下 {taken} 行，问题 {len(findings)} 处。"
            "请在退回的表上更正后重新交回。"
        )
    remarks = {(rows.sheet, row.row_no): TAKEN for rows in sheets for row in rows.rows}
    kind = SubmissionKind.VERIFICATION_FORM
    return ReaderOutcome(
        kind,
        status,
        says,
        cycle=sent.cycle,
        rows_total=taken + refused,
        rows_taken=taken,
        rows_refused=refused,
        findings=findings,
        annotated=annotated_copy(file, form(kind), findings, remarks, None) if findings else None,
    )


register(VerificationFormReader())
