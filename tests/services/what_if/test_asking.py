"""A question of "what if" judges past cycles by two laws in one pass, counts a person's word, and stores nothing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from itertools import permutations
from typing import Any

import pytest
from sqlalchemy import insert
from sqlalchemy.exc import InternalError
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_ground, nominee
from tests.studio_builders import EMPLOYEE_CYCLE, MODEL_CYCLE, add_applications, applicant

from honours.domain.calendar import Counts, Roll, Window
from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.money import ZERO, Money
from honours.domain.states import NominationState, RulingOutcome, Verdict
from honours.regulation.changing import Span, changed
from honours.regulation.loader import regulation
from honours.regulation.values import NotInForce, Value
from honours.services import disbursement, what_if
from honours.services.closings import WindowNotCounted
from honours.services.sample.outcome import fingerprint
from honours.services.what_if import Change, CycleAnswer, Supposition, WhatIf
from honours.storage.tables import ruling
from honours.storage.unit_of_work import UnitOfWork

KJ, CZ, ZL, JD = CYCLE.categories
EARLIER = Cycle(2024, CYCLE.scheme)
YEARS, PRIZE, FLOOR = "rule.award.applied_years", "prize.golden_idea.amount_cny", "prize.golden_idea.floor_cny"
BENEFIT, POSTING, QUOTA = "rule.award.golden_idea_benefit_cny", "window.grassroots_posting", "quota.golden_idea.max"
SHORT = {"applied_since_on": date(2024, 5, 1)}
BY_BENEFIT = {"has_proposal_form": False}


def ask(
    work: UnitOfWork,
    values: Mapping[str, Value] | None = None,
    *,
    years: tuple[int, ...] = (2025,),
    scheme: Scheme = CYCLE.scheme,
    most_listed: int = what_if.LISTED,
    **supposed: Any,
) -> what_if.WhatIfAnswer:
    question = WhatIf(scheme, years, Supposition(values or {}, **supposed))
    return what_if.what_if(question, work, most_listed=most_listed)


def one(work: UnitOfWork, values: Mapping[str, Value] | None = None, **supposed: Any) -> CycleAnswer:
    (answer,) = ask(work, values, **supposed).cycles
    return answer


def changes(answer: CycleAnswer) -> dict[str, Change]:
    return {nomination.nomination_no[5:]: nomination.change for nomination in answer.changes}


def lay(work: UnitOfWork, *nominees: Mapping[str, Any], of: Cycle = CYCLE) -> None:
    with work:
        lay_ground(work, of=of)
        add_nominations(work, nominees)


def rule_on(work: UnitOfWork, number: str, rule: str, outcome: RulingOutcome) -> None:
    said = {"reason": "核实", "ruled_by": "张三", "ruled_on": DUE_ON, "run_id": "run"}
    with work:
        row = {"cycle": str(CYCLE), "nomination_no": number, "rule": rule, "outcome": outcome.value, **said}
        work.connection.execute(insert(ruling).values(row))


def test_who_newly_passes_is_told_with_what_was_asked_under_both_laws(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1), nominee(KJ, 2, **SHORT), nominee(KJ, 3, is_withdrawn=True, **SHORT))
    answer = one(unit_of_work, {YEARS: 1})
    assert (answer.nominations, answer.passed(after=False), answer.passed(after=True)) == (2, 1, 2)
    (told,) = answer.changes
    assert (told.nomination_no, told.change, told.before, told.after) == (
        "2025-KJ-0101-002",
        Change.NEWLY_IN,
        Verdict.FAIL,
        Verdict.PASS,
    )
    (rule,) = told.rules
    assert (rule.rule, rule.article_label, rule.found_before) == (
        "applied_long_enough",
        "第五条",
        "整体应用开始：2024-05-01",
    )
    assert rule.found_after == rule.found_before
    assert "满2年" in rule.required_before
    assert "满1年" in rule.required_after
    (counted,) = answer.rules
    assert (counted.rule, counted.newly_in, counted.newly_out, counted.newly_referred) == (rule.rule, 1, 0, 0)
    (value,) = answer.values
    assert (value.key, value.before, value.after, value.is_telling) == (YEARS, "2年", "1年", True)


def test_who_newly_fails_and_who_newly_goes_to_a_person(unit_of_work: UnitOfWork) -> None:
    lay(
        unit_of_work,
        nominee(KJ, 1),
        nominee(KJ, 2, is_medical=True),
        nominee(KJ, 3, is_frontline=False),
        nominee(KJ, 4, is_frontline=None, **SHORT),
    )
    stricter = one(unit_of_work, {YEARS: 3})
    assert changes(stricter) == {"KJ-0101-001": Change.NEWLY_OUT, "KJ-0101-003": Change.NEWLY_OUT}
    looser = one(unit_of_work, {YEARS: 1})
    (told,) = looser.changes
    assert (told.change, told.doubts, [rule.rule for rule in told.rules]) == (
        Change.NEWLY_REFERRED,
        ("第四条",),
        ["applied_long_enough"],
    )
    assert looser.count(Change.NEWLY_REFERRED) == 1


def test_what_a_person_decided_counts(unit_of_work: UnitOfWork) -> None:
    accepted, refused, open_one = (nominee(KJ, place, is_frontline=False, **SHORT) for place in (1, 2, 3))
    lay(unit_of_work, accepted, refused, open_one)
    rule_on(unit_of_work, accepted["nomination_no"], "frontline_worker", RulingOutcome.ACCEPTED)
    rule_on(unit_of_work, refused["nomination_no"], "frontline_worker", RulingOutcome.REFUSED)
    answer = one(unit_of_work, {YEARS: 1})
    assert changes(answer) == {"KJ-0101-001": Change.NEWLY_IN, "KJ-0101-003": Change.NEWLY_REFERRED}
    (kj, *_) = answer.categories
    assert (kj.before.failed, kj.after.passed, kj.after.failed, kj.after.referred) == (3, 1, 1, 1)


def test_found_differs_where_the_value_reaches_into_the_facts(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1))
    answer = one(unit_of_work, {POSTING: Window(6, Counts.CALENDAR_DAYS)})
    assert answer.changes == ()
    answer = one(unit_of_work, {POSTING: Window(7, Counts.CALENDAR_DAYS)})
    (told,) = answer.changes
    posting = next(rule for rule in told.rules if rule.rule == "posting_days")
    assert "截止日：2025-10-20" in posting.found_before
    assert "截止日：2025-10-22" in posting.found_after
    assert {rule.rule for rule in told.rules} == {"posting_days", "recommended_after_posting"}
    with pytest.raises(WindowNotCounted):
        one(unit_of_work, {POSTING: Window(5, Counts.CALENDAR_DAYS, roll=Roll.STATUTORY_HOLIDAY)})


def test_money_of_those_honoured_in_fact(unit_of_work: UnitOfWork) -> None:
    ideas = [
        nominee(JD, 1, state=NominationState.AWARDED),
        nominee(JD, 2, state=NominationState.AWARDED, annual_benefit_cny=400000, **BY_BENEFIT),
        nominee(JD, 3, state=NominationState.AWARDED, annual_benefit_cny=None, **BY_BENEFIT),
        nominee(JD, 4, annual_benefit_cny=250000, **BY_BENEFIT),
        nominee(JD, 5, state=NominationState.NOT_PROPOSED),
    ]
    lay(unit_of_work, *ideas)
    disbursement.plan_payments(CYCLE, date(2026, 5, 6), "run", unit_of_work)
    dearer = one(unit_of_work, {PRIZE: Money(3000)})
    assert set(changes(dearer).values()) == {Change.AMOUNT_ONLY}
    assert [(told.before_cny, told.after_cny) for told in dearer.changes] == [(Money(2000), Money(3000))] * 3
    assert (dearer.money("before_cny"), dearer.money("after_cny")) == (Money(6000), Money(9000))
    stricter = one(unit_of_work, {BENEFIT: Money(500000), PRIZE: Money(3000)})
    assert changes(stricter)["JD-0101-002"] is Change.NEWLY_OUT
    idea = stricter.categories[-1]
    assert (idea.honoured, idea.still_honoured, idea.before_cny, idea.after_cny) == (3, 2, Money(6000), Money(6000))
    assert (idea.most_new_cny, idea.most_moving_up_cny) == (ZERO, Money(3000))
    looser = one(unit_of_work, {BENEFIT: Money(200000)})
    assert changes(looser) == {"JD-0101-004": Change.NEWLY_IN}
    idea = looser.categories[-1]
    assert (idea.before_cny, idea.after_cny, idea.most_new_cny) == (Money(6000), Money(6000), Money(2000))


def test_prizes_not_planned_yet_are_reckoned_by_the_law(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(JD, 1, state=NominationState.AWARDED), nominee(JD, 2, state=NominationState.REVOKED))
    answer = one(unit_of_work, {PRIZE: Money("2500.50")})
    assert (answer.money("before_cny"), answer.money("after_cny")) == (Money(2000), Money("2500.50"))
    fewer = one(unit_of_work, {QUOTA: 0})
    idea = fewer.categories[-1]
    assert (idea.quota_after, idea.without_place, idea.after_cny) == (0, 1, ZERO)


def test_cycles_that_were_never_opened_are_named_and_passed_over(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1, **SHORT))
    with unit_of_work as work:
        lay_ground(work, of=EARLIER)
    answer = ask(unit_of_work, {YEARS: 1}, years=(2023, 2024, 2025, 2026))
    assert [cycle.cycle.year for cycle in answer.cycles] == [2024, 2025]
    assert [cycle.year for cycle in answer.not_open] == [2023, 2026]
    assert answer.cycles[0].nominations == 0
    with pytest.raises(what_if.NoneOpen, match="2022/achievement_award、2023/achievement_award都没有启动过"):
        ask(unit_of_work, {YEARS: 1}, years=(2022, 2023))
    with pytest.raises(what_if.NoneOpen, match="等12个"):
        ask(unit_of_work, {YEARS: 1}, years=tuple(range(2001, 2013)))
    with pytest.raises(what_if.NoneOpen):
        ask(unit_of_work, {YEARS: 1}, scheme=Scheme.EMPLOYEE_STUDIO)


def test_nothing_is_stored_and_nothing_could_be(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1, **SHORT), nominee(JD, 1, state=NominationState.AWARDED))
    before = fingerprint(unit_of_work)
    assert one(unit_of_work, {YEARS: 1, PRIZE: Money(3000)}).changes
    assert fingerprint(unit_of_work) == before
    assert not unit_of_work.settings.outbox.exists()
    with unit_of_work as work:
        work.run("what_if/begin_reading")
        with pytest.raises(InternalError, match="read-only transaction"):
            lay_ground(work, of=EARLIER)


@pytest.mark.parametrize(
    ("values", "refusal", "says"),
    [
        ({"window.public_notice": Window(7, Counts.WORKING_DAYS)}, what_if.NothingReads, r"rule\.award\.applied_years"),
        ({"rule.employee_studio.team_min": 4}, what_if.NothingReads, "不影响职工创新成果奖的审查条件、名额和金额"),
        ({PRIZE: Money("1999.99")}, what_if.AmountBelowFloor, r"1,999\.99 元低于下限 2,000\.00 元（award/14）"),
        ({FLOOR: Money(2500)}, what_if.AmountBelowFloor, "请改为不低于下限"),
        ({YEARS: 9000}, what_if.OutOfRange, "超出了日历的范围"),
        ({"practice.resemblance.common_percent": 20}, what_if.NotKept, "只能试算更高的比例"),
        ({"practice.resemblance.gram_length": 3}, what_if.NotTelling, "无法试算"),
    ],
)
def test_what_cannot_be_told_is_refused(
    unit_of_work: UnitOfWork, values: dict[str, Value], refusal: type[Exception], says: str
) -> None:
    lay(unit_of_work, nominee(KJ, 1))
    with pytest.raises(refusal, match=says):
        one(unit_of_work, values)


def test_amount_and_floor_may_be_lowered_together(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(JD, 1, state=NominationState.AWARDED))
    assert one(unit_of_work, {PRIZE: Money(1500), FLOOR: Money(1500)}).money("after_cny") == Money(1500)


def test_every_value_set_to_itself_changes_nothing(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1), nominee(JD, 1, state=NominationState.AWARDED), nominee(KJ, 2, **SHORT))
    with pytest.raises(what_if.NothingReads) as caught:
        one(unit_of_work, {"due.achievement_award.call_by": regulation().due("achievement_award.call_by").on(DUE_ON)})
    own = {key: regulation().value(key).on(DUE_ON) for key in caught.value.readable}
    assert len(own) == 27
    answer = one(unit_of_work, own)
    assert (answer.changes, answer.rules, answer.values) == ((), (), ())
    assert answer.money("before_cny") == answer.money("after_cny") == Money(2000)
    assert all(category.before == category.after for category in answer.categories)


def test_the_order_of_what_is_supposed_does_not_matter(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1, **SHORT), nominee(JD, 1, state=NominationState.AWARDED, **BY_BENEFIT))
    supposed = {YEARS: 1, PRIZE: Money(3000), BENEFIT: Money(500000)}
    answers = {ask(unit_of_work, dict(order)) for order in list(permutations(supposed.items()))[::2]}
    assert len(answers) == 1


def test_long_lists_are_counted_whole_and_listed_in_part(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, *(nominee(KJ, place, **SHORT, is_frontline=place % 2 == 0) for place in range(1, 8)))
    answer = one(unit_of_work, {YEARS: 1}, most_listed=3)
    assert [told.nomination_no[-3:] for told in answer.changes] == ["001", "002", "003"]
    assert (answer.unlisted, answer.count(Change.NEWLY_IN), answer.count(Change.NEWLY_REFERRED)) == (4, 3, 4)


def test_the_law_of_another_day_and_of_another_folder(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1, **SHORT), nominee(JD, 1, state=NominationState.AWARDED))
    coming = changed(regulation(), {YEARS: 1, PRIZE: Money(2600)}, Span(date(2027, 1, 1), date(2099, 12, 31)))
    untouched = one(unit_of_work, law=coming)
    assert (untouched.values, untouched.changes) == ((), ())
    answer = ask(unit_of_work, law=coming, as_on=date(2027, 6, 1))
    assert answer.as_on == date(2027, 6, 1)
    (cycle,) = answer.cycles
    assert [value.key for value in cycle.values] == [PRIZE, YEARS]
    assert changes(cycle) == {"JD-0101-001": Change.AMOUNT_ONLY, "KJ-0101-001": Change.NEWLY_IN}
    besides = one(unit_of_work, {PRIZE: Money(3000)}, law=coming, as_on=date(2027, 6, 1))
    assert besides.money("after_cny") == Money(3000)
    with pytest.raises(NotInForce):
        one(unit_of_work, as_on=date(2021, 9, 21))


def test_studios_are_asked_about_by_the_same_question(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work, of=EMPLOYEE_CYCLE)
        standard = Category.STANDARD
        add_applications(
            work,
            [
                applicant(standard, 1, of=EMPLOYEE_CYCLE, team_size=6, state=NominationState.AWARDED),
                applicant(standard, 2, of=EMPLOYEE_CYCLE, team_size=2, frontline_count=2),
            ],
        )
    supposed: dict[str, Value] = {
        "rule.employee_studio.team_min": 2,
        "subsidy.employee_studio.standard.amount_cny": Money(15000),
    }
    answer = one(unit_of_work, supposed, years=(EMPLOYEE_CYCLE.year,), scheme=Scheme.EMPLOYEE_STUDIO)
    assert changes(answer) == {"ZG-0101-001": Change.AMOUNT_ONLY, "ZG-0101-002": Change.NEWLY_IN}
    (standard_answer, _) = answer.categories
    assert (standard_answer.quota_after, standard_answer.before_cny, standard_answer.after_cny) == (
        None,
        Money(10000),
        Money(15000),
    )
    assert standard_answer.most_new_cny == Money(15000)


def test_words_without_facts_behind_them_are_no_answer(unit_of_work: UnitOfWork) -> None:
    key = "rule.model_worker_studio.leaders_min"
    with unit_of_work as work:
        lay_ground(work, of=MODEL_CYCLE)
        add_applications(work, [applicant(Category.STANDARD, 1)])
    of_studios: dict[str, Any] = {"years": (MODEL_CYCLE.year,), "scheme": Scheme.MODEL_WORKER_STUDIO}
    with pytest.raises(what_if.NotTelling, match=key):
        one(unit_of_work, {key: 2}, **of_studios)
    coming = changed(regulation(), {key: 2}, Span(date(2026, 1, 1), date(2026, 12, 31)))
    (value,) = one(unit_of_work, law=coming, **of_studios).values
    assert (value.key, value.is_telling) == (key, False)


def test_the_law_in_force_is_never_changed(unit_of_work: UnitOfWork) -> None:
    lay(unit_of_work, nominee(KJ, 1, **SHORT))
    law = regulation()
    before = replace(law, values=dict(law.values))
    one(unit_of_work, {YEARS: 1})
    assert regulation() is law
    assert law == before
