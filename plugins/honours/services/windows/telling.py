"""Tells those concerned that a changed holiday table moved a window of theirs: once each, through the reminders."""

from __future__ import annotations

from datetime import date
from typing import Any

from jinja2 import Environment
from sqlalchemy import Row

from honours.domain.cycle import Cycle
from honours.domain.windows import WindowEffect, WindowKind
from honours.regulation.office import office
from honours.storage.unit_of_work import UnitOfWork

TEMPLATE = "window_changed.j2"
# The days left of a reminder that is none of something due: said on the day on which the change was found.
_AT_ONCE = 0


def note_changes(channel: str, templates: Environment, work: UnitOfWork) -> int:
    """Note one message a change, cycle and addressee that was not told yet; return how many were added.

    The unit of work must have begun. The messages are sent with the reminders.
    """
    house = office()
    added = 0
    for row in work.run("reminders/list_untold_changes", {"office": house.contact_email}).all():
        facts = {
            "cycle": Cycle.parse(row.cycle).label,
            "name": row.name,
            "found_on": _chinese(row.found_on),
            "windows": _windows(row),
            "issuer": house.issuer,
            "department": house.department,
            "contact_person": house.contact_person,
            "contact_phone": house.contact_phone,
        }
        added += work.run(
            "reminders/insert_reminder",
            {
                "cycle": row.cycle,
                "subject": f"window_changed {row.change_no} {row.role}",
                "addressee": row.addressee,
                "due_on": row.found_on,
                "days_left": _AT_ONCE,
                "channel": channel,
                "says": templates.get_template(TEMPLATE).render(facts),
            },
        ).rowcount
    return added


def _windows(row: Row[Any]) -> list[dict[str, str]]:
    columns = zip(row.kinds, row.labels, row.olds, row.news, row.effects, row.to_dos, strict=True)
    return [
        {
            "kind": WindowKind(kind).label,
            "label": label,
            "old": _chinese(old),
            "new": _chinese(new),
            "effect": WindowEffect(effect).label,
            "to_do": to_do,
        }
        for kind, label, old, new, effect, to_do in columns
    ]


def _chinese(on: date) -> str:
    return f"{on.year}年{on.month}月{on.day}日"
