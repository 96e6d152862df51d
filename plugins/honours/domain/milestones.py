"""Planning a cycle: from the day of the award backwards, or from the day of the call forwards.

A plan is a chain of steps. A step either lasts a window of the regulation or the working days that the office allots to
it. What follows a window falls on a later day, because a window ends at 24:00. Beside the planned day each milestone
carries the day that the windows alone would allow, as if the office needed no time at all.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise

from honours.domain.calendar import Window, WorkingDays, closing_date, latest_posting
from honours.domain.errors import WrongUse

_ONE_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a scheme's year and the time that leads up to it from the step before.

    The time is either ``window`` or ``working_days``; ``article`` is what the step rests on, and ``is_practice`` says
    that the length is the office's own. The award is the step with ``is_award``.
    """

    code: str
    label: str
    article: str
    window: Window | None
    working_days: int
    is_practice: bool
    is_award: bool = False

    @property
    def rests_on(self) -> str:
        """What the step and its length rest on, in Chinese with the article id."""
        if self.window is not None:
            length = self.window.label
        elif self.working_days:
            length = f"{self.working_days}个工作日"
        else:
            return self.article
        return f"{self.article}，工作惯例{length}" if self.is_practice else f"{self.article}，{length}"


@dataclass(frozen=True, slots=True)
class Milestone:
    """One step with its planned day.

    ``on`` was counted from the next milestone when planning backwards to the award, else from the one before;
    ``rests_on`` says what that distance rests on, and ``is_lawful_limit`` that it is a window of the regulation and not
    the office's own time. ``lawful_on`` is the latest day (earliest, counted forwards) that the windows alone allow. A
    provisional day may move when holidays are announced.
    """

    code: str
    label: str
    on: date
    rests_on: str
    is_lawful_limit: bool
    is_provisional: bool
    lawful_on: date


class BrokenPlan(WrongUse):
    """A chain of steps that cannot be planned; carries the reason."""

    def __init__(self, reason: str) -> None:
        self.reason = reason
        super().__init__(f"进度计划的步骤有误：{reason}")


def plan_backwards(steps: Sequence[Step], award_by: date, calendar: WorkingDays) -> list[Milestone]:
    """Return the latest day of every milestone so that the award is made by ``award_by``; what follows it is earliest.

    Raises :class:`OutsideCalendar` when a day would leave the calendar.
    """
    award = _award_index(steps)
    planned: dict[int, date] = {award: calendar.working_day_until(award_by)}
    lawful: dict[int, date] = {award: award_by}
    for index in range(award, 0, -1):
        step, follows_window = steps[index], steps[index - 1].window is not None
        planned[index - 1] = _planned_before(step, follows_window, planned[index], calendar)
        lawful[index - 1] = _lawful_before(step, follows_window, lawful[index], calendar)
        if step.window is not None:
            planned[index] = closing_date(planned[index - 1], step.window, calendar)
            lawful[index] = closing_date(lawful[index - 1], step.window, calendar)
    _plan_after(steps, award, planned, lawful, calendar)

    distances = [*steps[1 : award + 1], None, *steps[award + 1 :]]
    return _milestones(steps, distances, planned, lawful, lambda on: calendar.is_provisional(max(on, award_by)))


def plan_forwards(steps: Sequence[Step], call_on: date, calendar: WorkingDays) -> list[Milestone]:
    """Return the earliest day of every milestone when the call is issued on ``call_on``.

    A call on a day off is planned for the next working day.
    """
    _award_index(steps)
    planned = {0: calendar.working_day_from(call_on)}
    lawful = {0: call_on}
    _plan_after(steps, 0, planned, lawful, calendar)
    return _milestones(steps, [None, *steps[1:]], planned, lawful, calendar.is_provisional)


def _award_index(steps: Sequence[Step]) -> int:
    """Return where the award is, after checking that the chain can be planned."""
    awards = [index for index, step in enumerate(steps) if step.is_award]
    if len(awards) != 1:
        raise BrokenPlan(f"应恰有一个步骤为公布结果，现有{len(awards)}个。")
    if steps[0].window is not None or steps[0].working_days:
        raise BrokenPlan(f"第一个步骤“{steps[0].label}”之前不能有时长。")
    for before, step in pairwise(steps):
        if before.window is not None and step.window is None and step.working_days < 1:
            raise BrokenPlan(f"“{step.label}”在公示期之后，至少要隔1个工作日。")
    return awards[0]


def _planned_before(step: Step, follows_window: bool, on: date, calendar: WorkingDays) -> date:
    """Return the latest working day for the step before, given the planned day of this one."""
    if step.window is None:
        return calendar.add_working_days(on, -step.working_days)
    latest = latest_posting(on, step.window, calendar)
    return calendar.working_day_until(latest - _ONE_DAY if follows_window else latest)


def _lawful_before(step: Step, follows_window: bool, on: date, calendar: WorkingDays) -> date:
    """Return the latest day that the regulation allows for the step before."""
    if step.window is not None:
        on = latest_posting(on, step.window, calendar)
    return on - _ONE_DAY if follows_window else on


def _plan_after(
    steps: Sequence[Step], start: int, planned: dict[int, date], lawful: dict[int, date], calendar: WorkingDays
) -> None:
    """Fill in the earliest days of every step behind ``start``."""
    for index in range(start + 1, len(steps)):
        step, before = steps[index], steps[index - 1]
        law = lawful[index - 1] + _ONE_DAY if before.window is not None else lawful[index - 1]
        if step.window is None:
            planned[index] = calendar.add_working_days(planned[index - 1], step.working_days)
            lawful[index] = law
        else:
            opened = planned[index - 1]
            opened = calendar.next_working_day(opened) if before.window is not None else opened
            planned[index] = closing_date(opened, step.window, calendar)
            lawful[index] = closing_date(law, step.window, calendar)


def _milestones(
    steps: Sequence[Step],
    distances: Sequence[Step | None],
    planned: dict[int, date],
    lawful: dict[int, date],
    is_provisional: Callable[[date], bool],
) -> list[Milestone]:
    """Return the milestones; ``distances`` holds for each the step whose length it was counted by."""
    return [
        Milestone(
            code=step.code,
            label=step.label,
            on=planned[index],
            rests_on=step.article if counted is None else counted.rests_on,
            is_lawful_limit=counted is not None and counted.window is not None and not counted.is_practice,
            is_provisional=is_provisional(planned[index]),
            lawful_on=lawful[index],
        )
        for index, (step, counted) in enumerate(zip(steps, distances, strict=True))
    ]
