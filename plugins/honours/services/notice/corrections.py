"""Takes in corrections of what a public notice shows (award/12): other content is another notice with its own window.

The register is taken whole or not at all, so that one sending never posts the list twice. The notice that showed the
fault stays on record; the new one lists all whom the old one still held.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from typing import Any

from sqlalchemy import Row as DbRow
from sqlalchemy import update
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import WrongUse
from honours.domain.notices import CorrectedItem, NoticeKind
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Mark, SheetForm, form
from honours.services.documents.guards import PersonalNumberInText, check_text
from honours.services.documents.letter import ListedProject
from honours.services.documents.wording import DocumentNo, NotDocumentNo
from honours.services.intake.annotate import annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import Row, SheetRows, read_rows, repeated
from honours.services.notice.notices import Notice, read_notices
from honours.services.notice.posting import Announced, announce
from honours.storage.tables import nomination, notice_correction
from honours.storage.unit_of_work import UnitOfWork

_ONCE = "每个更正编号只用一次。"
_WHOLE = ("document_no", "planned_on")
_KEPT = ("nomination_no", "item", "was", "becomes", "reason")


class CorrectionReader:
    """Reads the register of corrections of one cycle and makes the notice that takes the place of the faulty one."""

    kind = SubmissionKind.NOTICE_CORRECTION

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as a register of corrections."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Take all corrections and announce the new notice, or give the register back."""
        cycle = Cycle.parse(file.marks.get(Mark.CYCLE, ""))
        asked = form(self.kind, cycle.scheme)
        item = asked.sheets[0]
        sheet = file.workbook.sheet(item.sheet_name) if file.workbook else None
        rows = SheetRows(item.sheet_name, ())
        made = ""
        if sheet is not None:
            work.run("notice/lock_notices", {"cycle": str(cycle)})
            rows = repeated(read_rows(sheet, item, file.received_on), "correction_no", "更正编号", _ONCE)
            ground = _Ground(cycle, file.received_on, work)
            fresh = [row for row in rows.rows if not ground.stands(row)]
            rows = _checked(rows, fresh, item, ground)
            if fresh and not rows.findings:
                made = _apply(fresh, ground, submission_id, work)
        is_taken = bool(rows.rows) and not rows.findings
        taken = len(rows.rows) if is_taken else 0
        says = f"{made}请打印张贴、发布网页，并在“待操作”中登记张贴。" if made else "没有需要重新公示的内容。"
        return ReaderOutcome(
            self.kind,
            SubmissionStatus.ACCEPTED if is_taken else SubmissionStatus.REFUSED,
            f"公示更正共 {rows.rows_total} 处，收下 {taken} 处。{says if is_taken else '整表退回，更正后重报。'}",
            cycle=cycle,
            rows_total=rows.rows_total,
            rows_taken=taken,
            rows_refused=rows.rows_total - taken,
            findings=rows.findings,
            annotated=annotated_copy(file, asked, rows.findings, {}, None) if rows.findings else None,
        )


class _Ground:
    """What stands on notice when a register comes."""

    def __init__(self, cycle: Cycle, received_on: date, work: UnitOfWork) -> None:
        key = {"cycle": str(cycle)}
        self.cycle, self.received_on = cycle, received_on
        self.notices: Mapping[int, Notice] = {one.notice_no: one for one in read_notices(cycle, work)}
        self.own: Mapping[str, DbRow[Any]] = {
            row.nomination_no: row for row in work.run("notice/list_own_notices", key).all()
        }
        self.known: Mapping[str, DbRow[Any]] = {
            row.correction_no: row for row in work.run("notice/list_corrections", key).all()
        }
        self.used_numbers = {row.document_no for row in work.run("notice/list_document_numbers", key).all()}

    def stands(self, row: Row) -> bool:
        """Return whether this very correction was made before."""
        known = self.known.get(str(row.values["correction_no"]))
        return known is not None and all(getattr(known, key) == row.values[key] for key in _KEPT)

    def notice_of(self, row: Row) -> Notice | None:
        """Return the notice that shows the entry, where it is on notice now and nobody has confirmed its end."""
        own = self.own.get(str(row.values["nomination_no"]))
        if own is None or own.state != NominationState.ON_NOTICE.value:
            return None
        notice = self.notices[own.notice_no]
        return None if notice.is_confirmed else notice

    def faults(self, row: Row) -> Iterator[tuple[str, str]]:
        """Yield the keys of the cells that are wrong, with what is wrong."""
        values = row.values
        if str(values["correction_no"]) in self.known:
            yield "correction_no", "这个编号已登记过别的更正，不能改动。请另编更正编号。"
        if self.notice_of(row) is None:
            yield "nomination_no", "这个编号现在不在公示中，或公示已确认期满，不能再更正公示内容。"
            return
        shown = getattr(self.own[str(values["nomination_no"])], str(values["item"]))
        if values["was"] != shown:
            yield "was", f"公示名单上写的是“{shown}”。请照抄原文，以免改错。"
        if values["becomes"] == shown:
            yield "becomes", "与公示上的文字相同，没有要更正的。"
        yield from _text_faults(row)
        planned_on = values["planned_on"]
        if isinstance(planned_on, date) and planned_on < self.received_on:
            yield "planned_on", f"早于本表收到之日 {self.received_on}，新公示文件那时还没有。请填收到之日或以后的日期。"
        try:
            number = str(DocumentNo.parse(str(values["document_no"])))
        except NotDocumentNo as error:
            yield "document_no", str(error)
        else:
            if number in self.used_numbers:
                yield "document_no", f"文号{number}已用于本周期的另一份文件，新公示要有自己的文号。"


