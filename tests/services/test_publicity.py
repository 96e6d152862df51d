"""The publicity stage: what fails is excluded with its articles, what is doubtful or right is recommended."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select
from tests.builders import CLOSES_ON, CYCLE, DUE_ON, add_nominations, lay_ground, nominee

from honours.domain.states import NominationState
from honours.services import publicity
from honours.services.outcomes import NotJudged
from honours.services.publicity import AdvancedCounts
from honours.services.stages import CycleNotOpen
from honours.storage.tables import nomination, nomination_move
from honours.storage.unit_of_work import UnitOfWork

KJ, CZ, ZL, JD = CYCLE.categories


def _lay(work: UnitOfWork) -> None:
    with work:
        lay_ground(work)
        add_nominations(
            work,
            [
                nominee(KJ, 1),
                nominee(KJ, 2, taken_down_on=date(2025, 10, 16), evidence_names=[]),
                nominee(KJ, 3, posting_place=None),
                nominee(CZ, 1, is_withdrawn=True),
            ],
        )


def _states(work: UnitOfWork) -> dict[str, str]:
    with work:
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
    return {row.nomination_no: row.state for row in rows}


def test_failed_are_excluded_and_the_rest_recommended(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    publicity.judge(CYCLE, DUE_ON, unit_of_work)
    counts = publicity.advance(CYCLE, DUE_ON, "run-1", unit_of_work)
    assert counts == AdvancedCounts(recommended=2, excluded=1, referred=1)
    assert _states(unit_of_work) == {
        "2025-KJ-0101-001": NominationState.RECOMMENDED,
        "2025-KJ-0101-002": NominationState.EXCLUDED,
        "2025-KJ-0101-003": NominationState.RECOMMENDED,
        "2025-CZ-0101-001": NominationState.RECEIVED,
    }
    with unit_of_work as work:
        move = work.connection.execute(
            select(nomination_move).where(nomination_move.c.to_state == NominationState.EXCLUDED.value)
        ).one()
    assert move.reason.count("第十条：") == 2
    assert "撤下：2025-10-16" in move.reason
    assert "写明份数：0" in move.reason
    assert (move.moved_on, move.run_id, move.article) == (DUE_ON, "run-1", "award/10")


def test_retry_moves_nothing_and_says_the_same(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    publicity.judge(CYCLE, DUE_ON, unit_of_work)
    first = publicity.advance(CYCLE, DUE_ON, "run-1", unit_of_work)
    publicity.judge(CYCLE, DUE_ON, unit_of_work)
    assert publicity.advance(CYCLE, DUE_ON, "run-2", unit_of_work) == first
    with unit_of_work as work:
        runs = set(work.connection.execute(select(nomination_move.c.run_id)).scalars())
    assert runs == {"builder", "run-1"}


def test_nomination_that_nobody_judged_stops_the_step(unit_of_work: UnitOfWork) -> None:
    _lay(unit_of_work)
    with pytest.raises(NotJudged) as refused:
        publicity.advance(CYCLE, DUE_ON, "run-1", unit_of_work)
    assert refused.value.nomination_nos == ("2025-KJ-0101-001", "2025-KJ-0101-002", "2025-KJ-0101-003")
    assert set(_states(unit_of_work).values()) == {NominationState.RECEIVED.value}


def test_last_posting_closes(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(CycleNotOpen):
        publicity.postings_close_on(CYCLE, unit_of_work)
    with unit_of_work as work:
        lay_ground(work)
    assert publicity.postings_close_on(CYCLE, unit_of_work) is None
    with unit_of_work as work:
        late = nominee(KJ, 2, posted_on=date(2025, 10, 23), is_withdrawn=True)
        add_nominations(work, [nominee(KJ, 1), late, nominee(KJ, 3, posted_on=None)])
    assert publicity.postings_close_on(CYCLE, unit_of_work) == CLOSES_ON
