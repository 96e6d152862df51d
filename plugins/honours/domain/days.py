"""Days: what kind of day each one is, and counting by working days.

Everything here is pure; which days are holidays is data (:mod:`honours.regulation.calendar`). Windows, which are
counted over these days, are in :mod:`honours.domain.calendar`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum

from honours.domain.errors import WrongUse

_ONE_DAY = timedelta(days=1)
_WEEKDAYS = "一二三四五六日"


class DayKind(StrEnum):
    """What a day is."""

    WORKING = "working"
    WEEKEND = "weekend"
    HOLIDAY = "holiday"
    WORKING_WEEKEND = "working_weekend"

    @property
    def is_working(self) -> bool:
        """Whether offices work on such a day."""
        return self in (DayKind.WORKING, DayKind.WORKING_WEEKEND)


class OutsideCalendar(WrongUse):
    """A day, or a day counted from it, that the calendar does not hold; carries the day asked about and the limits."""

    def __init__(self, on: date, first_on: date, last_on: date) -> None:
        self.on, self.first_on, self.last_on = on, first_on, last_on
        super().__init__(f"{on}或由它推算的日期不在日历范围内。可计算的日期为{first_on}至{last_on}。")


@dataclass(frozen=True, slots=True)
class Day:
    """One day: its date, its kind, the holiday it belongs to (Chinese, may be empty), and whether that is settled."""

    on: date
    kind: DayKind
    holiday: str
    is_provisional: bool

    @property
    def weekday(self) -> str:
        """The weekday in Chinese."""
        return f"周{_WEEKDAYS[self.on.weekday()]}"

    @property
    def label(self) -> str:
        """What the day is, in Chinese: 工作日, 周末, the name of the holiday, or 国庆节调休上班."""
        match self.kind:
            case DayKind.WORKING:
                return "工作日"
            case DayKind.WEEKEND:
                return "周末"
            case DayKind.HOLIDAY:
                return self.holiday
            case DayKind.WORKING_WEEKEND:
                return f"{self.holiday}调休上班"


class WorkingDays:
    """The calendar: every day from ``first_on`` to ``last_on``.

    After ``announced_until`` only plain weekdays are known and every day is provisional.
    Built once from data and never changed.
    Every question is answered from prefix sums, in constant time.
    """

    __slots__ = (
        "_first",
        "_holidays",
        "_passed",
        "_work",
        "_working_weekends",
        "announced_until",
        "first_on",
        "last_on",
    )

    def __init__(
        self,
        *,
        first_on: date,
        announced_until: date,
        last_on: date,
        holidays: Mapping[date, str],
        working_weekends: Mapping[date, str],
    ) -> None:
        self.first_on, self.announced_until, self.last_on = first_on, announced_until, last_on
        self._holidays, self._working_weekends = dict(holidays), dict(working_weekends)
        self._first = first_on.toordinal()
        self._work: list[date] = []
        self._passed: list[int] = []
        for ordinal in range(self._first, last_on.toordinal() + 1):
            on = date.fromordinal(ordinal)
            is_plain = on.weekday() < 5 and on not in self._holidays
            if is_plain or on in self._working_weekends:
                self._work.append(on)
            self._passed.append(len(self._work))

    def _count(self, on: date) -> int:
        """Return how many working days lie from the first day to ``on``, both included; 0 for the eve of the first."""
        index = on.toordinal() - self._first
        if index == -1:
            return 0
        if not 0 <= index < len(self._passed):
            raise OutsideCalendar(on, self.first_on, self.last_on)
        return self._passed[index]

    def _nth(self, number: int, asked: date) -> date:
        """Return the working day of this running number (0 is the first)."""
        if not 0 <= number < len(self._work):
            raise OutsideCalendar(asked, self.first_on, self.last_on)
        return self._work[number]

    def check(self, on: date) -> date:
        """Return the day itself; raise :class:`OutsideCalendar` when it is not held."""
        if not self.first_on <= on <= self.last_on:
            raise OutsideCalendar(on, self.first_on, self.last_on)
        return on

    def is_working(self, on: date) -> bool:
        """Return whether offices work on the day; raise :class:`OutsideCalendar` for days not held."""
        return self._count(self.check(on)) > self._count(on - _ONE_DAY)

    def is_provisional(self, on: date) -> bool:
        """Return whether the State Council's notice that settles the day is still to come."""
        return on > self.announced_until

    def day(self, on: date) -> Day:
        """Return what the day is; raise :class:`OutsideCalendar` for days not held."""
        self.check(on)
        if on in self._working_weekends:
            kind, holiday = DayKind.WORKING_WEEKEND, self._working_weekends[on]
        elif on in self._holidays:
            kind, holiday = DayKind.HOLIDAY, self._holidays[on]
        else:
            kind, holiday = (DayKind.WORKING if on.weekday() < 5 else DayKind.WEEKEND), ""
        return Day(on, kind, holiday, self.is_provisional(on))

    def add_working_days(self, on: date, days: int) -> date:
        """Return the ``days``-th working day after ``on`` (before, when negative); ``on`` itself for 0."""
        self.check(on)
        if days > 0:
            return self._nth(self._count(on) + days - 1, on)
        if days < 0:
            return self._nth(self._count(on - _ONE_DAY) + days, on)
        return on

    def next_working_day(self, on: date) -> date:
        """Return the first working day after ``on``."""
        return self.add_working_days(on, 1)

    def previous_working_day(self, on: date) -> date:
        """Return the last working day before ``on``."""
        return self.add_working_days(on, -1)

    def working_day_from(self, on: date) -> date:
        """Return ``on`` when it is a working day, else the first one after it."""
        return self._nth(self._count(self.check(on) - _ONE_DAY), on)

    def working_day_until(self, on: date) -> date:
        """Return ``on`` when it is a working day, else the last one before it."""
        return self._nth(self._count(self.check(on)) - 1, on)

    def add_calendar_days(self, on: date, days: int) -> date:
        """Return the day ``days`` days after ``on`` (before, when negative)."""
        ordinal = on.toordinal() + days
        if not self._first <= ordinal < self._first + len(self._passed):
            raise OutsideCalendar(on, self.first_on, self.last_on)
        return date.fromordinal(ordinal)

    def not_holiday_from(self, on: date) -> date:
        """Return ``on`` when it is no statutory holiday, else the first day after that holiday."""
        while self.check(on) in self._holidays:
            on += _ONE_DAY
        return on

    def not_holiday_until(self, on: date) -> date:
        """Return ``on`` when it is no statutory holiday, else the last day before that holiday."""
        while self.check(on) in self._holidays:
            on -= _ONE_DAY
        return on

    def working_days_between(self, after: date, until: date) -> int:
        """Return how many working days lie after ``after`` up to and including ``until``; negative when reversed."""
        return self._count(self.check(until)) - self._count(self.check(after))

    def nth_after(self, after: date, days: int) -> date:
        """Return the ``days``-th working day after ``after``, which may be the eve of the first day held."""
        return self._nth(self._count(after) + days - 1, after)

    def eve_of_last(self, until: date, days: int) -> date:
        """Return the latest day after which ``days`` working days still fit up to and including ``until``."""
        return self._nth(self._count(self.check(until)) - days, until) - _ONE_DAY
