"""Lets the house follow a changed holiday table: windows that run are moved, the difference is kept and listed.

The calendar in the database is the one that everything was counted by so far. It is brought up to date in the same
transaction in which the difference is acted upon, so that each change is dealt with once, whoever finds it first: the
command that loads a table, the opening of a cycle, or the daily check.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import insert

from honours.domain.days import WorkingDays
from honours.domain.windows import WindowEffect, WindowKind
from honours.regulation.calendar import working_days
from honours.services.calendar_days import write_calendar_days
from honours.services.windows.days import ChangedDay, changed_days, known_calendar
from honours.services.windows.finding import Calendars, MovedWindow, find_moved, of_cycles
from honours.services.windows.listing import publish_changes
from honours.storage.tables import calendar_change, window_change
from honours.storage.unit_of_work import UnitOfWork

_MOVES = {
    WindowKind.NOTICE: "windows/move_notice",
    WindowKind.CONSULTATION_REPLY: "windows/move_consultation",
    WindowKind.MILESTONE: "windows/move_milestone",
}


@dataclass(frozen=True, slots=True)
class CalendarChange:
    """What a new holiday table changed: its running number (None when nothing was kept), the days and the windows."""

    change_no: int | None
    days: tuple[ChangedDay, ...]
    windows: tuple[MovedWindow, ...]


def preview_calendar(work: UnitOfWork, calendar: WorkingDays | None = None) -> CalendarChange:
    """Return what following the holiday tables as they lie would change, without changing anything."""
    with work:
        calendars = _calendars(calendar or working_days(), work)
        moved = () if calendars is None else tuple(find_moved(calendars, work))
    return CalendarChange(None, () if calendars is None else calendars.days, moved)


def follow_calendar(on: date, work: UnitOfWork, calendar: WorkingDays | None = None) -> CalendarChange:
    """Bring calendar and open windows to the holiday tables as they lie, and return what that changed.

    ``on`` is the day on which the change was found. A second time changes nothing, and of two at once the second finds
    nothing to do. The list of what moved goes to the outbox of each cycle that it concerns.
    """
    new = calendar or working_days()
    with work:
        work.run("intake/lock_place", {"place": "calendar"})
        calendars = _calendars(new, work)
        moved = () if calendars is None else tuple(find_moved(calendars, work))
        days = () if calendars is None else calendars.days
        change_no = _keep(on, days, moved, work) if moved or days else None
        for one in moved:
            if one.effect is WindowEffect.MOVED and one.kind in _MOVES:
                work.run(_MOVES[one.kind], _key(one))
        for settled in ("windows/settle_notices", "windows/settle_milestones"):
            work.run(settled, {"announced_until": new.announced_until})
        write_calendar_days(new, work)
        if change_no is not None:
            for cycle, own in of_cycles(moved).items():
                publish_changes(cycle, change_no, on, own, work)
    return CalendarChange(change_no, days, moved)


def _calendars(new: WorkingDays, work: UnitOfWork) -> Calendars | None:
    """Return both calendars; None where the database was never told of one, so that nothing was counted yet."""
    old = known_calendar(work)
    return None if old is None else Calendars(old, new, tuple(changed_days(old, new)))


def _key(one: MovedWindow) -> dict[str, Any]:
    return {
        "cycle": str(one.cycle),
        "subject": one.subject,
        "new_closes_on": one.new_closes_on,
        "is_provisional": one.is_provisional,
    }


def _keep(on: date, days: Sequence[ChangedDay], moved: Sequence[MovedWindow], work: UnitOfWork) -> int:
    told = [{"on": one.on.isoformat(), "was": one.was, "became": one.became} for one in days]
    change_no = work.connection.execute(
        insert(calendar_change)
        .values(found_on=on, days=told, windows=len(moved))
        .returning(calendar_change.c.change_no)
    ).scalar_one()
    if moved:
        work.connection.execute(insert(window_change), [_row(one, int(change_no)) for one in moved])
    return int(change_no)


def _row(one: MovedWindow, change_no: int) -> dict[str, Any]:
    return {
        "change_no": change_no,
        "cycle": str(one.cycle),
        "kind": one.kind.value,
        "subject": one.subject,
        "label": one.label,
        "opened_on": one.opened_on,
        "old_closes_on": one.old_closes_on,
        "new_closes_on": one.new_closes_on,
        "effect": one.effect.value,
        "why": one.why,
        "to_do": one.to_do,
        "body_code": one.body_code,
        "expert_no": one.expert_no,
    }
