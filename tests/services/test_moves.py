"""Moves: the database and the domain allow the same ones; every history is linear, whatever is tried."""

from __future__ import annotations

import itertools
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.dialects.postgresql import insert
from sqlalchemy.exc import DBAPIError
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_ground, nominee

from honours.domain.states import NOMINATION_MOVES, MoveNotAllowed, NominationState
from honours.services.moves import move_all
from honours.storage.tables import nomination, nomination_move, nomination_move_allowed
from honours.storage.unit_of_work import UnitOfWork

KJ = CYCLE.categories[0]
LEGAL = {(move.from_state, move.to_state) for move in NOMINATION_MOVES}
_serials = itertools.count(1)


def _move(work: UnitOfWork, origin: NominationState, target: NominationState, nos: list[str] | None = None) -> int:
    return move_all(
        work, CYCLE, origin, target, on=DUE_ON, actor="测试", run_id="run", reason="测试", nomination_nos=nos
    )


def test_database_allows_what_the_domain_allows(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        table = nomination_move_allowed.c
        rows = work.connection.execute(select(table.from_state, table.to_state)).all()
    assert {(row.from_state, row.to_state) for row in rows} == LEGAL


@pytest.mark.parametrize("origin", list(NominationState))
def test_the_database_refuses_every_other_move(unit_of_work: UnitOfWork, origin: NominationState) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1, state=origin)])
    for target in NominationState:
        with unit_of_work as work:
            no, seq = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state_seq)).one()
            row = {
                "nomination_no": no,
                "seq": seq + 1,
                "from_state": origin.value,
                "to_state": target.value,
                "article": "award/10",
                "moved_on": DUE_ON,
                "actor": "测试",
                "reason": "测试",
                "run_id": "run",
            }
            attempt = work.connection.begin_nested()
            try:
                work.connection.execute(insert(nomination_move).values(**row))
                was_allowed = True
            except DBAPIError:
                was_allowed = False
            attempt.rollback()
        assert was_allowed == ((origin.value, target.value) in LEGAL), target


def test_only_those_in_the_state_and_named_move(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1), nominee(KJ, 2), nominee(KJ, 3, state=NominationState.PAID)])
        origin, target = NominationState.RECEIVED, NominationState.RECOMMENDED
        assert _move(work, origin, target, ["2025-KJ-0101-001", "2025-KJ-0101-003"]) == 1
        assert _move(work, origin, target, []) == 0
        assert _move(work, origin, target) == 1
        assert _move(work, origin, target) == 0


def test_move_that_the_table_lacks_is_refused_before_it_is_tried(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work, pytest.raises(MoveNotAllowed):
        _move(work, NominationState.PAID, NominationState.RECEIVED)


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture], derandomize=True)
@given(targets=st.lists(st.sampled_from(list(NominationState)), max_size=12), steered=st.booleans())
def test_every_history_is_linear(unit_of_work: UnitOfWork, targets: list[NominationState], steered: bool) -> None:
    """Try any sequence of moves; when steered, each wish is bent to a legal one, so that histories grow long."""
    serial_no = next(_serials)
    state = NominationState.RECEIVED
    with unit_of_work as work:
        lay_ground(work)
        built = nominee(KJ, serial_no)
        add_nominations(work, [built])
        expected = [state.value]
        for wish in targets:
            legal = [move.to_state for move in NOMINATION_MOVES if move.from_state == state.value]
            target = wish
            if steered and legal:
                target = NominationState(legal[list(NominationState).index(wish) % len(legal)])
            if target.value in legal:
                assert _move(work, state, target, [built["nomination_no"]]) == 1
                state = target
                expected.append(state.value)
            else:
                with pytest.raises(MoveNotAllowed):
                    _move(work, state, target, [built["nomination_no"]])
        of_it = nomination_move.c.nomination_no == built["nomination_no"]
        moves = work.connection.execute(select(nomination_move).where(of_it).order_by(nomination_move.c.seq)).all()
        now = work.connection.execute(
            select(nomination.c.state, nomination.c.state_seq).where(
                nomination.c.nomination_no == built["nomination_no"]
            )
        ).one()
    assert [move.seq for move in moves] == list(range(len(moves)))
    assert [move.to_state for move in moves] == expected
    assert [move.from_state for move in moves] == [None, *expected[:-1]]
    assert tuple(now) == (expected[-1], len(expected) - 1)
    assert all(move.moved_on >= date(2025, 1, 1) for move in moves)
