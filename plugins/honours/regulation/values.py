"""Dated values: an amount, number, window or rhythm with the days it is in force, its article and its source."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Generic, TypeVar

from honours.domain.calendar import Roll, Window
from honours.domain.errors import WrongUse
from honours.domain.money import Money

OFFICE_PRACTICE = "office practice"


class Unit(StrEnum):
    """What a value counts; it decides how the value is read."""

    CNY = "cny"
    COUNT = "count"
    PERCENT = "percent"
    PERSONS = "persons"
    YEARS = "years"
    MONTHS = "months"
    CALENDAR_DAYS = "calendar_days"
    WORKING_DAYS = "working_days"
    WINDOW = "window"
    RHYTHM = "rhythm"
    YEARLY_DATE = "yearly_date"
    POLICY = "policy"

    @property
    def label(self) -> str:
        """The Chinese word behind a number; empty for what is no single number."""
        return _UNIT_LABELS.get(self, "")


_UNIT_LABELS = {
    Unit.CNY: "元",
    Unit.COUNT: "项",
    Unit.PERCENT: "%",
    Unit.PERSONS: "人",
    Unit.YEARS: "年",
    Unit.MONTHS: "个月",
    Unit.CALENDAR_DAYS: "天",
    Unit.WORKING_DAYS: "个工作日",
}


@dataclass(frozen=True, slots=True)
class Rhythm:
    """In which years something is due: from ``first_year`` on, every ``every_years`` years."""

    first_year: int
    every_years: int

    @property
    def label(self) -> str:
        """The years in Chinese."""
        return f"{self.first_year}年起每{self.every_years}年"

    def is_due(self, year: int) -> bool:
        """Return whether the year is one of them."""
        return year >= self.first_year and (year - self.first_year) % self.every_years == 0


@dataclass(frozen=True, slots=True)
class YearlyDate:
    """A day of the year, ``years_after`` years after the year of the cycle."""

    month: int
    day: int
    years_after: int

    @property
    def label(self) -> str:
        """The day in Chinese."""
        later = {0: "", 1: "次年"}.get(self.years_after, f"{self.years_after}年后的")
        return f"{later}{self.month}月{self.day}日"

    def in_cycle(self, year: int) -> date:
        """Return the day for the cycle of this year."""
        return date(year + self.years_after, self.month, self.day)


_ROLLS = {Roll.DAY_OFF: "", Roll.STATUTORY_HOLIDAY: "，末日遇法定节假日顺延", Roll.NEVER: "，末日不顺延"}
Value = Money | int | Window | Rhythm | YearlyDate
# Policies are dated like single values, so whatever has days may be held here.
V = TypeVar("V", covariant=True)


@dataclass(frozen=True, slots=True)
class Life(Generic[V]):
    """One value with the days it is in force; ``until`` is the last of them, ``None`` while it has no end."""

    from_on: date
    until_on: date | None
    value: V
    article: str
    source: str
    published_on: date

    def holds(self, day: date) -> bool:
        """Return whether the value is in force on the day."""
        return self.from_on <= day and (self.until_on is None or day <= self.until_on)

    @property
    def is_office_practice(self) -> bool:
        """Whether the value is the office's own figure and not the regulation's."""
        return self.source == OFFICE_PRACTICE

    @property
    def label(self) -> str:
        """The days in Chinese."""
        return f"{self.from_on}起" if self.until_on is None else f"{self.from_on}至{self.until_on}"


class NotInForce(WrongUse):
    """A value asked for on a day outside its lives; carries key, day and lives."""

    def __init__(self, key: str, day: date, lives: Sequence[Life[object]]) -> None:
        self.key, self.day, self.lives = key, day, tuple(lives)
        known = "；".join(life.label for life in lives)
        super().__init__(f"{key} 在{day}没有规定。有规定的期间为：{known}。")


@dataclass(frozen=True, slots=True)
class Dated(Generic[V]):
    """A value over time: its key, Chinese label, unit and lives in order."""

    key: str
    label: str
    unit: Unit
    lives: tuple[Life[V], ...]

    def on(self, day: date) -> V:
        """Return the value in force on the day; raise :class:`NotInForce` when there is none."""
        return self.life_on(day).value

    def life_on(self, day: date) -> Life[V]:
        """Return the value with article and source; raise :class:`NotInForce` when there is none."""
        for life in self.lives:
            if life.holds(day):
                return life
        raise NotInForce(self.key, day, self.lives)

    def say(self, value: Value) -> str:
        """Return a value of this kind as people read it, with its unit."""
        match value:
            case Money():
                return f"{value.grouped()}{self.unit.label}"
            case int():
                return f"{value}{self.unit.label}"
            case Window():
                return f"{value.label}{_ROLLS[value.roll]}"
            case _:
                return value.label
