"""Experts replaced with the least change: late ones, those who must step back, those who left."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest
from sqlalchemy import insert, select, update
from tests.builders import CYCLE, nomination_no
from tests.services.review.assigning.test_drawing import SEVEN, experts_of, recuse
from tests.services.scored import IDEA, qualified, send_back, send_sheets

from honours.services.review.assigning.open_reviews import recheck_open
from honours.services.review.assigning.panel import panel
from honours.services.review.assigning.record import NoAssignment, verify
from honours.services.review.assigning.replacing import NotLate, recheck, replace_experts
from honours.services.review.assigning.shortage import TooFewExperts
from honours.services.review.scoring import missing_score_sheets, open_scores, send_score_sheets
from honours.storage.tables import assignment_withdrawal, expert, milestone, score
from honours.storage.unit_of_work import UnitOfWork

DUE_ON = date(2025, 11, 17)


def withdrawn(unit: UnitOfWork) -> dict[str, set[str]]:
    with unit as work:
        rows = work.connection.execute(select(assignment_withdrawal)).all()
    kinds: dict[str, set[str]] = {}
    for row in rows:
        kinds.setdefault(row.kind, set()).add(row.expert_no)
    return kinds


def in_all_but(unit: UnitOfWork, folder: Path, late: str, count: int) -> None:
    """Let everybody but one send their sheets back."""
    known = panel(CYCLE, unit).experts_of
    for expert_no in SEVEN:
        own = {number: 80 for number, experts in known.items() if expert_no in experts}
        if own and expert_no != late:
            assert send_back(unit, folder, expert_no, own).is_clean


def test_a_late_expert_is_replaced_and_nobody_else_is_touched(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 4, experts=SEVEN)
    send_sheets(unit_of_work)
    before = {serial: experts_of(unit_of_work, serial) for serial in range(1, 5)}
    in_all_but(unit_of_work, tmp_path / "in", "E003", 4)
    owed = {serial for serial, experts in before.items() if "E003" in experts}
    drawn = replace_experts(CYCLE, ["E003"], DUE_ON, "run", unit_of_work)
    assert (drawn.run.made, drawn.run.withdrawn) == (len(owed), len(owed))
    for serial, experts in before.items():
        assert before[serial] - experts_of(unit_of_work, serial) == ({"E003"} if serial in owed else set())
        assert len(experts) == len(experts_of(unit_of_work, serial)) == 5
    assert withdrawn(unit_of_work) == {"late": {"E003"}}
    assert replace_experts(CYCLE, ["E003"], DUE_ON, "run", unit_of_work) == drawn
    assert [one.differences for one in verify(CYCLE, unit_of_work)] == [(), ()]


def test_what_was_taken_over_comes_in_a_sheet_of_its_own_and_is_opened(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    qualified(unit_of_work, 1, experts=SEVEN[:6])
    send_sheets(unit_of_work)
    late = min(experts_of(unit_of_work, 1))
    free = min(set(SEVEN[:6]) - experts_of(unit_of_work, 1))
    in_all_but(unit_of_work, tmp_path / "in", late, 1)
    replace_experts(CYCLE, [late], DUE_ON, "run", unit_of_work)
    send_score_sheets(CYCLE, DUE_ON, unit_of_work)
    assert [one.expert_no for one in missing_score_sheets(CYCLE, unit_of_work)] == [free]
    outcome = send_back(unit_of_work, tmp_path / "in", late, {nomination_no(IDEA, 1): 10})
    assert "已全部改由其他专家评审" in outcome.message
    assert send_back(unit_of_work, tmp_path / "in", free, {nomination_no(IDEA, 1): 90}).is_clean
    open_scores(CYCLE, DUE_ON, "run", unit_of_work)
    with unit_of_work as work:
        given = set(work.connection.scalars(select(score.c.expert_no)))
    assert given == set(SEVEN[:6]) - {late}


def test_an_expert_who_refuses_in_the_sheet_is_replaced_by_the_recheck(
    unit_of_work: UnitOfWork, tmp_path: Path
) -> None:
    qualified(unit_of_work, 1, experts=SEVEN[:6])
    send_sheets(unit_of_work)
    refusing = min(experts_of(unit_of_work, 1))
    with unit_of_work as work:
        planned = {"cycle": str(CYCLE), "code": "scoring_done", "label": "评审完成", "planned_on": DUE_ON}
        told = {"rests_on": "award/11", "is_lawful_limit": False, "is_provisional": False}
        work.connection.execute(insert(milestone).values(**planned, **told))
    said = {"is_recused": "是", "recusal_reason": "参与过该项目"}
    assert send_back(unit_of_work, tmp_path / "in", refusing, {nomination_no(IDEA, 1): said}).is_clean
    assert list(recheck_open(DUE_ON, "run", unit_of_work)) == [CYCLE]
    assert withdrawn(unit_of_work) == {"conflict": {refusing}}
    assert len(missing_score_sheets(CYCLE, unit_of_work)) == 5
    assert recheck_open(DUE_ON, "run", unit_of_work) == {}


def test_a_sealed_sheet_does_not_stand_against_a_conflict(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1, experts=SEVEN[:6])
    send_sheets(unit_of_work)
    one = min(experts_of(unit_of_work, 1))
    in_all_but(unit_of_work, tmp_path / "in", "", 1)
    recuse(unit_of_work, one, 1)
    assert recheck(CYCLE, DUE_ON, "run", unit_of_work) is not None
    assert one not in experts_of(unit_of_work, 1)
    assert withdrawn(unit_of_work) == {"conflict": {one}}


def test_who_left_the_roster_keeps_what_is_sealed_and_loses_the_rest(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 2, experts=SEVEN)
    send_sheets(unit_of_work)
    known = panel(CYCLE, unit_of_work).experts_of
    back, gone = [number for number in SEVEN if all(number in experts for experts in known.values())][:2]
    assert send_back(unit_of_work, tmp_path / "in", back, dict.fromkeys(known, 80)).is_clean
    with unit_of_work as work:
        work.connection.execute(update(expert).where(expert.c.expert_no.in_((back, gone))).values(is_active=False))
    assert recheck(CYCLE, DUE_ON, "run", unit_of_work) is not None
    assert withdrawn(unit_of_work) == {"left": {gone}}
    assert all(back in experts_of(unit_of_work, serial) for serial in (1, 2))


def test_nothing_changes_while_everybody_may_score(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 2, experts=SEVEN)
    send_sheets(unit_of_work)
    assert recheck(CYCLE, DUE_ON, "run", unit_of_work) is None


def test_nobody_to_take_over_is_told_and_everything_stays(unit_of_work: UnitOfWork) -> None:
    qualified(unit_of_work, 1, experts=SEVEN[:5])
    send_sheets(unit_of_work)
    before = panel(CYCLE, unit_of_work)
    with pytest.raises(TooFewExperts, match="差1"):
        replace_experts(CYCLE, ["E001"], DUE_ON, "run", unit_of_work)
    assert panel(CYCLE, unit_of_work) == before


def test_who_owes_nothing_is_not_replaced_as_late(unit_of_work: UnitOfWork, tmp_path: Path) -> None:
    qualified(unit_of_work, 1, experts=SEVEN)
    with pytest.raises(NoAssignment):
        replace_experts(CYCLE, ["E001"], DUE_ON, "run", unit_of_work)
    send_sheets(unit_of_work)
    with pytest.raises(NotLate, match=r"E009 没有欠交的评分表"):
        replace_experts(CYCLE, ["E009"], DUE_ON, "run", unit_of_work)
