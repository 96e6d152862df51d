"""Scores of the experts and the ranking that follows from them (award/11, award/2).

Each nomination is scored by those experts of its category's panel who are of its trade; each expert gets one workbook a
category. The first score sheets that go out stay as they are: a retry sends nothing new.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import Any

from sqlalchemy import Row, insert
from sqlalchemy.dialects.postgresql import insert as upsert

from honours.domain.actors import SYSTEM
from honours.domain.cycle import Category, Cycle
from honours.domain.documents import DocumentKind
from honours.domain.errors import RefusedInput
from honours.domain.facts import Speciality
from honours.domain.scoring import Ranked
from honours.domain.scoring import rank as rank_scores
from honours.domain.stages import Examiners, Stage, examines_by
from honours.domain.states import NominationState, RankingOutcome
from honours.regulation.loader import regulation
from honours.services.moves import move_all
from honours.services.review.proposing import propose_verified
from honours.services.workbooks import score_sheet_workbook
from honours.storage.tables import ranking, score_sheet
from honours.storage.unit_of_work import UnitOfWork

Reasons = Mapping[RankingOutcome, tuple[NominationState, str]]
_WITHIN_QUOTA: Reasons = {
    RankingOutcome.IN: (NominationState.PROPOSED, "评审名次在名额以内"),
    RankingOutcome.TIED: (NominationState.PROPOSED, "名额线上并列，提请会议确定"),
    RankingOutcome.OUT: (NominationState.NOT_PROPOSED, "评审名次在名额以外"),
}
_UNLIMITED: Reasons = {RankingOutcome.IN: (NominationState.PROPOSED, "评审已排出名次，不设名额，提请会议择优研究")}


class PanelIncomplete(RefusedInput):
    """Some nominations have no expert to score them; carries category, trade and count of each gap."""

    def __init__(self, gaps: Sequence[tuple[Category, Speciality, int]]) -> None:
        self.gaps = tuple(gaps)
        listed = "；".join(f"{category.label}·{trade.label} {count} 项" for category, trade, count in gaps)
        super().__init__(f"以下项目没有对应专业的评审专家：{listed}。请在名册的“评审组”中补充专家后重新报送。")


class SheetsMissing(RefusedInput):
    """Score sheets have not come back; carries expert number, name and category of each."""

    def __init__(self, missing: Sequence[MissingSheet]) -> None:
        self.missing = tuple(missing)
        listed = "、".join(f"{one.expert_name}（{one.category.label}）" for one in missing[:10])
        more = f"等 {len(missing)} 份" if len(missing) > 10 else ""
        super().__init__(f"专家评分表尚未收齐：{listed}{more}。请催收后再排名。")


@dataclass(frozen=True, slots=True)
class MissingSheet:
    """A score sheet that was sent out and has not come back."""

    expert_no: str
    expert_name: str
    email: str
    category: Category


@dataclass(frozen=True, slots=True)
class RankCounts:
    """How many nominations are in, tied at the line, and out; all are in where there is no quota."""

    inside: int
    tied: int
    out: int

    def __str__(self) -> str:
        return f"提请会议研究{self.inside + self.tied}项（其中名额线上并列{self.tied}项），评审未入围{self.out}项"


def send_score_sheets(cycle: Cycle, on: date, work: UnitOfWork) -> int:
    """Produce one score sheet an expert and category in the outbox; return how many there are. A retry adds none.

    Raise :class:`PanelIncomplete` when a qualified nomination has no expert of its trade in its category's panel.
    """
    with work:
        gaps = work.run("review/list_unserved_specialities", {"cycle": str(cycle)}).all()
        assignments = work.run("review/list_assignments", {"cycle": str(cycle)}).all()
    if gaps:
        raise PanelIncomplete([(Category(row.category), Speciality(row.speciality), row.nominations) for row in gaps])
    sheets = 0
    for _, rows in groupby(assignments, key=lambda row: (row.expert_no, row.category)):
        _send(cycle, list(rows), on, work)
        sheets += 1
    return sheets


def _send(cycle: Cycle, rows: list[Row[Any]], on: date, work: UnitOfWork) -> None:
    first = rows[0]
    category = Category(first.category)
    content = score_sheet_workbook(
        cycle,
        category,
        first.expert_no,
        first.expert_name,
        [(row.nomination_no, row.project_name) for row in rows],
        fixed_on=on,
    )
    with work:
        sha256 = work.publish(
            content,
            cycle=str(cycle),
            stage=Stage.REVIEW.value,
            kind=DocumentKind.SCORE_SHEET,
            subject=f"{first.expert_no}-{category.value}",
            file_name=f"评分表-{first.expert_no}-{category.label}.xlsx",
            made_on=on,
        )
        work.connection.execute(
            upsert(score_sheet)
            .values(cycle=str(cycle), category=category.value, expert_no=first.expert_no, sent_sha256=sha256)
            .on_conflict_do_nothing()
        )


def missing_score_sheets(cycle: Cycle, work: UnitOfWork) -> list[MissingSheet]:
    """Return the score sheets that have not come back yet."""
    with work:
        rows = work.run("review/list_missing_sheets", {"cycle": str(cycle)}).all()
    return [MissingSheet(row.expert_no, row.name, row.email, Category(row.category)) for row in rows]


def rank(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> RankCounts:
    """Rank every category by exact means and move its nominations on; a retry changes nothing.

    Those in and those tied at the line are proposed to the chair's meeting, the others are not. Where visitors examine
    there are no scores: all whom they bore out are proposed and no rank is kept. Raise :class:`SheetsMissing` while a
    score sheet is out, :class:`NotScored` for a nomination without points, and for studios that were to be visited
    :class:`NotJudged` or :class:`ReferralsOpen`.
    """
    if examines_by(cycle.scheme) is Examiners.VISITORS:
        return RankCounts(propose_verified(cycle, on, run_id, work), 0, 0)
    missing = missing_score_sheets(cycle, work)
    if missing:
        raise SheetsMissing(missing)
    with work:
        rows = work.run("review/list_scores", {"cycle": str(cycle)}).all()
        for category in cycle.categories:
            quota = regulation().quota_on(category, on)
            ranked = rank_scores(
                {row.nomination_no: row.points for row in rows if row.category == category.value}, quota
            )
            _store(cycle, category, ranked, work)
            _advance(cycle, ranked, _UNLIMITED if quota is None else _WITHIN_QUOTA, on, run_id, work)
        counted = work.run("review/count_outcomes", {"cycle": str(cycle)}).all()
    counts = {row.outcome: row.nominations for row in counted}
    return RankCounts(*(counts.get(outcome.value, 0) for outcome in RankingOutcome))


def _store(cycle: Cycle, category: Category, ranked: Sequence[Ranked], work: UnitOfWork) -> None:
    if not ranked:
        return
    work.connection.execute(
        insert(ranking),
        [
            {
                "cycle": str(cycle),
                "nomination_no": one.nomination_no,
                "category": category.value,
                "mean_points": one.mean_points,
                "score_count": one.score_count,
                "rank": one.rank,
                "outcome": one.outcome.value,
            }
            for one in ranked
        ],
    )


def _advance(cycle: Cycle, ranked: Sequence[Ranked], reasons: Reasons, on: date, run_id: str, work: UnitOfWork) -> None:
    for outcome, (to_state, reason) in reasons.items():
        numbers = [one.nomination_no for one in ranked if one.outcome is outcome]
        move_all(
            work,
            cycle,
            NominationState.QUALIFIED,
            to_state,
            nomination_nos=numbers,
            on=on,
            actor=SYSTEM,
            run_id=run_id,
            reason=reason,
        )
