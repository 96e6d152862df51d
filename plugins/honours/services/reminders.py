"""Reminders of what is due and what is overdue: noted first, then sent, each once however often the task runs.

A reminder is due when the working days left fall into one of the steps of the regulation data (5, 3, 1). A step that
was missed because nothing ran that day is made up for until the next one begins; what is overdue is said once.
"""

from __future__ import annotations

import smtplib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby
from pathlib import Path
from typing import Any

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from honours.domain.calendar import WorkingDays
from honours.domain.cycle import Category, Cycle
from honours.domain.errors import EnvironmentFault
from honours.domain.money import Money
from honours.regulation.calendar import working_days
from honours.regulation.citing import cited_in
from honours.regulation.loader import regulation
from honours.regulation.office import office
from honours.services.mail import Mailer, Message
from honours.services.notice.treated import TreatedObjection, read_objections
from honours.services.windows.telling import note_changes
from honours.storage.unit_of_work import UnitOfWork

OVERDUE = -1
_STEPS = ("first", "second", "last")


class MessagesNotSent(EnvironmentFault):
    """Some reminders could not be sent; they stay noted and are tried again. Carries how many and the last cause."""

    def __init__(self, count: int, cause: str) -> None:
        self.count, self.cause = count, cause
        super().__init__(f"{count}条提醒没有发出，将在下次运行时重试。最后一次的原因：{cause}。请检查邮件服务器。")


@dataclass(frozen=True, slots=True)
class DueReminder:
    """One reminder that is due: of what, to whom, by when, in which step, and what its template is filled with."""

    cycle: Cycle
    subject: str
    template: str
    addressee: str
    due_on: date
    step: int
    facts: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class _Due:
    """What is due by a day that no row of the database holds."""

    cycle: str
    due_on: date


def step_for(days_left: int, steps: tuple[int, ...]) -> int | None:
    """Return the step that ``days_left`` working days fall into: the least that holds them, or ``OVERDUE``, or None.

    A negative number means that the due day has passed.
    """
    if days_left < 0:
        return OVERDUE
    holding = [step for step in steps if days_left <= step]
    return min(holding) if holding else None


def note_due(today: date, channel: str, work: UnitOfWork, calendar: WorkingDays | None = None) -> int:
    """Note every reminder that is due today, and every moved window, not noted before; return how many were added."""
    days = calendar or working_days()
    templates = _templates(work.settings.templates)
    added = 0
    with work:
        for due in list(_due(today, days, work)):
            says = templates.get_template(due.template).render(due.facts)
            key = {"cycle": str(due.cycle), "subject": due.subject, "addressee": due.addressee}
            added += work.run(
                "reminders/insert_reminder",
                {**key, "due_on": due.due_on, "days_left": due.step, "channel": channel, "says": says},
            ).rowcount
        added += note_changes(channel, templates, work)
    return added


def send_noted(now: datetime, mailer: Mailer, work: UnitOfWork) -> int:
    """Send every reminder that was noted and not sent; return how many.

    Each is locked, sent and marked in one transaction, so that two workers never send the same one. Raise
    :class:`MessagesNotSent` after all were tried when some could not be sent.
    """
    sent = 0
    failed: list[str] = []
    cause = ""
    while True:
        with work:
            row = work.run("reminders/lock_next_unsent", {"failed": failed}).one_or_none()
            if row is None:
                break
            key = f"{row.cycle} {row.subject} {row.addressee} {row.due_on} {row.days_left}"
            title, _, text = row.says.partition("\n")
            try:
                mailer.send(Message(key, row.addressee, title.strip(), text.strip() + "\n"), now)
            except (OSError, smtplib.SMTPException) as error:
                failed.append(key)
                cause = str(error)
                continue
            names = ("cycle", "subject", "addressee", "due_on", "days_left")
            work.run("reminders/mark_sent", {**{name: getattr(row, name) for name in names}, "sent_at": now})
            sent += 1
    if failed:
        raise MessagesNotSent(len(failed), cause)
    return sent


def _templates(folder: Path) -> Environment:
    # Plain text, never shown as HTML.
    return Environment(  # noqa: S701
        loader=FileSystemLoader(folder / "messages"), undefined=StrictUndefined, keep_trailing_newline=False
    )


