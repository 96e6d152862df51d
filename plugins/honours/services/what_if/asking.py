"""Judges past cycles under a supposed law beside the one in force, in a transaction that can change nothing."""

from __future__ import annotations

from dataclasses import dataclass

from honours.domain.cycle import Cycle, Scheme
from honours.regulation.loader import regulation
from honours.services.what_if.answer import CycleAnswer, WhatIfAnswer
from honours.services.what_if.comparing import groups
from honours.services.what_if.counting import Count
from honours.services.what_if.laws import (
    Days,
    Keys,
    Supposition,
    book_of,
    differences,
    grants_of,
    keys_read,
    refuse_unread,
    supposed_law,
)
from honours.services.what_if.listing import listed
from honours.services.what_if.refusals import NoneOpen
from honours.storage.unit_of_work import UnitOfWork

LISTED = 5_000
"""How many changed nominations of a cycle are listed at most; all of them are counted."""


@dataclass(frozen=True, slots=True)
class WhatIf:
    """The question: the cycles of one scheme, and what is supposed for their days."""

    scheme: Scheme
    years: tuple[int, ...]
    supposed: Supposition


def what_if(asked: WhatIf, work: UnitOfWork, *, most_listed: int = LISTED) -> WhatIfAnswer:
    """Return who would come out otherwise under the supposed law, and what money that is; nothing is stored.

    All standing nominations are judged by all rules of all examinations under both laws; what a person decided counts.
    Raises :class:`NoneOpen`, and the other errors of :mod:`honours.services.what_if.refusals`.
    """
    with work:
        work.run("what_if/begin_reading")
        opened = _opened(asked, work)
        missing = tuple(
            Cycle(year, asked.scheme) for year in asked.years if year not in {days.cycle.year for days in opened}
        )
        if not opened:
            raise NoneOpen(missing)
        keys = {days.cycle: keys_read(days, regulation()) for days in opened}
        refuse_unread(asked.supposed, asked.scheme, keys.values())
        return WhatIfAnswer(
            scheme=asked.scheme,
            cycles=tuple(_answer(days, asked.supposed, keys[days.cycle], most_listed, work) for days in opened),
            not_open=missing,
            as_on=asked.supposed.as_on,
        )


def _opened(asked: WhatIf, work: UnitOfWork) -> list[Days]:
    rows = work.run("what_if/list_cycles", {"scheme": asked.scheme.value, "years": list(asked.years)}).all()
    found = []
    for row in rows:
        cycle = Cycle.parse(row.cycle)
        honoured_on = row.honoured_on or regulation().award_by(cycle)
        found.append(Days(cycle, row.call_on, row.nominations_due_on, honoured_on))
    return found


def _answer(days: Days, supposed: Supposition, keys: Keys, most_listed: int, work: UnitOfWork) -> CycleAnswer:
    law = regulation()
    other = supposed_law(days, supposed, keys)
    values = differences(days, supposed, other, keys)
    before, after = book_of(days, law), book_of(days, other)
    grants = dict(
        zip(days.cycle.categories, zip(grants_of(days, law), grants_of(days, other), strict=True), strict=True)
    )
    repriced = [category for category, (one, two) in grants.items() if one.amount != two.amount]
    count = Count(days.cycle, before, after, grants, most_listed)
    for group in groups(days.cycle, before, after, repriced, most_listed, work):
        count.add(group)
    changes = listed(days.cycle, count, before, after, work)
    return CycleAnswer(
        cycle=days.cycle,
        nominations=count.nominations,
        categories=count.categories(),
        rules=count.rules(),
        changes=changes,
        unlisted=count.changed - len(changes),
        values=values,
    )
