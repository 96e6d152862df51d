from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from sqlalchemy import insert, select
from tests.builders import CYCLE, lay_ground, nomination_no
from tests.services.scored import EXPERTS, IDEA, SENT_ON, qualified, score_all, send_back, sent_sheet
from tests.studio_builders import EMPLOYEE_CYCLE as EMPLOYEES
from tests.studio_builders import add_applications, applicant

from honours.domain.cycle import Category
from honours.domain.states import NominationState
from honours.domain.submissions import SubmissionStatus
from honours.services.review.scoring import (
    PanelIncomplete,
    SheetsMissing,
    missing_score_sheets,
    rank,
    send_score_sheets,
)
from honours.storage.tables import expert, nomination, nomination_move, ranking, score
from honours.storage.unit_of_work import UnitOfWork

ON = date(2025, 11, 20)


def number(serial: int) -> str:
    return nomination_no(IDEA, serial)


def states(unit: UnitOfWork) -> dict[str, str]:
    with unit as work:
        rows = work.connection.execute(select(nomination.c.nomination_no, nomination.c.state)).all()
    return {row.nomination_no: row.state for row in rows}


def test_every_expert_of_the_trade_gets_one_sheet_and_a_retry_none(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2)
    assert send_score_sheets(CYCLE, SENT_ON, unit_of_work) == 2
    before = sent_sheet(unit_of_work, "E001").read_bytes()
    assert send_score_sheets(CYCLE, SENT_ON, unit_of_work) == 2
    assert sent_sheet(unit_of_work, "E001").read_bytes() == before
    assert [one.expert_no for one in missing_score_sheets(CYCLE, unit_of_work)] == list(EXPERTS)


def test_trade_without_an_expert_is_named(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=())
    with pytest.raises(PanelIncomplete, match="十佳金点子·机械制造 2 项"):
        send_score_sheets(CYCLE, SENT_ON, unit_of_work)


def test_ranking_waits_for_the_last_sheet(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    send_score_sheets(CYCLE, SENT_ON, unit_of_work)
    send_back(unit_of_work, tmp_path / "in", "E001", {number(1): 88})
    with pytest.raises(SheetsMissing, match="专家E002"):
        rank(CYCLE, ON, "run", unit_of_work)


def test_points_are_kept_exactly_and_ranked_by_their_mean(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 2)
    send_score_sheets(CYCLE, SENT_ON, unit_of_work)
    send_back(unit_of_work, tmp_path / "in", "E001", {number(1): 88.15, number(2): "90.5"})
    send_back(unit_of_work, tmp_path / "in", "E002", {number(1): 88.16, number(2): 70})
    counts = rank(CYCLE, ON, "run", unit_of_work)
    assert (counts.inside, counts.tied, counts.out) == (2, 0, 0)
    with unit_of_work as work:
        rows = work.connection.execute(
            select(ranking.c.nomination_no, ranking.c.mean_points, ranking.c.rank).order_by(ranking.c.rank)
        ).all()
    assert rows == [(number(1), Decimal("88.1550"), 1), (number(2), Decimal("80.2500"), 2)]
    assert rank(CYCLE, ON, "again", unit_of_work) == counts


def test_eleventh_level_with_the_tenth_is_left_to_the_meeting(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 12)
    points = {number(serial): 100 - serial for serial in range(1, 10)}
    points |= {number(10): 80, number(11): 80, number(12): 10}
    score_all(unit_of_work, tmp_path / "in", points)
    counts = rank(CYCLE, ON, "run", unit_of_work)
    assert (counts.inside, counts.tied, counts.out) == (9, 2, 1)
    found = states(unit_of_work)
    assert found[number(10)] == found[number(11)] == NominationState.PROPOSED.value
    assert found[number(12)] == NominationState.NOT_PROPOSED.value


@pytest.mark.parametrize(
    ("points", "words"),
    [
        pytest.param(100.01, "100", id="above a hundred"),
        pytest.param(-1, "0", id="below nought"),
        pytest.param(88.123, "两位小数", id="three decimals"),
        pytest.param("优秀", "", id="a word"),
    ],
)
def test_bad_points_go_back_at_their_cell_and_the_good_ones_stay(
    unit_of_work: UnitOfWork, tmp_path: Path, points: object, words: str
) -> None:
    qualified(unit_of_work, 2)
    send_score_sheets(CYCLE, SENT_ON, unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "in", "E001", {number(1): points, number(2): 77})
    assert outcome.status is SubmissionStatus.PARTLY
    assert [(one.sheet, one.cell) for one in outcome.findings] == [("评分表", "C3")]
    assert words in outcome.findings[0].says
    assert outcome.returned_to is not None
    assert outcome.returned_to.exists()
    with unit_of_work as work:
        assert work.connection.execute(select(score.c.nomination_no, score.c.points)).all() == [
            (number(2), Decimal("77.00"))
        ]
    assert len(missing_score_sheets(CYCLE, unit_of_work)) == 2


def test_nomination_without_points_keeps_the_sheet_open(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 2)
    send_score_sheets(CYCLE, SENT_ON, unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "in", "E001", {number(1): 60})
    assert any(number(2) in one.says or "必须填写" in one.says for one in outcome.findings)
    assert len(missing_score_sheets(CYCLE, unit_of_work)) == 2


def test_no_points_are_taken_after_the_ranking(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1)
    score_all(unit_of_work, tmp_path / "in", {number(1): 60})
    rank(CYCLE, ON, "run", unit_of_work)
    outcome = send_back(unit_of_work, tmp_path / "late", "E001", {number(1): 99})
    assert outcome.status is SubmissionStatus.REFUSED
    assert "已经完成排名" in outcome.message


def test_studios_of_employees_are_ranked_without_a_limit(unit_of_work: UnitOfWork) -> None:
    studios = [applicant(Category.STANDARD, n, of=EMPLOYEES, state=NominationState.QUALIFIED) for n in range(1, 13)]
    numbers = [str(studio["nomination_no"]) for studio in studios]
    with unit_of_work as work:
        lay_ground(work, of=EMPLOYEES)
        submission_id = add_applications(work, studios)
        work.connection.execute(
            insert(expert).values(
                expert_no="E001", name="王工", unit_name="某院", speciality="machinery", email="e@example.invalid"
            )
        )
        given = [
            {
                "cycle": str(EMPLOYEES),
                "nomination_no": nomination_no,
                "expert_no": "E001",
                "points": Decimal(90 - place // 2),
                "submission_id": submission_id,
            }
            for place, nomination_no in enumerate(numbers)
        ]
        work.connection.execute(insert(score), given)
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
