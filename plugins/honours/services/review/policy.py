"""By which policy the experts of a cycle review: that of the day of the call, so that it is the same to the end."""

from __future__ import annotations

from sqlalchemy import select

from honours.domain.cycle import Cycle
from honours.domain.policies import ReviewPolicy
from honours.regulation.policies import review_policy
from honours.services.stages import CycleNotOpen
from honours.storage.tables import cycle as cycle_table
from honours.storage.unit_of_work import UnitOfWork


def policy_of(cycle: Cycle, work: UnitOfWork) -> ReviewPolicy:
    """Return the policy in force on the day of the call; the unit of work must have begun.

    Raises :class:`CycleNotOpen`, and :class:`NoPolicy` for a scheme that no expert reviews.
    """
    called_on = work.connection.scalar(select(cycle_table.c.call_on).where(cycle_table.c.cycle == str(cycle)))
    if called_on is None:
        raise CycleNotOpen(cycle)
    return review_policy(cycle.scheme, called_on)
