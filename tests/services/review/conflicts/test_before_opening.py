"""Conflicts are looked at once more before sealed scores count: nothing is opened while one stands."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import func, select, update
from tests.builders import CYCLE, nomination_no
from tests.services.scored import IDEA, OPENED_ON, qualified, score_all

from honours.services.review.conflicts import Conflicted
from honours.services.review.opening import open_scores
from honours.storage.tables import conflict, expert, nomination, score, score_opening
from honours.storage.unit_of_work import UnitOfWork

FIRST = nomination_no(IDEA, 1)


@pytest.fixture
def sealed(unit_of_work: UnitOfWork, tmp_path: Path) -> UnitOfWork:
    qualified(unit_of_work, 2)
    score_all(unit_of_work, tmp_path / "in", {FIRST: 80, nomination_no(IDEA, 2): 70})
    return unit_of_work


def counts(unit: UnitOfWork) -> tuple[int, ...]:
    with unit as work:
        return tuple(
            int(work.connection.execute(select(func.count()).select_from(table)).scalar_one())
            for table in (score_opening, score)
        )


def test_conflict_that_came_to_light_since_stops_the_opening_and_stays_known(sealed: UnitOfWork) -> None:
    with sealed as work:
        work.connection.execute(
            update(nomination).where(nomination.c.nomination_no == FIRST).values(team_members="专家E002")
        )
    with pytest.raises(Conflicted, match=f"E002 专家E002 与 {FIRST}（项目成员：专家与团队成员“专家E002”同名"):
        open_scores(CYCLE, OPENED_ON, "run", sealed)
    assert counts(sealed) == (0, 0)
    with sealed as work:
        found = work.connection.execute(select(conflict.c.nomination_no, conflict.c.expert_no, conflict.c.kind)).all()
    assert [tuple(row) for row in found] == [(FIRST, "E002", "team_member")]


def test_once_it_is_no_longer_so_all_are_opened_and_later_conflicts_change_nothing(sealed: UnitOfWork) -> None:
    with sealed as work:
        work.connection.execute(update(nomination).values(team_members="专家E002"))
    with pytest.raises(Conflicted):
        open_scores(CYCLE, OPENED_ON, "run", sealed)
    with sealed as work:
        work.connection.execute(update(nomination).values(team_members=None))
    opened = open_scores(CYCLE, OPENED_ON, "run", sealed)
    assert counts(sealed) == (1, 10)
    with sealed as work:
        work.connection.execute(update(expert).values(name="同名"))
        work.connection.execute(update(nomination).values(team_members="同名"))
    assert open_scores(CYCLE, OPENED_ON, "run", sealed) == opened
