"""The ranking that follows from the opened scores (award/2, award/11, employee-studio/6).

The scores are read from the tables that the opening filled; the formula and the keys are those of the policy.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row, insert

from honours.domain.actors import SYSTEM
from honours.domain.cycle import Category, Cycle
from honours.domain.scoring import Ranked, Scored
from honours.domain.scoring import rank as rank_scores
from honours.domain.stages import Examiners, examines_by
from honours.domain.states import NominationState, RankingOutcome
from honours.regulation.loader import regulation
from honours.services.moves import move_all
from honours.services.review.opening import OpenedCounts, SheetsMissing, open_scores
from honours.services.review.policy import policy_of
from honours.services.review.proposing import propose_verified
from honours.services.review.sending import MissingSheet, missing_score_sheets, send_score_sheets
from honours.storage.tables import ranking
from honours.storage.unit_of_work import UnitOfWork

__all__ = [
    "MissingSheet",
    "OpenedCounts",
    "RankCounts",
    "SheetsMissing",
    "missing_score_sheets",
    "open_scores",
    "rank",
    "scored_entries",
    "send_score_sheets",
]

Reasons = Mapping[RankingOutcome, tuple[NominationState, str]]
_WITHIN_QUOTA: Reasons = {
    RankingOutcome.IN: (NominationState.PROPOSED, "评审名次在名额以内"),
    RankingOutcome.TIED: (NominationState.PROPOSED, "名额线上并列，规则不能再分先后，提请会议确定"),
    RankingOutcome.OUT: (NominationState.NOT_PROPOSED, "评审名次在名额以外"),
}
_UNLIMITED: Reasons = {RankingOutcome.IN: (NominationState.PROPOSED, "评审已排出名次，不设名额，提请会议择优研究")}


@dataclass(frozen=True, slots=True)
class RankCounts:
    """How many nominations are in, tied at the line, and out; all are in where there is no quota."""

    inside: int
    tied: int
    out: int

    def __str__(self) -> str:
        return f"提请会议研究{self.inside + self.tied}项（其中名额线上并列{self.tied}项），评审未入围{self.out}项"


def rank(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> RankCounts:
    """Rank every category by the official score and move its nominations on; a retry changes nothing.

    Those in and those tied at the line are proposed to the chair's meeting, the others are not. Where visitors examine
    there are no scores: all whom they bore out are proposed and no rank is kept. Raise :class:`NotScored` or
    :class:`TooFewScores` for a nomination without enough points, and for studios that were to be visited
    :class:`NotJudged` or :class:`ReferralsOpen`.
    """
    if examines_by(cycle.scheme) is Examiners.VISITORS:
        return RankCounts(propose_verified(cycle, on, run_id, work), 0, 0)
    with work:
        policy = policy_of(cycle, work)
        entries = scored_entries(cycle, (NominationState.QUALIFIED,), work)
        for category in cycle.categories:
            quota = regulation().quota_on(category, on)
            ranked = rank_scores(entries.get(category, ()), quota, policy)
            _store(cycle, category, ranked, work)
            _advance(cycle, ranked, _UNLIMITED if quota is None else _WITHIN_QUOTA, on, run_id, work)
        counted = work.run("review/count_outcomes", {"cycle": str(cycle)}).all()
    counts = {row.outcome: row.nominations for row in counted}
    return RankCounts(*(counts.get(outcome.value, 0) for outcome in RankingOutcome))


def scored_entries(cycle: Cycle, states: Sequence[NominationState], work: UnitOfWork) -> dict[Category, list[Scored]]:
    """Return what counts for each nomination in one of ``states``, by category; ``work`` must have begun."""
    rows = work.run("review/list_scores", {"cycle": str(cycle), "states": [state.value for state in states]}).all()
    by_number: dict[str, list[Row[Any]]] = {}
    for row in rows:
        by_number.setdefault(row.nomination_no, []).append(row)
    found: dict[Category, list[Scored]] = {}
    for number, given in by_number.items():
        one = Scored(number, given[0].body_code, given[0].priority_no, tuple(_points(given)))
        found.setdefault(Category(given[0].category), []).append(one)
    return found


def _points(rows: Iterable[Row[Any]]) -> list[Mapping[str, Any]]:
    return [dict(zip(row.criteria, row.points, strict=True)) for row in rows if row.criteria is not None]


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
                "tie_keys": [asdict(key) for key in one.tie_keys],
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
