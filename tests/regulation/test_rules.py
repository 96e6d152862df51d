"""Every rule of the award: pass, fail, refer and the boundary days, judged together in one pass of PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from sqlalchemy import select
from tests.builders import CYCLE, DUE_ON, add_evidence, add_nominations, lay_ground, nominee
from tests.conftest import Database
from tests.regulation.boundaries import comparisons, steps
from tests.regulation.rule_cases import ALL, CASES, COUNTED_TOGETHER, FAIL, NEVER_FAIL, NEVER_REFER, PASS, REFER, Case

from honours import wiring
from honours.domain.cycle import Category
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.regulation.loader import regulation
from honours.regulation.rules import Rule
from honours.services.judgement import judge, rules_of
from honours.services.moves import move_all
from honours.storage.settings import Settings
from honours.storage.tables import (
    golden_idea,
    invention_patent,
    nomination,
    nomination_posting,
    operating_method,
    tech_achievement,
    verdict,
)
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

RULE_COUNT = 46
NUMBERS = [f"{place:04d}" for place in range(1, len(CASES) + 1)]
PLAIN = "9000"
_NOT_ASKED_ABOUT = {
    *("team_members", "project_summary", "payee_key", "condition_note", "method_note", "nomination_no"),
    # Asked about as what they are made of.
    *("person_id_cipher", "person_id_hmac", "person_id_last4"),
}
# What else must hold so that the fact decides.
_DECIDED_BY: dict[str, dict[str, Any]] = {
    "is_union_organised": {"is_government_or_enterprise_project": True},
    "has_proposal_form": {"is_benefit_calculation_exact": False},
    "has_reward_approval_form": {"is_benefit_calculation_exact": False},
    "annual_benefit_cny": {"has_proposal_form": False},
    "is_benefit_calculation_exact": {"has_proposal_form": False},
    "is_appraised": {
        "has_proposal_form": False,
        "is_benefit_calculation_exact": False,
        "is_recognised_above_unit": True,
    },
    "is_recognised_above_unit": {
        "has_proposal_form": False,
        "is_benefit_calculation_exact": False,
        "is_appraised": True,
    },
}
_TABLES = {
    Category.TECH_ACHIEVEMENT: tech_achievement,
    Category.OPERATING_METHOD: operating_method,
    Category.INVENTION_PATENT: invention_patent,
    Category.GOLDEN_IDEA: golden_idea,
}
# Facts of award/4 that the text does not ask of every category, and a benefit that award/5 does not count.
_NOT_ASKED_OF = {
    ("is_unit_head", Category.GOLDEN_IDEA),
    ("professional_title", Category.INVENTION_PATENT),
    ("professional_title", Category.GOLDEN_IDEA),
    ("prior_award", Category.GOLDEN_IDEA),
    ("annual_benefit_cny", Category.TECH_ACHIEVEMENT),
}


def _unknown_facts() -> list[tuple[Category, str]]:
    return [
        (category, column.key)
        for category in ALL
        for table in (nomination, nomination_posting, _TABLES[category])
        for column in table.c
        if column.nullable and column.key not in _NOT_ASKED_ABOUT and (column.key, category) not in _NOT_ASKED_OF
    ] + [(category, "person_id") for category in ALL]


UNKNOWN = _unknown_facts()
Judged = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def work(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnitOfWork]:
    folder = tmp_path_factory.mktemp("rules")
    settings = Settings.from_environment({"HONOURS_VAR": str(folder), "HONOURS_DATABASE_URL": module_database.app_url})
    Vault.create_key(settings.data_key_file)
    unit = wiring.unit_of_work(settings)
    yield unit
    unit.engine.dispose()


@pytest.fixture(scope="module")
def judged(work: UnitOfWork) -> Judged:
    """All cases, each in a body of its own, judged at once: the verdict by body and serial number, and rule."""
    nominees = [nominee(category, 1, body=PLAIN) for category in ALL]
    for number, case in zip(NUMBERS, CASES, strict=True):
        nominees.append(nominee(case.category, 1, body=number, **case.facts))
        nominees += [
            nominee(category, place, body=number, **facts)
            for place, (category, facts) in enumerate(case.beside, start=2)
        ]
    nominees += [
        nominee(category, 1, body=f"{9001 + place}", **{**_DECIDED_BY.get(fact, {}), fact: None})
        for place, (category, fact) in enumerate(UNKNOWN)
    ]
    with work:
        lay_ground(work, bodies=sorted({row["body_code"] for row in nominees}))
        add_nominations(work, nominees)
        add_evidence(work, {(str(CYCLE), PLAIN, "别家的照片.jpg")})
    judge(CYCLE, Examination.POSTING, DUE_ON, work)
    with work:
        move_all(
            work,
            CYCLE,
            NominationState.RECEIVED,
            NominationState.RECOMMENDED,
            on=DUE_ON,
            actor="测试",
            run_id="test",
            reason="测试",
        )
    judge(CYCLE, Examination.QUALIFICATION, DUE_ON, work)
    with work:
        rows = work.connection.execute(select(verdict.c.nomination_no, verdict.c.rule, verdict.c.verdict)).all()
    return {(row.nomination_no, row.rule): row.verdict for row in rows}


@pytest.fixture(scope="module")
def rules(work: UnitOfWork, judged: Judged) -> tuple[Rule, ...]:
    assert judged
    return rules_of(CYCLE, work)


def _of(judged: Judged, number: str) -> dict[str, str]:
    return {rule: said for (no, rule), said in judged.items() if no == number}


def _number(category: Category, body: str) -> str:
    return CYCLE.nomination_no(category, body, 1)


@pytest.mark.parametrize(("body", "case"), list(zip(NUMBERS, CASES, strict=True)), ids=str)
def test_case(judged: Judged, body: str, case: Case) -> None:
    said = _of(judged, _number(case.category, body))
    assert said[case.rule] == case.verdict
    disturbed = {rule: what for rule, what in said.items() if what != PASS and rule != case.rule}
    assert disturbed == {rule: what for rule, what in case.also.items() if rule != case.rule}


@pytest.mark.parametrize("category", ALL)
def test_faultless_nomination_passes_every_rule_of_its_category(
    judged: Judged, rules: tuple[Rule, ...], category: Category
) -> None:
    expected = {rule.id: PASS for rule in rules if category in rule.categories}
    assert _of(judged, _number(category, PLAIN)) == expected


@pytest.mark.parametrize(("place", "unknown"), list(enumerate(UNKNOWN)), ids=str)
def test_unknown_fact_refers_and_fails_nothing(judged: Judged, place: int, unknown: tuple[Category, str]) -> None:
    said = set(_of(judged, _number(unknown[0], f"{9001 + place}")).values())
    assert REFER in said
    assert FAIL not in said


def test_every_rule_has_all_its_cases(rules: tuple[Rule, ...]) -> None:
    """The pass is that of the faultless nomination."""
    assert len(rules) == RULE_COUNT
    assert len({rule.id for rule in rules}) == RULE_COUNT
    for rule in rules:
        wanted = {FAIL, REFER} - ({FAIL} if rule.id in NEVER_FAIL else set())
        wanted -= {REFER} if rule.id in NEVER_REFER else set()
        for category in rule.categories:
            tried = {case.verdict for case in CASES if (case.rule, case.category) == (rule.id, category)}
            assert wanted <= tried, (rule.id, category)


def test_every_bound_in_a_rule_is_tried_on_both_sides(rules: tuple[Rule, ...]) -> None:
    bounded = {rule: comparisons(rule) for rule in rules if comparisons(rule)}
    assert len(bounded) == 15
    for rule, count in bounded.items():
        tried = steps(rule.id, CASES)
        wanted = 1 if rule.id in COUNTED_TOGETHER else count
        assert {category for category in rule.categories if len(tried.get(category, ())) < wanted} == set(), rule.id


def test_every_article_on_eligibility_has_a_rule(rules: tuple[Rule, ...]) -> None:
    covered = {article for rule in rules for article in rule.covers}
    asked = {
        article.id
        for article in regulation().articles.of_scheme(CYCLE.scheme)
        if article.article_no in (4, 5, 6, 7, 8, 10, 17)
    }
    assert covered == asked


def test_rules_speak_to_people(rules: tuple[Rule, ...]) -> None:
    for rule in rules:
        assert rule.sentence
        assert rule.required
        assert not any(part.isdigit() for part in rule.id.split("_")), rule.id


def test_all_who_share_a_person_a_patent_or_a_patentee_are_named(work: UnitOfWork, judged: Judged) -> None:
    assert judged
    by_rule = {
        case.rule: body for body, case in zip(NUMBERS, CASES, strict=True) if case.beside and case.verdict != PASS
    }
    with work:
        for rule in ("one_entry", "same_name_and_unit", "one_patent_one_entry", "patentee_entries", "priority_order"):
            rows = work.connection.execute(
                select(verdict.c.nomination_no, verdict.c.found, verdict.c.verdict)
                .join(nomination, nomination.c.nomination_no == verdict.c.nomination_no)
                .where(verdict.c.rule == rule, nomination.c.body_code == by_rule[rule])
            ).all()
            concerned = {row.nomination_no for row in rows}
            assert len(concerned) > 1
            for row in rows:
                assert row.verdict != PASS
                assert all(other in row.found for other in concerned - {row.nomination_no})


def test_nobody_is_shown_a_personal_number(work: UnitOfWork, judged: Judged) -> None:
    assert judged
    with work:
        found = " ".join(work.connection.execute(select(verdict.c.found)).scalars())
    assert "320204" not in found
    assert "6222" not in found
