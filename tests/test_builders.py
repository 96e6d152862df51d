"""The builders themselves: what they lay down is there and in the state asked for."""

from __future__ import annotations

from sqlalchemy import func, select
from tests.builders import CYCLE, add_nominations, lay_ground, nominee

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.storage.tables import nomination, nomination_move
from honours.storage.unit_of_work import UnitOfWork


def test_each_category_and_state_can_be_built(unit_of_work: UnitOfWork) -> None:
    built = [
        nominee(category, serial_no, state=state)
        for category in CYCLE.categories
        for serial_no, state in enumerate(NominationState, start=1)
    ]
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, built)
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
        histories = work.connection.execute(select(func.count()).select_from(nomination_move)).scalar_one()
    states = {row.nomination_no: row.state for row in rows}
    assert states == {row["nomination_no"]: row["state"].value for row in built}
    assert histories > len(built)
    assert nominee(Category.GOLDEN_IDEA, 1)["nomination_no"] == "2025-JD-0101-001"
