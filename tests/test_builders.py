"""The builders themselves: what they lay down is there and in the state asked for."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select
from tests.builders import CYCLE, add_nominations, lay_ground, nominee
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE, add_applications, applicant, studio_no

from honours.domain.cycle import Category, Cycle
from honours.domain.states import NominationState
from honours.storage.tables import nomination, nomination_move, studio
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


@pytest.mark.parametrize("of", [MODEL_CYCLE, EMPLOYEE_CYCLE], ids=str)
def test_applications_and_the_register_can_be_built(unit_of_work: UnitOfWork, of: Cycle) -> None:
    built = [
        applicant(category, serial_no, of=of, state=state)
        for category in of.categories
        for serial_no, state in enumerate(NominationState, start=1)
    ]
    with unit_of_work as work:
        lay_ground(work, of=of)
        add_applications(work, built)
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
        named = work.connection.execute(select(studio.c.studio_no)).scalars().all()
    assert {row.nomination_no: row.state for row in rows} == {row["nomination_no"]: row["state"].value for row in built}
    assert sorted(named) == [studio_no(serial_no, of=of) for serial_no in range(1, len(NominationState) + 1)]
