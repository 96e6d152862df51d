"""Which windows end on another day by a new calendar, and what may be done about each.

One that runs is moved. What was told to the public or to experts is never shortened, and a day announced in the call
stays: a person looks at it. One that is over and acted upon is not opened again: a person looks at that, too.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import groupby

from honours.domain.calendar import OutsideCalendar, Window, WorkingDays, closing_date
from honours.domain.cycle import Cycle
from honours.domain.windows import WindowEffect, WindowKind
from honours.regulation.loader import regulation
from honours.regulation.milestones import plan_forwards
from honours.services.notice.consultation.sending import reply_window
from honours.services.notice.treated import read_objections
from honours.services.windows.days import ChangedDay, reasons
from honours.storage.unit_of_work import UnitOfWork

_ANNOUNCED = "nominations_due"
_NEVER_REOPENED = "不重新办理；对结果有无影响，请经办人研究"
_NOT_SHORTENED = "原日期已经公布，不提前；请经办人研究"


@dataclass(frozen=True, slots=True, kw_only=True)
class MovedWindow:
    """A window that the new calendar ends on another day; ``is_provisional`` is of the new day."""

    cycle: Cycle
    kind: WindowKind
    subject: str
    label: str
    opened_on: date | None
    old_closes_on: date
    new_closes_on: date
    is_provisional: bool
    effect: WindowEffect
    why: str
    to_do: str
    body_code: str | None = None
    expert_no: str | None = None


@dataclass(frozen=True, slots=True)
class Calendars:
    """The calendar of before and that of now, with the days on which they differ."""

    old: WorkingDays
    new: WorkingDays
    days: tuple[ChangedDay, ...]

    def ends(self, opened_on: date, window: Window) -> tuple[date, date] | None:
        """Return the last day of a window by both; None where one of them does not reach so far."""
        try:
            return closing_date(opened_on, window, self.old), closing_date(opened_on, window, self.new)
        except OutsideCalendar:
            return None

    def why(self, opened_on: date, *ends: date) -> str:
        """Return which days moved what began on ``opened_on``."""
        return reasons(self.days, opened_on, max(ends))


def find_moved(calendars: Calendars, work: UnitOfWork) -> list[MovedWindow]:
    """Return every window that ends on another day now, by cycle and kind; the unit of work must have begun."""
    found = [
        *_postings(calendars, work),
        *_notices(calendars, work),
        *_objections(calendars, work),
        *_consultations(calendars, work),
        *_milestones(calendars, work),
    ]
    order = list(WindowKind)
    return sorted(found, key=lambda one: (str(one.cycle), order.index(one.kind), one.old_closes_on, one.subject))


def _postings(calendars: Calendars, work: UnitOfWork) -> Iterator[MovedWindow]:
    """Find postings by their day first: there are few days and many nominations."""
    moved: dict[str, dict[date, tuple[date, date]]] = defaultdict(dict)
    for row in work.run("windows/list_posting_days").all():
        ends = calendars.ends(row.posted_on, regulation().window("grassroots_posting").on(row.nominations_due_on))
        if ends is not None and ends[0] != ends[1]:
            moved[row.cycle][row.posted_on] = ends
    for cycle, by_day in moved.items():
        rows = work.run("windows/list_postings", {"cycle": cycle, "posted_on": list(by_day)}).all()
        for row in rows:
            old, new = by_day[row.posted_on]
            longer = "公示张贴须满新期限，提前撤下的重新公示后再报"
            yield MovedWindow(
                cycle=Cycle.parse(cycle),
                kind=WindowKind.POSTING,
                subject=row.nomination_no,
                label=f"{row.nomination_no} {row.project_name}",
                opened_on=row.posted_on,
                old_closes_on=old,
                new_closes_on=new,
                is_provisional=calendars.new.is_provisional(new),
                effect=WindowEffect.MOVED if row.is_open else WindowEffect.ACTED_UPON,
                why=calendars.why(row.posted_on, old, new),
                to_do=(longer if new > old else "按新日期计算，无需补办") if row.is_open else _NEVER_REOPENED,
                body_code=row.body_code,
            )


def _notices(calendars: Calendars, work: UnitOfWork) -> Iterator[MovedWindow]:
    for row in work.run("windows/list_notices").all():
        cycle = Cycle.parse(row.cycle)
        ends = calendars.ends(row.posted_on, regulation().notice_window(cycle.scheme).on(row.posted_on))
        if ends is None or ends[0] == ends[1] or row.closes_on == ends[1]:
            continue
        old, new = row.closes_on, ends[1]
        effect, to_do = _effect_of_told(
            old, new, is_open=row.is_open, longer="公示文件写明的截止日须更正，并告知张贴处和网站"
        )
        yield MovedWindow(
            cycle=cycle,
            kind=WindowKind.NOTICE,
            subject=str(row.notice_no),
            label=f"第{row.notice_no}号公示",
            opened_on=row.posted_on,
            old_closes_on=old,
            new_closes_on=new,
            is_provisional=calendars.new.is_provisional(new),
            effect=effect,
            why=calendars.why(row.posted_on, old, new),
            to_do=to_do,
        )


def _consultations(calendars: Calendars, work: UnitOfWork) -> Iterator[MovedWindow]:
    for row in work.run("windows/list_consultations").all():
        ends = calendars.ends(row.sent_on, reply_window(row.reply_working_days))
        if ends is None or ends[0] == ends[1] or row.due_on == ends[1]:
            continue
        old, new = row.due_on, ends[1]
        effect, to_do = _effect_of_told(old, new, is_open=row.is_open, longer="已提醒专家按新期限答复")
        yield MovedWindow(
            cycle=Cycle.parse(row.cycle),
            kind=WindowKind.CONSULTATION_REPLY,
            subject=f"{row.expert_no}-{row.sheet_no}",
            label=f"{row.name}（{row.expert_no}）的行业咨询表",
            opened_on=row.sent_on,
            old_closes_on=old,
            new_closes_on=new,
            is_provisional=calendars.new.is_provisional(new),
            effect=effect,
            why=calendars.why(row.sent_on, old, new),
            to_do=to_do,
            expert_no=row.expert_no,
        )


def _objections(calendars: Calendars, work: UnitOfWork) -> Iterator[MovedWindow]:
    """Find replies that are owed on another day; one that was given is done with."""
    for (text,) in work.run("windows/list_objected_cycles").all():
        cycle = Cycle.parse(text)
        before = {one.objection_no: one for one in read_objections(cycle, work, calendars.old)}
        for one in read_objections(cycle, work, calendars.new):
            old, new = before[one.objection_no].reply_due_on, one.reply_due_on
            if one.is_settled or old is None or new is None or old == new:
                continue
            yield MovedWindow(
                cycle=cycle,
                kind=WindowKind.OBJECTION_REPLY,
                subject=one.objection_no,
                label=f"异议 {one.objection_no}（{one.nomination_no}）",
                opened_on=one.received_on,
                old_closes_on=old,
                new_closes_on=new,
                is_provisional=one.is_due_provisional,
                effect=WindowEffect.MOVED,
                why=calendars.why(one.received_on, old, new),
                to_do="按新日期答复异议人，已告知过期限的另行说明",
            )


def _milestones(calendars: Calendars, work: UnitOfWork) -> Iterator[MovedWindow]:
    """Find planned days that stand where the old calendar put them; what somebody set otherwise is left alone."""
    rows = work.run("windows/list_milestones").all()
    for (text, call_on), group in groupby(rows, key=lambda row: (row.cycle, row.call_on)):
        cycle = Cycle.parse(text)
        try:
            before = {step.code: step.on for step in plan_forwards(cycle.scheme, call_on, calendars.old)}
            after = {step.code: step for step in plan_forwards(cycle.scheme, call_on, calendars.new)}
        except OutsideCalendar:
            continue
        for row in group:
            step = after.get(row.code)
            if step is None or step.on == row.planned_on or before.get(row.code) != row.planned_on:
                continue
            is_told = row.code == _ANNOUNCED and row.is_announced
            yield MovedWindow(
                cycle=cycle,
                kind=WindowKind.MILESTONE,
                subject=row.code,
                label=row.label,
                opened_on=None,
                old_closes_on=row.planned_on,
                new_closes_on=step.on,
                is_provisional=step.is_provisional,
                effect=WindowEffect.KEPT if is_told else WindowEffect.MOVED,
                why=calendars.why(call_on, row.planned_on, step.on),
                to_do="通知已写明的日期不变；需要调整的，另发更正通知" if is_told else "按新日期安排",
            )


def _effect_of_told(old: date, new: date, *, is_open: bool, longer: str) -> tuple[WindowEffect, str]:
    if not is_open:
        return WindowEffect.ACTED_UPON, _NEVER_REOPENED
    if new < old:
        return WindowEffect.KEPT, _NOT_SHORTENED
    return WindowEffect.MOVED, longer


def of_cycles(moved: Sequence[MovedWindow]) -> dict[Cycle, list[MovedWindow]]:
    """Return the windows by cycle."""
    found: dict[Cycle, list[MovedWindow]] = defaultdict(list)
    for one in moved:
        found[one.cycle].append(one)
    return dict(found)