def _due(today: date, calendar: WorkingDays, work: UnitOfWork) -> Iterator[DueReminder]:
    house = office()
    for subject, template, addressee, row, own in _owed(house.contact_email, today, work, calendar):
        steps = tuple(regulation().number(f"practice.reminder.{step}_working_days").on(today) for step in _STEPS)
        days_left = calendar.working_days_between(today, row.due_on) if row.due_on >= today else OVERDUE
        step = step_for(days_left, steps)
        if step is None:
            continue
        cycle = Cycle.parse(row.cycle)
        facts = {
            "cycle": cycle.label,
            "due_on": f"{row.due_on.year}年{row.due_on.month}月{row.due_on.day}日",
            "days_left": days_left,
            "is_overdue": days_left < 0,
            "issuer": house.issuer,
            "department": house.department,
            "submission": house.submission,
            "contact_person": house.contact_person,
            "contact_phone": house.contact_phone,
            **own,
        }
        yield DueReminder(cycle, subject, template, addressee, row.due_on, step, facts)


def _unanswered(work: UnitOfWork, calendar: WorkingDays) -> list[TreatedObjection]:
    """Return the objections to whose authors a reply is owed, or that are still to be checked (award/12)."""
    cycles = [Cycle.parse(row.cycle) for row in work.run("reminders/list_objected_cycles").all()]
    return [one for cycle in cycles for one in read_objections(cycle, work, calendar) if not one.is_settled]


def _owed(
    office_address: str, today: date, work: UnitOfWork, calendar: WorkingDays
) -> Iterator[tuple[str, str, str, Any, dict[str, Any]]]:
    """Yield what is owed: subject, template, addressee, the row with cycle and due day, and the facts of its own."""
    for row in work.run("reminders/list_silent_bodies").all():
        own = {"name": row.name, "contact_name": row.contact_name, "body_code": row.body_code}
        yield f"nominations_due {row.body_code}", "nominations_due.j2", row.addressee, row, own
    missing_sheets = work.run("reminders/list_missing_score_sheets").all()
    for row in missing_sheets:
        categories = "、".join(Category(code).label for code in row.categories)
        own = {"name": row.name, "categories": categories}
        yield f"score_sheets_due {row.expert_no}", "score_sheets_due.j2", row.addressee, row, own
    # What experts still owe after their day goes to the office too, with names: it decides who takes over.
    overdue = [row for row in missing_sheets if row.due_on < today]
    for _, rows in groupby(overdue, key=lambda row: row.cycle):
        late = list(rows)
        experts = [f"{row.expert_no} {row.name}" for row in late]
        yield "score_sheets_overdue", "score_sheets_overdue.j2", office_address, late[0], {"experts": experts}
    for row in work.run("reminders/list_missing_verification_forms").all():
        own = {"studios": row.studios}
        yield "verification_forms_due", "verification_forms_due.j2", office_address, row, own
    for row in work.run("reminders/list_missing_consultations", {"today": today}).all():
        own = {"name": row.name, "entries": row.entries}
        subject = f"consultation_due {row.expert_no}-{row.sheet_no}"
        yield subject, "consultation_due.j2", row.addressee, row, own
    for row in work.run("reminders/list_open_milestones").all():
        own = {"label": row.label, "rests_on": cited_in(row.rests_on), "is_provisional": row.is_provisional}
        yield f"milestone_due {row.code}", "milestone_due.j2", office_address, row, own
    for one in _unanswered(work, calendar):
        own = {"objection_no": one.objection_no, "nomination_no": one.nomination_no, "handler": one.handler or "未定"}
        own |= {"is_closed": one.closed_on is not None, "is_provisional": one.is_due_provisional}
        due = _Due(str(one.cycle), one.reply_due_on or one.received_on)
        yield f"objection_due {one.objection_no}", "objection_due.j2", office_address, due, own
    for row in work.run("reminders/count_unsettled_payments").all():
        own = {"payments": row.payments, "total_cny": str(Money(row.total_cny))}
        yield "payments_due", "payments_due.j2", office_address, row, own
