"""Opens all sealed score sheets of a cycle together, after the deadline (award/11, employee-studio/6).

Until then no score is in our tables. A second opening, when somebody was replaced after the first, opens only what was
sealed since.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput
from honours.domain.scoring import expert_points
from honours.services.review.blinding.codes import codes_of
from honours.services.review.conflicts import find_conflicts, require_no_conflict
from honours.services.review.policy import policy_of
from honours.services.review.seals import Seal, SealedScore, counting, read_seal, seals_of, seals_sha256
from honours.services.review.sending import MissingSheet, missing_score_sheets
from honours.storage.tables import score, score_criterion, score_opening
from honours.storage.unit_of_work import UnitOfWork


class SheetsMissing(RefusedInput):
    """Score sheets have not come back; carries expert number, name and category of each."""

    def __init__(self, missing: Sequence[MissingSheet]) -> None:
        self.missing = tuple(missing)
        listed = "、".join(f"{one.expert_name}（{one.category.label}）" for one in missing[:10])
        more = f"等 {len(missing)} 份" if len(missing) > 10 else ""
        super().__init__(f"专家评分表尚未收齐：{listed}{more}。收齐后才能一并开启。")


class TooEarlyToOpen(RefusedInput):
    """The sheets were to be opened before their day; carries it and the day asked for."""

    def __init__(self, opens_on: date, on: date) -> None:
        self.opens_on, self.on = opens_on, on
        super().__init__(f"评分表 {opens_on} 起才能开启，今天是 {on}。在此之前专家仍可更正评分表。")


@dataclass(frozen=True, slots=True)
class OpenedCounts:
    """What is opened of a cycle, in all openings together."""

    seals: int
    scores: int

    def __str__(self) -> str:
        return f"已一并开启封存的评分表 {self.seals} 份，共 {self.scores} 个评分"


def open_scores(cycle: Cycle, on: date, run_id: str, work: UnitOfWork) -> OpenedCounts:
    """Read the points of every expert's last seal from the archive into the tables; a retry changes nothing.

    What keeps experts from entries is looked at once more before. Raise :class:`SheetsMissing` while a sheet is out,
    :class:`TooEarlyToOpen` before the day on which the review ends, :class:`Conflicted` when an expert scored an entry
    that they must step back from, and :class:`SheetNotAsSealed` when the archive no longer holds what was sealed: then
    nothing is opened.
    """
    missing = missing_score_sheets(cycle, work)
    if missing:
        raise SheetsMissing(missing)
    if _has_unopened(cycle, work):
        # By itself, so that what is found now stands and the experts can be replaced, though nothing is opened.
        find_conflicts(cycle, on, work)
    with work:
        _refuse_early(cycle, on, work)
        work.run("review/lock_sheets", {"cycle": str(cycle)})
        openings = work.run("review/list_openings", {"cycle": str(cycle)}).all()
        seals = seals_of(cycle, work)
        last_opened = openings[-1].last_seal_id if openings else 0
        if seals and seals[-1].seal_id > last_opened:
            opened = _read(cycle, seals, last_opened, work)
            _store(cycle, opened, seals, len(openings) + 1, on, run_id, work)
            require_no_conflict(cycle, work)
            openings = work.run("review/list_openings", {"cycle": str(cycle)}).all()
    return OpenedCounts(openings[-1].seal_count if openings else 0, sum(one.score_count for one in openings))


def _has_unopened(cycle: Cycle, work: UnitOfWork) -> bool:
    with work:
        openings = work.run("review/list_openings", {"cycle": str(cycle)}).all()
        seals = seals_of(cycle, work)
    return bool(seals) and (not openings or seals[-1].seal_id > openings[-1].last_seal_id)


def _refuse_early(cycle: Cycle, on: date, work: UnitOfWork) -> None:
    planned = work.run("stages/find_milestone", {"cycle": str(cycle), "code": "scoring_done"}).one_or_none()
    if planned is not None and on < planned.planned_on:
        raise TooEarlyToOpen(planned.planned_on, on)


def _read(cycle: Cycle, seals: Sequence[Seal], last_opened: int, work: UnitOfWork) -> list[SealedScore]:
    """Return the scores that were not opened before; each file is read once."""
    policy, codes = policy_of(cycle, work), codes_of(cycle, work)
    standing = {
        (row.expert_no, row.nomination_no) for row in work.run("review/list_standing_pairs", {"cycle": str(cycle)})
    }
    # What was taken from an expert after their sheet was sealed stays sealed.
    counts = {pair: seal for pair, seal in counting(seals).items() if pair in standing}
    due = {seal for seal in counts.values() if seal.seal_id > last_opened}
    return [
        one
        for seal in sorted(due, key=lambda one: one.seal_id)
        for one in read_seal(seal, policy, codes, work)
        if counts.get((seal.expert_no, one.nomination_no)) is seal and not one.given.is_recused
    ]


def _store(
    cycle: Cycle,
    opened: Sequence[SealedScore],
    seals: Sequence[Seal],
    opening_no: int,
    on: date,
    run_id: str,
    work: UnitOfWork,
) -> None:
    work.connection.execute(
        insert(score_opening).values(
            cycle=str(cycle),
            opening_no=opening_no,
            opened_on=on,
            last_seal_id=seals[-1].seal_id,
            seals_sha256=seals_sha256(seals),
            seal_count=len(seals),
            score_count=len(opened),
            run_id=run_id,
        )
    )
    criteria = policy_of(cycle, work).criteria
    if not opened:
        return
    work.connection.execute(
        insert(score),
        [
            {
                **_key(one),
                "cycle": str(cycle),
                "points": expert_points(one.given.points, criteria),
                "remark": one.given.remark,
                "submission_id": one.seal.submission_id,
                "opening_no": opening_no,
            }
            for one in opened
        ],
    )
    work.connection.execute(
        insert(score_criterion),
        [
            {**_key(one), "criterion": criterion, "points": points}
            for one in opened
            for criterion, points in one.given.points.items()
        ],
    )


def _key(one: SealedScore) -> dict[str, Any]:
    return {"nomination_no": one.nomination_no, "expert_no": one.seal.expert_no}
