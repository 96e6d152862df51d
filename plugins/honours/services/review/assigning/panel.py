"""The assignment of a cycle as staff look at it: every run with its proof, who scores what, and the loads."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from honours.domain.cycle import Cycle
from honours.services.review.assigning.record import NoAssignment, Run, runs
from honours.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Panel:
    """What stands of a cycle's assignment."""

    cycle: str
    runs: tuple[Run, ...]
    experts_of: dict[str, tuple[str, ...]]
    load_of: dict[str, int]


def panel(cycle: Cycle, work: UnitOfWork) -> Panel:
    """Return the assignment of a cycle; raise :class:`NoAssignment` when there is none."""
    with work:
        known = runs(cycle, work)
        if not known:
            raise NoAssignment(cycle)
        rows = work.run("review/list_assigned_rows", {"cycle": str(cycle)}).all()
    experts: dict[str, list[str]] = {}
    for row in rows:
        experts.setdefault(row.nomination_no, []).append(row.expert_no)
    return Panel(
        str(cycle),
        tuple(known),
        {number: tuple(listed) for number, listed in experts.items()},
        dict(Counter(row.expert_no for row in rows)),
    )
