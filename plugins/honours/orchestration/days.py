"""Which day a step bears: today, or in a replay of a past year the planned day of its milestone."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.orchestration import clock
from honours.services import stages
from honours.storage.unit_of_work import UnitOfWork


def bears(cycle: Cycle, milestone: str, work: UnitOfWork) -> date:
    """Return the day that a step belonging to the milestone bears."""
    return stages.effective_on(cycle, milestone, clock.today(), work)


def reached(cycle: Cycle, milestone: str, work: UnitOfWork) -> date:
    """Record that the milestone was reached and return the day; the first record stands."""
    day = bears(cycle, milestone, work)
    stages.reach(cycle, milestone, day, work)
    return day
