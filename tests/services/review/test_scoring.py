from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from tests.builders import CYCLE, lay_ground, nomination_no
from tests.services.scored import IDEA, add_scores, qualified, score_all, score_and_open
from tests.studio_builders import EMPLOYEE_CYCLE as EMPLOYEES
from tests.studio_builders import add_applications, applicant

from honours.domain.cycle import Category
from honours.domain.scoring import NotScored
from honours.domain.states import NominationState
from honours.services.review.scoring import rank
from honours.storage.tables import expert, nomination, nomination_move, ranking
from honours.storage.unit_of_work import UnitOfWork

ON = date(2025, 11, 20)


def number(serial: int) -> str:
    return nomination_no(IDEA, serial)


def states(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
    return {row.nomination_no: row.state for row in rows}


def test_nothing_is_ranked_before_the_opening(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_all(unit_of_work, tmp_path / "in", {number(1): 88})
    with pytest.raises(NotScored, match=number(1)):
        rank(CYCLE, ON, "run", unit_of_work)


def test_entries_are_ranked_by_the_formula_of_the_policy(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2)
    with unit_of_work as work:
        submission_id = work.connection.scalar(select(nomination.c.submission_id).limit(1))
        given = {
            number(1): ("60.00", "88.15", "88.16", "88.18", "100.00"),
            number(2): ("80.25", "80.25", "80.25", "80.25", "80.25"),
        }
        points = {
            entry: {f"E00{place}": Decimal(value) for place, value in enumerate(values, 1)}
            for entry, values in given.items()
        }
        add_scores(work, CYCLE, points, submission_id)
    counts = rank(CYCLE, ON, "run", unit_of_work)
    assert (counts.inside, counts.tied, counts.out) == (2, 0, 0)
    with unit_of_work as work:
        rows = work.connection.execute(
            select(ranking.c.nomination_no, ranking.c.mean_points, ranking.c.rank).order_by(ranking.c.rank)
        ).all()
    # Without the highest and the lowest: (88.15 + 88.16 + 88.18) / 3.
    assert rows == [(number(1), Decimal("88.1633"), 1), (number(2), Decimal("80.2500"), 2)]
    assert rank(CYCLE, ON, "again", unit_of_work) == counts


def test_eleventh_level_with_the_tenth_is_left_to_the_meeting(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 12)
    points = {number(serial): 100 - serial for serial in range(1, 10)}
    points |= {number(10): 80, number(11): 80, number(12): 10}
    score_and_open(unit_of_work, tmp_path / "in", points)
    counts = rank(CYCLE, ON, "run", unit_of_work)
    assert (counts.inside, counts.tied, counts.out) == (9, 2, 1)
    found = states(unit_of_work)
    assert found[number(10)] == found[number(11)] == NominationState.PROPOSED.value
    assert found[number(12)] == NominationState.NOT_PROPOSED.value


def test_key_of_the_policy_decides_at_the_line_and_is_kept_with_its_article(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    qualified(unit_of_work, 11)
    points: dict[str, object] = {number(serial): 100 - serial for serial in range(1, 10)}
    # 40 and 35 percent: the same score, but more benefit in the second.
    points[number(10)] = {"points_innovation": 80, "points_benefit": 60, "points_spread": 70}
    points[number(11)] = {"points_innovation": 73, "points_benefit": 68, "points_spread": 70}
    score_and_open(unit_of_work, tmp_path / "in", points)
    counts = rank(CYCLE, ON, "run", unit_of_work)
    assert (counts.inside, counts.tied, counts.out) == (10, 0, 1)
    with unit_of_work as work:
        rows = {row.nomination_no: row for row in work.connection.execute(select(ranking))}
    assert (rows[number(11)].outcome, rows[number(11)].rank) == ("in", 10)
    assert (rows[number(10)].outcome, rows[number(10)].rank) == ("out", 11)
    assert rows[number(10)].mean_points == rows[number(11)].mean_points == Decimal("70.5000")
    (key,) = rows[number(11)].tie_keys
    assert (key["article"], key["value"], key["is_decisive"]) == ("award/3", "68.0000", True)
    assert rows[number(1)].tie_keys == []


def test_order_of_the_body_decides_between_its_own(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 11)
    with unit_of_work as work:
        work.connection.execute(
            nomination.update().where(nomination.c.nomination_no == number(10)).values(priority_no=2)
        )
    points = {number(serial): 100 - serial for serial in range(1, 10)} | {number(10): 80, number(11): 80}
    score_and_open(unit_of_work, tmp_path / "in", points)
    assert str(rank(CYCLE, ON, "run", unit_of_work)).startswith("提请会议研究10项（其中名额线上并列0项）")
    assert states(unit_of_work)[number(10)] == NominationState.NOT_PROPOSED.value


def test_studios_of_employees_are_ranked_without_a_limit(unit_of_work: UnitOfWork) -> None:
    studios = [
        applicant(Category.STANDARD, n, of=EMPLOYEES, state=NominationState.QUALIFIED, priority_no=1)
        for n in range(1, 13)
    ]
    numbers = [str(studio["nomination_no"]) for studio in studios]
    with unit_of_work as work:
        lay_ground(work, of=EMPLOYEES)
        submission_id = add_applications(work, studios)
        work.connection.execute(
            insert(expert).values(
                expert_no="E001", name="王工", unit_name="某院", speciality="machinery", email="e@example.invalid"
            )
        )
        given = {one: {"E001": Decimal(90 - place // 2)} for place, one in enumerate(numbers)}
        add_scores(work, EMPLOYEES, given, submission_id)
    counts = rank(EMPLOYEES, ON, "run", unit_of_work)
    assert (counts.inside, counts.tied, counts.out) == (12, 0, 0)
    assert set(states(unit_of_work).values()) == {NominationState.PROPOSED.value}
    with unit_of_work as work:
        ranks = work.connection.execute(select(ranking.c.rank).order_by(ranking.c.nomination_no)).scalars().all()
        reasons = work.connection.execute(
            select(nomination_move.c.reason).where(nomination_move.c.to_state == "proposed").distinct()
        ).scalars()
        assert list(reasons) == ["评审已排出名次，不设名额，提请会议择优研究"]
    assert ranks == [1, 1, 3, 3, 5, 5, 7, 7, 9, 9, 11, 11]
    assert rank(EMPLOYEES, ON, "again", unit_of_work) == counts
