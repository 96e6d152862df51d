"""An objection to one entry never changes another's state or days, whatever is objected to whom and how it ends."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, text
from tests.builders import CYCLE, add_nominations, add_notice, add_submission, lay_ground, nominee
from tests.services.notice.test_notice import CLOSES_ON, DAY_AFTER, POSTED_ON, number, states

from honours.domain.cycle import Category
from honours.domain.notices import Treatment, treatment
from honours.domain.states import NominationState
from honours.storage.tables import objection
from honours.storage.unit_of_work import UnitOfWork

ENTRIES = 5
ENDS = {"on_notice", "held", "declined", "awarded"}
raised = st.builds(
    dict,
    serial=st.integers(1, ENTRIES),
    day=st.integers(-3, 12),
    is_heard=st.booleans(),
    is_upheld=st.sampled_from([None, True, False]),
)


@pytest.fixture
def unit(unit_of_work: UnitOfWork) -> UnitOfWork:
    """Five golden ideas on one notice."""
    with unit_of_work as work:
        lay_ground(work)
        ideas = [nominee(Category.GOLDEN_IDEA, n, state=NominationState.ON_NOTICE) for n in range(1, ENTRIES + 1)]
        add_nominations(work, ideas)
        add_notice(work, [number(n) for n in range(1, ENTRIES + 1)], POSTED_ON, CLOSES_ON)
    return unit_of_work


def ends(work: UnitOfWork) -> dict[str, tuple[str, str]]:
    key = {"cycle": str(CYCLE), "notice_nos": [1], "closes": [CLOSES_ON], "is_consulted": False}
    rows = work.run("notice/list_ends", key)
    return {row.nomination_no: (row.to_state, row.reason) for row in rows}


def days(work: UnitOfWork) -> dict[str, tuple[date, date]]:
    rows = work.connection.execute(text("SELECT nomination_no, first_posted_on, closes_on FROM honours.entry_notice"))
    return {row.nomination_no: (row.first_posted_on, row.closes_on) for row in rows}


def store(work: UnitOfWork, place: int, one: dict[str, object], submission_id: int) -> None:
    closed = one["is_upheld"] is not None
    work.connection.execute(
        insert(objection).values(
            cycle=str(CYCLE),
            objection_no=f"YY-2025-{place:03d}",
            nomination_no=number(int(str(one["serial"]))),
            received_on=POSTED_ON + timedelta(days=int(str(one["day"]))),
            objector_name="某职工",
            ground_article="award/5",
            statement="疑点",
            is_heard=one["is_heard"],
            is_upheld=one["is_upheld"],
            closed_on=DAY_AFTER if closed else None,
            submission_id=submission_id,
        )
    )


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(before=st.lists(raised, max_size=4), another=raised)
def test_objection_moves_its_own_entry_only(
    unit: UnitOfWork, before: list[dict[str, object]], another: dict[str, object]
) -> None:
    own = number(int(str(another["serial"])))
    with unit as work:
        for place, one in enumerate(before, 1):
            store(work, place, one, add_submission(work))
        ended, stood = ends(work), days(work)
        store(work, len(before) + 1, another, add_submission(work))
        then = ends(work)
        assert len(then) == ENTRIES
        assert {end for end, _ in then.values()} <= ENDS
        assert {no: end for no, end in then.items() if no != own} == {no: end for no, end in ended.items() if no != own}
        assert days(work) == stood
        holds = treatment(
            POSTED_ON + timedelta(days=int(str(another["day"]))),
            POSTED_ON,
            CLOSES_ON,
            is_heard=bool(another["is_heard"]),
        )
        if holds is not Treatment.HOLDS:
            assert then == ended
        elif another["is_upheld"]:
            assert then[own][0] == "declined"
        work.connection.rollback()
    assert set(states(unit).values()) == {"on_notice"}
