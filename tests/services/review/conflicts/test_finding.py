"""Every kind of conflict with both sides of its boundary (award/11), and what finding again changes."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text, update
from tests.builders import CYCLE, add_bodies, add_nominations, lay_ground
from tests.services.review.conflicts.world import (
    FIRST,
    NOBODY_USCC,
    ON,
    SECOND,
    UNIT,
    USCC,
    add_affiliation,
    add_collaboration,
    add_expert,
    add_interest,
    add_recusal,
    entry,
    found,
    lay,
)
from tests.studio_builders import add_applications, applicant

from honours.domain.conflicts import ConflictKind
from honours.domain.cycle import Category, Cycle, Scheme
from honours.regulation.policies import NoPolicy, review_policy
from honours.services.review.conflicts import find_conflicts
from honours.storage.tables import conflict, expert, expert_collaboration, nomination
from honours.storage.unit_of_work import UnitOfWork

YEARS = review_policy(CYCLE.scheme, ON).conflict_years
EARLIEST = CYCLE.year - YEARS

Add = Callable[[UnitOfWork], None]


def with_expert(**facts: Any) -> Add:
    return lambda work: add_expert(work, **facts)


def and_also(add: Callable[..., None], **facts: Any) -> Add:
    def both(work: UnitOfWork) -> None:
        add_expert(work)
        add(work, **facts)

    return both


@pytest.mark.parametrize(
    ("add", "kind", "words"),
    [
        pytest.param(with_expert(unit_name=UNIT), "same_unit", "名称相同", id="name of the unit"),
        pytest.param(
            with_expert(unit_name="无锡澄帆 精密机械有限责任公司"),
            "same_unit",
            "名称相同",
            id="name written otherwise",
        ),
        pytest.param(with_expert(unit_uscc=USCC), "same_unit", "统一社会信用代码相同", id="code of the unit"),
        pytest.param(with_expert(unit_name="无锡专利（持有）公司"), "same_unit", "专利权人", id="owner of the patent"),
        pytest.param(with_expert(name="徐 一"), "team_member", "第一发明人“徐一”同名，仅凭姓名", id="first inventor"),
        pytest.param(with_expert(name="钱二"), "team_member", "团队成员“钱二”同名，仅凭姓名", id="one of the team"),
        pytest.param(with_expert(name="赵零"), "team_member", "申报人“赵零”同名，仅凭姓名", id="the nominee"),
        pytest.param(and_also(add_collaboration), "co_inventor", "2025年共同发明“一种轴承”，仅凭", id="co-inventor"),
        pytest.param(
            and_also(add_collaboration, collaborator_unit=UNIT), "co_inventor", "姓名和单位都相同", id="name and unit"
        ),
        pytest.param(
            and_also(add_collaboration, collaborator_unit="太湖理工学院"),
            "co_inventor",
            "仅凭姓名判断（登记的单位是“太湖理工学院”）",
            id="the name with another unit",
        ),
        pytest.param(and_also(add_collaboration, kind="co_author"), "co_author", "共同署名", id="co-author"),
        pytest.param(
            and_also(add_collaboration, kind="worked_together", year=EARLIEST),
            "worked_together",
            f"{EARLIEST}年共事",
            id="worked together exactly N years ago",
        ),
        pytest.param(
            and_also(add_affiliation, until_year=EARLIEST), "worked_together", "任职", id="left exactly N years ago"
        ),
        pytest.param(and_also(add_affiliation, until_year=None), "worked_together", "2010年至今", id="never left"),
        pytest.param(
            and_also(add_affiliation, unit_name="旧名公司", unit_uscc=USCC),
            "worked_together",
            "任职",
            id="by code",
        ),
        pytest.param(
            and_also(add_affiliation, unit_name="旧名公司", unit_uscc=USCC, until_year=EARLIEST),
            "worked_together",
            "任职",
            id="left a unit of this code exactly N years ago",
        ),
        pytest.param(and_also(add_interest), "declared", "亲属关系，仅凭姓名", id="declared against a person"),
        pytest.param(
            and_also(add_interest, subject_kind="unit", subject=UNIT, relation="economic", note="持有股份"),
            "declared",
            "经济利益关系：持有股份",
            id="declared against a unit",
        ),
        pytest.param(
            and_also(add_interest, subject_kind="unit", subject=USCC), "declared", USCC, id="declared against a code"
        ),
        pytest.param(
            and_also(add_interest, subject_kind="nomination", subject=FIRST), "declared", FIRST, id="against an entry"
        ),
    ],
)
def test_conflict_is_found_with_its_reason(unit_of_work: UnitOfWork, add: Add, kind: str, words: str) -> None:
    lay(
        unit_of_work,
        entry(person_name="赵零", team_members="钱二、孙三", patentee=f"{UNIT}、无锡专利(持有)公司"),
        entry(2, unit_name="别的公司", unit_uscc="91320200MA1XXXXX2A", patentee="别的公司", first_inventor_name="李四"),
    )
    with unit_of_work as work:
        add(work)
    reasons = found(unit_of_work)
    assert list(reasons) == [(FIRST, kind)]
    assert words in reasons[FIRST, kind]


@pytest.mark.parametrize(
    "add",
    [
        pytest.param(with_expert(), id="nothing in common"),
        pytest.param(with_expert(unit_name="无锡澄帆精密机械有限公司工会", unit_uscc=NOBODY_USCC), id="a longer name"),
        pytest.param(with_expert(name="徐"), id="a part of a name"),
        pytest.param(and_also(add_collaboration, year=EARLIEST - 1), id="co-inventor N+1 years ago"),
        pytest.param(and_also(add_collaboration, kind="co_author", year=EARLIEST - 1), id="co-author N+1 years ago"),
        pytest.param(and_also(add_affiliation, until_year=EARLIEST - 1), id="left N+1 years ago"),
        pytest.param(
            and_also(add_affiliation, unit_name="旧名公司", unit_uscc=USCC, until_year=EARLIEST - 1),
            id="left a unit of this code N+1 years ago",
        ),
        pytest.param(and_also(add_interest, is_active=False), id="a declaration taken back"),
        pytest.param(and_also(add_interest, subject_kind="nomination", subject=SECOND), id="against another entry"),
        pytest.param(with_expert(body_code="0101"), id="the same district where the policy does not count it"),
    ],
)
def test_no_conflict_beyond_the_boundary(unit_of_work: UnitOfWork, add: Add) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add(work)
    assert found(unit_of_work) == {}


@pytest.mark.parametrize(
    ("year", "members", "is_found"),
    [
        pytest.param(EARLIEST, "专家E001、钱二", True, id="exactly N years ago"),
        pytest.param(EARLIEST - 1, "专家E001、钱二", False, id="N+1 years ago"),
        pytest.param(CYCLE.year + 1, "专家E001、钱二", False, id="in a later cycle"),
        pytest.param(EARLIEST, "专家E001、孙三", False, id="with others"),
        pytest.param(EARLIEST, "钱二、孙三", False, id="others without the expert"),
    ],
)
def test_team_of_an_earlier_nomination_counts_as_working_together(
    unit_of_work: UnitOfWork, year: int, members: str, is_found: bool
) -> None:
    lay(unit_of_work, entry(team_members="钱二"))
    earlier = Cycle(year, Scheme.ACHIEVEMENT_AWARD)
    with unit_of_work as work:
        lay_ground(work, of=earlier)
        other = {"unit_name": "别的公司", "unit_uscc": "91320200MA1XXXXX2A", "person_name": "王六"}
        add_nominations(work, [entry(of=earlier, team_members=members, first_inventor_name="郑五", **other)])
        add_expert(work)
    reasons = found(unit_of_work)
    assert list(reasons) == ([(FIRST, "worked_together")] if is_found else [])
    assert all("同在" in reason and "仅凭姓名" in reason for reason in reasons.values())


def test_same_district_counts_where_the_policy_says_so(unit_of_work: UnitOfWork) -> None:
    studios = Cycle(2025, Scheme.EMPLOYEE_STUDIO)
    with unit_of_work as work:
        lay_ground(work, of=studios, bodies=("0101", "0102"))
        add_bodies(work, "0301")
        work.connection.execute(text("UPDATE honours.recommending_body SET kind = 'company' WHERE body_code = '0301'"))
        bodies = ("0101", "0301")
        add_applications(work, [applicant(Category.STANDARD, 1, of=studios, body=body) for body in bodies])
        add_expert(work, body_code="0101")
        add_expert(work, "E002", body_code="0102")
        add_expert(work, "E003", body_code="0301")
    counts = find_conflicts(studios, ON, unit_of_work)
    assert dict(counts.by_kind) == {ConflictKind.SAME_BODY: 1}
    with unit_of_work as work:
        (row,) = work.connection.execute(select(conflict)).all()
    assert (row.expert_no, row.nomination_no) == ("E001", studios.nomination_no(Category.STANDARD, "0101", 1))
    assert "第0101总工会" in row.reason


def test_visited_studios_have_no_conflicts_to_find(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(NoPolicy):
        find_conflicts(Cycle(2025, Scheme.MODEL_WORKER_STUDIO), ON, unit_of_work)


def test_withdrawn_entry_has_none(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_expert(work, unit_name=UNIT)
        work.connection.execute(update(nomination).values(is_withdrawn=True))
    assert found(unit_of_work) == {}


def test_several_facts_of_one_kind_are_one_conflict_with_all_reasons(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_expert(work)
        add_collaboration(work)
        add_collaboration(work, year=2024, work_name="一种夹具")
    (reason,) = found(unit_of_work).values()
    assert "一种轴承" in reason
    assert "；" in reason
    assert "一种夹具" in reason


def test_finding_again_changes_nothing(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_expert(work, unit_name=UNIT)
        add_recusal(work)
    first = find_conflicts(CYCLE, ON, unit_of_work)
    with unit_of_work as work:
        before = work.connection.execute(text("SELECT xmin, * FROM honours.conflict")).all()
    assert find_conflicts(CYCLE, date(2025, 12, 1), unit_of_work) == first
    with unit_of_work as work:
        assert work.connection.execute(text("SELECT xmin, * FROM honours.conflict")).all() == before
    assert str(first) == "应当回避的专家与项目 1 对（同一单位 1，回避 1）"


def test_what_is_no_longer_so_ends_and_stays_on_record(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work)
    with unit_of_work as work:
        add_expert(work)
        add_collaboration(work)
    assert list(found(unit_of_work)) == [(FIRST, "co_inventor")]
    with unit_of_work as work:
        work.connection.execute(update(nomination).values(person_name="无关"))
        work.connection.execute(text("UPDATE honours.invention_patent SET first_inventor_name = '无关'"))
    later = date(2025, 11, 20)
    counts = find_conflicts(CYCLE, later, unit_of_work)
    assert (counts.pairs, str(counts)) == (0, "没有应当回避的专家与项目")
    with unit_of_work as work:
        row = work.connection.execute(select(conflict)).one()
        assert (row.found_on, row.ended_on) == (ON, later)
        work.connection.execute(text("UPDATE honours.invention_patent SET first_inventor_name = '徐一'"))
    assert find_conflicts(CYCLE, later, unit_of_work).pairs == 1
    with unit_of_work as work:
        assert work.connection.execute(select(conflict.c.found_on, conflict.c.ended_on)).one() == (ON, None)


def test_other_cycles_are_left_alone(unit_of_work: UnitOfWork) -> None:
    before = Cycle(2024, Scheme.ACHIEVEMENT_AWARD)
    lay(unit_of_work)
    with unit_of_work as work:
        lay_ground(work, of=before)
        add_nominations(work, [entry(of=before)])
        add_expert(work, unit_name=UNIT)
    for cycle in (before, CYCLE):
        assert find_conflicts(cycle, ON, unit_of_work).pairs == 1
    with unit_of_work as work:
        work.connection.execute(update(expert).values(unit_name="别处单位"))
    find_conflicts(CYCLE, ON, unit_of_work)
    with unit_of_work as work:
        standing = select(conflict.c.cycle).where(conflict.c.ended_on.is_(None))
        assert work.connection.scalars(standing).all() == [str(before)]
        assert work.connection.scalars(select(expert_collaboration.c.year)).all() == []
