"""The one pass in the database finds what a plain program finds, in small worlds of every shape."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import insert, select, text
from tests.builders import CYCLE, add_bodies, add_nominations, add_submission, lay_ground
from tests.services.review.conflicts.world import ON, entry

from honours.domain.cycle import Cycle, Scheme
from honours.regulation.policies import ReviewPolicy, review_policy
from honours.services.review.conflicts.finding import asked
from honours.storage.tables import (
    conflict,
    declared_interest,
    expert,
    expert_affiliation,
    expert_collaboration,
)
from honours.storage.unit_of_work import UnitOfWork

NAMES = ("王一", "王 一", "李二", "赵三", "孙四·五", "孙四•五")
UNITS = ("澄帆机械有限公司", "澄帆机械有限责任公司", "澄帆（机械）有限公司", "惠泽电力", "梁禾电子")
CODES = ("91320200MA1XXXXX1A", "91320200MA1XXXXX2A", "91320200MA1XXXXX3A")
BODIES = ("0101", "0102", "0301")
YEARS = st.integers(2018, 2025)
Found = set[tuple[str, str, str]]


@dataclass(frozen=True, slots=True)
class World:
    entries: tuple[dict[str, Any], ...]
    experts: tuple[dict[str, Any], ...]
    collaborations: tuple[dict[str, Any], ...]
    affiliations: tuple[dict[str, Any], ...]
    interests: tuple[dict[str, Any], ...]


@st.composite
def worlds(draw: st.DrawFn) -> World:
    name, unit, code = st.sampled_from(NAMES), st.sampled_from(UNITS), st.sampled_from(CODES)
    entries = []
    for serial_no in range(1, draw(st.integers(2, 5)) + 1):
        facts = {
            "of": Cycle(draw(st.sampled_from((2025, 2025, 2024, 2022, 2021))), Scheme.ACHIEVEMENT_AWARD),
            "body": draw(st.sampled_from(BODIES)),
            "person_name": draw(name),
            "team_members": "、".join(draw(st.lists(name, max_size=2))) or None,
            "first_inventor_name": draw(st.none() | name),
            "unit_name": draw(unit),
            "unit_uscc": draw(code),
            "patentee": draw(st.none() | unit),
            "is_withdrawn": draw(st.sampled_from((False, False, False, True))),
        }
        entries.append(entry(serial_no, **facts))
    numbers = [f"E{number:03d}" for number in range(1, draw(st.integers(1, 3)) + 1)]
    some = st.sampled_from(numbers)
    experts = [
        {
            "expert_no": number,
            "name": draw(name),
            "unit_name": draw(unit),
            "unit_uscc": draw(st.none() | code),
            "body_code": draw(st.none() | st.sampled_from(BODIES)),
        }
        for number in numbers
    ]
    collaborations = st.fixed_dictionaries(
        {
            "expert_no": some,
            "collaborator_name": name,
            "collaborator_unit": st.none() | unit,
            "kind": st.sampled_from(("co_inventor", "co_author", "worked_together")),
            "year": YEARS,
        }
    )
    affiliations = st.fixed_dictionaries(
        {"expert_no": some, "unit_name": unit, "unit_uscc": st.none() | code, "until_year": st.none() | YEARS}
    )
    subjects = [
        *(("person", one) for one in NAMES),
        *(("unit", one) for one in (*UNITS, *CODES)),
        *(("nomination", one["nomination_no"]) for one in entries),
    ]
    interests = st.fixed_dictionaries(
        {"expert_no": some, "subject": st.sampled_from(subjects), "is_active": st.booleans()}
    )
    few = {"max_size": 3, "unique_by": lambda one: tuple(str(one[key]) for key in sorted(one) if key in _KEYS)}
    return World(
        tuple(entries),
        tuple(experts),
        tuple(draw(st.lists(collaborations, **few))),
        tuple(draw(st.lists(affiliations, **few))),
        tuple(draw(st.lists(interests, **few))),
    )


_KEYS = {"expert_no", "collaborator_name", "kind", "year", "unit_name", "subject"}


def key(name: str) -> str:
    """Return a name as it is compared, said another way than in the database."""
    plain = "".join(one for one in unicodedata.normalize("NFKC", name).casefold() if one.isalnum())
    return plain.replace("有限责任公司", "有限公司")


def names_of(one: Mapping[str, Any]) -> set[str]:
    team = (one["team_members"] or "").split("、")
    return {key(name) for name in (one["person_name"], one["first_inventor_name"], *team) if name}


def units_of(one: Mapping[str, Any]) -> set[str]:
    return {key(unit) for unit in (one["unit_name"], one["patentee"]) if unit}


def oracle(world: World, policy: ReviewPolicy) -> Found:
    """Return which expert may not judge which entry, and why, by looking at every pair."""
    year, since = CYCLE.year, CYCLE.year - policy.conflict_years
    found: Found = set()
    for one in world.entries:
        if one["cycle"] != str(CYCLE) or one["is_withdrawn"]:
            continue
        no, names, units, code = one["nomination_no"], names_of(one), units_of(one), one["unit_uscc"]
        for person in world.experts:
            number, own = person["expert_no"], key(person["name"])
            if key(person["unit_name"]) in units or person["unit_uscc"] == code:
                found.add((no, number, "same_unit"))
            in_district = one["body_code"] == person["body_code"] != "0301"
            if policy.is_district_conflict and in_district:
                found.add((no, number, "same_body"))
            if own in names:
                found.add((no, number, "team_member"))
            for work in world.collaborations:
                if work["expert_no"] == number and key(work["collaborator_name"]) in names and work["year"] >= since:
                    found.add((no, number, work["kind"]))
            for place in world.affiliations:
                is_same = key(place["unit_name"]) in units or place["unit_uscc"] == code
                if place["expert_no"] == number and is_same and (place["until_year"] or year) >= since:
                    found.add((no, number, "worked_together"))
            for other in world.entries:
                team = names_of(other)
                is_in_time = since <= Cycle.parse(other["cycle"]).year <= year
                if other is not one and is_in_time and own in team and (team - {own}) & names:
                    found.add((no, number, "worked_together"))
            for told in world.interests:
                kind, subject = told["subject"]
                meets = {
                    "person": key(subject) in names,
                    "unit": key(subject) in units or subject == code,
                    "nomination": subject == no,
                }
                if told["expert_no"] == number and told["is_active"] and meets[kind]:
                    found.add((no, number, "declared"))
    return found


def lay(world: World, work: UnitOfWork) -> None:
    add_nominations(work, world.entries)
    submission_id = add_submission(work, file_name="名册.xlsx")
    for row in world.experts:
        values = {"speciality": "machinery", "email": "e@example.invalid", **row}
        work.connection.execute(insert(expert).values(values))
    for row in world.collaborations:
        values = {**row, "work_name": "一种轴承", "submission_id": submission_id}
        work.connection.execute(insert(expert_collaboration).values(values))
    for row in world.affiliations:
        values = {**row, "from_year": 2010, "submission_id": submission_id}
        work.connection.execute(insert(expert_affiliation).values(values))
    for row in world.interests:
        kind, subject = row["subject"]
        values = {"subject_kind": kind, "subject": subject, "relation": "other", "declared_on": date(2025, 9, 1)}
        work.connection.execute(
            insert(declared_interest).values(
                expert_no=row["expert_no"], is_active=row["is_active"], submission_id=submission_id, **values
            )
        )


@pytest.fixture
def ground(unit_of_work: UnitOfWork) -> UnitOfWork:
    with unit_of_work as work:
        for year in (2021, 2022, 2024, 2025):
            lay_ground(work, of=Cycle(year, Scheme.ACHIEVEMENT_AWARD), bodies=())
        add_bodies(work, *BODIES)
        work.connection.execute(text("UPDATE honours.recommending_body SET kind = 'company' WHERE body_code = '0301'"))
    return unit_of_work


@settings(
    max_examples=120, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(world=worlds(), years=st.integers(0, 5), is_district=st.booleans())
def test_the_database_finds_what_a_plain_program_finds(
    ground: UnitOfWork, world: World, years: int, is_district: bool
) -> None:
    policy = replace(review_policy(CYCLE.scheme, ON), conflict_years=years, is_district_conflict=is_district)
    with ground as work:
        world_only = work.connection.begin_nested()
        lay(world, work)
        for _ in range(2):
            work.run("review/find_conflicts", asked(CYCLE, ON, policy))
        rows = work.connection.execute(select(conflict).where(conflict.c.ended_on.is_(None))).all()
        world_only.rollback()
    assert {(row.nomination_no, row.expert_no, row.kind) for row in rows} == oracle(world, policy)
