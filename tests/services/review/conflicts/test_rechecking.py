"""A changed roster is looked at anew in every cycle whose experts were asked and whose entries are not ranked."""

from __future__ import annotations

import pytest
from sqlalchemy import insert, select
from tests.builders import CYCLE, add_file, nomination_no
from tests.services.intake.test_expert_roster import COLLABORATION, EXPERT, INTEREST, roster
from tests.services.intake.test_taking_in import send
from tests.services.review.conflicts.world import FIRST, UNIT, entry, lay
from tests.services.scored import IDEA, SENT_ON, qualified

from honours.domain.submissions import SubmissionStatus
from honours.services.review.assigning.drawing import assign_experts
from honours.services.review.assigning.panel import panel
from honours.services.review.assigning.replacing import recheck
from honours.services.review.experts import experts
from honours.storage.tables import conflict, ranking, score_sheet
from honours.storage.unit_of_work import UnitOfWork

ELSEWHERE = EXPERT | {"name": "无关之人"}


def ask(unit: UnitOfWork) -> None:
    with unit as work:
        values = {"category": "invention_patent", "expert_no": "E001", "sent_sha256": add_file(work, "评分表")}
        work.connection.execute(insert(score_sheet).values(cycle=str(CYCLE), **values))


def rank(unit: UnitOfWork) -> None:
    with unit as work:
        values = {"category": "invention_patent", "mean_points": 90, "score_count": 1, "rank": 1, "outcome": "in"}
        work.connection.execute(insert(ranking).values(cycle=str(CYCLE), nomination_no=FIRST, **values))


def standing(unit: UnitOfWork) -> list[str]:
    with unit as work:
        return list(work.connection.scalars(select(conflict.c.kind).where(conflict.c.ended_on.is_(None))))


@pytest.fixture
def asked(unit_of_work: UnitOfWork) -> UnitOfWork:
    lay(unit_of_work, entry(first_inventor_name="王建国"))
    unit_of_work.settings.inbox.mkdir(parents=True)
    assert send(unit_of_work, roster(专家=[ELSEWHERE])).status is SubmissionStatus.ACCEPTED
    ask(unit_of_work)
    return unit_of_work


def test_roster_with_a_new_fact_is_a_conflict_at_once(asked: UnitOfWork) -> None:
    send(asked, roster(专家=[ELSEWHERE], 合作关系=[COLLABORATION]))
    assert standing(asked) == ["co_inventor"]


def test_roster_that_takes_a_fact_back_ends_the_conflict(asked: UnitOfWork) -> None:
    send(asked, roster(专家=[ELSEWHERE | {"unit_name": UNIT}]), "一.xlsx")
    assert standing(asked) == ["same_unit"]
    send(asked, roster(专家=[ELSEWHERE | {"unit_name": "太湖理工学院"}]), "二.xlsx")
    assert standing(asked) == []


def test_cycle_that_is_ranked_stays_as_it_was(asked: UnitOfWork) -> None:
    rank(asked)
    send(asked, roster(专家=[ELSEWHERE], 合作关系=[COLLABORATION]))
    assert standing(asked) == []


def test_cycle_that_asked_nobody_yet_is_left_for_its_own_step(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, entry(first_inventor_name="王建国"))
    unit_of_work.settings.inbox.mkdir(parents=True)
    send(unit_of_work, roster(专家=[ELSEWHERE], 合作关系=[COLLABORATION]))
    assert standing(unit_of_work) == []


def test_roster_after_the_assignment_costs_the_expert_the_entry(unit_of_work: UnitOfWork) -> None:
    seven = tuple(f"E00{number}" for number in range(1, 8))
    qualified(unit_of_work, 1, experts=seven)
    unit_of_work.settings.inbox.mkdir(parents=True)
    assign_experts(CYCLE, SENT_ON, "run", unit_of_work)
    (assigned,) = panel(CYCLE, unit_of_work).experts_of.values()
    (told,) = experts(unit_of_work, expert_no=assigned[0])
    assert told.load == {str(CYCLE): 1}
    number = nomination_no(IDEA, 1)
    of_it = {"expert_no": assigned[0], "subject_kind": "申报项目", "subject": number}
    send(unit_of_work, roster(专家=[], 利害关系申报=[INTEREST | of_it]))
    assert standing(unit_of_work) == ["declared"]
    assert recheck(CYCLE, SENT_ON, "run", unit_of_work) is not None
    (now,) = panel(CYCLE, unit_of_work).experts_of.values()
    assert (assigned[0] in now, len(now)) == (False, len(assigned))
    assert experts(unit_of_work, expert_no=assigned[0])[0].load == {}
