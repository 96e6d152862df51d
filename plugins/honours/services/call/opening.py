"""Opening a cycle: its row, its planned milestones, and the days that its windows are counted on.

The call opens the year of each scheme (award/10, model-studio/9, employee-studio/6).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from honours.domain.cycle import Cycle
from honours.domain.errors import RefusedInput, WrongUse
from honours.domain.milestones import Milestone
from honours.regulation.calendar import working_days
from honours.regulation.loader import NoCycle, regulation
from honours.regulation.milestones import plan_forwards
from honours.regulation.rhythms import rhythm_of
from honours.services.documents.wording import DocumentNo
from honours.services.stages import CycleNotOpen
from honours.services.windows.following import follow_calendar
from honours.storage.unit_of_work import UnitOfWork

_DUE = "nominations_due"
_YEARS_AROUND = 3


class YearWithoutCycle(WrongUse):
    """A cycle in a year in which the scheme has none; carries the cycle and the years around it that have one.

    The message says in which years each category is due.
    """

    def __init__(self, cycle: Cycle, years: Sequence[int]) -> None:
        self.cycle, self.years = cycle, tuple(years)
        listed = (
            f"附近可以启动的年份：{'、'.join(str(year) for year in years)}" if years else "附近也没有可以启动的年份"
        )
        super().__init__(
            f"{cycle.year}年没有{cycle.scheme.label}的评选或命名。规定为：{rhythm_of(cycle.scheme)}。{listed}。"
        )


class CallOutsideYear(WrongUse):
    """A call that would be issued in another year than its cycle's; carries the cycle and the day."""

    def __init__(self, cycle: Cycle, call_on: date) -> None:
        self.cycle, self.call_on = cycle, call_on
        super().__init__(f"{cycle.label}的通知不能在{call_on}发布，请填 {cycle.year} 年内的日期。")


class OpenedOtherwise(RefusedInput):
    """The cycle is open already with another document number; carries both numbers."""

    def __init__(self, cycle: Cycle, opened_no: str, asked_no: str) -> None:
        self.cycle, self.opened_no, self.asked_no = cycle, opened_no, asked_no
        super().__init__(
            f"周期 {cycle} 已用文号“{opened_no}”启动，不能再用“{asked_no}”启动。"
            "请改用原文号重试；原文号有误的，另发更正通知。"
        )


@dataclass(frozen=True, slots=True)
class OpenCycle:
    """The command to open a cycle: the day and number of the call notice, and who opens it."""

    cycle: Cycle
    call_on: date
    document_no: str
    opened_by: str
    is_replay: bool = False


@dataclass(frozen=True, slots=True)
class OpenedCycle:
    """An open cycle with the days that everything else rests on; ``is_new`` is false when it was open before."""

    cycle: Cycle
    call_on: date
    nominations_due_on: date
    document_no: str
    is_replay: bool
    is_new: bool = False


def open_cycle(command: OpenCycle, work: UnitOfWork) -> OpenedCycle:
    """Open the cycle with its planned milestones and bring the calendar in the database up to date.

    The first opening stands: a retry, also with another day, returns what was opened. Raises :class:`YearWithoutCycle`,
    :class:`CallOutsideYear`, :class:`NotDocumentNo`, :class:`OpenedOtherwise`, and
    :class:`NotInForce` for a day before the regulation.
    """
    cycle = command.cycle
    _check(cycle, command.call_on)
    DocumentNo.parse(command.document_no)
    calendar = working_days()
    plan = plan_forwards(cycle.scheme, command.call_on, calendar)
    due_on = next(step.on for step in plan if step.code == _DUE)
    follow_calendar(command.call_on, work, calendar)
    row = {
        "cycle": str(cycle),
        "scheme": cycle.scheme.value,
        "year": cycle.year,
        "call_on": command.call_on,
        "nominations_due_on": due_on,
        "document_no": command.document_no,
        "opened_by": command.opened_by,
        "is_replay": command.is_replay,
    }
    with work:
        is_new = work.run("call/insert_cycle", row).rowcount == 1
        if is_new:
            work.run("call/insert_milestones", [_milestone_row(cycle, step) for step in plan])
    opened = find_cycle(cycle, work)
    if opened.document_no != command.document_no:
        raise OpenedOtherwise(cycle, opened.document_no, command.document_no)
    return OpenedCycle(cycle, opened.call_on, opened.nominations_due_on, opened.document_no, opened.is_replay, is_new)


def find_cycle(cycle: Cycle, work: UnitOfWork) -> OpenedCycle:
    """Return the open cycle; raise :class:`CycleNotOpen`."""
    with work:
        row = work.run("call/find_cycle", {"cycle": str(cycle)}).one_or_none()
    if row is None:
        raise CycleNotOpen(cycle)
    return OpenedCycle(cycle, row.call_on, row.nominations_due_on, row.document_no, row.is_replay)


def _check(cycle: Cycle, call_on: date) -> None:
    if not _has_cycle(cycle):
        around = range(cycle.year - _YEARS_AROUND, cycle.year + _YEARS_AROUND + 1)
        raise YearWithoutCycle(cycle, [year for year in around if _has_cycle(Cycle(year, cycle.scheme))])
    if call_on.year != cycle.year:
        raise CallOutsideYear(cycle, call_on)


def _has_cycle(cycle: Cycle) -> bool:
    try:
        return bool(regulation().categories_due(cycle))
    except NoCycle:
        return False


def _milestone_row(cycle: Cycle, step: Milestone) -> dict[str, str | date | bool]:
    return {
        "cycle": str(cycle),
        "code": step.code,
        "label": step.label,
        "planned_on": step.on,
        "rests_on": step.rests_on,
        "is_lawful_limit": step.is_lawful_limit,
        "is_provisional": step.is_provisional,
    }
