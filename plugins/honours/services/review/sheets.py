"""Takes in the score sheets of the experts (award/11): right rows count at once, wrong ones go back marked.

A sheet is complete when every nomination that was put to the expert in it has points. Until the ranking a corrected
sheet replaces the points of an earlier one; afterwards nothing changes them.
"""

from __future__ import annotations

from sqlalchemy import select, update
from sqlalchemy.dialects.postgresql import insert

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Mark, form
from honours.services.intake.annotate import TAKEN, annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import Finding, ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.intake.rows import SheetRows, read_rows, repeated
from honours.storage.tables import ranking, score, score_sheet
from honours.storage.unit_of_work import UnitOfWork

_ONCE = "每个项目只评一次分。"
_NOT_ASKED = "这个项目不在发给您的评分表中。请只为表中预先列出的项目评分。"


class SheetNotSent(RefusedInput):
    """A score sheet that was never sent to this expert; carries expert and category."""

    def __init__(self, expert_no: str, category: str) -> None:
        self.expert_no = expert_no
        self.category = category
        super().__init__(f"没有向专家 {expert_no} 发出过“{category}”的评分表。请使用本人收到的评分表填报。")


class ScoringClosed(RefusedInput):
    """The ranking of the category stands, so no points are taken any more; carries the category."""

    def __init__(self, category: str) -> None:
        self.category = category
        super().__init__(f"“{category}”已经完成排名，不再接收评分。如需更正，请与市总工会经办人员联系。")


class ScoreSheetReader:
    """Reads one expert's score sheet of one category."""

    kind = SubmissionKind.SCORE_SHEET

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as a score sheet."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Store the points of the right rows; the sheet counts as received once every nomination of it has points.

        Raise :class:`SheetNotSent` or :class:`ScoringClosed` when nothing of the file can be used.
        """
        cycle = Cycle.parse(file.marks.get(Mark.CYCLE, ""))
        category = Category(file.marks.get(Mark.CATEGORY, ""))
        expert_no = file.marks.get(Mark.EXPERT_NO, "")
        asked = _asked(cycle, category, expert_no, work)
        item = form(self.kind).sheets[0]
        sheet = file.workbook.sheet(item.sheet_name) if file.workbook else None
        if sheet is None:
            raise SheetNotSent(expert_no, category.label)
        rows = repeated(read_rows(sheet, item, file.received_on), "nomination_no", "申报编号", _ONCE)
        rows = _only(asked, rows)
        _store(cycle, expert_no, rows, submission_id, work)
        missing = asked - _scored(cycle, expert_no, work)
        if not missing and not rows.findings:
            _receive(cycle, category, expert_no, submission_id, file, work)
        findings = rows.findings + tuple(
            Finding(item.sheet_name, "", "评分", number, f"项目 {number} 尚未评分。请为每个项目填写 0 至 100 的分数。")
            for number in sorted(missing)
            if number not in {str(row.values.get("nomination_no")) for row in rows.faulty}
        )
        return ReaderOutcome(
            self.kind,
            _status(findings, rows),
            f"评分表共 {len(asked)} 个项目，收下 {len(rows.rows)} 个评分，{len(missing)} 个尚缺。",
            cycle=cycle,
            expert_no=expert_no,
            rows_total=rows.rows_total,
            rows_taken=len(rows.rows),
            rows_refused=rows.rows_refused,
            findings=findings,
            annotated=_annotated(file, findings, rows),
        )


def _asked(cycle: Cycle, category: Category, expert_no: str, work: UnitOfWork) -> set[str]:
    """Return the numbers that were put to the expert; locks the sheet so that two files end one after the other."""
    sent = work.connection.execute(
        select(score_sheet.c.expert_no)
        .where(
            score_sheet.c.cycle == str(cycle),
            score_sheet.c.category == category.value,
            score_sheet.c.expert_no == expert_no,
        )
        .with_for_update()
    ).one_or_none()
    if sent is None:
        raise SheetNotSent(expert_no, category.label)
    ranked = select(ranking.c.nomination_no).where(ranking.c.cycle == str(cycle), ranking.c.category == category.value)
    if work.connection.execute(ranked.limit(1)).one_or_none() is not None:
        raise ScoringClosed(category.label)
    rows = work.run("review/list_assignments", {"cycle": str(cycle)}).all()
    return {row.nomination_no for row in rows if (row.expert_no, row.category) == (expert_no, category.value)}


def _only(asked: set[str], rows: SheetRows) -> SheetRows:
    strange = [row for row in rows.rows if row.values["nomination_no"] not in asked]
    findings = tuple(
        Finding(rows.sheet, row.cells["nomination_no"], "申报编号", str(row.values["nomination_no"]), _NOT_ASKED)
        for row in strange
    )
    return rows.without(findings, {row.row_no for row in strange})


def _store(cycle: Cycle, expert_no: str, rows: SheetRows, submission_id: int, work: UnitOfWork) -> None:
    if not rows.rows:
        return
    statement = insert(score)
    work.connection.execute(
        statement.on_conflict_do_update(
            index_elements=["nomination_no", "expert_no"],
            set_={name: statement.excluded[name] for name in ("points", "remark", "submission_id")},
        ),
        [
            {
                "cycle": str(cycle),
                "nomination_no": row.values["nomination_no"],
                "expert_no": expert_no,
                "points": row.values["points"],
                "remark": row.values["remark"],
                "submission_id": submission_id,
            }
            for row in rows.rows
        ],
    )


def _scored(cycle: Cycle, expert_no: str, work: UnitOfWork) -> set[str]:
    given = select(score.c.nomination_no).where(score.c.cycle == str(cycle), score.c.expert_no == expert_no)
    return set(work.connection.scalars(given))


def _receive(
    cycle: Cycle, category: Category, expert_no: str, submission_id: int, file: ReceivedFile, work: UnitOfWork
) -> None:
    work.connection.execute(
        update(score_sheet)
        .where(
            score_sheet.c.cycle == str(cycle),
            score_sheet.c.category == category.value,
            score_sheet.c.expert_no == expert_no,
        )
        .values(submission_id=submission_id, received_on=file.received_on)
    )


def _status(findings: tuple[Finding, ...], rows: SheetRows) -> SubmissionStatus:
    if not findings:
        return SubmissionStatus.ACCEPTED
    return SubmissionStatus.PARTLY if rows.rows else SubmissionStatus.REFUSED


def _annotated(file: ReceivedFile, findings: tuple[Finding, ...], rows: SheetRows) -> bytes | None:
    if not findings:
        return None
    remarks = {(rows.sheet, row.row_no): TAKEN for row in rows.rows}
    return annotated_copy(file, form(SubmissionKind.SCORE_SHEET), findings, remarks, None)


register(ScoreSheetReader())
