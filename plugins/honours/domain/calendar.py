"""Windows: when a posting or notice closes, and when it must be posted at the latest.

Days are counted by the Civil Code (arts. 200 to 204): the day of posting is not counted unless the window says so, and
a window in calendar days whose last day is a day off ends on the next working day; only the last day moves. A window
in working days skips every day off and counts the weekends that were made working days. A window ends at 24:00 of its
closing day, so what may follow it follows on a later day.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from honours.domain.days import Day, DayKind, OutsideCalendar, WorkingDays
from honours.domain.errors import RefusedInput, WrongUse

__all__ = [
    "Closing",
    "Counts",
    "Day",
    "DayKind",
    "OutsideCalendar",
    "ProvisionalClosing",
    "Roll",
    "SkippedDay",
    "Window",
    "WorkingDays",
    "closes_on",
    "closing_date",
    "latest_posting",
]

_ONE_DAY = timedelta(days=1)


class Counts(StrEnum):
    """Which days a window counts."""

    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"

    @property
    def label(self) -> str:
        """The Chinese unit: 天 or 个工作日."""
        return "天" if self is Counts.CALENDAR_DAYS else "个工作日"


class Roll(StrEnum):
    """When the last day of a window in calendar days moves on.

    The law names statutory days off; whether a weekend is one is not settled, so the longer reading is the default.
    """

    DAY_OFF = "day_off"
    STATUTORY_HOLIDAY = "statutory_holiday"
    NEVER = "never"


class NotAWindow(WrongUse):
    """A window without a day; carries the number asked for."""

    def __init__(self, days: int) -> None:
        self.days = days
        super().__init__(f"公示期不能是{days}天。请填 1 或更大的整数。")


@dataclass(frozen=True, slots=True)
class Window:
    """A period that must pass: so many days of a kind, with or without the day of posting."""

    days: int
    counts: Counts
    counts_posting_day: bool = False
    roll: Roll = Roll.DAY_OFF

    def __post_init__(self) -> None:
        if self.days < 1:
            raise NotAWindow(self.days)

    @property
    def label(self) -> str:
        """The window in Chinese, for example 5个工作日（公示当日不计入）."""
        return f"{self.days}{self.counts.label}（公示当日{'计入' if self.counts_posting_day else '不计入'}）"


@dataclass(frozen=True, slots=True)
class SkippedDay:
    """A day between posting and closing that does not count, with the reason in Chinese."""

    day: Day
    reason: str


class ProvisionalClosing(RefusedInput):
    """A window that would close on a day whose holidays are not announced yet; carries posting and closing day."""

    def __init__(self, posted_on: date, closes_on: date) -> None:
        self.posted_on, self.closes_on = posted_on, closes_on
        super().__init__(
            f"{posted_on}公示的截止日{closes_on}为暂定日期：国务院尚未公布该时段的放假安排。"
            "请在公布后补录放假安排表，或由负责人确认后再继续。"
        )


@dataclass(frozen=True, slots=True)
class Closing:
    """How a window was counted: the closing day, each day counted, each day skipped and why.

    ``counted`` holds exactly ``window.days`` days and ends with ``closes_on``; every day from posting to closing is
    either counted or skipped.
    """

    posted_on: date
    window: Window
    closes_on: date
    counted: tuple[Day, ...]
    skipped: tuple[SkippedDay, ...]
    is_provisional: bool

    def settled(self) -> date:
        """Return the closing day; raise :class:`ProvisionalClosing` when it may still change."""
        if self.is_provisional:
            raise ProvisionalClosing(self.posted_on, self.closes_on)
        return self.closes_on


def closing_date(posted_on: date, window: Window, calendar: WorkingDays) -> date:
    """Return the last day of the window, in constant time; raise :class:`OutsideCalendar` for days not held."""
    calendar.check(posted_on)
    if window.counts is Counts.WORKING_DAYS:
        return calendar.nth_after(posted_on - _ONE_DAY if window.counts_posting_day else posted_on, window.days)
    last = calendar.add_calendar_days(posted_on, _offset(window))
    match window.roll:
        case Roll.DAY_OFF:
            return calendar.working_day_from(last)
        case Roll.STATUTORY_HOLIDAY:
            return calendar.not_holiday_from(last)
        case Roll.NEVER:
            return last


def closes_on(posted_on: date, window: Window, calendar: WorkingDays) -> Closing:
    """Return the closing of a window with every day counted and every day skipped."""
    closing = closing_date(posted_on, window, calendar)
    counted: list[Day] = []
    skipped: list[SkippedDay] = []
    on = posted_on
    while on <= closing:
        day = calendar.day(on)
        reason = _reason_to_skip(day, posted_on, closing, window)
        if reason:
            skipped.append(SkippedDay(day, reason))
        else:
            counted.append(day)
        on += _ONE_DAY
    return Closing(posted_on, window, closing, tuple(counted), tuple(skipped), calendar.is_provisional(closing))


def latest_posting(closes_by: date, window: Window, calendar: WorkingDays) -> date:
    """Return the latest posting day whose window closes on or before ``closes_by``.

    It is the inverse of :func:`closing_date`. That day may be a day off, since the law lets anybody post on one.
    """
    if window.counts is Counts.WORKING_DAYS:
        eve = calendar.eve_of_last(closes_by, window.days)
        return calendar.check(eve + _ONE_DAY if window.counts_posting_day else eve)
    match window.roll:
        case Roll.DAY_OFF:
            last = calendar.working_day_until(closes_by)
        case Roll.STATUTORY_HOLIDAY:
            last = calendar.not_holiday_until(closes_by)
        case Roll.NEVER:
            last = closes_by
    return calendar.add_calendar_days(last, -_offset(window))


def _offset(window: Window) -> int:
    return window.days - 1 if window.counts_posting_day else window.days


def _reason_to_skip(day: Day, posted_on: date, closing: date, window: Window) -> str:
    """Return why the day does not count, or an empty text when it does."""
    if day.on == posted_on and not window.counts_posting_day:
        return "公示当日不计入"
    if window.counts is Counts.WORKING_DAYS:
        return "" if day.kind.is_working else day.label
    if posted_on + timedelta(days=_offset(window)) <= day.on < closing:
        return f"{day.label}，末日为休息日顺延"
    return ""
