"""The calendar that the database was last told of, beside the one that the holiday tables make now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Row

from honours.domain.days import DayKind, WorkingDays
from honours.storage.unit_of_work import UnitOfWork

_WEEKEND = "周末"
_MADE_UP = "调休上班"
_ONE_DAY = timedelta(days=1)
_SHOWN = 5
_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class ChangedDay:
    """A day that counts otherwise than before: what it was and what it became, in Chinese."""

    on: date
    was: str
    became: str

    def __str__(self) -> str:
        return f"{self.on}由{self.was}改为{self.became}"


def known_calendar(work: UnitOfWork) -> WorkingDays | None:
    """Return the calendar as the database has it; None when it was never told. The unit of work must have begun."""
    rows = work.run("windows/list_days").all()
    if not rows:
        return None
    settled = [row.day for row in rows if not row.is_provisional]
    return WorkingDays(
        first_on=rows[0].day,
        announced_until=max(settled, default=rows[0].day - _ONE_DAY),
        last_on=rows[-1].day,
        holidays={row.day: row.reason for row in rows if _is_holiday(row)},
        working_weekends={
            row.day: row.reason.removesuffix(_MADE_UP)
            for row in rows
            if row.is_working and row.day.weekday() >= _SATURDAY
        },
    )


def _is_holiday(row: Row[Any]) -> bool:
    return not row.is_working and (row.day.weekday() < _SATURDAY or row.reason != _WEEKEND)


def changed_days(old: WorkingDays, new: WorkingDays) -> list[ChangedDay]:
    """Return the days of both calendars on which people work now and did not, or the other way round."""
    first, last = max(old.first_on, new.first_on), min(old.last_on, new.last_on)
    found = []
    for offset in range((last - first).days + 1):
        on = first + offset * _ONE_DAY
        was, became = old.day(on), new.day(on)
        if was.kind.is_working is not became.kind.is_working or _is_renamed(was.kind, became.kind):
            found.append(ChangedDay(on, was.label, became.label))
    return found


def _is_renamed(was: DayKind, became: DayKind) -> bool:
    # A weekend that becomes part of a holiday moves what ends on a statutory holiday only.
    return DayKind.HOLIDAY in (was, became) and was is not became


def reasons(days: Sequence[ChangedDay], first_on: date, last_on: date) -> str:
    """Return which days between moved a window, in Chinese; the later ones are counted only."""
    between = [one for one in days if first_on <= one.on <= last_on]
    more = f"等{len(between)}天" if len(between) > _SHOWN else ""
    return "、".join(str(one) for one in between[:_SHOWN]) + more
