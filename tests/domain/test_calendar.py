"""Windows and days, checked against the published arrangements and against a day-by-day count."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from honours.domain.calendar import (
    Closing,
    Counts,
    DayKind,
    NotAWindow,
    OutsideCalendar,
    ProvisionalClosing,
    Roll,
    Window,
    closes_on,
    closing_date,
    latest_posting,
)
from honours.regulation.calendar import working_days

CALENDAR = working_days()
FIVE_WORKING = Window(5, Counts.WORKING_DAYS)
FIVE_DAYS = Window(5, Counts.CALENDAR_DAYS)
ONE_DAY = timedelta(days=1)

days = st.dates(date(2004, 2, 1), date(2030, 12, 31))
windows = st.builds(
    Window, st.integers(1, 40), st.sampled_from(Counts), counts_posting_day=st.booleans(), roll=st.sampled_from(Roll)
)


def reasons(closing: Closing) -> dict[str, str]:
    return {item.day.on.isoformat(): item.reason for item in closing.skipped}


@pytest.mark.parametrize(
    ("posted_on", "closing"),
    [
        pytest.param(date(2025, 9, 26), date(2025, 10, 10), id="notice over the National Day holiday"),
        pytest.param(date(2025, 9, 30), date(2025, 10, 14), id="posted on the eve of the holiday"),
        pytest.param(date(2025, 1, 24), date(2025, 2, 7), id="Spring Festival with a working Sunday before it"),
        pytest.param(date(2025, 10, 4), date(2025, 10, 14), id="posted on a day off"),
        pytest.param(date(2026, 3, 7), date(2026, 3, 13), id="posted on a Saturday"),
        pytest.param(date(2024, 12, 31), date(2025, 1, 8), id="over the New Year"),
        pytest.param(date(2018, 12, 27), date(2019, 1, 4), id="a working Saturday in the last days of December"),
        pytest.param(date(2004, 1, 1), date(2004, 1, 8), id="the first day held"),
        pytest.param(date(2005, 12, 30), date(2006, 1, 9), id="the corrected working Saturday of 2005"),
    ],
)
def test_five_working_days_close(posted_on: date, closing: date) -> None:
    assert closing_date(posted_on, FIVE_WORKING, CALENDAR) == closing


@pytest.mark.parametrize(
    ("posted_on", "closing"),
    [
        pytest.param(date(2025, 9, 1), date(2025, 9, 8), id="the fifth day is a Saturday and moves to Monday"),
        pytest.param(date(2025, 9, 2), date(2025, 9, 8), id="the fifth day is a Sunday"),
        pytest.param(date(2025, 9, 3), date(2025, 9, 8), id="the fifth day is a Monday and stays"),
        pytest.param(date(2025, 9, 23), date(2025, 9, 28), id="the fifth day is a working Sunday and stays"),
        pytest.param(date(2025, 9, 26), date(2025, 10, 9), id="the fifth day is the first of National Day"),
        pytest.param(date(2025, 1, 23), date(2025, 2, 5), id="the fifth day is New Year's Eve by the moon"),
        pytest.param(date(2025, 10, 3), date(2025, 10, 9), id="days off in between count"),
        pytest.param(date(2024, 12, 27), date(2025, 1, 2), id="the fifth day is the first of January"),
    ],
)
def test_five_calendar_days_close(posted_on: date, closing: date) -> None:
    assert closing_date(posted_on, FIVE_DAYS, CALENDAR) == closing


def test_posting_day_counts_only_when_the_window_says_so() -> None:
    counting = Window(5, Counts.WORKING_DAYS, counts_posting_day=True)
    assert closing_date(date(2025, 9, 26), counting, CALENDAR) == date(2025, 10, 9)
    assert closing_date(date(2025, 9, 27), counting, CALENDAR) == date(2025, 10, 10)
    assert closing_date(date(2025, 9, 3), Window(1, Counts.CALENDAR_DAYS, counts_posting_day=True), CALENDAR) == date(
        2025, 9, 3
    )


def test_last_day_moves_as_the_window_says() -> None:
    posted_on = date(2025, 9, 1)
    assert closing_date(posted_on, Window(5, Counts.CALENDAR_DAYS, roll=Roll.NEVER), CALENDAR) == date(2025, 9, 6)
    only_holidays = Window(5, Counts.CALENDAR_DAYS, roll=Roll.STATUTORY_HOLIDAY)
    assert closing_date(posted_on, only_holidays, CALENDAR) == date(2025, 9, 6)
    assert closing_date(date(2025, 9, 26), only_holidays, CALENDAR) == date(2025, 10, 9)


def test_closing_names_each_day_counted_and_skipped() -> None:
    closing = closes_on(date(2025, 9, 26), FIVE_WORKING, CALENDAR)
    assert [day.on.isoformat() for day in closing.counted] == [
        "2025-09-28",
        "2025-09-29",
        "2025-09-30",
        "2025-10-09",
        "2025-10-10",
    ]
    assert closing.counted[0].label == "国庆节调休上班"
    assert reasons(closing) == {
        "2025-09-26": "公示当日不计入",
        "2025-09-27": "周末",
        "2025-10-01": "国庆节",
        "2025-10-02": "国庆节",
        "2025-10-03": "国庆节",
        "2025-10-04": "国庆节",
        "2025-10-05": "国庆节",
        "2025-10-06": "中秋节",
        "2025-10-07": "国庆节",
        "2025-10-08": "国庆节",
    }
    assert closing.settled() == date(2025, 10, 10)


def test_closing_says_that_the_last_day_moved() -> None:
    closing = closes_on(date(2025, 9, 1), FIVE_DAYS, CALENDAR)
    assert reasons(closing) == {
        "2025-09-01": "公示当日不计入",
        "2025-09-06": "周末，末日为休息日顺延",
        "2025-09-07": "周末，末日为休息日顺延",
    }
    assert closing.counted[-1].weekday == "周一"


@pytest.mark.parametrize(
    ("on", "kind", "label"),
    [
        (date(2025, 9, 26), DayKind.WORKING, "工作日"),
        (date(2025, 9, 27), DayKind.WEEKEND, "周末"),
        (date(2025, 9, 28), DayKind.WORKING_WEEKEND, "国庆节调休上班"),
        (date(2025, 10, 1), DayKind.HOLIDAY, "国庆节"),
        (date(2005, 12, 31), DayKind.WORKING_WEEKEND, "元旦调休上班"),
    ],
)
def test_day_knows_its_kind(on: date, kind: DayKind, label: str) -> None:
    day = CALENDAR.day(on)
    assert (day.kind, day.label) == (kind, label)
    assert CALENDAR.is_working(on) is kind.is_working


def test_days_beyond_the_announced_ones_are_provisional() -> None:
    settled = CALENDAR.announced_until
    assert not CALENDAR.is_provisional(settled)
    assert CALENDAR.is_provisional(settled + ONE_DAY)
    closing = closes_on(settled + ONE_DAY, FIVE_WORKING, CALENDAR)
    assert closing.is_provisional
    with pytest.raises(ProvisionalClosing, match="暂定") as caught:
        closing.settled()
    assert caught.value.closes_on == closing.closes_on


def test_closing_on_the_last_settled_day_is_not_provisional() -> None:
    settled = CALENDAR.working_day_until(CALENDAR.announced_until)
    posted_on = latest_posting(settled, FIVE_WORKING, CALENDAR)
    assert not closes_on(posted_on, FIVE_WORKING, CALENDAR).is_provisional
    assert closes_on(posted_on + ONE_DAY, FIVE_WORKING, CALENDAR).is_provisional


@pytest.mark.parametrize(
    "ask",
    [
        lambda: closing_date(date(2003, 12, 31), FIVE_DAYS, CALENDAR),
        lambda: closing_date(date(2003, 12, 31), FIVE_WORKING, CALENDAR),
        lambda: closing_date(CALENDAR.last_on, FIVE_DAYS, CALENDAR),
        lambda: closing_date(CALENDAR.last_on, FIVE_WORKING, CALENDAR),
        lambda: closing_date(date(2025, 1, 1), Window(10**9, Counts.CALENDAR_DAYS), CALENDAR),
        lambda: latest_posting(date(2004, 1, 2), FIVE_DAYS, CALENDAR),
        lambda: latest_posting(date(2004, 1, 2), FIVE_WORKING, CALENDAR),
        lambda: CALENDAR.day(date(2003, 12, 31)),
        lambda: CALENDAR.is_working(date(2003, 12, 31)),
        lambda: CALENDAR.previous_working_day(date(2004, 1, 1)),
    ],
)
def test_days_outside_the_calendar_are_refused(ask: object) -> None:
    assert callable(ask)
    with pytest.raises(OutsideCalendar, match="2004-01-01至"):
        ask()


@pytest.mark.parametrize("number", [0, -1])
def test_a_window_needs_a_day(number: int) -> None:
    with pytest.raises(NotAWindow, match="1 或更大"):
        Window(number, Counts.CALENDAR_DAYS)


def slow_closing(posted_on: date, window: Window) -> date:
    """Count day by day, as a clerk with a wall calendar does."""
    on = posted_on if window.counts_posting_day else posted_on + ONE_DAY
    left = window.days
    while True:
        if window.counts is Counts.CALENDAR_DAYS or CALENDAR.day(on).kind.is_working:
            left -= 1
        if left == 0:
            break
        on += ONE_DAY
    if window.counts is Counts.CALENDAR_DAYS:
        while (window.roll is Roll.DAY_OFF and not CALENDAR.day(on).kind.is_working) or (
            window.roll is Roll.STATUTORY_HOLIDAY and CALENDAR.day(on).kind is DayKind.HOLIDAY
        ):
            on += ONE_DAY
    return on


@given(days, windows)
def test_closing_equals_the_count_day_by_day(posted_on: date, window: Window) -> None:
    assert closing_date(posted_on, window, CALENDAR) == slow_closing(posted_on, window)


@given(days, st.integers(0, 30), windows)
def test_closing_never_moves_back_when_posted_later(posted_on: date, later: int, window: Window) -> None:
    second = closing_date(posted_on + timedelta(days=later), window, CALENDAR)
    assert closing_date(posted_on, window, CALENDAR) <= second


@given(st.dates(date(2005, 1, 1), date(2030, 12, 31)), windows)
def test_latest_posting_is_the_exact_inverse(closes_by: date, window: Window) -> None:
    posted_on = latest_posting(closes_by, window, CALENDAR)
    assert closing_date(posted_on, window, CALENDAR) <= closes_by
    assert closing_date(posted_on + ONE_DAY, window, CALENDAR) > closes_by


@given(days, windows)
def test_every_day_is_counted_or_skipped_and_exactly_enough_count(posted_on: date, window: Window) -> None:
    closing = closes_on(posted_on, window, CALENDAR)
    assert len(closing.counted) == window.days
    assert closing.counted[-1].on == closing.closes_on
    listed = sorted([day.on for day in closing.counted] + [item.day.on for item in closing.skipped])
    span = (max(closing.closes_on, posted_on) - posted_on).days
    assert listed == [posted_on + timedelta(days=offset) for offset in range(span + 1)]
    assert all(item.reason for item in closing.skipped)


@given(days, st.integers(-40, 40))
def test_adding_working_days_equals_stepping_one_by_one(on: date, number: int) -> None:
    stepped = on
    step = ONE_DAY if number > 0 else -ONE_DAY
    for _ in range(abs(number)):
        stepped += step
        while not CALENDAR.day(stepped).kind.is_working:
            stepped += step
    assert CALENDAR.add_working_days(on, number) == stepped


@given(days, st.integers(1, 40))
def test_counting_undoes_adding(on: date, number: int) -> None:
    assert CALENDAR.working_days_between(on, CALENDAR.add_working_days(on, number)) == number


@given(days)
def test_next_and_from_agree(on: date) -> None:
    assert CALENDAR.next_working_day(on) == CALENDAR.working_day_from(on + ONE_DAY)
    assert CALENDAR.previous_working_day(on) == CALENDAR.working_day_until(on - ONE_DAY)
    assert CALENDAR.working_day_from(on) == (on if CALENDAR.is_working(on) else CALENDAR.next_working_day(on))