def _text_faults(row: Row) -> Iterator[tuple[str, str]]:
    for key in ("becomes", "reason"):
        try:
            check_text(str(row.values[key]), "公示文件", key)
        except PersonalNumberInText:
            yield key, "含有像身份证号或银行账号的长数字，不能公示。请删去。"


def _checked(rows: SheetRows, fresh: Sequence[Row], item: SheetForm, ground: _Ground) -> SheetRows:
    findings = [
        _finding(row, key, item, says)
        for row in fresh
        for key, says in (*ground.faults(row), *_apart(row, fresh, ground))
    ]
    return rows.without(tuple(findings), {row.row_no for row in fresh} if findings else set())


def _apart(row: Row, fresh: Sequence[Row], ground: _Ground) -> Iterator[tuple[str, str]]:
    """Yield in what the row differs from the first one, where all rows have to be of one notice."""
    first = fresh[0]
    for key in _WHOLE:
        if row.values[key] != first.values[key]:
            yield key, f"与第一行（{first.cells[key]}）不同。一份表只重新公示一次，文号和日期整表相同。"
    here, there = ground.notice_of(row), ground.notice_of(first)
    if here is not None and there is not None and here.notice_no != there.notice_no:
        yield "nomination_no", f"这一项在{here.label}公示上，第一行的在{there.label}公示上。请分两份表更正。"
    twin = next(one for one in fresh if _place(one) == _place(row))
    if twin is not row:
        yield "item", f"与 {twin.cells['item']} 更正的是同一处。"


def _place(row: Row) -> tuple[str, str]:
    return str(row.values["nomination_no"]), str(row.values["item"])


def _finding(row: Row, key: str, item: SheetForm, says: str) -> Finding:
    value = row.values.get(key)
    return Finding(row.sheet, row.cells[key], item.field(key).header, "" if value is None else str(value), says)


class _NothingOnNotice(WrongUse):
    """A correction was applied to an entry that is not on notice."""

    def __init__(self) -> None:
        super().__init__("程序错误：更正所涉的项目不在公示中。")


def _apply(rows: Sequence[Row], ground: _Ground, submission_id: int, work: UnitOfWork) -> str:
    """Put the entries right, announce the notice that shows them so, and return what was made, in words."""
    old = ground.notice_of(rows[0])
    if old is None:
        raise _NothingOnNotice
    for row in rows:
        number, item = _place(row)
        work.connection.execute(
            update(nomination).where(nomination.c.nomination_no == number).values({item: row.values["becomes"]})
        )
    planned_on = rows[0].values["planned_on"]
    notice_no = max(ground.notices) + 1
    made = Announced(
        cycle=ground.cycle,
        notice_no=notice_no,
        kind=NoticeKind.CORRECTED,
        document_no=str(rows[0].values["document_no"]),
        ready_on=ground.received_on,
        planned_on=planned_on if isinstance(planned_on, date) else ground.received_on,
        projects=still_listed(ground.cycle, old.notice_no, work),
        replaces_no=old.notice_no,
        reason=_occasion(rows, old),
    )
    window = announce(made, work)
    work.connection.execute(
        insert(notice_correction),
        [
            {
                "cycle": str(ground.cycle),
                "correction_no": row.values["correction_no"],
                "notice_no": notice_no,
                "submission_id": submission_id,
                **{key: row.values[key] for key in _KEPT},
            }
            for row in rows
        ],
    )
    return f"已生成第{notice_no}号公示，公示期重新计算：{window.posted_on} 至 {window.closes_on}。"


def still_listed(cycle: Cycle, notice_no: int, work: UnitOfWork) -> tuple[ListedProject, ...]:
    """Return those of a notice's list who are on notice still, as they are called now; ``work`` must have begun."""
    rows = work.run("notice/list_still_listed", {"cycle": str(cycle), "notice_no": notice_no}).all()
    return tuple(
        ListedProject(Category(row.category), row.nomination_no, row.project_name, row.person_name, row.unit_name)
        for row in rows
    )


def _occasion(rows: Sequence[Row], old: Notice) -> str:
    changes = "；".join(
        f"{row.values['nomination_no']}的{CorrectedItem(str(row.values['item'])).label}由“{row.values['was']}”更正为"
        f"“{row.values['becomes']}”（{row.values['reason']}）"
        for row in rows
    )
    posted_on = old.window.posted_on
    return (
        f"{posted_on.year}年{posted_on.month}月{posted_on.day}日发布的公示（{old.document_no}）内容有误，"
        f"以本公示为准，公示期重新计算。更正如下：{changes}。"
    )


register(CorrectionReader())
