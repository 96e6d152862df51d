"""The projects of a cycle as lists and documents show them: never a personal number."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from honours.domain.cycle import Category, Cycle
from honours.domain.states import NominationState, RankingOutcome
from honours.services.documents.letter import ListedProject
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class RankedProject:
    """One scored project with its place in its category."""

    listed: ListedProject
    mean_points: Decimal
    rank: int
    outcome: RankingOutcome


def ranked_projects(cycle: Cycle, states: Sequence[NominationState], work: UnitOfWork) -> list[RankedProject]:
    """Return the ranked projects of the cycle that are in one of ``states``, by category and rank."""
    with work:
        rows = work.run(
            "notice/list_ranked_projects", {"cycle": str(cycle), "states": [state.value for state in states]}
        ).all()
    order = {category: place for place, category in enumerate(cycle.categories)}
    found = [
        RankedProject(
            ListedProject(Category(row.category), row.nomination_no, row.project_name, row.person_name, row.unit_name),
            row.mean_points,
            row.rank,
            RankingOutcome(row.outcome),
        )
        for row in rows
    ]
    return sorted(found, key=lambda one: (order[one.listed.category], one.rank, one.listed.nomination_no))
