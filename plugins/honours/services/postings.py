"""Until when the postings at the grassroots units run (award/10)."""

from __future__ import annotations

from datetime import date

from honours.domain.calendar import closing_date
from honours.domain.cycle import Cycle
from honours.regulation.calendar import working_days
from honours.regulation.loader import regulation
from honours.storage.unit_of_work import UnitOfWork


def last_posting_closes_on(cycle: Cycle, work: UnitOfWork) -> date | None:
    """Return the day on which the last posting of the cycle closes; None when none was posted in time.

    A posting that began after the due day of the nominations is not waited for: it is a fault of the nomination.
    Closing days never fall as posting days rise, so the last posting closes last.
    """
    with work:
        posted_on: date | None = work.run("postings/find_last_posting", {"cycle": str(cycle)}).scalar_one()
    if posted_on is None:
        return None
    return closing_date(posted_on, regulation().window("grassroots_posting").on(posted_on), working_days())
