"""The calendar in the database, for rules that count days there."""

from __future__ import annotations

from datetime import date, timedelta

from honours.domain.days import WorkingDays
from honours.storage.unit_of_work import UnitOfWork


def synchronise_calendar_days(calendar: WorkingDays, work: UnitOfWork) -> int:
    """Make ``calendar_day`` hold the calendar from its first day to its last working day; return how many days changed.

    Begins a transaction of its own. A second time changes nothing.
    """
    with work:
        return write_calendar_days(calendar, work)


def write_calendar_days(calendar: WorkingDays, work: UnitOfWork) -> int:
    """Do the same within a unit of work that has begun."""
    return int(work.run("call/upsert_calendar_days", _columns(calendar)).rowcount)


def _columns(calendar: WorkingDays) -> dict[str, list[date] | list[bool] | list[int] | list[str]]:
    last = calendar.working_day_until(calendar.last_on)
    held = [calendar.day(calendar.first_on + timedelta(n)) for n in range((last - calendar.first_on).days + 1)]
    working_seqs: list[int] = []
    for day in held:
        working_seqs.append((working_seqs[-1] if working_seqs else 0) + day.kind.is_working)
    return {
        "days": [day.on for day in held],
        "are_working": [day.kind.is_working for day in held],
        "working_seqs": working_seqs,
        "roll_to": [calendar.working_day_from(day.on) for day in held],
        "reasons": [day.label for day in held],
        "are_provisional": [day.is_provisional for day in held],
    }
