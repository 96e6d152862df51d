"""Judging a cycle: one pass, once; the closing days agree with the calendar; one nomination by the same definition."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from sqlalchemy import func, select
from tests.builders import CYCLE, DUE_ON, add_nominations, lay_calendar, lay_ground, nominee

from honours import wiring
from honours.domain.calendar import Counts, Roll, Window, closing_date
from honours.domain.cycle import Category, Cycle, Scheme
from honours.domain.stages import Examination
from honours.domain.states import NominationState
from honours.regulation.calendar import working_days
from honours.regulation.rules import FACTS, Facts, FactsMissing
from honours.regulation.rules.terms import anniversary, earliest_within, latest_reaching
from honours.services.closings import WindowNotCounted, closings
from honours.services.judgement import JudgedCounts, judge, preview
from honours.services.moves import move_all
from honours.services.stages import CycleNotOpen
from honours.storage.tables import nomination, verdict
from honours.storage.unit_of_work import UnitOfWork

KJ, CZ, ZL, JD = CYCLE.categories


def _three(work: UnitOfWork) -> None:
    with work:
        lay_ground(work)
        add_nominations(
            work,
            [
                nominee(KJ, 1),
                nominee(KJ, 2, taken_down_on=date(2025, 10, 16), objection_outcome="open", objection_count=1),
                nominee(KJ, 3, posting_place=None),
            ],
        )


def test_gravest_verdict_counts_and_a_retry_adds_nothing(unit_of_work: UnitOfWork) -> None:
    _three(unit_of_work)
    first = judge(CYCLE, Examination.POSTING, DUE_ON, unit_of_work)
    assert (first.nominations, first.passed, first.failed, first.referred) == (3, 1, 1, 1)
    assert first.new_verdicts == 27
    again = judge(CYCLE, Examination.POSTING, date(2025, 12, 1), unit_of_work)
    assert again == JudgedCounts(0, 3, 1, 1, 1)
    with unit_of_work as work:
        assert set(work.connection.execute(select(verdict.c.judged_on)).scalars()) == {DUE_ON}
    assert "不符合1项" in str(again)


def test_two_workers_at_once_judge_once(unit_of_work: UnitOfWork) -> None:
    _three(unit_of_work)
    workers = [wiring.unit_of_work(unit_of_work.settings) for _ in range(2)]
    with ThreadPoolExecutor(2) as pool:
        counts = list(pool.map(lambda worker: judge(CYCLE, Examination.POSTING, DUE_ON, worker), workers))
    assert sum(count.new_verdicts for count in counts) == 27


def test_corrected_revision_is_judged_anew_and_the_old_verdict_stays(unit_of_work: UnitOfWork) -> None:
    _three(unit_of_work)
    judge(CYCLE, Examination.POSTING, DUE_ON, unit_of_work)
    with unit_of_work as work:
        work.connection.execute(nomination.update().where(nomination.c.serial_no == 2).values(revision=2))
        work.connection.exec_driver_sql(
            "UPDATE honours.nomination_posting SET taken_down_on = '2025-10-21', objection_outcome = 'none', "
            "objection_count = 0 WHERE nomination_no = '2025-KJ-0101-002'"
        )
    counts = judge(CYCLE, Examination.POSTING, DUE_ON, unit_of_work)
    assert counts == JudgedCounts(9, 3, 2, 0, 1)
    with unit_of_work as work:
        assert work.connection.execute(select(func.count()).select_from(verdict)).scalar_one() == 36


def test_only_nominations_due_at_the_stage_are_judged(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(
            work,
            [
                nominee(category, place, state=state, is_withdrawn=state is NominationState.WITHDRAWN)
                for category in CYCLE.categories
                for place, state in enumerate(NominationState, start=1)
            ],
        )
    assert judge(CYCLE, Examination.POSTING, DUE_ON, unit_of_work).nominations == 4
    assert judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work).nominations == 4


def test_another_cycle_shuts_nobody_out(unit_of_work: UnitOfWork) -> None:
    before = Cycle(2024, Scheme.ACHIEVEMENT_AWARD)
    person = {"person_id": "320204199001011234"}
    with unit_of_work as work:
        lay_ground(work)
        lay_ground(work, of=before)
        add_nominations(work, [nominee(KJ, 1, of=before, **person)])
        add_nominations(work, [nominee(KJ, 1, state=NominationState.RECOMMENDED, **person)])
    assert judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work).passed == 1


def test_cycle_that_is_not_open_is_refused(unit_of_work: UnitOfWork) -> None:
    with pytest.raises(CycleNotOpen):
        judge(CYCLE, Examination.POSTING, DUE_ON, unit_of_work)


def test_empty_cycle_has_nothing_to_judge(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work)
    assert judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work) == JudgedCounts(0, 0, 0, 0, 0)


def test_examination_that_the_scheme_does_not_have_judges_nothing(unit_of_work: UnitOfWork) -> None:
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [nominee(KJ, 1, state=NominationState.QUALIFIED)])
    assert judge(CYCLE, Examination.VERIFICATION, DUE_ON, unit_of_work) == JudgedCounts(0, 0, 0, 0, 0)


@pytest.mark.parametrize("category", list(CYCLE.categories))
def test_preview_says_what_judging_stores_and_stores_nothing(unit_of_work: UnitOfWork, category: Category) -> None:
    given = nominee(category, 1, is_medical=True, is_frontline=None, taken_down_on=None)
    with unit_of_work as work:
        lay_ground(work)
        add_nominations(work, [given])
    foretold = preview(CYCLE, given["nomination_no"], [Examination.POSTING], unit_of_work)
    with unit_of_work as work:
        assert work.connection.execute(select(func.count()).select_from(verdict)).scalar_one() == 0
    judge(CYCLE, Examination.POSTING, DUE_ON, unit_of_work)
    columns = (verdict.c.rule, verdict.c.article, verdict.c.stage, verdict.c.verdict, verdict.c.found)
    with unit_of_work as work:
        stored = work.connection.execute(select(*columns, verdict.c.required)).all()
    assert {(r.rule, r.article, r.stage, r.verdict, r.found, r.required) for r in foretold} == {
        tuple(r) for r in stored
    }


def test_preview_of_one_counts_what_it_shares_with_others_as_judging_does(unit_of_work: UnitOfWork) -> None:
    same = {"patentee": "无锡甲公司、无锡乙所", "patent_no": "ZL202110000001.1"}
    others = [
        nominee(ZL, 1, priority_no=1, person_id="320204190001010011", **same),
        nominee(ZL, 2, priority_no=1, patentee="无锡甲公司", patent_no="2021 1000 0001 1"),
        nominee(ZL, 3, priority_no=4, patentee="无锡乙所；无锡甲公司", evidence_names=["没有.jpg"]),
        nominee(KJ, 1, person_id="320204190001010011"),
        nominee(KJ, 2, body="0102"),
        nominee(JD, 1, priority_no=2, has_posting=False),
    ]
    with unit_of_work as work:
        lay_ground(work, bodies=("0101", "0102"))
        add_nominations(work, others)
    examinations = (Examination.POSTING, Examination.QUALIFICATION)
    foretold = {
        (one["nomination_no"], rule.rule, rule.verdict, rule.found)
        for one in others
        for rule in preview(CYCLE, one["nomination_no"], examinations, unit_of_work)
    }
    judge(CYCLE, Examination.POSTING, DUE_ON, unit_of_work)
    with unit_of_work as work:
        numbers = [one["nomination_no"] for one in others]
        move = {"on": DUE_ON, "actor": "测试", "run_id": "run", "reason": "测试", "nomination_nos": numbers}
        move_all(work, CYCLE, NominationState.RECEIVED, NominationState.RECOMMENDED, **move)
    judge(CYCLE, Examination.QUALIFICATION, DUE_ON, unit_of_work)
    columns = (verdict.c.nomination_no, verdict.c.rule, verdict.c.verdict, verdict.c.found)
    with unit_of_work as work:
        stored = {tuple(row) for row in work.connection.execute(select(*columns))}
    assert foretold == stored
    crowded = {number for number, rule, said, _ in stored if rule == "patentee_entries" and said == "refer"}
    assert crowded == {one["nomination_no"] for one in others[:3]}


@pytest.mark.parametrize("counts", list(Counts))
@pytest.mark.parametrize("counts_posting_day", [False, True])
@pytest.mark.parametrize("roll", [Roll.DAY_OFF, Roll.NEVER])
@pytest.mark.parametrize("days", [1, 5, 20])
def test_closing_days_in_the_database_are_those_of_the_calendar(
    unit_of_work: UnitOfWork, counts: Counts, counts_posting_day: bool, roll: Roll, days: int
) -> None:
    window = Window(days, counts, counts_posting_day, roll)
    with unit_of_work as work:
        lay_calendar(work, date(2025, 1, 1), date(2025, 12, 31))
        table = closings(window)
        found = work.connection.execute(select(table.c.posted_on, table.c.closes_on)).all()
    assert len(found) > 330
    calendar = working_days()
    assert {row.posted_on: row.closes_on for row in found} == {
        row.posted_on: closing_date(row.posted_on, window, calendar) for row in found
    }


def test_window_that_the_days_cannot_tell_is_refused() -> None:
    with pytest.raises(WindowNotCounted, match="day_off、never"):
        closings(Window(5, Counts.CALENDAR_DAYS, roll=Roll.STATUTORY_HOLIDAY))


def test_source_without_a_fact_is_refused() -> None:
    source = select(*(nomination.c.category.label(name) for name in FACTS[:-1])).subquery()
    with pytest.raises(FactsMissing, match=FACTS[-1]):
        Facts(source)
    whole = Facts(select(*(nomination.c.category.label(name) for name in FACTS)).subquery())
    with pytest.raises(AttributeError):
        _ = whole.is_lucky


@pytest.mark.parametrize(
    ("by", "years", "latest", "earliest"),
    [
        (date(2025, 10, 31), 2, date(2023, 10, 31), date(2023, 10, 31)),
        (date(2026, 2, 28), 2, date(2024, 2, 29), date(2024, 2, 28)),
        (date(2024, 2, 29), 5, date(2019, 2, 28), date(2019, 3, 1)),
        (date(2024, 2, 29), 4, date(2020, 2, 29), date(2020, 2, 29)),
    ],
)
def test_years_end_on_the_corresponding_day(by: date, years: int, latest: date, earliest: date) -> None:
    assert latest_reaching(by, years) == latest
    assert earliest_within(by, years) == earliest
    assert anniversary(latest, years) <= by <= anniversary(earliest, years)
