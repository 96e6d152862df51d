"""Looks at every cycle that experts are scoring, and replaces whoever may no longer score what is theirs (award/11)."""

from __future__ import annotations

from datetime import date

from honours.domain.cycle import Cycle
from honours.services import stages
from honours.services.review.assigning.drawing import Drawn
from honours.services.review.assigning.replacing import recheck
from honours.services.review.sending import send_score_sheets
from honours.storage.unit_of_work import UnitOfWork


def recheck_open(today: date, run_id: str, work: UnitOfWork) -> dict[Cycle, Drawn]:
    """Recheck every cycle with an assignment and without a ranking; return what stands where something changed.

    New sheets are laid in the outbox. Raise :class:`TooFewExperts` when nobody can take over; the cycles before it are
    done then, and the next time it is tried again.
    """
    with work:
        cycles = [Cycle.parse(row.cycle) for row in work.run("review/list_open_assignments")]
    changed = {}
    for cycle in cycles:
        on = stages.effective_on(cycle, "scoring_done", today, work)
        drawn = recheck(cycle, on, run_id, work)
        if drawn is not None:
            send_score_sheets(cycle, on, work)
            changed[cycle] = drawn
    return changed
