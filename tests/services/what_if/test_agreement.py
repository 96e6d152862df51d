"""Over every case of the rules: the law in force comes out as the judge has it, and loosening shuts nobody out."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_ground, nominee
from tests.conftest import Database
from tests.regulation.rule_cases import CASES

from honours import wiring
from honours.domain.calendar import Counts, Window
from honours.domain.money import Money
from honours.domain.stages import Examination
from honours.domain.states import NominationState, Verdict
from honours.regulation.values import Value
from honours.services.judgement import judge
from honours.services.moves import move_all
from honours.services.what_if import Change, CycleAnswer, Supposition, WhatIf, what_if
from honours.storage.settings import Settings
from honours.storage.tables import nomination, verdict
from honours.storage.unit_of_work import UnitOfWork
from honours.storage.vault import Vault

# Values that make a rule laxer the further they go, from the one in force on.
LAXER: dict[str, st.SearchStrategy[Value]] = {
    "rule.award.applied_years": st.integers(0, 2),
    "rule.award.patent_effect_years": st.integers(5, 20),
    "rule.award.golden_idea_benefit_cny": st.integers(1, 300_000).map(Money),
    "rule.award.rewarded_completers": st.integers(1, 9),
    "rule.award.projects_per_person": st.integers(1, 9),
    "rule.award.awards_per_person": st.integers(1, 9),
    "rule.award.patent_projects_per_patentee": st.integers(2, 9),
    "rule.award.patent_per_project": st.integers(1, 9),
    "practice.resemblance.common_percent": st.integers(32, 100),
    "practice.resemblance.contained_percent": st.integers(60, 100),
    "window.grassroots_posting": st.integers(1, 5).map(lambda days: Window(days, Counts.CALENDAR_DAYS)),
}


@pytest.fixture(scope="module")
def work(module_database: Database, tmp_path_factory: pytest.TempPathFactory) -> Iterator[UnitOfWork]:
    """Every case of the award's rules as a nomination, each in a body of its own, judged at both examinations."""
    folder = tmp_path_factory.mktemp("agreement")
    chosen = Settings.from_environment({"HONOURS_VAR": str(folder), "HONOURS_DATABASE_URL": module_database.app_url})
    Vault.create_key(chosen.data_key_file)
    unit = wiring.unit_of_work(chosen)
    nominees = []
    for place, case in enumerate(CASES, start=1):
        beside = [(case.category, case.facts), *case.beside]
        nominees += [
            nominee(category, serial_no, body=f"{place:04d}", **facts)
            for serial_no, (category, facts) in enumerate(beside, start=1)
        ]
    with unit as work:
        lay_ground(work, bodies=sorted({row["body_code"] for row in nominees}))
        add_nominations(work, nominees)
    judge(CYCLE, Examination.POSTING, DUE_ON, unit)
    received, recommended = NominationState.RECEIVED, NominationState.RECOMMENDED
    with unit as work:
        move_all(work, CYCLE, received, recommended, on=DUE_ON, actor="测试", run_id="test", reason="测试")
    judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit)
    yield unit
    unit.engine.dispose()


def ask(work: UnitOfWork, values: dict[str, Value]) -> CycleAnswer:
    (answer,) = what_if(WhatIf(CYCLE.scheme, (CYCLE.year,), Supposition(values)), work).cycles
    return answer


def test_the_law_in_force_comes_out_as_the_judge_has_it(work: UnitOfWork) -> None:
    judged = select(nomination.c.category, verdict.c.nomination_no, verdict.c.verdict).join(
        nomination, nomination.c.nomination_no == verdict.c.nomination_no
    )
    gravest: dict[tuple[str, str], Verdict] = {}
    order = [Verdict.PASS, Verdict.REFER, Verdict.FAIL]
    with work:
        for row in work.connection.execute(judged):
            key = (row.category, row.nomination_no)
            gravest[key] = max(gravest.get(key, Verdict.PASS), Verdict(row.verdict), key=order.index)
    stored = Counter((category, outcome) for (category, _), outcome in gravest.items())
    answer = ask(work, {"rule.award.applied_years": 1})
    assert answer.nominations == len(gravest) > 400
    for one in answer.categories:
        assert (one.before.passed, one.before.failed, one.before.referred) == tuple(
            stored[one.category.value, outcome] for outcome in (Verdict.PASS, Verdict.FAIL, Verdict.REFER)
        )
        assert one.after.passed - one.before.passed == one.newly_in if one.newly_out == 0 else True


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(supposed=st.fixed_dictionaries({}, optional=LAXER))
def test_loosening_shuts_nobody_out(work: UnitOfWork, supposed: dict[str, Value]) -> None:
    answer = ask(work, supposed)
    assert answer.count(Change.NEWLY_OUT) == 0
    assert answer.passed(after=True) >= answer.passed(after=False)
    for one in answer.categories:
        assert one.after.failed <= one.before.failed


@settings(max_examples=10, deadline=None)
@given(years=st.integers(0, 6), cny=st.integers(1, 900_000))
def test_every_change_is_explained_and_counted_once(work: UnitOfWork, years: int, cny: int) -> None:
    answer = ask(work, {"rule.award.applied_years": years, "rule.award.golden_idea_benefit_cny": Money(cny)})
    listed = Counter(told.change for told in answer.changes)
    for change in (Change.NEWLY_IN, Change.NEWLY_OUT, Change.NEWLY_REFERRED):
        assert listed[change] == answer.count(change)
    for told in answer.changes:
        assert told.before is not told.after
        assert {rule.rule for rule in told.rules} <= {"applied_long_enough", "idea_ground"}
        assert all(rule.verdict_before is not rule.verdict_after for rule in told.rules)
        assert all(rule.required_before != rule.required_after for rule in told.rules)
        assert told.rules
    by_rule = Counter(rule.rule for told in answer.changes for rule in told.rules)
    assert by_rule == Counter(
        {rule.rule: rule.newly_in + rule.newly_out + rule.newly_referred for rule in answer.rules}
    )
