"""Closing days of a window for every posting day at once, out of the days that the database holds.

The same counting as :func:`honours.domain.calendar.closing_date`; the tests hold the two together.
"""

from __future__ import annotations

from sqlalchemy import CTE, Integer, and_, cast, select

from honours.domain.calendar import Counts, Roll, Window
from honours.domain.errors import WrongUse
from honours.storage.tables import calendar_day


class WindowNotCounted(WrongUse):
    """A window whose last day rolls in a way that the table of days does not hold; carries the window."""

    def __init__(self, window: Window) -> None:
        self.window = window
        allowed = "、".join((Roll.DAY_OFF.value, Roll.NEVER.value))
        super().__init__(f"公示期“{window.label}”的顺延方式 {window.roll.value} 不能批量计算；可用的为：{allowed}。")


def closings(window: Window) -> CTE:
    """Return ``posted_on``, ``closes_on`` and ``is_provisional`` for every posting day of the calendar.

    A day whose window ends outside the calendar has no row, and what rests on it is unknown. Raises
    :class:`WindowNotCounted`.
    """
    posted, last, closing = (calendar_day.alias(name) for name in ("posted", "last", "closing"))
    if window.counts is Counts.WORKING_DAYS:
        before = posted.c.working_seq - (cast(posted.c.is_working, Integer) if window.counts_posting_day else 0)
        ends = and_(closing.c.is_working, closing.c.working_seq == before + window.days)
        source = posted.join(closing, ends)
    else:
        if window.roll is Roll.STATUTORY_HOLIDAY:
            raise WindowNotCounted(window)
        offset = window.days - 1 if window.counts_posting_day else window.days
        closing_day = last.c.rolls_to if window.roll is Roll.DAY_OFF else last.c.day
        source = posted.join(last, last.c.day == posted.c.day + offset).join(closing, closing.c.day == closing_day)
    return (
        select(posted.c.day.label("posted_on"), closing.c.day.label("closes_on"), closing.c.is_provisional)
        .select_from(source)
        .cte("closings")
    )
