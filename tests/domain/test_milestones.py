"""Plans: the order and the law hold for every date, and the plan of the 2025 awards is the one worked out by hand."""

from __future__ import annotations

from datetime import date
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.calendar import Counts, Window, closing_date
from honours.domain.cycle import Scheme
from honours.domain.milestones import BrokenPlan, Milestone, Step, plan_backwards, plan_forwards
from honours.regulation import milestones as regulated
from honours.regulation.calendar import working_days
from honours.regulation.loader import regulation

CALENDAR = working_days()
AWARD = Scheme.ACHIEVEMENT_AWARD
ANCHORS = st.dates(date(2022, 9, 1), date(2030, 12, 31))


def by_code(milestones: list[Milestone]) -> dict[str, Milestone]:
    return {milestone.code: milestone for milestone in milestones}


def test_plan_for_an_award_before_may_day() -> None:
    plan = regulated.plan_backwards(AWARD, date(2026, 4, 28), CALENDAR)
    assert [(item.code, item.on.isoformat(), item.lawful_on.isoformat()) for item in plan] == [
        ("call_issued", "2026-01-15", "2026-04-12"),
        ("posting_started", "2026-02-05", "2026-04-12"),
        ("posting_closed", "2026-02-10", "2026-04-17"),
        ("nominations_due", "2026-03-02", "2026-04-20"),
        ("qualification_done", "2026-03-16", "2026-04-20"),
        ("scoring_done", "2026-04-07", "2026-04-20"),
        ("meeting_held", "2026-04-14", "2026-04-20"),
        ("notice_posted", "2026-04-16", "2026-04-20"),
        ("notice_closed", "2026-04-23", "2026-04-27"),
        ("awarded", "2026-04-28", "2026-04-28"),
        ("disbursed", "2026-05-28", "2026-04-28"),
    ]
    assert [item.code for item in plan if item.is_lawful_limit] == ["posting_started", "notice_posted"]
    assert not any(item.is_provisional for item in plan)


def test_plan_says_what_each_milestone_rests_on() -> None:
    plan = by_code(regulated.plan_backwards(AWARD, date(2026, 4, 28), CALENDAR))
    assert plan["notice_posted"].rests_on == "award/12，5个工作日（公示当日不计入）"
    assert plan["scoring_done"].rests_on == "award/11，工作惯例5个工作日"
    assert plan["awarded"].rests_on == "award/13"


def test_award_on_a_day_off_is_planned_for_the_working_day_before() -> None:
    plan = by_code(regulated.plan_backwards(AWARD, date(2026, 5, 1), CALENDAR))
    assert plan["awarded"].on == date(2026, 4, 30)
    assert plan["awarded"].lawful_on == date(2026, 5, 1)


def test_call_on_a_day_off_is_planned_for_the_next_working_day() -> None:
    plan = by_code(regulated.plan_forwards(AWARD, date(2025, 10, 1), CALENDAR))
    assert plan["call_issued"].on == date(2025, 10, 9)


def test_a_plan_counted_over_unannounced_days_is_provisional_throughout() -> None:
    beyond = date(CALENDAR.announced_until.year + 1, 4, 28)
    assert all(item.is_provisional for item in regulated.plan_backwards(AWARD, beyond, CALENDAR))
    forwards = regulated.plan_forwards(AWARD, date(CALENDAR.announced_until.year, 11, 20), CALENDAR)
    assert [item.is_provisional for item in forwards] == [item.on > CALENDAR.announced_until for item in forwards]
    assert {item.is_provisional for item in forwards} == {True, False}


@given(st.sampled_from(Scheme), ANCHORS, st.booleans())
def test_milestones_keep_their_order_and_fall_on_working_days(scheme: Scheme, anchor: date, backwards: bool) -> None:
    plan = (regulated.plan_backwards if backwards else regulated.plan_forwards)(scheme, anchor, CALENDAR)
    assert all(before.on <= after.on for before, after in pairwise(plan))
    assert all(before.lawful_on <= after.lawful_on for before, after in pairwise(plan))
    assert all(CALENDAR.is_working(item.on) for item in plan)


@given(ANCHORS, st.booleans())
def test_both_windows_are_kept(anchor: date, backwards: bool) -> None:
    plan = by_code((regulated.plan_backwards if backwards else regulated.plan_forwards)(AWARD, anchor, CALENDAR))
    known = regulation()
    for opened, closed, follows, name in (
        ("posting_started", "posting_closed", "nominations_due", "grassroots_posting"),
        ("notice_posted", "notice_closed", "awarded", "public_notice"),
    ):
        window = known.window(name).on(anchor)
        assert plan[closed].on == closing_date(plan[opened].on, window, CALENDAR)
        assert plan[follows].on > plan[closed].on
        assert plan[follows].lawful_on > plan[closed].lawful_on


@given(ANCHORS)
def test_a_lawful_date_one_day_later_would_break_the_award_date(award_by: date) -> None:
    plan = by_code(regulated.plan_backwards(AWARD, award_by, CALENDAR))
    notice = regulation().window("public_notice").on(award_by)
    latest = plan["notice_posted"].lawful_on
    assert closing_date(latest, notice, CALENDAR) < award_by
    assert closing_date(date.fromordinal(latest.toordinal() + 1), notice, CALENDAR) >= award_by


@given(st.sampled_from(Scheme), ANCHORS)
def test_planning_there_and_back_keeps_the_award_in_time(scheme: Scheme, award_by: date) -> None:
    call_on = regulated.plan_backwards(scheme, award_by, CALENDAR)[0].on
    steps = regulated.steps(scheme, award_by)
    assert by_code(plan_forwards(steps, call_on, CALENDAR))["awarded"].on <= award_by


def step(code: str, window: Window | None = None, working_days: int = 0, is_award: bool = False) -> Step:
    return Step(code, code, "award/10", window, working_days, is_practice=True, is_award=is_award)


@pytest.mark.parametrize(
    ("steps", "says"),
    [
        pytest.param([step("call"), step("end", working_days=3)], "现有0个", id="no award"),
        pytest.param([step("call", is_award=True), step("end", is_award=True)], "现有2个", id="two awards"),
        pytest.param(
            [step("call", working_days=1), step("end", is_award=True)], "第一个步骤", id="time before the first"
        ),
        pytest.param(
            [step("call"), step("closed", Window(5, Counts.WORKING_DAYS)), step("end", is_award=True)],
            "至少要隔1个工作日",
            id="award on the last day of the notice",
        ),
    ],
)
def test_a_chain_that_cannot_be_planned_is_refused(steps: list[Step], says: str) -> None:
    with pytest.raises(BrokenPlan, match=says):
        plan_backwards(steps, date(2026, 4, 28), CALENDAR)
    with pytest.raises(BrokenPlan, match=says):
        plan_forwards(steps, date(2025, 4, 28), CALENDAR)
