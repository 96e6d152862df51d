"""The projects of a cycle as lists and documents show them: never a personal number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from honours.domain.cycle import Category, Cycle
from honours.domain.states import NominationState, RankingOutcome
from honours.services.documents.letter import ListedProject
from honours.services.ties import tie_sentence
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RankedProject:
    """One project with what speaks for it.

    Mean, rank and outcome are there where experts scored; ``confirmed`` of ``visited_aspects`` where the studio was
    visited. ``priority_no`` is the place that its recommending body gave it.
    """

    listed: ListedProject
    body_name: str
    priority_no: int
    mean_points: Decimal | None
    # What was compared where another one has the same score; empty elsewhere.
    tie: str
    rank: int | None
    outcome: RankingOutcome | None
    confirmed: int
    visited_aspects: int


def ranked_projects(cycle: Cycle, states: Sequence[NominationState], work: UnitOfWork) -> list[RankedProject]:
    """Return the examined projects of the cycle that are in one of ``states``: by category, then by rank.

    Where nobody ranked, they stand by recommending body and the order that it gave.
    """
    with work:
        rows = work.run(
            "notice/list_ranked_projects", {"cycle": str(cycle), "states": [state.value for state in states]}
        ).all()
    order = {category: place for place, category in enumerate(cycle.categories)}
    found = [
        RankedProject(
            listed=ListedProject(
                Category(row.category), row.nomination_no, row.project_name, row.person_name, row.unit_name
            ),
            body_name=row.body_name,
            priority_no=row.priority_no,
            mean_points=row.mean_points,
            tie=tie_sentence(row.tie_keys),
            rank=row.rank,
            outcome=None if row.outcome is None else RankingOutcome(row.outcome),
            confirmed=row.confirmed,
            visited_aspects=row.visited_aspects,
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (order[one.listed.category], one.rank or 0, one.listed.nomination_no))
