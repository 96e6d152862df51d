"""Takes in the score sheets of the experts (award/11, employee-studio/6): checked in full, sealed, and not read on.

A sheet is whole when every entry that was put to the expert in the category has points for every criterion or is
refused with a reason. A whole one is sealed: which archived file counts is kept, its points are not. A faulty one goes
back marked, and what was sealed before stands. Nothing is sealed any more once the expert's entries are opened.
"""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import func, insert, select, update

from honours.domain.cycle import Category, Cycle
from honours.domain.errors import RefusedInput
from honours.domain.submissions import SubmissionKind, SubmissionStatus
from honours.regulation.forms import Mark
from honours.regulation.score_form import score_form
from honours.services.intake.annotate import annotated_copy
from honours.services.intake.files import ReceivedFile
from honours.services.intake.findings import ReaderOutcome
from honours.services.intake.recognise import is_marked
from honours.services.intake.registry import register
from honours.services.review.conflicts.recusing import Recusal, record_recusal
from honours.services.review.policy import policy_of
from honours.services.review.score_reading import ReadScores, read_scores, sheet_in
from honours.storage.tables import score_seal, score_sheet
from honours.storage.unit_of_work import UnitOfWork


class SheetNotSent(RefusedInput):
    """A score sheet that was never sent to this expert; carries expert and category."""

    def __init__(self, expert_no: str, category: str) -> None:
        self.expert_no = expert_no
        self.category = category
        super().__init__(f"没有向专家 {expert_no} 发出过“{category}”的评分表。请使用本人收到的评分表填报。")


class EntriesTakenBack(RefusedInput):
    """All entries of the sheet were given to other experts; carries the expert and the category."""

    def __init__(self, expert_no: str, category: str) -> None:
        self.expert_no, self.category = expert_no, category
        super().__init__(
            f"发给专家 {expert_no} 的“{category}”项目已全部改由其他专家评审，这份评分表不再接收。感谢支持，无需再填报。"
        )


class ScoringClosed(RefusedInput):
    """The expert's sheets of the category are opened, so no points are taken any more; carries the category."""

    def __init__(self, category: str) -> None:
        self.category = category
        super().__init__(f"“{category}”的评分表已经开启，不再接收评分。如需更正，请与市总工会经办人员联系。")


@dataclass(frozen=True, slots=True)
class _Place:
    """Whose sheet it is, and the entries that it may still score, by their codes."""

    cycle: Cycle
    category: Category
    expert_no: str
    numbers: dict[str, str]
    settled: frozenset[str]

    @property
    def needed(self) -> frozenset[str]:
        """What is still theirs and no earlier sheet of the expert has."""
        return frozenset(self.numbers) - self.settled


class ScoreSheetReader:
    """Reads one expert's score sheet of one category."""

    kind = SubmissionKind.SCORE_SHEET

    def recognises(self, file: ReceivedFile) -> bool:
        """Return whether the workbook is marked as a score sheet."""
        return is_marked(file, self.kind)

    def take_in(self, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> ReaderOutcome:
        """Seal the sheet when it is whole; give it back marked when it is not, with nothing of it kept.

        Raise :class:`SheetNotSent` or :class:`ScoringClosed` when nothing of the file can be used.
        """
        place = _place(file, work)
        policy = policy_of(place.cycle, work)
        sheet = sheet_in(file.workbook, policy)
        if sheet is None:
            raise SheetNotSent(place.expert_no, place.cycle.category_label(place.category))
        read = read_scores(sheet, policy, frozenset(place.numbers), place.needed)
        if read.findings:
            return _returned(place, read, annotated_copy(file, score_form(policy.criteria), read.findings, {}, None))
        seal_no = _seal(place, read, file, submission_id, work)
        recused = sum(one.is_recused for one in read.given)
        return ReaderOutcome(
            self.kind,
            SubmissionStatus.ACCEPTED,
            f"评分表完整，已封存（第 {seal_no} 份）：{len(read.given)} 个项目，其中回避 {recused} 个。"
            "开启前任何人看不到分数；如需更正，改好后重新交回整份。",
            cycle=place.cycle,
            expert_no=place.expert_no,
            rows_total=read.rows_total,
            rows_taken=len(read.given),
        )


def _place(file: ReceivedFile, work: UnitOfWork) -> _Place:
    """Return whose sheet it is; locks the sheet, so that two files end one after the other and none while all open."""
    cycle = Cycle.parse(file.marks.get(Mark.CYCLE, ""))
    category = Category(file.marks.get(Mark.CATEGORY, ""))
    expert_no = file.marks.get(Mark.EXPERT_NO, "")
    key = {"cycle": str(cycle), "category": category.value, "expert_no": expert_no}
    sent = work.connection.execute(select(score_sheet.c.expert_no).filter_by(**key).with_for_update()).one_or_none()
    if sent is None:
        raise SheetNotSent(expert_no, cycle.category_label(category))
    asked = work.run("review/list_asked", key).all()
    if asked and not any(row.is_standing for row in asked):
        raise EntriesTakenBack(expert_no, cycle.category_label(category))
    still_open = {row.code: row.nomination_no for row in asked if not row.is_opened}
    if not still_open:
        raise ScoringClosed(cycle.category_label(category))
    settled = frozenset(row.code for row in asked if row.is_sealed or not row.is_standing)
    return _Place(cycle, category, expert_no, still_open, settled)


def _seal(place: _Place, read: ReadScores, file: ReceivedFile, submission_id: int, work: UnitOfWork) -> int:
    key = {"cycle": str(place.cycle), "category": place.category.value, "expert_no": place.expert_no}
    last_no = work.connection.scalar(select(func.max(score_seal.c.seal_no)).filter_by(**key)) or 0
    work.connection.execute(
        insert(score_seal).values(
            **key,
            seal_no=last_no + 1,
            submission_id=submission_id,
            sha256=file.sha256,
            nomination_nos=sorted(place.numbers[one.code] for one in read.given),
            sealed_on=file.received_on,
        )
    )
    for one in read.given:
        if one.recusal_reason is not None:
            record_recusal(
                Recusal(
                    place.cycle,
                    place.expert_no,
                    place.numbers[one.code],
                    one.recusal_reason,
                    file.received_on,
                    submission_id,
                ),
                work,
            )
    work.connection.execute(
        update(score_sheet).filter_by(**key).values(submission_id=submission_id, received_on=file.received_on)
    )
    return last_no + 1


def _returned(place: _Place, read: ReadScores, annotated: bytes) -> ReaderOutcome:
    standing = "此前封存的一份仍然有效。" if place.settled else ""
    return ReaderOutcome(
        SubmissionKind.SCORE_SHEET,
        SubmissionStatus.REFUSED,
        f"评分表有 {len(read.findings)} 处需要更正，整份退回，没有收下任何分数。{standing}"
        "请在退回的表上更正后重新交回整份。",
        cycle=place.cycle,
        expert_no=place.expert_no,
        rows_total=read.rows_total,
        rows_refused=read.rows_total,
        findings=read.findings,
        annotated=annotated,
    )


register(ScoreSheetReader())
