"""After the roster changed, every cycle whose experts were asked and whose entries are not ranked is looked at anew."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.services.review.conflicts.finding import ConflictCounts, find_in
from honours.storage.unit_of_work import UnitOfWork


def recheck_open_cycles(on: date, work: UnitOfWork) -> dict[Cycle, ConflictCounts]:
    """Find the conflicts of every open cycle anew and return what stands in each; the unit of work has begun."""
    rows = work.run("review/list_open_reviews").all()
    return {cycle: find_in(cycle, on, work) for cycle in (Cycle.parse(row.cycle) for row in rows)}
