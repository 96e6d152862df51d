"""Every rule of both studio schemes: pass, fail, refer and the boundaries, judged at once by PostgreSQL."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from sqlalchemy import select, text
from tests.builders import add_bodies, add_evidence, lay_ground
from tests.conftest import Database
from tests.regulation.boundaries import comparisons, steps
from tests.regulation.employee_studio_cases import EMPLOYEE_CASES, EMPLOYEE_NEVER_FAIL
from tests.regulation.model_studio_cases import MODEL_CASES, MODEL_NEVER_FAIL
from tests.regulation.rule_cases import FAIL, PASS, REFER
from tests.regulation.studio_cases import LEVELS, STD, StudioCase
from tests.regulation.studio_unknowns import UNKNOWN
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE, add_applications, applicant

from honours import wiring
from honours.domain.cycle import Category, Cycle
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.regulation.loader import regulation
from honours.regulation.rules import Rule
from honours.services.judgement import judge, preview, rules_of
from honours.services.moves import move_all
from honours.services.rulebooks import rulebook
from honours.services.studio_repeats import registered_of
from honours.storage.settings import Settings
from honours.storage.tables import nomination, verdict
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

CYCLES = (MODEL_CYCLE, EMPLOYEE_CYCLE)
RULE_COUNT = {MODEL_CYCLE: 54, EMPLOYEE_CYCLE: 33}
BOUNDED = {MODEL_CYCLE: 14, EMPLOYEE_CYCLE: 11}
CASES = [*MODEL_CASES, *EMPLOYEE_CASES]
NEVER_FAIL = {MODEL_CYCLE: MODEL_NEVER_FAIL, EMPLOYEE_CYCLE: EMPLOYEE_NEVER_FAIL}
# Rules on what the database always knows: the day of receipt, the order, the register and the rest of the year.
NEVER_REFER = {"received_in_time"}
ASKED_ARTICLES = {MODEL_CYCLE: {5, 7, 8, 9}, EMPLOYEE_CYCLE: {2, 4, 5, 6, 11}}
NUMBERS = [f"{place:04d}" for place in range(1, len(CASES) + 1)]
JUDGED_ON = date(2026, 10, 31)
PLAIN, ELSEWHERE, UNSTATED, FIRST_UNKNOWN = "8000", "8001", "8002", 8100
Judged = dict[tuple[str, str], str]


@pytest.fixture(scope="module")
def work(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnitOfWork]:
    folder = tmp_path_factory.mktemp("studio_rules")
    settings = Settings.from_environment({"HONOURS_VAR": str(folder), "HONOURS_DATABASE_URL": module_database.app_url})
    Vault.create_key(settings.data_key_file)
    unit = wiring.unit_of_work(settings)
    yield unit
    unit.engine.dispose()


def _applications() -> list[dict[str, Any]]:
    rows = [applicant(level, 1, body=PLAIN, of=cycle) for cycle in CYCLES for level in LEVELS]
    rows += [applicant(STD, 1, body=UNSTATED, of=cycle, has_application=False) for cycle in CYCLES]
    for number, case in zip(NUMBERS, CASES, strict=True):
        rows.append(applicant(case.category, 1, body=number, of=case.cycle, **case.facts))
        rows += [
            applicant(level, place, body=number, **{"of": case.cycle, **facts})
            for place, (level, facts) in enumerate(case.beside, start=2)
        ]
    rows += [
        applicant(level, 1, body=f"{FIRST_UNKNOWN + place}", of=cycle, **{fact: None})
        for place, (cycle, level, fact) in enumerate(UNKNOWN)
    ]
    return rows


@pytest.fixture(scope="module")
def judged(work: UnitOfWork) -> Judged:
    """All cases of both schemes, each in a body of its own, judged at once: the verdict by number and rule."""
    rows = _applications()
    with work:
        for cycle in CYCLES:
            lay_ground(work, of=cycle)
        add_bodies(work, ELSEWHERE, *sorted({row["body_code"] for row in rows}))
        for cycle in CYCLES:
            add_applications(work, [row for row in rows if row["cycle"] == str(cycle)])
            add_evidence(work, {(str(cycle), ELSEWHERE, "别家的证书.pdf")})
    for cycle in CYCLES:
        judge(cycle, Examination.POSTING, JUDGED_ON, work)
        with work:
            move_all(
                work,
                cycle,
                NominationState.RECEIVED,
                NominationState.RECOMMENDED,
                on=JUDGED_ON,
                actor="测试",
                run_id="test",
                reason="测试",
            )
        judge(cycle, Examination.QUALIFICATION, JUDGED_ON, work)
    with work:
        found = work.connection.execute(select(verdict.c.nomination_no, verdict.c.rule, verdict.c.verdict)).all()
    return {(row.nomination_no, row.rule): row.verdict for row in found}


@pytest.fixture(scope="module")
def rules(work: UnitOfWork, judged: Judged) -> dict[Cycle, tuple[Rule, ...]]:
    """The rules of each scheme that judge before the visit."""
    assert judged
    return {
        cycle: tuple(rule for rule in rules_of(cycle, work) if rule.examination is not Examination.VERIFICATION)
        for cycle in CYCLES
    }


def _of(judged: Judged, number: str) -> dict[str, str]:
    return {rule: said for (no, rule), said in judged.items() if no == number}


@pytest.mark.parametrize(("body", "case"), list(zip(NUMBERS, CASES, strict=True)), ids=str)
def test_case(judged: Judged, body: str, case: StudioCase) -> None:
    said = _of(judged, case.cycle.nomination_no(case.category, body, 1))
    assert said[case.rule] == case.verdict
    disturbed = {rule: what for rule, what in said.items() if what != PASS and rule != case.rule}
    assert disturbed == {rule: what for rule, what in case.also.items() if rule != case.rule and what != PASS}


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_faultless_application_passes_every_rule_of_its_level(
    judged: Judged, rules: dict[Cycle, tuple[Rule, ...]], cycle: Cycle, level: Category
) -> None:
    expected = {rule.id: PASS for rule in rules[cycle] if level in rule.categories}
    assert _of(judged, cycle.nomination_no(level, PLAIN, 1)) == expected


@pytest.mark.parametrize(("place", "unknown"), list(enumerate(UNKNOWN)), ids=str)
def test_unknown_fact_refers_and_fails_nothing(
    judged: Judged, place: int, unknown: tuple[Cycle, Category, str]
) -> None:
    cycle, level, _ = unknown
    said = set(_of(judged, cycle.nomination_no(level, f"{FIRST_UNKNOWN + place}", 1)).values())
    assert REFER in said
    assert FAIL not in said


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_application_without_a_word_on_the_studio_fails_nothing(judged: Judged, cycle: Cycle) -> None:
    said = _of(judged, cycle.nomination_no(STD, UNSTATED, 1))
    assert FAIL not in said.values()
    passed = {rule for rule, what in said.items() if what == PASS}
    assert passed == {
        *("not_named_yet", "priority_order", "received_in_time", "in_both_schemes", "leader_applications"),
        *("one_name_one_studio", "similar_text"),
    }


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_every_rule_has_all_its_cases(work: UnitOfWork, rules: dict[Cycle, tuple[Rule, ...]], cycle: Cycle) -> None:
    """The pass is that of the faultless application."""
    every = rules_of(cycle, work)
    assert len(every) == len({rule.id for rule in every}) == RULE_COUNT[cycle]
    for rule in rules[cycle]:
        wanted = {FAIL, REFER} - ({FAIL} if rule.id in NEVER_FAIL[cycle] else set())
        wanted -= {REFER} if rule.id in NEVER_REFER else set()
        for level in rule.categories:
            tried = {case.verdict for case in _cases(cycle) if (case.rule, case.category) == (rule.id, level)}
            assert wanted <= tried, (rule.id, level)


def _cases(cycle: Cycle) -> list[StudioCase]:
    return [case for case in CASES if case.cycle == cycle]


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_every_bound_in_a_rule_is_tried_on_both_sides(rules: dict[Cycle, tuple[Rule, ...]], cycle: Cycle) -> None:
    bounded = {rule: comparisons(rule) for rule in rules[cycle] if comparisons(rule)}
    assert len(bounded) == BOUNDED[cycle]
    for rule, count in bounded.items():
        tried = steps(rule.id, _cases(cycle))
        assert {level for level in rule.categories if len(tried.get(level, ())) < count} == set(), rule.id


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_every_article_on_eligibility_has_a_rule(rules: dict[Cycle, tuple[Rule, ...]], cycle: Cycle) -> None:
    """The heads of articles are enforced by their items."""
    covered = {article for rule in rules[cycle] for article in rule.covers}
    register = regulation().articles.of_scheme(cycle.scheme)
    asked = [article for article in register if article.article_no in ASKED_ARTICLES[cycle]]
    heads = {article.id for article in asked if any(a.item_no and a.article_no == article.article_no for a in asked)}
    assert len(asked) == {MODEL_CYCLE: 22, EMPLOYEE_CYCLE: 12}[cycle]
    assert {article.id for article in asked if article.item_no or article.id not in heads} <= covered
    assert all(article.split("/")[0] in {a.id.split("/")[0] for a in register} for article in covered)


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_rules_speak_to_people(rules: dict[Cycle, tuple[Rule, ...]], cycle: Cycle) -> None:
    for rule in rules[cycle]:
        assert rule.sentence
        assert rule.required
        assert not any(part.isdigit() for part in rule.id.split("_")), rule.id


@pytest.mark.parametrize("rule", ["in_both_schemes", "leader_applications", "one_name_one_studio", "priority_order"])
@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_what_stands_beside_is_named(work: UnitOfWork, judged: Judged, cycle: Cycle, rule: str) -> None:
    assert judged
    tied = [
        (body, case)
        for body, case in zip(NUMBERS, CASES, strict=True)
        if (case.cycle, case.rule, case.verdict) == (cycle, rule, REFER)
        if case.beside
    ]
    assert tied
    for body, case in tied:
        level, facts = case.beside[0]
        other = facts.get("of", cycle).nomination_no(level, body, 2)
        with work:
            found = select(verdict.c.found).where(
                verdict.c.nomination_no == cycle.nomination_no(case.category, body, 1), verdict.c.rule == rule
            )
            assert other in work.connection.execute(found).scalar_one()


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_one_alone_is_told_what_the_whole_cycle_was_told(work: UnitOfWork, judged: Judged, cycle: Cycle) -> None:
    """One of each verdict that rests on the register or on what stands beside it."""
    chosen = {
        (case.rule, case.verdict): cycle.nomination_no(case.category, body, 1)
        for body, case in zip(NUMBERS, CASES, strict=True)
        if case.cycle == cycle and (case.beside or "register" in case.facts)
    }
    assert len(chosen) >= 14
    tied = list(chosen.values())
    with work:
        stored = {
            (row.nomination_no, row.rule): (row.verdict, row.found)
            for row in work.connection.execute(select(verdict).where(verdict.c.nomination_no.in_(tied)))
        }
    for number in tied:
        for examination in (Examination.POSTING, Examination.QUALIFICATION):
            for told in preview(cycle, number, examination, work):
                assert (told.verdict, told.found) == stored[number, told.rule]


@pytest.mark.parametrize("cycle", CYCLES, ids=str)
def test_each_application_has_its_facts_once(work: UnitOfWork, judged: Judged, cycle: Cycle) -> None:
    assert judged
    facts, _ = rulebook(cycle, date(2026, 9, 1), JUDGED_ON)
    with work:
        listed = work.connection.execute(select(facts.c.nomination_no)).scalars().all()
        of_cycle = select(nomination.c.nomination_no).where(
            nomination.c.cycle == str(cycle), nomination.c.is_withdrawn.is_(False)
        )
        assert sorted(listed) == sorted(work.connection.execute(of_cycle).scalars())


def test_register_is_read_as_it_stands(work: UnitOfWork, judged: Judged) -> None:
    assert judged
    mine = registered_of()
    with work:
        read = work.connection.execute(
            select(mine.c.studio_no, mine.c.first_named_on, mine.c.is_demonstration).order_by(mine.c.studio_no)
        ).all()
        stands = work.connection.execute(
            text("SELECT studio_no, first_named_on, level = 'demonstration' FROM honours.studio_now ORDER BY studio_no")
        ).all()
    assert len(read) > 100
    assert [tuple(row) for row in read] == [tuple(row) for row in stands]


def test_nobody_is_shown_a_personal_number(work: UnitOfWork, judged: Judged) -> None:
    assert judged
    with work:
        found = " ".join(work.connection.execute(select(verdict.c.found)).scalars())
    assert "320204" not in found
    assert "320211" not in found
    assert "6222" not in found
