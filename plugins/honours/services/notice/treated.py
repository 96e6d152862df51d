"""The objections of a cycle, each with how it is treated and why, until when a reply is owed, and what follows.

Computed anew at each call from the windows and the calendar of today (award/12, award/17).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import Row

from honours.domain.calendar import WorkingDays
from honours.domain.cycle import Cycle
from honours.domain.notices import Treatment, treatment
from honours.domain.states import article_in
from honours.regulation.calendar import working_days
from honours.regulation.policies import notice_policy
from honours.services.notice.notices import read_notices
from honours.services.outcomes import cited
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class TreatedObjection:
    """One objection; the author and the contact are for the reply only.

    ``reply_due_on`` is None where no reply is owed and nothing is to be checked; it may move with
    ``is_due_provisional``.
    """

    cycle: Cycle
    objection_no: str
    nomination_no: str
    project_name: str
    received_on: date
    is_anonymous: bool
    objector_name: str
    ground_article: str
    evidence: Sequence[str]
    wanted_remedy: str | None
    handler: str | None
    finding: str | None
    is_upheld: bool | None
    closed_on: date | None
    replied_on: date | None
    treatment: Treatment
    reply_due_on: date | None
    is_due_provisional: bool

    @property
    def is_settled(self) -> bool:
        """Whether nothing is owed any more: an author who is named has a reply, the others are closed or on record."""
        if self.reply_due_on is None:
            return True
        return self.closed_on is not None and (self.is_anonymous or self.replied_on is not None)

    @property
    def how(self) -> str:
        """How it is treated and why."""
        match self.treatment:
            case Treatment.LATE:
                article = cited(article_in(self.cycle.scheme, "award/17"))
                return f"不在公示期内收到，只作记录，依据{article}转监督核查"
            case Treatment.NOT_HEARD:
                return "匿名，按本市做法只作记录" if self.evidence else "匿名且没有可查的证据，只作记录"
            case Treatment.HOLDS:
                return "匿名但附有可查的证据，照样核查" if self.is_anonymous else "公示期内实名提出，受理核查"

    @property
    def effect(self) -> str:
        """What it does to its own entry, by the same rule that concludes the notice."""
        honouring = self.cycle.scheme.honouring
        if self.treatment is not Treatment.HOLDS:
            return "不影响公布"
        if self.is_upheld:
            return f"不予{honouring}"
        return f"照常{honouring}" if self.closed_on is not None else "暂缓该项"


def reply_due(cycle: Cycle, received_on: date, calendar: WorkingDays) -> date:
    """Return the last day for the reply to an objection received on a day, in working days by the office's practice."""
    days = notice_policy(cycle.scheme, received_on).objection_reply_working_days
    return calendar.add_working_days(received_on, days)


def treated_objections(cycle: Cycle, work: UnitOfWork, calendar: WorkingDays | None = None) -> list[TreatedObjection]:
    """Return all objections of the cycle by number."""
    with work:
        return read_objections(cycle, work, calendar)


def read_objections(cycle: Cycle, work: UnitOfWork, calendar: WorkingDays | None = None) -> list[TreatedObjection]:
    """Return all objections of the cycle by number; the unit of work must have begun."""
    closes = {one.notice_no: one.window.closes_on for one in read_notices(cycle, work)}
    rows = work.run("notice/list_objections", {"cycle": str(cycle)}).all()
    return [_treated(cycle, row, closes[row.notice_no], calendar or working_days()) for row in rows]


def _treated(cycle: Cycle, row: Row[Any], closes_on: date, calendar: WorkingDays) -> TreatedObjection:
    how = treatment(row.received_on, row.first_posted_on, closes_on, is_heard=row.is_heard)
    is_owed = not row.is_anonymous or how is Treatment.HOLDS
    due_on = reply_due(cycle, row.received_on, calendar) if is_owed else None
    return TreatedObjection(
        cycle=cycle,
        objection_no=row.objection_no,
        nomination_no=row.nomination_no,
        project_name=row.project_name,
        received_on=row.received_on,
        is_anonymous=row.is_anonymous,
        objector_name=row.objector_name,
        ground_article=row.ground_article,
        evidence=tuple(row.evidence),
        wanted_remedy=row.wanted_remedy,
        handler=row.handler,
        finding=row.finding,
        is_upheld=row.is_upheld,
        closed_on=row.closed_on,
        replied_on=row.replied_on,
        treatment=how,
        reply_due_on=due_on,
        is_due_provisional=due_on is not None and calendar.is_provisional(due_on),
    )
